"""A promise of a rate, a word of a scale or a metric of the model's own in; its figures and its sums in words out."""

from collections.abc import Iterator

from slamodel.gaps.wording import listed
from slamodel.model import Measure
from slamodel.propagate import Promise, View
from slamodel.propagate.combine import parts_first
from slamodel.propagate.outcome import Amount, Together
from slamodel.report import wording
from slamodel.report.views import Cell, Figure

_RULES = {
    Together.LEAST: "the smallest of",
    Together.MOST: "the largest of",
    Together.SUM: "the sum of",
    Together.PRODUCT: "the product of",
    Together.OF_SMALLEST: "the sum of the {count} smallest of",
    Together.NTH: "the last of the {count} best of",
}


def ensured(promise: Promise, view: View) -> str:
    """What a view comes to in words; what it can be at best while something is unknown."""
    measure, amount = promise.measure, view.amount
    if measure is None or amount is None or not view.inputs or (view.unknown and amount.value == measure.best):
        return wording.NOT_KNOWN
    shown = measure.show(amount.value, up=measure.is_lower_better)
    return f"{'at least' if measure.is_lower_better else 'at most'} {shown}" if view.unknown else shown


def missing(promise: Promise, view: View) -> str:
    """By how much a view falls short; empty where it does not."""
    measure, amount, promised = promise.measure, view.amount, promise.promised
    if measure is None or amount is None or promised is None or measure.reaches(amount.value, promised):
        return ""
    if measure.kind == "words":
        return f"{measure.shortfall(amount.value, promised):g} on the scale {measure.unit}"
    return measure.show(measure.shortfall(amount.value, promised), up=True)


def excess(promise: Promise, view: View) -> float:
    """How many times of what is promised is missing."""
    measure, amount, promised = promise.measure, view.amount, promise.promised
    if measure is None or amount is None or promised is None or measure.reaches(amount.value, promised):
        return 0.0
    return measure.shortfall(amount.value, promised) / promised if promised else 1.0


def spare(promise: Promise, view: View) -> str:
    """How much more there is than promised; empty for nothing, and for words."""
    measure, amount, promised = promise.measure, view.amount, promise.promised
    if measure is None or amount is None or promised is None or measure.kind == "words":
        return ""
    more = -measure.shortfall(amount.value, promised)
    is_little = measure.reaches(promised, amount.value)
    return "" if is_little or amount.value == measure.best else f"{measure.show(more)} to spare"


def cells(promise: Promise, view: View) -> tuple[Cell, Cell, Cell]:
    """What is promised, what there is for it, and what is missing."""
    measure = promise.measure
    assert measure is not None and promise.promised is not None  # noqa: S101, PT018 - the caller looked
    promised = Cell(f"{measure.bound} {measure.show(promise.promised)}")
    if promise.rests_on_nothing:
        return (promised, Cell(wording.NOT_KNOWN), Cell(wording.NOT_KNOWN))
    left = () if view.without is None else (f"{measure.show(view.without)} without what is not known",)
    short = missing(promise, view) or (wording.NOT_KNOWN if view.unknown else "nothing")
    return (promised, Cell(ensured(promise, view), left), Cell(short))


def tiles(promise: Promise, view: View) -> tuple[Figure, ...]:
    """The same as the numbers at the top of a section."""
    promised, carried, short = cells(promise, view)
    below = "" if short.text in ("nothing", wording.NOT_KNOWN) else f"{short.text} missing"
    return (Figure("Promised", promised.text, ""), Figure("Ensured below", carried.text, below or spare(promise, view)))


def lines(promise: Promise, view: View) -> Iterator[str]:
    """The sums of a view, line by line, so that a person can redo them."""
    if promise.measure is None or view.amount is None:
        return
    names: dict[int, str] = {}
    for amount in parts_first(view.amount):
        names[id(amount)] = f"{amount.label} {promise.measure.show(amount.value)}"
        yield f"  {_line(amount, names, promise.measure)}"


def _line(amount: Amount, names: dict[int, str], measure: Measure) -> str:
    if amount.source is not None:
        source = amount.source
        whose = source.agreement or ("own part" if source.level is not None and source.at else "not limited")
        load = "" if amount.load is None else f", carries {measure.show(amount.load)}"
        if source.level is None:
            return f"{amount.label}: not known, taken at its best"
        return f"{amount.label}: {measure.show(amount.value)} ({whose}){load}"
    parts = listed((names[id(part)] for part in amount.parts), None)
    if amount.rule is Together.PER_CALL:
        return f"{amount.label}: {parts} for {amount.usage:g} calls each = {measure.show(amount.value)}"
    if amount.rule is Together.SPREAD:
        return f"{amount.label}: spread over what several ways share, at most {measure.show(amount.value)}"
    return f"{amount.label}: {_RULES[amount.rule].format(count=amount.count)} {parts} = {measure.show(amount.value)}"
