"""A comparison in; what came of it in a sentence or two out: the gaps first, then what else stands otherwise."""

from collections import Counter
from collections.abc import Iterable, Iterator

from slamodel.compare.outcome import Comparison, Fate, Movement, PromiseChange
from slamodel.compare.prices import price_change
from slamodel.compare.shortfall import shortfall
from slamodel.gaps.wording import capitalised, listed, metric_of, number, window_of
from slamodel.money.prices import agreed_price
from slamodel.propagate import Promise, Standing
from slamodel.report import comparison_moves as moves
from slamodel.report import figures, wording
from slamodel.report.comparison_unknown import not_known, uncommitted
from slamodel.units import show_money

GAP = "gap"
_WERE = ("opened", "closed", "widened", "narrowed")
_WOULD = ("would open", "would close", "would widen", "would narrow")


def headline(comparison: Comparison, *, is_tried: bool) -> str:
    """The gaps in a sentence, such as `2 gaps opened, 1 closed`; before it what is not known any more."""
    if whole := _whole(comparison):
        return whole
    unknown, gaps = not_known(comparison, is_tried=is_tried), _gaps(comparison, is_tried=is_tried)
    said = (f"{capitalised(unknown)}." if unknown else "", gaps)
    return " ".join(filter(None, said)) or _nothing(comparison, is_tried=is_tried)


def _gaps(comparison: Comparison, *, is_tried: bool) -> str:
    verbs = _WOULD if is_tried else _WERE
    counts = [sum(map(test, comparison.promises)) for test in moves.OF_GAPS]
    found = [(count, verb) for count, verb in zip(counts, verbs, strict=True) if count]
    if not found:
        return ""
    (first, verb), *rest = found
    return f"{', '.join([f'{number(first, GAP)} {verb}', *(f'{count} {verb}' for count, verb in rest)])}."


def _whole(comparison: Comparison) -> str:
    """Of a model that is new or gone, which; empty where there is one on both sides."""
    if not comparison.is_whole:
        return ""
    side, word = (comparison.after, "new") if comparison.before.loaded.tree is None else (comparison.before, "gone")
    gaps = side.count(Standing.GAP)
    return f"The model is {word}: {number(len(side.checked), 'promise')}, {number(gaps, GAP)}."


def _nothing(comparison: Comparison, *, is_tried: bool) -> str:
    if not comparison.promises:
        return "Nothing would stand otherwise." if is_tried else "Every promise stands as it stood."
    return "No gap would open, close or move." if is_tried else "No gap opened, closed or moved."


def follow_ups(comparison: Comparison, *, is_tried: bool) -> Iterator[str]:
    """The worst of what opened, what else moved, and what was changed for it."""
    worst = next(filter(moves.opens, comparison.promises), next(filter(moves.widens, comparison.promises), None))
    if worst is not None and worst.after is not None and shortfall(worst.after):
        yield falls_short(comparison, worst.after, is_tried=is_tried)
    if comparison.is_whole:
        return
    if eased := sum(moves.closes(one) and moves.promises_less(one) for one in comparison.promises):
        closed = "would close" if is_tried else "closed"
        yield f"Of the gaps that {closed}, {eased} {closed} since less is promised."
    if others := list(_others(comparison, is_tried=is_tried)):
        yield f"{capitalised('; '.join(others))}."
    if money := ", and ".join(_prices(comparison, is_tried=is_tried)):
        yield f"{capitalised(money)}."
    if comparison.entries and not is_tried:
        yield f"{capitalised(_entries(comparison))}."
    elif not comparison.entries and comparison.before.is_sound and comparison.after.is_sound:
        yield "Nothing would be changed." if is_tried else "Both say the same."


def falls_short(comparison: Comparison, promise: Promise, *, is_tried: bool) -> str:
    """By how much one falls short, such as `1 h 24 min a month (0.2 percentage points)`."""
    service = wording.service_name(comparison.after, promise.service)
    agreement = comparison.after.landscape.agreements[promise.agreement]
    whom = wording.customers(comparison.after, agreement)
    verb = "would fall short" if is_tried else "falls short"
    return f"{capitalised(metric_of(promise))} of {service} for {whom} {verb} by {missing(promise)}."


def missing(promise: Promise) -> str:
    """What is missing, with its window and in points; `nothing` where nothing is."""
    if promise.promised is None:
        return wording.NOT_KNOWN
    cell = figures.of(promise)[-1]
    is_downtime = bool(cell.details) and promise.downtime_s(1.0) is not None
    text = f"{cell.text} {window_of(promise.target.window)}" if is_downtime else cell.text
    return f"{text} ({', '.join(cell.details)})" if cell.details else text


def _others(comparison: Comparison, *, is_tried: bool) -> Iterator[str]:
    """What moved without a gap in it."""
    would = "would " if is_tried else ""
    rest = [one for one in moves.told(comparison) if not any(test(one) for test in moves.OF_GAPS)]
    worse = _count(rest, lambda one: one.movement in (Movement.OPENED, Movement.WIDENED))
    better = _count(rest, lambda one: one.movement in (Movement.CLOSED, Movement.NARROWED))
    for count, one, many in (
        (worse, f"{would}stand{'' if would else 's'} worse", f"{would}stand worse"),
        (better, f"{would}stand{'' if would else 's'} better", f"{would}stand better"),
        (_count(rest, lambda one: one.movement is Movement.NEW), *_is(would, "new")),
        (_count(rest, lambda one: one.movement is Movement.GONE), *_is(would, _gone(rest))),
        (
            _count(rest, _is_unexplained),
            f"with a gap {'would not be' if would else 'is not'} known any more",
            f"with a gap {'would not be' if would else 'are not'} known any more",
        ),
        (
            _count(rest, lambda one: one.movement is Movement.MOVED and not moves.is_unsure(one)),
            f"{would}keep{'' if would else 's'} its status on other figures",
            f"{would}keep their status on other figures",
        ),
    ):
        if count:
            yield f"{number(count, 'promise')} {one if count == 1 else many}"


def _is_unexplained(change: PromiseChange) -> bool:
    """Whether a gap is not known any more, and the first sentence says nothing of it."""
    return moves.is_lost(change) and not moves.gets_unknown(change)


def _is(would: str, what: str) -> tuple[str, str]:
    return (f"would be {what}", f"would be {what}") if would else (f"is {what}", f"are {what}")


def _gone(changes: Iterable[PromiseChange]) -> str:
    """Promises that are not made any more, and the gaps that went with them: nobody has closed those."""
    gaps = _count(changes, lambda one: one.movement is Movement.GONE and moves.is_gap(one.before))
    return f"gone, with {number(gaps, GAP)}" if gaps else "gone"


def _count(changes: Iterable[PromiseChange], test: moves.Test) -> int:
    return sum(map(test, changes))


def _prices(comparison: Comparison, *, is_tried: bool) -> Iterator[str]:
    """What a year costs and brings in more; a price that is not known is never nothing."""
    before, after = comparison.before.landscape, comparison.after.landscape
    found, currency = price_change(before, after), after.currency
    if before.currency != currency and any(agreed_price(one) for one in after.agreements.values()):
        yield f"prices in {currency or 'no currency'} are not compared with those in {before.currency or 'none'}"
    silent = uncommitted(comparison) if found.paid < 0 else ()
    while_silent = f" while nobody commits to {listed(silent)}" if silent else ""
    for amount, cost in ((found.paid, "contracts below {} cost"), (found.received, "customers {} pay")):
        if amount:
            said = cost.format("would") if is_tried else cost.replace("{} ", "")
            dearer = f"{said} {show_money(abs(amount), currency)} a year {'more' if amount > 0 else 'less'}"
            yield f"{dearer}{while_silent}" if amount is found.paid else dearer
    if found.unknown:
        yield f"of {listed(found.unknown)} the price is not known"
    if found.unpriced:
        known = found.paid or found.received or found.unknown
        changes = number(len(found.unpriced), "other change" if known else "change")
        yield f"what {changes} {'would cost' if is_tried else 'cost' + 's' * (len(found.unpriced) == 1)} is not stated"


def _entries(comparison: Comparison) -> str:
    """`2 agreements and 1 service changed; 1 party added`."""
    parts = []
    for fate in (Fate.CHANGED, Fate.ADDED, Fate.REMOVED):
        kinds = Counter(KINDS[change.entry[0]] for change in comparison.entries if change.fate is fate)
        if kinds:
            parts.append(f"{listed((_counted(*one) for one in kinds.items()), None)} {fate.value}")
    return "; ".join(parts)


def _counted(kind: str, count: int) -> str:
    return kind if kind == MODEL else number(count, kind, PLURALS.get(kind, ""))


MODEL = "what the model says of itself"
KINDS = {
    "": MODEL,
    "agreements": "agreement",
    "services": "service",
    "parties": "party",
    "calendars": "calendar",
    "maintenance": "maintenance window",
    "scales": "scale",
    "metrics": "metric",
}
PLURALS = {"party": "parties"}
