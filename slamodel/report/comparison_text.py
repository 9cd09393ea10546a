"""A difference and how wide a terminal is in; lines of plain text out, which a narrow one folds without cutting."""

from collections.abc import Iterator
from textwrap import wrap

from slamodel.report.comparison_views import Changed, Difference, Found, Moved, Movements, Value
from slamodel.units import tied

_INDENT = "    "
_NARROWEST = 30


def text(difference: Difference, width: int = 118) -> str:
    """The whole answer."""
    return "".join(f"{line}\n" for part in _parts(difference) for line in _folded(part, width))


def _folded(line: str, width: int) -> list[str]:
    """A line in the room that there is, further ones under its text."""
    indent = line[: len(line) - len(line.lstrip())]
    after = indent if indent or line[1:2] != " " else "  "
    # A number stays with its unit; what holds them together is no matter of the terminal.
    lines = wrap(
        tied(line), max(width, _NARROWEST), subsequent_indent=after, break_long_words=False, break_on_hyphens=False
    )
    return [one.replace("\u00a0", " ").replace("\u2011", "-") for one in lines] or [""]


def _parts(difference: Difference) -> Iterator[str]:
    yield f"{difference.kind}: {difference.title}"
    yield difference.headline
    yield from difference.follow_ups
    yield from (f"▲ {warning}" for warning in difference.warnings)
    yield f"{'. '.join(difference.facts)}."
    for movements in difference.movements:
        yield from _movements(movements)
    if difference.changed:
        yield ""
        yield "What is tried" if difference.is_tried else "What was changed"
        for entry in difference.changed:
            yield from _changed(entry)
        yield from _more(difference.more_changed)
    for found in difference.findings:
        yield from _found(found)
    if difference.tallies:
        yield ""
        counts = (f"{one.status.shape} {one.status.word} {one.text}" for one in difference.tallies)
        yield f"Promises: {', '.join(counts)}."


def _movements(movements: Movements) -> Iterator[str]:
    yield ""
    yield movements.heading
    for moved in movements.promises:
        yield f"  {_verdict(moved)}  {moved.subject}"
        yield f"{_INDENT}{moved.about} ({moved.target})"
        yield f"{_INDENT}{'; '.join(value.text for value in moved.values)}"
        yield from (f"{_INDENT}{line}" for line in moved.why)
    yield from _more(movements.more)


def _verdict(moved: Moved) -> str:
    shown = [f"{one.shape} {one.word}" for one in (moved.before, moved.after) if one]
    return " → ".join(dict.fromkeys(shown))


def _changed(entry: Changed) -> Iterator[str]:
    yield f"{entry.sign} {entry.label}"
    yield from (f"{_INDENT}{_value(entry, value)}" for value in entry.values)


def _value(entry: Changed, value: Value) -> str:
    if entry.fate == "changed":
        return f"{value.what}: {value.was or 'not stated'} → {value.becomes or 'not stated'}"
    return f"{value.what}: {value.was or value.becomes}"


def _found(found: Found) -> Iterator[str]:
    yield ""
    yield found.heading
    yield from (f"  {line.code} {line.weight.word}: {line.message}" for line in found.lines)
    yield from _more(found.more)


def _more(count: int) -> Iterator[str]:
    if count:
        yield f"  and {count:,} more"
