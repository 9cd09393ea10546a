"""A comparison in; it as a page for a meeting, and as a comment for a request to merge, out."""

from slamodel.compare.outcome import Comparison
from slamodel.gaps.wording import capitalised
from slamodel.report import render, wording
from slamodel.report.comparison import difference
from slamodel.report.comparison_views import Changed, Difference, Moved, Tables, Value
from slamodel.report.views import Cell, Column, Group, Status, Table

_PROMISES = tuple(map(Column, ("Promise", "Promised", "Before", "After")))
_CHANGED = tuple(map(Column, ("What", "Before", "After")))
_NOT_THERE, _NOT_STATED = "not promised", "not stated"


def html(comparison: Comparison, diagram_svg: str | None, diagram_note: str = "", *, is_tried: bool = False) -> str:
    """A printable page; `diagram_svg` has to be safe, `diagram_note` says what it leaves out."""
    found = difference(comparison, is_tried=is_tried)
    return render.difference_html(found, tables(found), diagram_svg, diagram_note)


def markdown(comparison: Comparison, *, is_tried: bool = False) -> str:
    """The same in Markdown, short enough for a comment."""
    found = difference(comparison, is_tried=is_tried)
    return render.difference_markdown(found, tables(found))


def tables(found: Difference) -> Tables:
    """Promises by how they moved, and entries with what changed in them."""
    return Tables(_promises(found), _changed(found))


def _promises(found: Difference) -> Table | None:
    groups = tuple(Group(group.heading, tuple(map(_row, group.promises))) for group in found.movements)
    more = sum(group.more for group in found.movements)
    note = f"{more:,} more are not listed." if more else ""
    return Table("Promises that stand otherwise", _PROMISES, groups, note) if groups else None


def _row(moved: Moved) -> tuple[Cell, ...]:
    promised, *others = moved.values
    was, becomes = (tuple(filter(None, (_phrase(one, side) for one in others))) for side in ("was", "becomes"))
    return (
        Cell(moved.subject, (moved.about,)),
        Cell(promised.becomes, () if promised.was == promised.becomes else (f"before {promised.was}",)),
        _stands(moved.before, was),
        _stands(moved.after, (*becomes, *moved.why)),
    )


def _phrase(value: Value, side: str) -> str:
    said = value.was if side == "was" else value.becomes
    if said == wording.NOT_KNOWN:
        return f"{value.what}: {said}"
    return "" if value.what == "missing" and said == "nothing" else f"{said} {value.what}"


def _stands(status: Status | None, details: tuple[str, ...]) -> Cell:
    return Cell(_NOT_THERE) if status is None else Cell("", details, status)


def _changed(found: Difference) -> Table | None:
    groups = tuple(Group(f"{capitalised(one.label)}, {one.fate}", tuple(_values(one))) for one in found.changed)
    note = f"{found.more_changed:,} more are not listed." if found.more_changed else ""
    caption = "What is tried" if found.is_tried else "What was changed"
    return Table(caption, _CHANGED, groups, note) if groups else None


def _values(entry: Changed) -> list[tuple[Cell, ...]]:
    return [
        (Cell(capitalised(value.what)), Cell(value.was or _NOT_STATED), Cell(value.becomes or _NOT_STATED))
        for value in entry.values
    ]
