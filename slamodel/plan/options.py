"""A promise that is not supported in; the ways out of it, each tried on the whole model, out: what each would do."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from itertools import islice

from slamodel.analysis import Analysis
from slamodel.edit import CannotEdit
from slamodel.gaps.wording import share_of
from slamodel.model import ALWAYS
from slamodel.plan.candidates import Candidate, beside, candidates, combined, committed
from slamodel.plan.jointly import Joint, jointly
from slamodel.plan.less import waived
from slamodel.plan.made import tried
from slamodel.plan.move import Kind, Move
from slamodel.plan.outcome import Option
from slamodel.propagate import Promise, Standing
from slamodel.units import show_duration

MOST_TRIALS = 25
_SINGLY = 14
"""Trials of one move each; the others are for several together, and for the promise itself."""
_ATTEMPTS = 3
"""How often levels that are raised together are raised a little more."""
_A_LITTLE = 0.98


def options(analysis: Analysis, promise: Promise) -> tuple[Option, ...]:
    """The ways that help, those that are enough first, then by price, then by effort.

    Behind them, without any move, stands what was tried and is not enough.
    """
    if not promise.standing.is_open or promise.promised is None:
        return ()
    trials = _Trials(analysis, promise)
    singly = [(one, trials.option(one)) for one in islice(candidates(analysis, promise), _SINGLY)]
    found = [made for _, made in singly]
    beyond = [trials.option(one) for one in beside(analysis, promise)]
    if not any(made and made.is_enough for made in found):
        found += [trials.together(joint) for joint in jointly(analysis, promise)]
    if not any(made and made.is_enough for made in found):
        found += trials.first_enough(committed(analysis, promise, [one for one, _ in singly]))
    found += [trials.option(one) for one in combined(one for one, made in singly if not (made and made.is_enough))]
    distinct = {repr([move.changes for move in made.moves]): made for made in [*found, *beyond][::-1] if made}
    helpful = sorted((made for made in distinct.values() if _helps(promise, made)), key=_order)
    return (*helpful, *trials.accepted(), *_in_vain(analysis, promise, [made for _, made in singly if made]))


class _Trials:
    """A model on which moves are tried for one promise, so many times at most."""

    def __init__(self, analysis: Analysis, promise: Promise) -> None:
        self.analysis, self.promise, self.left = analysis, promise, MOST_TRIALS

    @cached_property
    def before(self) -> dict[str, Promise]:
        """The promises of today."""
        return {promise.id: promise for promise in self.analysis.promises}

    def option(self, candidate: Candidate) -> Option | None:
        """What a candidate comes to; None where it cannot be written, or nothing more is to be tried."""
        after = self._after(candidate.moves)
        if after is None:
            return None
        promise = after.target(self.promise.id)
        closes, opens = self._others(after)
        is_enough = not promise.standing.is_open
        return Option(candidate.label, candidate.moves, promise, is_enough, closes, opens, candidate.note)

    def first_enough(self, several: Iterable[Candidate]) -> Iterator[Option]:
        """The first of these that is enough."""
        made = (self.option(one) for one in several)
        yield from islice((option for option in made if option and option.is_enough), 1)

    def together(self, joint: Joint) -> Option | None:
        """Levels that are raised by one rule, a little more where the first are not enough."""
        factor, found = 1.0, None
        for _ in range(_ATTEMPTS):
            moves = joint.moves(factor)
            found = self.option(Candidate(joint.label, moves)) if moves else None
            if found is None or found.is_enough or found.promise is None:
                break
            factor *= min(_A_LITTLE, _ratio(found.promise))
        return found

    def accepted(self) -> Iterator[Option]:
        """To accept it for a while: tried with what somebody has to fill in, handed on without."""
        until = str(self.analysis.as_of + timedelta(days=90))
        filled, move = waived(self.analysis, self.promise, until), waived(self.analysis, self.promise)
        after = self._after((filled,)) if filled else None
        if after is not None and move and after.target(self.promise.id).standing is Standing.ACCEPTED:
            note = "accepted once the waiver says who accepts it, why and until when"
            yield Option("Accept the risk for a while", (move,), self.promise, is_enough=False, note=note)

    def _after(self, moves: tuple[Move, ...]) -> Analysis | None:
        if self.left <= 0:
            return None
        self.left -= 1
        try:
            after = tried(self.analysis, moves)
        except CannotEdit:
            return None
        is_worse = len(after.diagnostics) > len(self.analysis.diagnostics)
        return None if is_worse or self.promise.id not in after.ids else after

    def _others(self, after: Analysis) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The other promises that are supported then and not today, and the other way round."""
        closes, opens = [], []
        for promise in after.promises:
            today = self.before.get(promise.id)
            if promise is today or promise.id == self.promise.id:
                continue
            was_open = today is not None and today.standing.is_open
            if was_open and not promise.standing.is_open:
                closes.append(promise.id)
            elif promise.standing.is_open and not was_open:
                opens.append(promise.id)
        return tuple(closes), tuple(opens)


def _ratio(promise: Promise) -> float:
    """Of what is promised the part of what it comes to, at its worst."""
    views = (promise.direct, promise.end_to_end)
    shares = [view.figures.guaranteed for view in views if view.figures and view.figures.guaranteed]
    times = [view.time.within_s for view in views if view.time and view.time.within_s]
    return min(((promise.promised or 0.0) / amount for amount in (*shares, *times)), default=1.0)


def _helps(promise: Promise, option: Option) -> bool:
    """Whether it is enough, or leaves the promise standing better than today."""
    after = option.promise
    return option.is_enough or (after is not None and after.unwaived.weight > promise.unwaived.weight)


def _order(option: Option) -> tuple[bool, bool, bool, Decimal, int, float, str]:
    """What is enough and breaks nothing comes first, then what costs less, then what changes less of the design."""
    is_less = any(move.kind is Kind.PROMISE or move.of[1] == _agreement(option) for move in option.moves)
    is_new = any(move.kind is Kind.REDUNDANCY for move in option.moves)
    price, effort = option.price, sum(move.effort for move in option.moves)
    rank = 2 if is_less else int(is_new)
    is_known = price is not None
    return (not option.is_enough, bool(option.opens), not is_known, price or Decimal(0), rank, effort, option.label)


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
