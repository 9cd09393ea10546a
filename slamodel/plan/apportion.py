"""A promise and a method in; for every link the level that is its part of the promise, tried on the model, out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf, isclose

from slamodel.analysis import Analysis, collector_paused
from slamodel.gaps.wording import capitalised, listed
from slamodel.graph import rebuild
from slamodel.load import revised
from slamodel.model import Agreement, TimeTarget
from slamodel.model.agreement import Path
from slamodel.plan.apportion_carried import carries, excess, how_far, opened
from slamodel.plan.apportion_levels import Curve, filled
from slamodel.plan.apportion_parts import Part, parts_of, portion_of, rounded
from slamodel.plan.apportion_tiers import cheapest
from slamodel.plan.apportion_weights import weights_of
from slamodel.plan.apportioned import Apportionment, Method, Portion
from slamodel.plan.made import changes_of, entries_with, tried
from slamodel.plan.outcome import Basis
from slamodel.propagate import Promise
from slamodel.propagate.alone import Alone

_LESS = (1.0, 1.0 - 1e-9, 0.999, 0.99)
"""What is asked for in print is a little less than what was found, once or twice where rounding goes the wrong way."""
_HAIR = 1e-9
"""As exact as a level is found, and a little more."""
_MOST_TIMES = 100.0
_MOST_RATE = 40.0


def apportioned(
    analysis: Analysis, promise: Promise, method: Method = "equal", basis: Basis = "guaranteed"
) -> Apportionment:
    """Share a promise out over all that it rests on; what is found is what holds on the whole changed model."""
    if promise.measure is not None or promise.promised is None:
        return Apportionment(promise.id, method, basis, (), is_enough=False, because=(_undivided(promise),))
    if method == "cheapest":
        return cheapest(analysis, promise, basis)
    parts, fixed = parts_of(analysis, promise)
    if not parts:
        because = "Nothing that it rests on can have another level"
        return Apportionment(promise.id, method, basis, fixed, is_enough=carries(promise, basis), because=(because,))
    with collector_paused():
        return Sharing(analysis, promise, method, basis, parts, fixed).apportionment


def _undivided(promise: Promise) -> str:
    if promise.promised is None:
        return "What is promised has no level that could be shared out"
    return "An amount is not shared out: each link has to carry all of what is promised, or its part of the calls"


@dataclass(frozen=True)
class Sharing:
    """A promise that is shared out by weights over links of which there is at least one."""

    analysis: Analysis
    promise: Promise
    method: Method
    basis: Basis
    parts: tuple[Part, ...]
    fixed: tuple[Portion, ...]

    @cached_property
    def alone(self) -> Alone:
        """The promise in a model in which every link has a target, at any level."""
        entries = entries_with(self.analysis, changes_of(part.nominal for part in self.parts))
        landscape = revised(self.analysis.loaded, entries).landscape
        graph = rebuild(self.analysis.graph, landscape, self.analysis.assume)
        return Alone.of(graph, self.promise, self.analysis.assume)

    @cached_property
    def places(self) -> list[Path]:
        """For every link, where its level is written in that model."""
        after, before = self.alone.commitments.graph.landscape.agreements, self.analysis.landscape.agreements
        return [_place(part, after[part.nominal.of[1]], before.get(part.nominal.of[1])) for part in self.parts]

    def at(self, levels: Iterable[float]) -> Promise:
        """The promise with these levels."""
        return self.alone.at(dict(zip(self.places, levels, strict=True)))

    @property
    def apportionment(self) -> Apportionment:
        """The levels, tried; why there are none where even the best are not enough."""
        if self.levels is None:
            return self._answer([*self._as_they_are(), *self.fixed], because=[self._infeasible()])
        return self._rounded(self.levels)

    @cached_property
    def levels(self) -> list[float] | None:
        """The exact levels; None where not even perfect links are enough."""
        curves = self._curves()
        most = self._most / min((curve.weight for curve in curves if curve.weight), default=1.0)
        found = filled(curves, lambda levels: excess(self.at(levels), self.basis), most)
        return [_whole(level) for level in found] if found and self._is_time else found

    def _curves(self) -> list[Curve]:
        kept = [part.today if self.method == "proportional" else None for part in self.parts]
        is_rate = self.basis == "independent" and not self._is_time
        weights = weights_of(self.analysis, self.promise, self.parts, self.method, is_rate=is_rate)
        largest = max(weights) or 1.0
        return [
            Curve(weight / largest, self._cap if today is None else today, is_rate, is_kept=today is not None)
            for weight, today in zip(weights, kept, strict=True)
        ]

    @property
    def _is_time(self) -> bool:
        return isinstance(self.promise.target, TimeTarget)

    @property
    def _cap(self) -> float:
        return inf if self._is_time else 1.0

    @property
    def _most(self) -> float:
        if self._is_time:
            return _MOST_TIMES * max(self.promise.promised or 0.0, 1.0)
        return _MOST_RATE if self.basis == "independent" else 1.0

    def _as_they_are(self) -> list[Portion]:
        portions = (portion_of(self.analysis, self.promise, part, part.today or 0.0) for part in self.parts)
        return [replace(portion, level=portion.today, asked=portion.was, move=None) for portion in portions]

    def _infeasible(self) -> str:
        then = self.at([0.0] * len(self.parts))
        is_lost = "took any time" if self._is_time else "ever failed"
        return f"even if none of these links {is_lost}, {how_far(then, self.basis)}"

    def _rounded(self, levels: Sequence[float]) -> Apportionment:
        found: Apportionment | None = None
        for less in _LESS:
            fewer = [level * less for level in levels]
            printed = [rounded(self.promise, p.given, one) for p, one in zip(self.parts, fewer, strict=True)]
            if less == _LESS[-1] or carries(self.at(printed), self.basis):
                found = self._tried(fewer if less < 1.0 else levels)
                if found.is_enough:
                    break
        assert found is not None  # noqa: S101 - the last turn makes one
        return found

    def _tried(self, levels: Sequence[float]) -> Apportionment:
        pairs = zip(self.parts, levels, strict=True)
        portions = [*(portion_of(self.analysis, self.promise, part, level) for part, level in pairs), *self.fixed]
        return self._answer(portions, because=[*self._to_know(levels)])

    def _to_know(self, levels: Sequence[float]) -> Iterable[str]:
        pairs = list(zip(self.parts, levels, strict=True))
        beyond = [part.nominal.of[1] for part, level in pairs if not rounded(self.promise, part.given, level)]
        if beyond:
            yield f"nobody commits to never failing, which would be asked of {listed(beyond)}"
        if self.method == "proportional" and all(part.today is not None and part.today <= one for part, one in pairs):
            yield "every link is good enough as it stands: nothing has to change"

    def _answer(self, portions: Sequence[Portion], because: Sequence[str]) -> Apportionment:
        moves = [portion.move for portion in portions if portion.move]
        after = tried(self.analysis, moves) if moves else self.analysis
        then = after.target(self.promise.id)
        is_enough = carries(then, self.basis)
        return Apportionment(
            self.promise.id, self.method, self.basis, tuple(portions), is_enough,
            tuple(map(capitalised, because)), after, opened(self.analysis, after, self.promise),
        )  # fmt: skip


def _whole(seconds: float) -> float:
    """A time without the last hair that the search for it left."""
    near = round(seconds, 3)
    return near if isclose(seconds, near, rel_tol=_HAIR) else seconds


def _place(part: Part, after: Agreement, before: Agreement | None) -> Path:
    """Where the target of a link stands: where it has always been, else where it has been added, the first of those."""
    here = [(path, target) for path, target in after.stated if path[:3] == ("agreements", after.id, "targets")]
    if part.given.at in dict(here):
        return part.given.at
    known = len(before.targets) if before is not None and not before.extends else 0
    wanted = (part.given.metric, part.nominal.priority or None)
    new = [path for path, target in here if (target.metric, target.priority) == wanted]
    return next((path for path in new if int(path[3]) >= known), new[0])
