"""One promise of a time goes in; the time and the shares of cases that its links carry, on one clock, come out."""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from math import prod
from typing import NamedTuple, TypeAlias

from .reading import Level, Model, Need, Promise, committed, hardness, levels_of, links_of, members, own_level

TOLERANCE = Fraction(1, 10**12)
BEST_LAST = ("gap", "unknown", "at_risk", "supported")


class Tree(NamedTuple):
    """How a time is made: by which of the joins below, of what; without a join of a level, or of nothing."""

    join: str
    enough: int
    parts: tuple["Tree", ...]
    level: Level | None = None


class Timing(NamedTuple):
    """Seconds, the shares of cases in which they are kept, whether every link is known, and how all that is made."""

    seconds: Fraction
    guaranteed: Fraction
    independent: Fraction
    known: bool = True
    tree: Tree = Tree("", 0, ())

    def status(self, promised: Level) -> str:
        """The verdict of one view."""
        if self.seconds > promised.value or promised.kept > self.independent + TOLERANCE:
            return "gap"
        if not self.known:
            return "unknown"
        return "supported" if promised.kept <= self.guaranteed + TOLERANCE else "at_risk"


Join: TypeAlias = Callable[[list[Timing]], Timing]

AT_ONCE = Timing(Fraction(0), Fraction(1), Fraction(1))
UNKNOWN = AT_ONCE._replace(known=False)
BELOW = {"response": (), "resolution": ("needs", "handled_by"), "fulfilment": ("fulfilled_by",)}


def stated(level: Level | None) -> Timing | None:
    """A level as it stands in the file."""
    return Timing(level.value, level.kept, level.kept, tree=Tree("", 0, (), level)) if level else None


def join(name: str, seconds: Fraction, parts: Iterable[Timing]) -> Timing:
    """All parts must be kept: misses add up at worst, and multiply out if unrelated."""
    parts = list(parts)
    kept = max(Fraction(0), 1 - sum((1 - part.guaranteed for part in parts), Fraction(0)))
    known = all(part.known for part in parts)
    unrelated = prod((part.independent for part in parts), start=Fraction(1))
    return Timing(seconds, kept, unrelated, known, tree_of(name, 0, parts))


def tree_of(name: str, enough: int, parts: Iterable[Timing]) -> Tree:
    """What is made of parts by a join."""
    return Tree(name, enough, tuple(part.tree for part in parts))


def in_turn(parts: list[Timing]) -> Timing:
    """One after the other."""
    return join("in_turn", sum((part.seconds for part in parts), Fraction(0)), parts)


def together(parts: list[Timing]) -> Timing:
    """Side by side, done when the last is done."""
    return join("together", max(part.seconds for part in parts), parts)


def one_cause(parts: list[Timing]) -> Timing:
    """Exactly one of them happens, nobody knows which."""
    return Timing(
        max(part.seconds for part in parts),
        min(part.guaranteed for part in parts),
        min(part.independent for part in parts),
        all(part.known for part in parts),
        tree_of("one_cause", 0, parts),
    )


def quickest(enough: int) -> Join:
    """Done when enough of them are done."""

    def pick(parts: list[Timing]) -> Timing:
        first = sorted(parts, key=lambda part: (part.seconds, -part.guaranteed, -part.independent))[:enough]
        known = all(part.known for part in parts)
        return together(first)._replace(known=known, tree=tree_of("quickest", enough, parts))

    return pick


class Chain:
    """The links below one promise in one view."""

    def __init__(self, model: Model, as_of: date, priority: str | None, wanted: Fraction, *, end_to_end: bool) -> None:
        """What to read, how often it is to be kept, and how far down."""
        self.model, self.as_of, self.priority, self.wanted = model, as_of, priority, wanted
        self.end_to_end = end_to_end
        self.met: dict[tuple[str, str], dict[str, Level] | None] = {}

    def value(self, metric: str, name: str, consumer: str) -> Timing:
        """A link as its consumer sees it: opened up, or at its commitment."""
        service = self.model["services"][name]
        has_below = any(service.get(key) for key in BELOW.get(metric, ("needs",)))
        if service["provider"] == consumer or (self.end_to_end and has_below):
            return self.composed(metric, name)
        return self.committed(name, consumer, metric)

    def committed(self, name: str, consumer: str, *metrics: str) -> Timing:
        """What the agreements with the consumer say on the first metric they speak of, or elsewhere if that is less."""
        for metric in metrics:
            level = committed(self.model, self.as_of, name, consumer, metric, self.priority, self.wanted)
            if level:
                break
        return self.lowest(metric, name, level)

    def lowest(self, metric: str, name: str, level: Level | None) -> Timing:
        """One service is one event: it stands at the lowest of the levels at which it is met, nothing being lowest.

        On several clocks it is as late as the lowest on any of them.
        """
        before = self.met.get((metric, name), {})
        if level is None or before is None:
            self.met[metric, name] = None
            return UNKNOWN
        met = {**before, level.clock: max(level, before.get(level.clock, level), key=hardness)}
        self.met[metric, name] = met
        parts = [timing for timing in map(stated, met.values()) if timing]
        return parts[0] if len(parts) == 1 else one_cause(parts)

    def own(self, metric: str, name: str) -> Timing | None:
        """What the provider says of its own part."""
        return stated(own_level(self.model["services"][name], metric, self.priority))

    def stands(self, name: str, consumer: str, *metrics: str) -> Timing:
        """A link's own word on the first metric it speaks of, not opened: of its own part in-house, else committed."""
        if self.model["services"][name]["provider"] != consumer:
            return self.committed(name, consumer, *metrics)
        return next(filter(None, (self.own(metric, name) for metric in metrics)), AT_ONCE)

    def composed(self, metric: str, name: str) -> Timing:
        """What an opened service needs in total."""
        if metric == "response":
            return self.response(name)
        if metric == "resolution":
            return self.resolution(name)
        own = self.own(metric, name)
        below = self.below(metric, name)
        # Requests and calls go through its own part first; it restarts, or tells others, after what is below.
        order = (own, below) if metric in {"fulfilment", "latency"} else (below, own)
        parts = [part for part in order if part]
        return (together if metric == "rpo" else in_turn)(parts) if parts else AT_ONCE

    def response(self, name: str) -> Timing:
        """The answer of the first who works on an incident."""
        service = self.model["services"][name]
        if not service.get("handled_by"):
            return self.own("response", name) or AT_ONCE
        return self.stands(service["handled_by"][0], service["provider"], "response")

    def resolution(self, name: str) -> Timing:
        """Hand-offs, then the longer of mending it here and passing it to the need that caused it."""
        service = self.model["services"][name]
        provider = service["provider"]
        *before, last = service.get("handled_by") or [None]
        end = self.value("resolution", last, provider) if last else self.own("resolution", name) or AT_ONCE
        causes = self.below("resolution", name)
        if causes:
            passing = (
                self.escalation(last, provider, lacking="resolution") if last else self.own("escalation", name) or end
            )
            end = one_cause([end, in_turn([passing, causes])])
        return in_turn([*(self.escalation(step, provider) for step in before), end])

    def escalation(self, name: str, consumer: str, lacking: str = "escalation") -> Timing:
        """How long a step may keep an incident before it passes it on, and what is lacking where that is not known."""
        return self.stands(name, consumer, "escalation", "resolution", lacking)

    def below(self, metric: str, name: str) -> Timing | None:
        """All that a service needs, or all who work on a request."""
        service = self.model["services"][name]
        links = service.get("fulfilled_by" if metric == "fulfilment" else "needs")
        if links and metric in {"notification", "rpo"}:  # every service below counts, whatever the structure
            return together([self.value(metric, link, service["provider"]) for link in sorted(links_of(links))])
        return self.structure(metric, as_need(metric, links), service["provider"]) if links else None

    def structure(self, metric: str, need: Need, consumer: str) -> Timing:
        """A need, nested or not."""
        if isinstance(need, str):
            return self.value(metric, need, consumer)
        word, enough, inner = members(need)
        return joined_by(metric, word, enough)([self.structure(metric, member, consumer) for member in inner])


def as_need(metric: str, links: Need) -> Need:
    """The outermost structure: requests are worked on in order, needs are all needed."""
    if isinstance(links, list):
        return {"in_order" if metric == "fulfilment" else "all_of": links}
    return links


def joined_by(metric: str, word: str, enough: int) -> Join:
    """How the members of a structure join, per metric; it is not known which alternative serves a call or a request."""
    if word in {"any_of", "at_least"}:
        return one_cause if metric in {"fulfilment", "latency"} else quickest(enough)
    if metric == "resolution":
        return one_cause
    is_sequence = word == "in_order" or (metric == "latency" and word == "all_of")
    return in_turn if is_sequence and metric in {"fulfilment", "latency"} else together


def timing(model: Model, as_of: date, promise: Promise, *, end_to_end: bool) -> Timing:
    """The answer of one view: of all the ways to read the times that are stated for several shares, the best."""
    answers = readings(model, as_of, promise, end_to_end=end_to_end)
    return max(answers, key=lambda answer: BEST_LAST.index(answer.status(promise.level)))


def readings(model: Model, as_of: date, promise: Promise, *, end_to_end: bool) -> list[Timing]:
    """The answers of one view, each for the times that are kept in so many of the cases."""
    kept = {level.kept for agreement in model["agreements"].values() for _, _, level in levels_of(agreement)}
    answers = []
    for wanted in (Fraction(0), *sorted(kept)):
        chain = Chain(model, as_of, promise.priority, wanted, end_to_end=end_to_end)
        chain.composed(promise.metric, promise.service)  # the first walk meets the levels, the second uses them
        answers.append(chain.composed(promise.metric, promise.service))
    return answers
