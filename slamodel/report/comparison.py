"""A comparison in; everything that is said of it out, as frozen views: gaps first, then what was changed for them."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from slamodel.analysis import Analysis
from slamodel.compare.outcome import Comparison, Detail, EntryChange, Fate, Movement, PromiseChange
from slamodel.diagnostics import Severity
from slamodel.gaps import Finding
from slamodel.gaps.wording import number
from slamodel.propagate import Promise, Standing
from slamodel.report import comparison_moves as moves
from slamodel.report import comparison_words as words
from slamodel.report import figures, promises, wording
from slamodel.report.comparison_views import Changed, Difference, Found, Line, Moved, Movements, Tally, Value

MOST = 100
"""Promises of one heading, entries and findings that a person still reads; the JSON answer has all of them."""
_SIGNS = {Fate.ADDED: "+", Fate.REMOVED: "-", Fate.CHANGED: "~"}


def difference(comparison: Comparison, *, is_tried: bool = False) -> Difference:
    """Two models, or one and what it would be."""
    before, after = comparison.before, comparison.after
    entries = () if comparison.is_whole else comparison.entries
    return Difference(
        kind="What if" if is_tried else "What changed",
        title=wording.isolated(after.landscape.title or before.landscape.title or "Model without a title"),
        headline=words.headline(comparison, is_tried=is_tried),
        follow_ups=tuple(words.follow_ups(comparison, is_tried=is_tried)),
        facts=tuple(_facts(before, after, is_tried=is_tried)),
        warnings=tuple(_warnings(before, after)),
        tallies=tallies(before, after),
        movements=tuple(_movements(comparison, is_tried=is_tried)),
        changed=tuple(_entry(comparison, one) for one in entries[:MOST]),
        more_changed=max(0, len(entries) - MOST),
        findings=tuple(_findings(comparison, is_tried=is_tried)),
        is_tried=is_tried,
    )


def tallies(before: Analysis, after: Analysis) -> tuple[Tally, ...]:
    """How many promises stand how, worst first."""
    counts = [[promise.standing for promise in analysis.checked] for analysis in (before, after)]
    found = (Tally(wording.STATUS[one], *(standings.count(one) for standings in counts)) for one in Standing)
    return tuple(tally for tally in found if tally.before or tally.after)


def _facts(before: Analysis, after: Analysis, *, is_tried: bool) -> Iterator[str]:
    names = [wording.isolated(PurePath(one.landscape.source).name) for one in (before, after)]
    if is_tried:
        yield f"Model {names[0]}"
    elif names[0] != names[1]:
        yield f"From {names[0]} to {names[1]}"
    else:
        yield f"Two versions of {names[0]}"
    days = [wording.day(one.as_of) for one in (before, after)]
    yield f"As of {days[0]}" if days[0] == days[1] else f"The first as of {days[0]}, the second as of {days[1]}"


def _warnings(before: Analysis, after: Analysis) -> Iterator[str]:
    for name, analysis in (("first", before), ("second", after)):
        if errors := sum(one.severity is Severity.ERROR for one in analysis.diagnostics):
            yield f"The {name} version has {number(errors, 'mistake')} in its text: what is usable of it is compared."


def _movements(comparison: Comparison, *, is_tried: bool) -> Iterator[Movements]:
    left = moves.told(comparison)
    for heading, tried, test in _HEADINGS[:1] if comparison.is_whole else _HEADINGS:
        found = [change for change in left if test(change)]
        left = [change for change in left if not test(change)]
        if found:
            moved = (_moved(comparison, change) for change in found[:MOST])
            yield Movements(tried if is_tried else heading, tuple(moved), max(0, len(found) - MOST))


def _is(*movements: Movement) -> Callable[[PromiseChange], bool]:
    return lambda change: change.movement in movements


_HEADINGS: Sequence[tuple[str, str, Callable[[PromiseChange], bool]]] = (
    ("Gaps that opened", "Gaps that would open", moves.opens),
    ("Gaps that widened", "Gaps that would widen", moves.widens),
    (
        "Other promises that stand worse",
        "Other promises that would stand worse",
        _is(Movement.OPENED, Movement.WIDENED),
    ),
    ("Gaps that are not known any more", "Gaps that would not be known any more", moves.is_unsure),
    ("Gaps that closed", "Gaps that would close", moves.closes),
    ("Gaps that narrowed", "Gaps that would narrow", moves.narrows),
    (
        "Other promises that stand better",
        "Other promises that would stand better",
        _is(Movement.CLOSED, Movement.NARROWED),
    ),
    ("New promises", "Promises that would be new", _is(Movement.NEW)),
    ("Promises that are gone", "Promises that would be gone", _is(Movement.GONE)),
    ("The same status on other figures", "The same status on other figures", _is(Movement.MOVED)),
)
"""Promises under the first heading that fits, as it is called of two versions and of a change that is tried."""


def _moved(comparison: Comparison, change: PromiseChange) -> Moved:
    analysis = comparison.after if change.after is not None else comparison.before
    promise = change.after or change.before
    assert promise is not None  # noqa: S101 - a promise that is in neither has not moved
    agreement = analysis.landscape.agreements[promise.agreement]
    return Moved(
        change.id,
        wording.subject(analysis, promise),
        wording.made_for(analysis, agreement),
        wording.status(change.before) if change.before else None,
        wording.status(change.after) if change.after else None,
        tuple(_values(change.before, change.after)),
        _why(change),
    )


def _why(change: PromiseChange) -> tuple[str, ...]:
    """Why it is not supported, and that it stands better since less is promised."""
    because = promises.because(change.after) if change.after else ()
    return (*because, "less is promised than before") if moves.promises_less(change) else because


def _values(before: Promise | None, after: Promise | None) -> Iterator[Value]:
    """What is promised, what is ensured, and what is missing."""
    sides = [_cells(promise) for promise in (before, after) if promise is not None]
    for what, was, becomes in zip(("promised", "ensured", "missing"), sides[0], sides[-1], strict=True):
        if what == "promised" or not {was, becomes} <= _SAYING_NOTHING[what]:
            yield Value(what, was, becomes)


_SAYING_NOTHING = {"ensured": {wording.NOT_KNOWN}, "missing": {"nothing", wording.NOT_KNOWN}}


def _cells(promise: Promise) -> tuple[str, str, str]:
    if promise.promised is None:
        return ("not evaluated yet", wording.NOT_KNOWN, wording.NOT_KNOWN)
    promised, ensured, *_ = figures.of(promise)
    return promised.text, ensured.text, words.missing(promise)


def _entry(comparison: Comparison, change: EntryChange) -> Changed:
    analysis = comparison.before if change.fate is Fate.REMOVED else comparison.after
    section, name = change.entry
    found = getattr(analysis.landscape, section).get(name) if section else None
    label = wording.isolated(getattr(found, "label", "") or getattr(found, "name", "") or name)
    shown = change.details if change.fate is Fate.CHANGED else _telling(change)
    values = tuple(Value(one.what, one.was, one.becomes) for one in shown)
    return Changed(_SIGNS[change.fate], change.fate.value, words.KINDS[section], label, name, values)


def _telling(change: EntryChange) -> Sequence[Detail]:
    """Of an entry that is new or gone, what it promises, costs and needs: the rest stands in the file."""
    return [one for one in change.details if set(map(str, one.path)) & {"targets", "price", "needs", "tier", "own"}]


def _findings(comparison: Comparison, *, is_tried: bool) -> Iterator[Found]:
    if comparison.is_whole:
        return
    would = "would be" if is_tried else "are"
    for fate, found in (("new", comparison.opened), ("gone", comparison.closed)):
        if found:
            yield Found(f"Findings that {would} {fate}", tuple(map(_line, found[:MOST])), max(0, len(found) - MOST))


def _line(finding: Finding) -> Line:
    return Line(finding.code, wording.WEIGHT[finding.severity], finding.message)
