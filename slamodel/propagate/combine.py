"""Amounts and the rule by which they come together in; their amount, or what each would have to be for one, out."""

from collections.abc import Callable, Mapping, Sequence
from math import fsum, inf, prod

from slamodel.model import Measure
from slamodel.propagate.outcome import Amount, Together

Values = Mapping[int, float]


def total(rule: Together, values: Sequence[float], usage: float = 1.0, count: int = 0, *, lower: bool = False) -> float:
    """What values come to; of those that are enough in a number, the best count."""
    if rule is Together.PER_CALL:
        return values[0] / usage if usage else inf
    if rule is Together.NTH:
        return sorted(values, reverse=not lower)[count - 1]
    if rule is Together.OF_SMALLEST:
        return fsum(sorted(values)[:count])
    return _TOTALS[rule](values)


_TOTALS: Mapping[Together, Callable[[Sequence[float]], float]] = {
    Together.LEAST: min,
    Together.MOST: max,
    Together.SUM: fsum,
    Together.PRODUCT: prod,
}


def made(label: str, rule: Together, parts: Sequence[Amount], measure: Measure, count: int = 0) -> Amount:
    """The parts as one amount; a single one stands for itself."""
    if len(parts) == 1:
        return parts[0]
    value = total(rule, [part.value for part in parts], 1.0, count, lower=measure.is_lower_better)
    return Amount(label, value, rule, tuple(parts), count=count)


def per_call(part: Amount, usage: float) -> Amount:
    """What calls come to of which each call above makes several."""
    if usage == 1.0:
        return part
    return Amount(part.label, total(Together.PER_CALL, [part.value], usage), Together.PER_CALL, (part,), usage=usage)


def parts_first(top: Amount) -> list[Amount]:
    """Every amount once, parts before what they are part of."""
    order: list[Amount] = []
    seen: set[int] = set()
    stack = [(top, False)]
    while stack:
        current, is_done = stack.pop()
        if is_done:
            order.append(current)
        elif id(current) not in seen:
            seen.add(id(current))
            stack.append((current, True))
            stack.extend((part, False) for part in reversed(current.parts))
    return order


def again(top: Amount, instead: Values, measure: Measure) -> float:
    """The amount with other numbers in place of those of some inputs, by their `id`."""
    found: dict[int, float] = {}
    for amount in parts_first(top):
        if amount.source is not None or not amount.parts:
            found[id(amount)] = instead.get(id(amount.source), amount.value)
            continue
        values = [found[id(part)] for part in amount.parts]
        found[id(amount)] = total(amount.rule, values, amount.usage, amount.count, lower=measure.is_lower_better)
    return found[id(top)]


def wanted(top: Amount, promised: float, measure: Measure) -> dict[int, float | None]:
    """What each input alone would have to be for the top to reach what is promised, by `id` of the input.

    None where nothing would do; each part stands below one other part only.
    """
    found: dict[int, float | None] = {id(top): promised}
    needed: dict[int, float | None] = {}
    for amount in reversed(parts_first(top)):
        want = found[id(amount)]
        if amount.source is not None:
            needed[id(amount.source)] = want
        for place, part in enumerate(amount.parts):
            found[id(part)] = None if want is None else _wanted(amount, place, want, measure)
    return needed


def _wanted(amount: Amount, place: int, want: float, measure: Measure) -> float | None:
    """What one part has to be, the others being as they are."""
    others = [part.value for index, part in enumerate(amount.parts) if index != place]

    def with_it(value: float) -> float:
        values = [*others[:place], value, *others[place:]]
        return total(amount.rule, values, amount.usage, amount.count, lower=measure.is_lower_better)

    if measure.reaches(with_it(measure.worst), want):
        return measure.worst
    if not measure.reaches(with_it(_best(measure, amount.rule)), want):
        return None
    return max(0.0, _inverse(amount, others, want))


def _best(measure: Measure, rule: Together) -> float:
    return inf if rule is Together.PER_CALL else measure.best


def _inverse(amount: Amount, others: Sequence[float], want: float) -> float:
    """The value at which the total is just what is wanted, where there is one that matters."""
    if amount.rule is Together.PER_CALL:
        return want * amount.usage
    if amount.rule is Together.SUM:
        return want - fsum(others)
    if amount.rule is Together.OF_SMALLEST:
        return want - fsum(sorted(others)[: amount.count - 1])
    if amount.rule is Together.PRODUCT:
        return want / prod(others)
    return want
