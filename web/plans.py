"""A model and a question of planning in; what the page of its answer says out, worked out once and meanwhile."""

from typing import NamedTuple, TypeAlias

from slamodel.plan.options import options
from slamodel.plan.outcome import Basis, Objective, Plan
from slamodel.plan.planning import plan
from slamodel.propagate import Promise

from .background import Background, Waits
from .desk import Asked, Model
from .views import apportion as shared
from .views import options as outs
from .views import plan as planned

_State: TypeAlias = tuple[str, Asked]
_SMALL = 300
"""Promises of a model up to which an answer is likely to be there while a page is made."""
_SECONDS = 20.0
"""So long it is searched for a better plan; others wait for it."""


def patience(model: Model, *, is_asked_for: bool = False) -> float:
    """Seconds that a page waits for what is worked out; longer where a reader who has no scripts asks again."""
    return 5.0 if is_asked_for else 0.1 if is_small(model) else 0.0


def is_small(model: Model) -> bool:
    """Whether what is worked out may begin before a page asks for it."""
    return len(model.analysis.promises) <= _SMALL


class _Made(NamedTuple):
    """A plan, and what its page says of it."""

    plan: Plan
    page: planned.Page


class Plans:
    """Plans for one server: one at a time, since each may take all that a processor has, and never one twice.

    Ways out of a gap, and a promise shared out, are quick beside a plan and do not wait for one.
    """

    def __init__(self) -> None:
        self._plans: Background[tuple[_State, Objective, Basis], _Made] = Background(most=8)
        self._outs: Background[tuple[_State, str], outs.Ways] = Background(slots=2, waiting=8)
        self._shared: Background[tuple[_State, str, Basis], shared.Page] = Background(waiting=8)

    def plan(self, model: Model, objective: Objective, basis: Basis, patience: float) -> planned.Page | Waits:
        """The page of the plan for all promises, if it is there within so many seconds."""
        found = self._made(model, objective, basis, patience)
        return found if isinstance(found, Waits) else found.page

    def whole(self, model: Model, objective: Objective, basis: Basis, patience: float) -> Plan | Waits:
        """The same plan as it was made."""
        found = self._made(model, objective, basis, patience)
        return found if isinstance(found, Waits) else found.plan

    def _made(self, model: Model, objective: Objective, basis: Basis, patience: float) -> _Made | Waits:
        found = model.analysis

        def make() -> _Made:
            made = plan(found, objective, basis, seconds=_SECONDS)
            return _Made(made, planned.page(made))

        return self._plans.ask((model.key, objective, basis), make, patience)

    def ways(self, model: Model, promise: Promise, patience: float) -> outs.Ways | Waits:
        """The ways out of the gap of a promise, if they are there within so many seconds."""
        found = model.analysis
        return self._outs.ask(
            (model.key, promise.id), lambda: outs.ways(found, promise, options(found, promise)), patience
        )

    def known_ways(self, model: Model, promise: Promise) -> outs.Ways | Waits | None:
        """The ways out if they have been worked out already, or could not be."""
        return self._outs.known((model.key, promise.id))

    def shared_out(self, model: Model, promise: Promise, basis: Basis, patience: float) -> shared.Page | Waits:
        """A promise shared out over what it rests on, if that is there within so many seconds."""
        found = model.analysis
        return self._shared.ask((model.key, promise.id, basis), lambda: shared.page(found, promise, basis), patience)
