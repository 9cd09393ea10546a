"""Shares promised above what the commitments below support: A101."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from slamodel.gaps import wording
from slamodel.gaps.amounts import short_amounts
from slamodel.gaps.asks import action
from slamodel.gaps.causes import heaviest, is_chain, uncounted
from slamodel.gaps.context import Context
from slamodel.gaps.falling_short import falling_short
from slamodel.gaps.finding import Finding
from slamodel.propagate import Input, Promise, Standing, View, Where
from slamodel.propagate.bounds import most_downtime
from slamodel.propagate.figures import Figures
from slamodel.units import TOLERANCE, share_of


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A promise of a share that is not certain, the view that decides, and its figures."""

    promise: Promise
    promised: float
    view: View
    figures: Figures

    @property
    def stake(self) -> float:
        """What is missing, as a part of what the promise allows."""
        return (self.figures.guaranteed - self.promised) / max(self.promised, TOLERANCE)

    def way(self, context: Context) -> tuple[str, ...]:
        """To the first to ask, else to the input that most of the shortfall comes through."""
        worst = None if (asked := context.advice(self.promise).ways) else heaviest(self.view)
        source = asked[0].source if asked else worst.source if worst else None
        return context.way(self.promise, source.service) if source else (self.promise.agreement, self.promise.service)


def shortfalls(context: Context) -> Iterator[Shortfall]:
    """All promises of shares that are a gap or at risk."""
    for promise in context.short:
        view = promise.deciding
        if view.figures is None or promise.promised is None:
            continue
        if view.figures.guaranteed > promise.promised + TOLERANCE:  # else it holds but under a condition
            yield Shortfall(promise, promise.promised, view, view.figures)


def a101(context: Context) -> Iterator[Finding]:
    """A share is promised, of time up or of requests served, that the commitments below do not ensure.

    Three figures are set against the promise: what the contracts ensure whatever the timing of outages (*guaranteed*),
    what comes out when outages are unrelated (*independent*), and what could be had at the very best (*ceiling*). Below
    the independent figure it is an error; between guaranteed and independent a warning, as the promise holds on average
    only, and only while outages have nothing to do with one another.

    **Why it matters.** Everybody below can keep their contract to the letter while the customer's agreement is missed.

    **How to fix it.** Grant the level that the message asks for, or promise what is ensured. Where the message says
    that the gap is on paper only, what lies further down would do: have the party between commit to it. Where it speaks
    of a hidden gap, the agreements directly below add up, but one of them promises what it cannot keep: close that one.

    Of a throughput, a word of a scale or a metric of the model's own there is one figure: the smallest of what is
    needed, divided by how often each call above calls it (`usage`), with alternatives that can all serve added up; what
    several ways share has to carry the calls of all of them. A shortfall of an `aim` is a warning.

    **Example.** 99.9 % a month is promised (43 min 12 s) and rests on a contract over 99.5 % (3 h 36 min).
    """
    yield from short_amounts(context)
    for short in shortfalls(context):
        promise, figures = short.promise, short.figures
        path = short.way(context)
        sentences = (
            wording.promise_of(promise, context.landscape),
            _hidden(context, short),
            _ensured(short),
            _missing(context, short),
            _other_view(short),
            action(context, promise, _several(context, short)),
        )
        yield replace(
            falling_short(context, "A101", promise, path, sentences),
            promised=share_of(short.promised),
            supported=None if short.view.unknown else share_of(figures.guaranteed),
            stake=short.stake,
        )


def _several(context: Context, short: Shortfall) -> str:
    """What it takes where no single level is enough: several, or time that counts below as it does above."""
    found = uncounted(short.view)
    if not found:
        return "Several commitments have to rise together"
    names = dict.fromkeys(context.landscape.label(given.service) for given in found)
    verb = "has" if len(names) == 1 else "have"
    takes = wording.listed(_takes(short, found))
    return f"A better level alone is not enough: {wording.listed(names)} {verb} to {takes}"


def _takes(short: Shortfall, found: tuple[Input, ...]) -> Iterator[str]:
    """What has to change, one thing after the other, until it is enough."""
    counted = [given.counted for given in found if given.counted]
    if any(one.uncovered for one in counted):
        yield "count in more hours"
    if any(one.maintained or one.spells for one in counted):
        yield "count maintenance that is left out"
    if not _is_enough(short, "guaranteed"):
        is_longer = any(one.stretch > 1.0 + TOLERANCE for one in counted)
        yield "be measured in the same window" if is_longer and _is_enough(short, "independent") else "be better"


def _is_enough(short: Shortfall, basis: str) -> bool:
    """Whether it would do if all counted wherever the promise does, each down for so much."""
    levels = {
        event: getattr(given.figures, basis)
        for event, given in zip(short.view.found.events, short.view.inputs, strict=True)
    }
    structure = short.view.structure
    return structure is None or most_downtime(structure, levels) <= short.promised + TOLERANCE


def _hidden(context: Context, short: Shortfall) -> str:
    """For a gap that the agreements directly below do not show: the one of them that promises too much."""
    promise = short.promise
    if promise.where is not Where.BELOW:
        return ""
    for source in promise.direct.inputs:
        culprit = context.by_commitment.get((source.agreement or "", source.service, source.metric, None))
        if culprit is not None and culprit.unwaived in (Standing.GAP, Standing.AT_RISK):
            figures = culprit.deciding.figures
            label = context.landscape.label(source.service)
            ensured = f", what lies below it ensures {wording.share(figures.guaranteed)}" if figures else ""
            return (
                f"A hidden gap: directly below, the agreements would do, but {label} stands at"
                f" {wording.share(source.level or 0.0)} on paper ({source.agreement}){ensured}."
            )
    return "A hidden gap: directly below, the agreements would do; further down they do not."


def _ensured(short: Shortfall) -> str:
    promise, figures = short.promise, short.figures
    who = "The commitments below" if short.view is promise.direct else "End to end, the commitments at the bottom"
    ensured, best_case = (wording.level_of(promise, level) for level in (figures.guaranteed, figures.ceiling))
    if short.view.season:
        who += f", {short.view.season},"
    if short.view.unknown:
        who += ", with everything that is unknown taken as perfect,"
    if figures.ceiling > short.promised + TOLERANCE:
        if figures.guaranteed - figures.ceiling <= TOLERANCE:
            return f"{who} ensure {ensured}, and no more even at the very best: impossible as it stands."
        return f"{who} ensure {ensured}. Impossible as it stands: even at the very best they give {best_case}."
    unrelated = wording.share(figures.independent)
    is_more = unrelated != wording.share(figures.guaranteed)
    condition = _on_average(short.view)
    if promise.unwaived is Standing.AT_RISK:
        return f"{who} ensure {ensured}; {unrelated if is_more else 'the promise'} holds only {condition}."
    return f"{who} ensure {ensured}{f', {unrelated} {condition}' if is_more else ''}."


def _on_average(view: View) -> str:
    """Under which condition the independent figure holds: on other terms, outages also have to come evenly."""
    is_even = all(given.counted is None for given in view.inputs)
    return "if outages are unrelated" if is_even else "if outages are unrelated and come evenly over time"


def _missing(context: Context, short: Shortfall) -> str:
    """The downtime too much; in a plain chain, where all adds up, also the link that most of it comes through."""
    promise = short.promise
    if promise.unwaived is not Standing.GAP:
        return ""
    missing = promise.downtime_s(short.figures.guaranteed - short.promised)
    least = "At least " if short.view.unknown else ""
    amount = "" if missing is None else f"{least}{wording.time(missing)} are missing"
    worst = heaviest(short.view) if is_chain(short.view) else None
    if worst is None:
        return f"{amount}." if amount else ""
    source, part = worst.source, worst.source.loss / max(short.figures.guaranteed, TOLERANCE)
    share = "all of it" if part > 1 - TOLERANCE else "most of it" if part > 0.5 else "the largest part"
    here = "" if source.counted is None else f", which can be {wording.level_of(promise, source.loss)} here"
    origin = f"{wording.share(source.level or 0.0)}, {source.agreement or 'own part'}{here}"
    sits = f"{share} sits with {context.landscape.label(source.service)} ({origin})"
    return f"{amount}; {sits}." if amount else wording.capitalised(f"{sits}.")


def _other_view(short: Shortfall) -> str:
    """What the view that does not decide ensures, where that is known and another figure."""
    promise = short.promise
    is_direct = short.view is promise.direct
    other = promise.end_to_end if is_direct else promise.direct
    if other.figures is None or other.unknown:
        return ""
    level = wording.share(other.figures.guaranteed)
    if promise.where is Where.PAPER:
        return f"The gap is on paper only: what lies further down ensures {level}."
    if promise.where is not Where.DIRECT or level == wording.share(short.figures.guaranteed):
        return ""
    return f"{'End to end' if is_direct else 'Directly below'} it is {level}."
