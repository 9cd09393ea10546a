"""Priorities that do not meet across a hand-over, or that one side alone decides on: P401 and P402."""

from collections.abc import Iterator

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.differing import causes, concerned, differing, other_party, uppers
from slamodel.gaps.finding import Finding
from slamodel.gaps.resting import Resting
from slamodel.gaps.unknowns import unmapped
from slamodel.model import Agreement, Status


def p401(context: Context) -> Iterator[Finding]:
    """A priority of the promise has no counterpart below, or the two agreements mean different things by it.

    The agreement below states the metric for other priorities only; or both define the priority by another impact.

    **Why it matters.** A case that is urgent above joins a queue below for which nobody knows the limit, and the
    promise is unknown; or it is urgent above and not below.

    **How to fix it.** State the limit for the missing priority, or a limit without priority, which counts for all; use
    the same definition on both sides.

    **Example.** The customer's P1 is handed to a supplier whose contract knows *critical* and *normal*.
    """
    yield from unmapped(context)
    for (priority, below, above), entries in causes(context, lambda lower: lower.priorities, _meaning):
        lower = entries[0].lower.id
        message = (
            f'{priority} means "{above}" in {uppers(entries)} and "{below}" in {lower}: a case can have that priority'
            f" on one side only, and the time promised for it rests on another. This concerns {concerned(entries)}."
            f" Agree one definition with {other_party(context, entries)}."
        )
        yield differing(context, "P401", entries, message, "priorities")


def _meaning(entry: Resting) -> tuple[str, str, str] | None:
    name = entry.promise.target.priority or ""
    above, below = (agreement.priorities.get(name) for agreement in (entry.upper, entry.lower))
    if not (above and below and above.impact and below.impact):
        return None
    is_same = above.impact.casefold() == below.impact.casefold()
    return None if is_same or entry.stated.priority != name else (name, below.impact, above.impact)


def p402(context: Context) -> Iterator[Finding]:
    """The provider alone decides how urgent a case is: `set_by: provider`.

    There is one finding for each agreement, be it the promise itself or one that a promise rests on.

    **Why it matters.** The time promised for a priority counts only if a case gets that priority.

    **How to fix it.** Have the customer set the priority, or both together, or define it by its impact so that nobody
    has to decide.

    **Example.** P1 is solved within four hours, and the supplier decides whether anything is a P1.
    """
    for agreement in context.landscape.agreements.values():
        alone = sorted(name for name, priority in agreement.priorities.items() if priority.set_by == "provider")
        if alone and agreement.status is not Status.RETIRED:
            yield from _alone(context, agreement, alone)


def _alone(context: Context, agreement: Agreement, alone: list[str]) -> Iterator[Finding]:
    names = wording.listed(alone, 6)
    provider = context.landscape.party_label(agreement.provider)
    what = (
        f"{agreement.id}: {provider} alone decides whether a case is {wording.either(alone)}, so that the times for"
        f" {names} count only where it says so."
    )
    if entries := [entry for entry in context.resting.get(agreement.id, ()) if entry.stated.priority in alone]:
        ask = f"Agree with {provider} that both set it, or what makes a case {wording.either(alone)}."
        message = f"{what} This concerns {concerned(entries)}. {ask}"
        yield differing(context, "P402", entries, message, "priorities")
        return
    promises = context.by_agreement.get(agreement.id, ())
    first = next((promise for promise in promises if promise.target.priority in alone), None)
    if first is not None:
        customers = context.parties(agreement.customers)
        yield Finding(
            "P402",
            Severity.WARNING,
            f"{what} Agree with {customers} that both set it, or what makes a case {wording.either(alone)}.",
            agreement.id,
            first.id,
            (agreement.id, first.service),
            agreement.provider,
            agreement.customers[0],
            at=("agreements", agreement.id, "priorities"),
            stake=1.0,
        )
