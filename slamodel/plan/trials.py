"""A model and a promise in it in; what changes that are tried on the model come to for that promise, out."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cached_property
from itertools import islice

from slamodel.analysis import Analysis
from slamodel.edit import CannotEdit
from slamodel.gaps.ways import best
from slamodel.plan.candidates import Candidate
from slamodel.plan.jointly import Joint
from slamodel.plan.less import waived
from slamodel.plan.levels import Level, level_move
from slamodel.plan.made import tried
from slamodel.plan.move import Move
from slamodel.plan.outcome import Option
from slamodel.plan.tiers import beyond_offer
from slamodel.propagate import Promise, Standing

MOST_TRIALS = 25
_ATTEMPTS = 3
"""How often levels that are raised together are raised a little more, or what lies below is followed further down."""
_A_LITTLE = 0.98


class Trials:
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
            note = beyond_offer(self.analysis, moves or ())
            found = self.option(Candidate(joint.label, moves, note)) if moves else None
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

    def deeper(self, option: Option) -> Option | None:
        """The same with better levels of what rests below it, so that it opens no other gap; None where it still does.

        Whoever commits to more has to be able to: those on whom it rests then commit to more as well.
        """
        moves, found = option.moves, option
        for _ in range(_ATTEMPTS):
            after = self._after(moves)
            more = tuple(self._below(after, found.opens)) if after else ()
            moves = (*moves, *more)
            made = self.option(Candidate(f"{option.label}, and what it rests on", moves)) if more else None
            if made is None or not made.opens:
                return made
            found = made
        return None

    def _below(self, after: Analysis, opened: Iterable[str]) -> Iterator[Move]:
        """What each promise that is open then needs of others, as moves of the model as it is."""
        for promise in map(after.target, opened):
            for way in best(promise) if promise.promised is not None else ():
                late = max(0.0, 1.0 - way.source.share)
                level = Level(abs(way.level) if way.measure else way.level, late)
                move = level_move(self.analysis, way.source, promise, level) if way.is_realistic else None
                yield from [move] if move else []


def _ratio(promise: Promise) -> float:
    """Of what is promised the part of what it comes to, at its worst."""
    views = (promise.direct, promise.end_to_end)
    shares = [view.figures.guaranteed for view in views if view.figures and view.figures.guaranteed]
    times = [view.time.within_s for view in views if view.time and view.time.within_s]
    return min(((promise.promised or 0.0) / amount for amount in (*shares, *times)), default=1.0)
