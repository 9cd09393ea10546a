"""One promise of a share in a model with calendars goes in; its figures at the worst time of the year come out."""

from datetime import date

import numpy as np

from .availability import MOST_EVENTS, PERFECT, Figures, Flags, States, at_least
from .reading import Level, Model, Need, Promise, backing, level_of, members, own_level
from .segments import Spelled, World, answers, terms_of, worlds

WORST_FIRST = ("gap", "unknown", "at_risk", "supported")


def figures(model: Model, as_of: date, promise: Promise, *, end_to_end: bool) -> Figures:
    """The figures at the time of the year at which the promise stands worst."""
    agreement = model["agreements"][promise.id.split("/")[0]]
    target = next(
        target
        for target in agreement["targets"]
        if (target["metric"], target.get("priority")) == (promise.metric, promise.priority)
    )
    above = terms_of(agreement, target)
    found = [
        Survey(model, as_of, promise.metric, world, end_to_end).figures(promise.service)
        for world in worlds(model, as_of, promise, above)
    ]
    promised = float(1 - promise.level.value)
    return min(found, key=lambda one: (WORST_FIRST.index(one.status(promised)), *digits(one)))


def digits(one: Figures) -> tuple[float, float]:
    """What is ensured, then what is likely, the least first; the last digits are noise."""
    return -round(one.guaranteed, 12), -round(one.independent, 12)


class Survey:
    """The events below one promise in one view, each on its own terms."""

    def __init__(self, model: Model, as_of: date, metric: str, world: World, end_to_end: bool) -> None:
        """Nothing is met yet."""
        self.model, self.as_of, self.metric, self.world, self.end_to_end = model, as_of, metric, world, end_to_end
        self.met: dict[str, list[Spelled | None]] = {}

    def figures(self, service: str) -> Figures:
        """The figures of a service as its provider promises it, unknown events taken as perfect."""
        top = self.part(service, self.model["services"][service]["provider"])
        unknown = tuple(sorted(name for name, levels in self.met.items() if None in levels))
        known = {
            name: tuple(sorted({one for one in levels if one}))
            for name, levels in self.met.items()
            if None not in levels
        }
        uncertain = {name: event for name, event in known.items() if any(map(self.world.loss, event))}
        if len(uncertain) > MOST_EVENTS // 2:
            raise ValueError(f"{len(uncertain)} events are too many to enumerate")
        states = np.arange(2 ** len(uncertain))
        up: dict[str, Flags] = {name: np.ones(len(states), dtype=bool) for name in self.met}
        up |= {name: (states >> bit) & 1 == 0 for bit, name in enumerate(uncertain)}
        guaranteed, independent, ceiling = answers(self.world, tuple(uncertain.values()), top(up))
        # What no timing exceeds is not exceeded on average.
        independent = min(independent, guaranteed)
        return Figures(guaranteed, independent, min(ceiling, independent), unknown)

    def part(self, name: str, consumer: str) -> States:
        """A service as its consumer sees it: opened up, or one event."""
        service = self.model["services"][name]
        in_house = service["provider"] == consumer
        if service.get("needs") and (in_house or self.end_to_end):
            own = own_level(service, self.metric)
            parts = [self.event(f"{name} itself", self.as_promised(own))] if own else []
            parts += [self.structure(need, service["provider"]) for need in service["needs"]]
            return lambda up: at_least(len(parts), [part(up) for part in parts])
        if in_house:
            return self.event(name, self.as_promised(own_level(service, self.metric) or PERFECT))
        return self.event(name, self.committed(name, consumer))

    def as_promised(self, level: Level) -> Spelled:
        """An own part counts exactly as the promise does."""
        return Spelled(float(1 - level.value), self.world.above)

    def committed(self, service: str, consumer: str) -> Spelled | None:
        """What the nearest agreements commit to: the one under which the least can be lost."""
        nearest = backing(self.model, self.as_of, service, consumer) or ()
        stated = [
            Spelled(float(1 - level_of(self.metric, target["at_least"]).value), terms_of(agreement, target))
            for agreement in nearest
            for target in agreement["targets"]
            if target["metric"] == self.metric
        ]
        return min(stated, key=self.hardness, default=None)

    def hardness(self, given: Spelled) -> tuple[float, float]:
        """Sorts what is hardest to keep first."""
        return self.world.loss(given), given.down

    def structure(self, need: Need, consumer: str) -> States:
        """A need, nested or not."""
        if isinstance(need, str):
            return self.part(need, consumer)
        _, enough, inner = members(need)
        parts = [self.structure(member, consumer) for member in inner]
        return lambda up: at_least(enough, [part(up) for part in parts])

    def event(self, name: str, given: Spelled | None) -> States:
        """One event, met once more."""
        self.met.setdefault(name, []).append(given)
        return lambda up: up[name]
