"""What somebody answered to the five questions in; the answers as a model can hold them, or what is amiss, out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter, ValidationError

from slamodel.load.text import FORBIDDEN
from slamodel.model.words import Name
from slamodel.units import UnitError, parse_duration, parse_share

from .written import written

SUPPLIER, DEPARTMENT, OURSELVES = "supplier", "department", "ourselves"
KINDS = {SUPPLIER: "a supplier", DEPARTMENT: "another department of ours", OURSELVES: "we ourselves"}
ROWS, MOST_ROWS = 3, 40

_NAME: TypeAdapter[str] = TypeAdapter(Name)
_FIELD = re.compile(r"need-([0-9]{1,4})-[a-z]+")
_LINES = re.compile(r"[\r\n;]+")
_INVISIBLE = "This holds a character that nobody can see. Please type it anew."


@dataclass(frozen=True, slots=True)
class Need:
    """One row: what is needed, who supplies it, what they committed to; `spare` is the row of what can replace it."""

    name: str = ""
    kind: str = SUPPLIER
    by: str = ""
    availability: str = ""
    repair: str = ""
    spare: int | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nobody has written anything into the row."""
        return not (self.name or self.by or self.availability or self.repair)


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to all five questions; `is_one_name` where somebody has said that a comma belongs to a name."""

    service: str = ""
    availability: str = ""
    repair: str = ""
    team: str = ""
    customers: tuple[str, ...] = ()
    is_one_name: bool = False
    needs: tuple[Need, ...] = field(default=(Need(),) * ROWS)

    @property
    def used(self) -> tuple[tuple[int, Need], ...]:
        """The rows that somebody has written into, with their numbers."""
        return tuple((row, need) for row, need in enumerate(self.needs) if not need.is_blank)

    @property
    def replaceable(self) -> tuple[tuple[Need, ...], ...]:
        """The needs in their order, those that can replace one another together: of each group one is enough."""
        group = {row: row for row, _ in self.used}
        for row, need in self.used:
            if need.spare in group:
                joined = group[row], group[need.spare]
                group = {each: min(joined) if of in joined else of for each, of in group.items()}
        return tuple(
            tuple(need for row, need in self.used if group[row] == first) for first in dict.fromkeys(group.values())
        )

    @property
    def in_doubt(self) -> tuple[str, ...]:
        """The customers that a name with commas may stand for; none where that is settled."""
        parts = tuple(part.strip() for name in self.customers for part in name.split(",") if part.strip())
        return parts if len(parts) > len(self.customers) and not self.is_one_name else ()

    def with_another_row(self) -> "Answers":
        """The same with an empty row behind."""
        return replace(self, needs=(*self.needs, Need())[:MOST_ROWS])

    def without_row(self, row: int) -> "Answers":
        """The same without one row."""
        kept = (replace(need, spare=_without(row, need.spare)) for at, need in enumerate(self.needs) if at != row)
        return replace(self, needs=tuple(kept) or (Need(),))

    def with_several_customers(self) -> "Answers":
        """The same with a customer for each name between commas."""
        return replace(self, customers=_each_once(self.in_doubt or self.customers))

    def with_one_name(self) -> "Answers":
        """The same where a comma belongs to a name."""
        return replace(self, is_one_name=True)


def _without(row: int, spare: int | None) -> int | None:
    """Where a row stands once another one is gone."""
    return None if spare is None or spare == row else spare - (spare > row)


def answers(form: Mapping[str, str]) -> Answers:
    """The fields of the form as answers; quantities get the point and the unit that model files write."""

    def text(name: str) -> str:
        return " ".join(form.get(name, "").split())

    rows = sorted({found[1] for name in form if (found := _FIELD.fullmatch(name or ""))}, key=int)[:MOST_ROWS]

    def need(row: str) -> Need:
        kind = text(f"need-{row}-kind")
        return Need(
            text(f"need-{row}-name"),
            kind if kind in KINDS else SUPPLIER,
            text(f"need-{row}-by"),
            written(text(f"need-{row}-availability"), "share"),
            written(text(f"need-{row}-repair"), "time"),
            rows.index(spare) if (spare := text(f"need-{row}-spare")) in rows else None,
        )

    return Answers(
        text("service"),
        written(text("availability"), "share"),
        written(text("repair"), "time"),
        text("team"),
        _each_once(_LINES.split(form.get("customers", ""))),
        bool(text("one-name")),
        tuple(map(need, rows)) or (Need(),) * ROWS,
    )


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    """The names without needless blanks, and without those that are there already in other letters."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold().strip(), " ".join(name.split()))
    return tuple(filter(None, found.values()))


def mistakes(given: Answers) -> dict[str, str]:
    """What is amiss, by the name of the field; empty when a model can be made."""
    found: dict[str, str] = {}
    for name, sentence in _complaints(given):
        found.setdefault(name, sentence)
    return found


def _complaints(given: Answers) -> Iterator[tuple[str, str]]:
    yield from _name("service", given.service, "Write what you promise, such as Web shop.")
    if not given.availability and not given.repair:
        yield "availability", "Write how much of the time it works, such as 99.9 %, or how soon it works again."
    yield from _levels("", given.availability, given.repair)
    yield from _name("team", given.team, "Write which department of yours makes this promise.")
    for customer in given.customers or ("",):
        yield from _name("customers", customer, "Write who is promised this: a customer, or a group of them.")
    if given.in_doubt:
        yield "customers", f"Are these {len(given.in_doubt)} customers, or is it one name with a comma in it?"
    if not given.used:
        yield "need-0-name", "Write at least one thing that it needs to work, such as Hosting."
    for row, need in given.used:
        yield from _name(f"need-{row}-name", need.name, "Write what is needed.")
        if need.kind != OURSELVES:
            yield from _name(f"need-{row}-by", need.by, "Write who supplies it.")
        yield from _levels(f"need-{row}-", need.availability, need.repair)
    yield from _twice(given)
    yield from _two_in_one(given)
    blank = [row for row, need in enumerate(given.needs) if need.is_blank]
    for row, need in given.used:
        if need.spare in blank:
            yield f"need-{row}-spare", f"Need {need.spare + 1} is empty. Write there what can replace it."


def _name(field: str, text: str, where_empty: str) -> Iterator[tuple[str, str]]:
    if not text:
        yield field, where_empty
    elif FORBIDDEN.search(text):
        yield field, _INVISIBLE
    else:
        try:
            _NAME.validate_python(text)
        except ValidationError:
            yield field, f"This has {len(text)} characters; a name has at most 120."


def _levels(prefix: str, availability: str, repair: str) -> Iterator[tuple[str, str]]:
    for name, text, parse in (("availability", availability, parse_share), ("repair", repair, parse_duration)):
        try:
            if text:
                parse(text)
        except UnitError as error:
            hint = f": {error.hint}" if error.hint else ""
            yield f"{prefix}{name}", f"{error.message[:200]}{hint[:200]}."


def _twice(given: Answers) -> Iterator[tuple[str, str]]:
    """Two services of one name would be taken for one another."""
    seen = {given.service.casefold()}
    for row, need in given.used:
        if need.name.casefold() in seen:
            yield f"need-{row}-name", f"{need.name} is there already. Give each its own name."
        seen.add(need.name.casefold())


def _two_in_one(given: Answers) -> Iterator[tuple[str, str]]:
    """A party cannot be a customer and a supplier at once."""
    roles = {given.team.casefold(): ("team", "your own department")}
    for field_, name, role in _others(given):
        known = roles.setdefault(name.casefold(), (field_, role))[1]
        if known != role:
            yield field_, f"{name} is {known} above, and cannot be {role} as well."


def _others(given: Answers) -> Iterable[tuple[str, str, str]]:
    for customer in given.customers:
        yield "customers", customer, "a customer"
    for row, need in given.used:
        if need.kind != OURSELVES:
            yield f"need-{row}-by", need.by, KINDS[need.kind]
