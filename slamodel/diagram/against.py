"""Two states of a model and what differs in; one picture of both out, in which that is marked and the rest recedes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from slamodel.analysis import Analysis
from slamodel.compare.outcome import Comparison, Movement
from slamodel.diagram import parties, remarks, services, style
from slamodel.diagram.focus import MOST_SERVICES, Field, Selection, Spot, UnknownFocus, reach, select
from slamodel.diagram.merging import merged, with_neighbours
from slamodel.diagram.sketch import Mark, Parts, Sketch, composed
from slamodel.diagram.turned import ARROW
from slamodel.gaps.wording import listed, number

MOST_WHOLE = 40
"""Services up to which all are drawn, so that what changed is seen in its place; of more, only what is near it."""

Fields = tuple[Field, Field]
_NOTHING = "nothing that the picture shows differs"


def sketch(
    comparison: Comparison, focus: str | None, depth: int | None, *, collapse: bool, title: str, named: str = ""
) -> tuple[Sketch, Selection]:
    """The picture, and what it was drawn of, whose note says what is left out; raises UnknownFocus.

    `named` is what the two states are called, where somebody has called them anything.
    """
    fields = (Field(comparison.before), Field(comparison.after))
    selection = _selection(comparison, fields, focus, depth, collapse=collapse)
    found, note = _parts(comparison, fields, selection)
    selection = replace(selection, note="; ".join(filter(None, (selection.note, note))))
    heading = _heading(comparison, f"{title}: {selection.wording}" if selection.wording else title, named)
    marks = {*(box.mark for box in found.boxes), *(line.mark for line in found.lines)}
    legend = (*style.CHANGES, *(parties.LEGEND[:2] if selection.collapsed else style.LEGEND))
    return composed((*heading, *((_NOTHING,) if marks <= {Mark.SAME} else ()), *_noted(note)), found, legend), selection


def description(comparison: Comparison, sketch: Sketch) -> str:
    """The text alternative: how much of the picture is new, gone and changed, and how the promises moved."""
    boxes, lines = (Counter(part.mark for part in parts) for parts in (sketch.boxes, sketch.lines))
    marked = [said for mark in (Mark.NEW, Mark.GONE, Mark.CHANGED) if (said := _said(mark, boxes[mark], lines[mark]))]
    moved = Counter(filter(None, map(remarks.movement, comparison.promises)))
    promises = [f"{word} for {count:,}" for word, count in sorted(moved.items())]
    kinds = Counter(change.movement for change in comparison.promises)
    promises += [f"{kinds[kind]:,} {kind.value}" for kind in (Movement.NEW, Movement.GONE) if kinds[kind]]
    return (
        f"Dependency diagram of what differs between two states of a model: {'; '.join(marked) or 'nothing'};"
        " the rest is the same and drawn in grey."
        f" Of all promises: {listed(promises, None) or 'none stands better or worse'}."
    )


def _said(mark: Mark, boxes: int, lines: int) -> str:
    """So many boxes and lines are marked like this; empty for none."""
    counts = ((boxes, number(boxes, "box", "boxes")), (lines, number(lines, "line")))
    found = listed(said for count, said in counts if count)
    return f"{found} {mark.value}" if found else ""


def _noted(note: str) -> tuple[str, ...]:
    return (note,) if note else ()


def _heading(comparison: Comparison, title: str, named: str) -> tuple[str, ...]:
    if named:
        return (title, f"what differs: {named}")
    after, before = _named(comparison.after), _named(comparison.before)
    return (title, f"what differs: {before} {ARROW} {after}")


def _named(analysis: Analysis) -> str:
    written = f"model {analysis.landscape.sha256[:12]}" if analysis.landscape.sha256 else "the model as it would be"
    return f"{written} as of {analysis.as_of.isoformat()}"


def _parts(comparison: Comparison, fields: Fields, selection: Selection) -> tuple[Parts, str]:
    """The parts of both pictures as those of one, and what is left out."""
    own = tuple(_within(field, selection) for field in fields)
    if not selection.collapsed:
        before, after = (services.parts(field, chosen) for field, chosen in zip(fields, own, strict=True))
        said, written = remarks.of(comparison, fields), remarks.written(comparison, fields)
        return merged(before, after, said, written), ""
    every = max(len(field.landscape.parties) + len(field.landscape.services) for field in fields)
    drawn = [parties.parts(field, chosen, every, every**2)[0] for field, chosen in zip(fields, own, strict=True)]
    both = merged(drawn[0], drawn[1], {})
    if len(both.boxes) <= parties.MOST_PARTIES and len(both.lines) <= parties.MOST_LINES:
        return both, ""
    near = with_neighbours(both, parties.MOST_LINES)
    counts = ((near.boxes, both.boxes, "parties"), (near.lines, both.lines, "lines"))
    left = [f"{len(some):,} of {len(every):,} {noun}" for some, every, noun in counts if len(some) < len(every)]
    return near, f"shows {listed(left)}, those with differences first"


def _within(field: Field, selection: Selection) -> Selection:
    """What of a selection one of the two models has."""
    return replace(
        selection,
        services=selection.services & field.landscape.services.keys(),
        promises=selection.promises & field.covered.keys(),
    )


def _selection(
    comparison: Comparison, fields: Fields, focus: str | None, depth: int | None, *, collapse: bool
) -> Selection:
    """What to draw of both: all that is asked for, as far as it can be read."""
    asked = _asked(fields, focus, depth, collapse=collapse)
    every = len({service for field in fields for service in field.landscape.services})
    limit = MOST_WHOLE if focus is None else MOST_SERVICES
    if asked.collapsed and collapse:
        return asked
    if len(asked.services) <= limit:
        return _counted(replace(asked, collapsed=False), every, asked.wording)
    for spots in _near(comparison, fields):
        names = frozenset(spot.id for spot in spots if spot.kind == "service") & asked.services
        if 0 < len(names) <= MOST_SERVICES:
            promises = frozenset(spot.id for spot in spots if spot.kind == "promise") & asked.promises
            near = replace(asked, services=names, promises=promises, collapsed=False)
            return _counted(near, every, "what differs, and what is next to it")
    if len(asked.services) <= MOST_SERVICES:
        return _counted(replace(asked, collapsed=False), every, asked.wording)
    return replace(asked, collapsed=True, note="too many services differ to read: collapsed to parties")


def _counted(selection: Selection, every: int, wording: str) -> Selection:
    shown = len(selection.services)
    note = f"shows {shown:,} of {every:,} services{wording and f': {wording}'}" if shown < every else ""
    return replace(selection, note=note)


def _asked(fields: Fields, focus: str | None, depth: int | None, *, collapse: bool) -> Selection:
    """What either model shows for what is asked for; raises UnknownFocus where neither knows it."""
    found: list[Selection] = []
    for field in fields:
        try:
            found.append(select(field, focus, depth, collapse=collapse))
        except UnknownFocus:
            if field is fields[1] and not found:
                raise
    return replace(
        found[-1],
        services=frozenset().union(*(one.services for one in found)),
        promises=frozenset().union(*(one.promises for one in found)),
        focus=frozenset().union(*(one.focus for one in found)),
    )


def _near(comparison: Comparison, fields: Fields) -> Iterator[frozenset[Spot]]:
    """What has changed with all that lies between it and the promises that moved; then with less and less around."""
    spots = remarks.touched(comparison, fields)
    moved = [change for change in comparison.promises if change.movement is not Movement.MOVED]
    ends = frozenset(remarks.home(change, fields) for change in moved)
    known = [(field, frozenset(filter(lambda spot: _is_in(field, spot), spots))) for field in fields]
    beside = spots.union(
        *(reach(own, step, 1) for field, own in known for step in (field.below, field.above)),
    )
    between = beside.union(
        *(reach(own, field.above, None) & reach(ends & own, field.below, None) for field, own in known),
    )
    yield from (between, beside, spots)


def _is_in(field: Field, spot: Spot) -> bool:
    return spot.id in (field.covered if spot.kind == "promise" else field.landscape.services)
