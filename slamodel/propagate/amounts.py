"""Rates, scales and metrics of the model's own: what a service holds and needs in; a view of a promise on them out."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from slamodel.model import Measure
from slamodel.propagate.amounts_below import Builder, recipe_of
from slamodel.propagate.combine import Values, again, made, parts_first, per_call, wanted
from slamodel.propagate.commitments import Commitments
from slamodel.propagate.conditions import left, may_ensure_nothing, reasons, that_matter
from slamodel.propagate.given import Input, Lack, Link, Role, Unknown
from slamodel.propagate.held import Held, Question
from slamodel.propagate.outcome import Amount, Condition, Found, Together, View
from slamodel.propagate.spread import Spread, TooManyCases, times_reached
from slamodel.propagate.standing import Standing


class Asked(NamedTuple):
    """A promise on a service: who makes it, the level, and failures that it does not answer for, in plain words."""

    provider: str
    service: str
    promised: float
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Supported:
    """What can be said of a service without knowing what is promised on it.

    `value` is the amount with other numbers in place of those of some inputs, `needed` what one input alone would have
    to be for so much.
    """

    amount: Amount | None
    inputs: tuple[Input, ...]
    assumed: tuple[str, ...]
    unknown: tuple[Unknown, ...]
    value: Callable[[Values], float]
    needed: Callable[[float], Mapping[int, float | None]]


@dataclass(frozen=True, slots=True)
class Amounts:
    """Answers for metrics that are neither shares nor times; promises on the same service share one answer."""

    commitments: Commitments
    _builders: dict[Question, "Builder"] = field(default_factory=dict, repr=False)
    _known: dict[tuple[Question, str, str], _Supported] = field(default_factory=dict, repr=False)

    @property
    def held(self) -> Held:
        """The levels that are stated."""
        return Held(self.commitments)

    def view(self, question: Question, asked: Asked) -> View:
        """The view of a provider's promise on a service."""
        support = self._asked(question, asked.provider, asked.service)
        conditions = _conditions(support, question.measure, asked)
        return View(
            _standing(support, question.measure, asked, conditions),
            support.unknown,
            bool(support.inputs),
            lambda: Found((), support.inputs, support.assumed),
            partial(_links, support, asked.promised),
            conditions=conditions,
            amount=support.amount,
            without=_without_unknown(support, question.measure),
        )

    def _asked(self, question: Question, provider: str, service: str) -> _Supported:
        key = (question, provider, service)
        if key not in self._known:
            if question not in self._builders:
                recipe = recipe_of(question.metric, self.commitments.graph.landscape.metrics)
                self._builders[question] = Builder(self.held, question, recipe)
            self._known[key] = _support(self._builders[question], provider, service)
        return self._known[key]


def _support(builder: Builder, provider: str, service: str) -> _Supported:
    measure = builder.question.measure
    top, assumed = builder.promised_on(provider, service), builder.assumed(provider, service)
    if top is None:
        return _Supported(None, (), assumed, (), lambda _: measure.best, lambda _: {})
    given = [amount.source for amount in parts_first(top) if amount.source is not None]
    inputs = tuple(one for one in given if one.role is not Role.ASSUMED)
    unknown = tuple(one.unknown for one in inputs if one.unknown)
    top = _each_once(top, measure, has_calls=builder.recipe.has_calls)
    if not _is_shared(top):
        return _Supported(
            top, inputs, assumed, unknown, lambda instead: again(top, instead, measure),
            lambda promised: wanted(top, promised, measure),
        )  # fmt: skip
    if builder.recipe.has_calls:
        return _spread(top, inputs, assumed, unknown, service, provider)
    if any(amount.rule in (Together.SUM, Together.PRODUCT) for amount in parts_first(top)):
        message = (
            f"{builder.question.metric} reaches {service} on several ways, and its rules do not say what counts once"
        )
        lack = Unknown(Lack.TOO_COMPLEX, service, provider, message)
        return _Supported(None, inputs, assumed, (*unknown, lack), lambda _: measure.best, lambda _: {})
    return _Supported(
        top, inputs, assumed, unknown, lambda instead: again(top, instead, measure),
        lambda promised: {id(one): _tried(top, one, promised, measure) for one in inputs},
    )  # fmt: skip


def _spread(
    top: Amount,
    inputs: tuple[Input, ...],
    assumed: tuple[str, ...],
    unknown: tuple[Unknown, ...],
    service: str,
    by: str,
) -> _Supported:
    """Throughput where alternatives share what lies below them."""
    spread = Spread(top)
    try:
        amount = spread.amount
    except TooManyCases:
        message = f"what lies below {service} is too entangled to be computed exactly"
        lack = Unknown(Lack.TOO_COMPLEX, service, by, message)
        return _Supported(None, inputs, assumed, (*unknown, lack), lambda _: 0.0, lambda _: {})
    return _Supported(
        amount, inputs, assumed, unknown, lambda instead: spread.carried(instead).value,
        lambda promised: {id(one): spread.needed(id(one), promised) if promised else 0.0 for one in inputs},
    )  # fmt: skip


def _is_shared(top: Amount) -> bool:
    """Whether anything is part of several amounts."""
    return any(many > 1 for many in _parents(top).values())


def _parents(top: Amount) -> Counter[int]:
    return Counter(id(part) for amount in parts_first(top) for part in amount.parts)


def _each_once(top: Amount, measure: Measure, *, has_calls: bool) -> Amount:
    """What is reached on several ways stands there once where there is no choice between them: with all its calls."""
    if not _is_shared(top):
        return top
    order = parts_first(top)[::-1]
    rules = {amount.rule for amount in order if amount.parts} - {Together.PER_CALL}
    if len(rules) > 1 or rules & {Together.OF_SMALLEST, Together.NTH} or (has_calls and rules != {Together.LEAST}):
        return top
    leaves = reversed([*times_reached(order)])
    return made(
        top.label, rules.pop(), [per_call(leaf, calls if has_calls else 1.0) for leaf, calls in leaves], measure
    )


def _tried(top: Amount, given: Input, promised: float, measure: Measure) -> float | None:
    """What an input has to be where values are only compared: what is promised, anything, or nothing would do."""
    for level in (measure.worst, promised):
        if measure.reaches(again(top, {id(given): level}, measure), promised):
            return level
    return None


def _standing(support: _Supported, measure: Measure, asked: Asked, conditions: tuple[Condition, ...]) -> Standing:
    """Promised against what is carried; short even at best is a gap, unknown never passes."""
    if support.amount is not None and not measure.reaches(support.amount.value, asked.promised):
        return Standing.GAP
    if support.unknown:
        return Standing.UNKNOWN
    return Standing.AT_RISK if conditions else Standing.SUPPORTED


def _conditions(support: _Supported, measure: Measure, asked: Asked) -> tuple[Condition, ...]:
    """The aims and exclusions without which less would be carried than today, or than what is promised."""
    if support.amount is None or not any(may_ensure_nothing(given) for given in support.inputs):
        return ()
    doubtful = [given for given in support.inputs if any(reasons(given, asked.excluded))]
    worse = (max if measure.is_lower_better else min)(asked.promised, support.amount.value)

    def holds_without(absent: Sequence[Input]) -> bool:
        gone = {id(given) for given in absent}
        instead = {id(one): _level(left(one, asked.excluded), measure) for one in doubtful if id(one) in gone}
        return measure.reaches(support.value(instead), worse)

    matter = that_matter(doubtful, holds_without)
    return tuple(condition for given in matter for condition in reasons(given, asked.excluded))


def _level(given: Input | None, measure: Measure) -> float:
    return measure.worst if given is None or given.level is None else given.level


def _without_unknown(support: _Supported, measure: Measure) -> float | None:
    """What is carried without what is not known; None where all is known, or nothing is left."""
    absent = {id(given): measure.worst for given in support.inputs if given.level is None}
    if not absent or support.amount is None:
        return None
    found = support.value(absent)
    return None if found == measure.worst else found


def _links(support: _Supported, promised: float) -> tuple[Link, ...]:
    needed = support.needed(promised)
    return tuple(Link(given, None, needed.get(id(given)), needed.get(id(given))) for given in support.inputs)
