"""An agreement in; the terms in effect in it, each as written, with the agreement and level that it comes from, out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from slamodel.diagnostics import Place
from slamodel.load import Loaded, Plain
from slamodel.load.levels import CREDITS, RELIEVING, WHOLE
from slamodel.load.tree import Value
from slamodel.model import ALWAYS, Agreement
from slamodel.model.agreement import Path

Source = Literal["own", "inherited", "default"]
_SINGULAR = {"obligations": "obligation", "priorities": "priority"}


@dataclass(frozen=True, slots=True)
class EffectiveTerm:
    """One term: what it is called, what it says, and where that is written; for a default, in no agreement."""

    term: str
    value: str
    source: Source
    agreement: str
    level: str
    place: Place | None


def effective(loaded: Loaded, name: str) -> tuple[EffectiveTerm, ...]:
    """What is in effect in an agreement, in the order of its form: stated, taken from others, or by default."""
    agreement = loaded.landscape.agreements[name]
    written = loaded.landscape.written.get(name, agreement)
    return tuple(_terms(loaded, agreement, written))


def answer(loaded: Loaded, name: str) -> list[dict[str, object]]:
    """The same for machines."""
    return [
        {
            "term": one.term,
            "value": one.value,
            "source": one.source,
            "agreement": one.agreement or None,
            "level": one.level or None,
            "at": one.place.short if one.place else None,
        }
        for one in effective(loaded, name)
    ]


def lines(loaded: Loaded, name: str) -> Iterator[str]:
    """The same for people, of an agreement that extends others."""
    if name not in loaded.landscape.written:
        return
    yield ""
    yield f"Terms of {name}, and where each comes from"
    rows = [(one.term, one.value, _from(name, one)) for one in effective(loaded, name)]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    for term, value, source in rows:
        yield f"  {term:<{widths[0]}}  {value:<{widths[1]}}  {source}"


def _from(name: str, one: EffectiveTerm) -> str:
    if one.place is None:
        return "by default"
    return f"{'its own' if one.agreement == name else f'{one.agreement}, {one.level} level'}  {one.place.short}"


def _terms(loaded: Loaded, agreement: Agreement, written: Agreement) -> Iterator[EffectiveTerm]:
    for place, target in agreement.stated:
        name = f"{target.metric} for {target.priority}" if target.priority else target.metric
        yield _term(loaded, agreement, name, place, leave=("metric", "priority"))
    for name in (*WHOLE, *CREDITS):
        if name in agreement.model_fields_set:
            shown = _named(getattr(agreement, name)) if name in RELIEVING else ""
            yield _term(loaded, agreement, name, agreement.at(name), shown)
        elif name in ("hours", "support_hours"):
            value = ALWAYS if name == "hours" else f"as hours: {agreement.hours}"
            yield EffectiveTerm(_words(name), value, "default", "", "", None)
    for path in _pieces(agreement):
        key = f" {path[1]}" if path[0] == "priorities" else ""
        yield _term(loaded, agreement, f"{_SINGULAR[str(path[0])]}{key}", agreement.at(*path))
    if agreement.review and agreement.review.every:
        yield _term(loaded, agreement, "review every", agreement.at("review", "every"))
    for name in ("term", "price"):
        if name in written.model_fields_set:
            yield _term(loaded, agreement, name, agreement.at(name))


def _pieces(agreement: Agreement) -> Iterator[Path]:
    yield from (("obligations", index) for index in range(len(agreement.obligations)))
    yield from (("priorities", name) for name in agreement.priorities)


def _term(
    loaded: Loaded, agreement: Agreement, name: str, at: Path, shown: str = "", leave: tuple[str, ...] = ()
) -> EffectiveTerm:
    origin = loaded.landscape.agreements.get(str(at[1]), agreement)
    value = shown or flat(_at(loaded, at), leave)
    source: Source = "own" if origin.id == agreement.id else "inherited"
    return EffectiveTerm(_words(name), value, source, origin.id, origin.level, loaded.landscape.place(at))


def _named(values: tuple[object, ...]) -> str:
    return ", ".join(str(getattr(one, "duty", one)) for one in values) or "none"


def _words(key: str) -> str:
    return key.replace("_", " ")


def _at(loaded: Loaded, path: Path) -> Value:
    """What is written at a path; as much of it as there is."""
    node: Value | None = loaded.tree
    for step in path:
        if isinstance(node, dict) and step in node:
            node = node[str(step)]
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
    return "" if node is None else node


def flat(value: "Value | Plain", leave: tuple[str, ...] = ()) -> str:
    """A written value on one line, without some of its keys."""
    if isinstance(value, dict):
        return ", ".join(f"{_words(key)} {flat(inner)}" for key, inner in value.items() if key not in leave)
    return "; ".join(flat(item) for item in value) if isinstance(value, list) else " ".join(value.split())
