"""A promise that is not supported in; the ways out of it, each tried on the whole model, out: what each would do."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice

from slamodel.analysis import Analysis
from slamodel.gaps.wording import share_of
from slamodel.model import ALWAYS
from slamodel.plan.candidates import beside, candidates, combined
from slamodel.plan.jointly import jointly
from slamodel.plan.missing import committed
from slamodel.plan.move import Kind
from slamodel.plan.outcome import Option
from slamodel.plan.tiered import tiered
from slamodel.plan.trials import Trials
from slamodel.propagate import Promise
from slamodel.units import show_duration

_SINGLY = 14
"""Trials of one move each; the others are for several together, and for the promise itself."""
_DEEPER = 2
"""Ways that open other gaps, of which is tried what closes those too."""


def options(analysis: Analysis, promise: Promise) -> tuple[Option, ...]:
    """The ways that help, those that are enough first, then by price, then by effort.

    Behind them, without any move, stands what was tried and is not enough.
    """
    if not promise.standing.is_open or promise.promised is None:
        return ()
    trials = Trials(analysis, promise)
    singly = [(one, trials.option(one)) for one in islice(candidates(analysis, promise), _SINGLY)]
    found = [made for _, made in singly if made]
    last = [trials.option(one) for one in beside(analysis, promise)]
    accepted = tuple(trials.accepted())
    if not any(made.is_enough for made in found):
        found += [made for joint in jointly(analysis, promise) if (made := trials.together(joint))]
    if not any(made.is_enough for made in found):
        found += trials.first_enough(committed(analysis, promise, [one for one, _ in singly]))
    in_part = (one for one, made in singly if not (made and made.is_enough))
    found += [made for one in (*tiered(analysis, promise), *combined(in_part)) if (made := trials.option(one))]
    opening = [made for made in found if made.is_enough and made.opens]
    found += [made for one in opening[:_DEEPER] if (made := trials.deeper(one))]
    helpful = _distinct(made for made in (*found, *last) if made and _helps(promise, made))
    ways = _without_more_hours(sorted(helpful, key=_order))
    return (*ways, *accepted, *_in_vain(analysis, promise, [made for _, made in singly if made]))


def _without_more_hours(found: Iterable[Option]) -> Iterator[Option]:
    """Of longer hours of one commitment only the first that are enough, which are the fewest."""
    seen = set()
    for made in found:
        move = made.moves[0]
        is_longer = len(made.moves) == 1 and move.kind is Kind.HOURS and move.effort > 0.0
        if not is_longer or move.at not in seen:
            yield made
        if is_longer and made.is_enough:
            seen.add(move.at)


def _distinct(found: Iterable[Option]) -> list[Option]:
    """Each once that comes to the same changes, under its first name."""
    return list({repr([move.changes for move in made.moves]): made for made in reversed([*found])}.values())


def _helps(promise: Promise, option: Option) -> bool:
    """Whether it is enough, or leaves the promise standing better than today."""
    after = option.promise
    return option.is_enough or (after is not None and after.unwaived.weight > promise.unwaived.weight)


def _order(option: Option) -> tuple[bool, bool, bool, Decimal, int, int, float, str]:
    """What is enough and breaks nothing comes first, then what costs less, then what changes less of the design."""
    is_less = any(move.kind is Kind.PROMISE or move.of[1] == _agreement(option) for move in option.moves)
    is_new = any(move.kind is Kind.REDUNDANCY for move in option.moves)
    price, effort = option.price, sum(move.effort for move in option.moves)
    rank = 2 if is_less else int(is_new)
    is_known, unpriced = price is not None, sum(move.price is None for move in option.moves)
    first = (not option.is_enough, bool(option.opens), not is_known, price or Decimal(0))
    return (*first, rank, unpriced, effort, option.label)


def _agreement(option: Option) -> str:
    return option.promise.agreement if option.promise else ""


def _in_vain(analysis: Analysis, promise: Promise, made: Iterable[Option]) -> Iterator[Option]:
    """Contracts of which no tier is enough, with how far the best of them goes."""
    by_contract: dict[str, list[Option]] = {}
    for option in made:
        if len(option.moves) == 1 and option.moves[0].kind is Kind.TIER:
            by_contract.setdefault(option.moves[0].of[1], []).append(option)
    for name, found in by_contract.items():
        if not any(option.is_enough for option in found):
            best = max((_supported(promise, o.promise) for o in found if o.promise), default=(0.0, ""))[1]
            contract = analysis.landscape.agreements[name].label
            reach = f": at best {best}" if best else ""
            yield Option(f"No tier of {contract} is enough alone{reach}", (), None, is_enough=False)


def _supported(promise: Promise, after: Promise) -> tuple[float, str]:
    """What is supported with a tier, more being better, and in words."""
    views = (after.direct, after.end_to_end)
    if figures := [view.figures.guaranteed for view in views if view.figures and not view.unknown]:
        return -max(figures), share_of(promise, max(figures))
    if times := [view.time.within_s for view in views if view.time and not view.unknown]:
        return -max(times), show_duration(max(times), in_hours=promise.clock != ALWAYS)
    return 0.0, ""
