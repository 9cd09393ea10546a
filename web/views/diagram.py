"""What somebody wants to see of a model in; the words around its picture, its list, and what a search finds out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from slamodel.analysis import Analysis
from slamodel.diagram import ALL_STEPS, MOST_SERVICES, Link, Picture, Shown, Subject
from slamodel.gaps.wording import number
from slamodel.model import AgreementKind
from slamodel.propagate import Standing
from slamodel.report.views import Status
from slamodel.report.wording import STATUS

_DEPTHS = {"1": "1 step", "2": "2 steps", "3": "3 steps", "all": "all steps"}
_LONGEST = 200
_MOST_HITS = 12

Query: TypeAlias = Mapping[str, str]
Address: TypeAlias = Callable[[Subject], str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be drawn: around what, how far, and whether with one box for each party."""

    focus: str = ""
    depth: str = ""
    parties: bool = False

    @property
    def steps(self) -> int | None:
        """The depth as the picture takes it; None is as far as can be read."""
        return ALL_STEPS if self.depth == "all" else int(self.depth) if self.depth else None

    @property
    def query(self) -> Query:
        """The same as parts of an address."""
        said = {"focus": self.focus, "depth": self.depth, "collapse": "party" if self.parties else ""}
        return {name: value for name, value in said.items() if value}


def wanted(query: Query) -> Wanted:
    """What an address asks for; a depth that makes no sense, or has no focus, counts as none."""
    focus, depth = query.get("focus", "")[:_LONGEST], query.get("depth", "")
    return Wanted(focus, depth if focus and depth in _DEPTHS else "", query.get("collapse") == "party")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to look at the same; `query` leads there."""

    label: str
    query: Query
    is_current: bool


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the picture: of what it is, and how else it could be looked at."""

    focus: str
    depths: tuple[Choice, ...]
    boxes: tuple[Choice, ...]
    everything: Query


def head(analysis: Analysis, asked: Wanted) -> Head:
    """The words and choices above the picture, without drawing it."""
    automatic = Choice("as far as can be read", replace(asked, depth="").query, not asked.depth)
    depths = (Choice(said, replace(asked, depth=depth).query, asked.depth == depth) for depth, said in _DEPTHS.items())
    is_large = not asked.focus and len(analysis.landscape.services) > MOST_SERVICES
    boxes = (
        *(() if is_large else (Choice("services", replace(asked, parties=False).query, not asked.parties),)),
        Choice("parties", replace(asked, parties=True).query, asked.parties or is_large),
    )
    return Head(
        _name(analysis, asked.focus),
        (automatic, *depths) if asked.focus else (),
        boxes,
        Wanted(parties=asked.parties).query,
    )


def _name(analysis: Analysis, focus: str) -> str:
    landscape = analysis.landscape
    if focus in landscape.services:
        return landscape.label(focus)
    if focus in landscape.agreements:
        return landscape.agreements[focus].label
    return landscape.party_label(focus)


@dataclass(frozen=True, slots=True)
class Row:
    """One box of the picture as a line of the list."""

    subject: Subject
    kind: str
    within: str
    status: Status | None
    facts: str
    rests_on: tuple[str, ...]
    is_known: bool
    """Whether the model has it as an entry of its own: a promise to anybody names no party."""


def rows(analysis: Analysis, picture: Picture) -> tuple[Row, ...]:
    """The same content as the picture, as a list, in its order."""
    return tuple(
        Row(
            box.subject,
            _KINDS[box.subject.kind],
            box.within,
            STATUS[box.standing] if box.standing else None,
            " · ".join(filter(None, (_without(fact, box.standing) for fact in box.facts))),
            box.rests_on,
            box.subject.kind != "party" or box.subject.id in analysis.landscape.parties,
        )
        for box in picture.boxes
    )


def _without(fact: str, standing: Standing | None) -> str:
    """A line of a box without the status, which has a column of its own."""
    stands = f"{standing.symbol} {standing.word}" if standing else ""
    return fact.removesuffix(stands).removesuffix(": ") if stands else fact


_KINDS = {"promise": "promise", "service": "service", "party": "party"}


def links(picture: Picture, address: Address) -> Mapping[str, Link]:
    """A link for each box: where it leads, how it is called, and where arrow keys go from there."""
    return {box.node: Link(address(box.subject), _spoken(box), tuple(_data(box))) for box in picture.boxes}


def worst_target(analysis: Analysis, agreement: str) -> str:
    """The promise of an agreement to look at first; empty where it promises nothing that could be looked at."""
    held = (promise for promise in analysis.promises if promise.agreement == agreement)
    worst = min(held, key=lambda promise: (promise.standing.weight, promise.id), default=None)
    return worst.id if worst else ""


def _spoken(box: Shown) -> str:
    """The name of a box for those who do not see it: name, kind, whose it is, how it stands."""
    kind = _KINDS[box.subject.kind]
    whose = f"{kind} {'to' if kind == 'promise' else 'of'} {box.within}" if box.within else kind
    return ", ".join((box.subject.name, whose, box.standing.word if box.standing else "no status"))


def _data(box: Shown) -> Iterator[tuple[str, str]]:
    yield "kind", box.subject.kind
    yield "of", box.subject.id
    yield "below", " ".join(box.below)
    yield "above", " ".join(box.above)
    if box.in_focus:
        yield "focus", "yes"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a search found; `query` leads to a picture around it."""

    subject: Subject
    about: str
    query: Query


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found: the boxes of the picture, and what is not in it."""

    text: str
    nodes: tuple[str, ...]
    others: tuple[Hit, ...]
    others_count: int

    @property
    def said(self) -> str:
        """The count, as it is announced."""
        if not self.nodes and not self.others_count:
            return f"Nothing in the model has “{self.text}” in its name."
        if not self.nodes:
            return f"Found {self.others_count:,} in the model, outside of this picture."
        drawn = number(len(self.nodes), "box", "boxes")
        more = f", {self.others_count:,} more in the model" if self.others_count else ""
        return f"Found {drawn} in the picture{more}."

    @property
    def cut(self) -> str:
        """What of the others is not listed."""
        left = self.others_count - len(self.others)
        return f"and {left:,} more: write more of the name" if left else ""


def search(analysis: Analysis, picture: Picture, asked: Wanted, text: str) -> Hits | None:
    """Look for a text in the names and ids of the model; None where there is no text."""
    text = text.strip()[:_LONGEST]
    if not text:
        return None
    found = [subject for subject in _subjects(analysis) if _matches(subject, text.casefold())]
    nodes = {box.subject[:2]: box.node for box in picture.boxes}
    others = [subject for subject in found if subject[:2] not in nodes]
    shown = tuple(
        Hit(subject, _about(analysis, subject), replace(asked, focus=subject.id, depth="", parties=False).query)
        for subject in sorted(others, key=lambda subject: _closeness(subject, text.casefold()))[:_MOST_HITS]
    )
    drawn = (nodes[subject[:2]] for subject in found if subject[:2] in nodes)
    return Hits(text, tuple(sorted(drawn, key=lambda node: int(node[1:]))), shown, len(others))


def _subjects(analysis: Analysis) -> Iterable[Subject]:
    """All that a picture can be drawn around."""
    landscape = analysis.landscape
    yield from (Subject("party", party.id, party.label) for party in landscape.parties.values())
    for agreement in landscape.agreements.values():
        if agreement.kind is AgreementKind.SLA:
            yield Subject("promise", agreement.id, agreement.label)
    yield from (Subject("service", service.id, service.label) for service in landscape.services.values())


def _matches(subject: Subject, text: str) -> bool:
    return text in subject.name.casefold() or text in subject.id.casefold()


def _closeness(subject: Subject, text: str) -> tuple[bool, int, str]:
    """What is called so before what begins so before what has it somewhere; short names first."""
    name = subject.name.casefold()
    return (not name.startswith(text), len(name), subject.id)


def _about(analysis: Analysis, subject: Subject) -> str:
    landscape = analysis.landscape
    if subject.kind == "service":
        return f"service of {landscape.party_label(landscape.services[subject.id].provider)}"
    if subject.kind == "promise":
        return f"promise of {landscape.party_label(landscape.agreements[subject.id].provider)}"
    return landscape.parties[subject.id].kind.value
