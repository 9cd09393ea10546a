"""Shares promised above what the commitments below support: A101."""

from collections.abc import Iterator
from dataclasses import dataclass

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.gaps.lever import lever, twin
from slamodel.propagate import Link, Promise, Role, Standing, View, Where
from slamodel.propagate.figures import Figures
from slamodel.units import TOLERANCE, share_of


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A promise of a share that is not certain, the view that decides, and its figures."""

    promise: Promise
    promised: float
    view: View
    figures: Figures


def shortfalls(context: Context) -> Iterator[Shortfall]:
    """All promises of shares that are a gap or at risk."""
    for promise in context.short:
        view = promise.deciding
        if view.figures is not None and promise.promised is not None:
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

    **Example.** 99.9 % a month is promised (43 min 12 s) and rests on a contract over 99.5 % (3 h 36 min).
    """
    for short in shortfalls(context):
        promise, figures = short.promise, short.figures
        chosen = lever(short.view)
        link = chosen or driver(short.view)
        path = context.way(promise, link.source.service) if link else (promise.agreement, promise.service)
        sentences = (
            wording.promise_of(promise, context.landscape),
            _hidden(context, short),
            _ensured(short),
            _missing(context, short),
            _action(context, short, chosen),
        )
        yield Finding(
            "A101",
            Severity.ERROR if promise.standing is Standing.GAP else Severity.WARNING,
            " ".join(filter(None, sentences)),
            promise.agreement,
            promise.id,
            path,
            context.owner(path),
            context.provider(path[-1]),
            share_of(short.promised),
            None if short.view.unknown else share_of(figures.guaranteed),
            promise.at,
            stake=(figures.guaranteed - short.promised) / max(short.promised, TOLERANCE),
        )


def driver(view: View) -> Link | None:
    """The link through which most of the downtime comes."""
    known = [link for link in view.links if link.source.level]
    return max(known, key=_contribution, default=None)


def _contribution(link: Link) -> float:
    return (link.source.level or 0.0) * (link.importance or 0.0)


def _hidden(context: Context, short: Shortfall) -> str:
    """For a gap that the agreements directly below do not show: the one of them that promises too much."""
    promise = short.promise
    if promise.where is not Where.BELOW:
        return ""
    for source in promise.direct.inputs:
        culprit = context.by_commitment.get((source.agreement or "", source.service, source.metric, None))
        if culprit is not None and culprit.standing in (Standing.GAP, Standing.AT_RISK):
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
    if short.view.unknown:
        who += ", with everything that is unknown taken as perfect,"
    if figures.ceiling > short.promised + TOLERANCE:
        best = wording.level_of(promise, figures.ceiling)
        if wording.share(figures.ceiling) == wording.share(figures.guaranteed):
            return f"{who} ensure {best}, and no more even at the very best: impossible as it stands."
        ensured = wording.level_of(promise, figures.guaranteed)
        return f"{who} ensure {ensured}. Impossible as it stands: even at the very best they give {best}."
    unrelated = wording.share(figures.independent)
    ensured = f"{who} ensure {wording.level_of(promise, figures.guaranteed)}"
    if unrelated == wording.share(figures.guaranteed):
        return f"{ensured}."
    if promise.standing is Standing.AT_RISK:
        return f"{ensured}; {unrelated} holds only if outages are unrelated."
    return f"{ensured}, {unrelated} if outages are unrelated."


def _missing(context: Context, short: Shortfall) -> str:
    """The downtime too much, and the link that most of it comes through."""
    promise, worst = short.promise, driver(short.view)
    if promise.standing is not Standing.GAP or worst is None:
        return ""
    total = sum(_contribution(link) for link in short.view.links)
    part = _contribution(worst) / total if total else 0.0
    amount = "all of it" if part > 1 - TOLERANCE else "most of it" if part > 0.5 else "the largest part"
    source = worst.source
    origin = f"{wording.share(source.level or 0.0)}, {source.agreement or 'own part'}"
    sits = f"{amount} sits with {context.landscape.label(source.service)} ({origin})"
    missing = promise.downtime_s(short.figures.guaranteed - short.promised)
    if missing is None:
        return wording.capitalised(f"{sits}.")
    return f"{wording.time(missing)} are missing; {sits}."


def _action(context: Context, short: Shortfall, chosen: Link | None) -> str:
    promise = short.promise
    is_direct = short.view is promise.direct
    other = promise.end_to_end if is_direct else promise.direct
    same = twin(other, chosen) if promise.where is Where.DIRECT else None
    ask = _ask(context, chosen, same) if chosen else "Several commitments have to rise together"
    also = ""
    if promise.where is Where.PAPER and other.figures is not None:
        also = f"The gap is on paper only: what lies further down ensures {wording.share(other.figures.guaranteed)}. "
    elif promise.where is Where.DIRECT and chosen and same is None and other.figures is not None:
        where = "End to end" if is_direct else "Directly below"
        who = "what lies further down" if is_direct else "the agreements there"
        also = f"{where} it is {wording.share(other.figures.guaranteed)}, so {who} must follow. "
    if promise.direct.unknown or promise.end_to_end.unknown:
        return f"{also}{ask}."
    ensured = max(view.figures.guaranteed for view in (short.view, other) if view.figures)
    return f"{also}{ask}, or promise {wording.share(ensured)}." if ensured < 1.0 else f"{also}{ask}."


def _ask(context: Context, chosen: Link, same: Link | None) -> str:
    """What to ask for: the level that is enough in both views, where one commitment decides both."""
    source, level = chosen.source, chosen.required_guaranteed or 0.0
    wanted = wording.required(min(level, same.required_guaranteed or level) if same else level)
    label = context.landscape.label(source.service)
    party = context.landscape.party_label(context.provider(source.service))
    is_own = source.role is Role.OWN
    return f"Bring {party}'s own part of {label} to {wanted}" if is_own else f"Ask {party} for {wanted} on {label}"
