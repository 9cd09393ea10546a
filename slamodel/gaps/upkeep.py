"""Agreements that nobody has looked at for long: D804 and D805."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.gaps.looked_after import old_from, review_due
from slamodel.model import ANY, Agreement, Status
from slamodel.units import Period, show_period


def d804(context: Context) -> Iterator[Finding]:
    """The figures of an agreement were looked up in its document more than a year ago.

    Looked at are agreements in force that a promise is made in or rests on; those whose figures are from one document,
    or without one from one provider, and one day are told together. Where it is not stated when they were looked up,
    nothing is known of their age.

    **Why it matters.** Suppliers change their standard terms. What is worked out here is as good as what was copied.

    **How to fix it.** Compare the figures with the document that is in force, and note the day in `source.as_of`.

    **Example.** The service level of the cloud was copied from its web page three years ago.
    """
    age = context.landscape.findings.source_age
    found: dict[tuple[str, date], list[Agreement]] = defaultdict(list)
    for agreement in _in_use(context):
        old, source = old_from(agreement, age), agreement.source
        if old is not None and old < context.graph.as_of and source is not None and source.as_of is not None:
            found[source.document or agreement.provider, source.as_of].append(agreement)
    for (document, day), agreements in found.items():
        message = (
            f"The figures of {wording.listed(one.id for one in agreements)} were looked up on {day}, more than"
            f" {show_period(age)} ago, and {_rests(context, agreements)}. Compare them with the document that is in"
            f" force, and ask {{party}} what has changed."
        )
        yield _finding(context, "D804", agreements, message, ("source", "as_of"), document)


def d805(context: Context) -> Iterator[Finding]:
    """An agreement is to be reviewed at intervals, and the day of the next review has passed.

    The day counts from the last review, and without one from the first day of the term. Where neither is stated, it is
    told that no review is known. Agreements that were last reviewed on one day, and are due on one, are told together.

    **Why it matters.** What was agreed drifts away from what is needed and from what is delivered; the review is where
    either side would notice.

    **How to fix it.** Hold the review and note its day in `review.last`, or agree on an interval that is kept.

    **Example.** The agreement is to be reviewed every six months, and was last reviewed two years ago.
    """
    found: dict[tuple[Period, date | None, date | None], list[Agreement]] = defaultdict(list)
    for agreement in _in_use(context):
        review, due = agreement.review, review_due(agreement)
        if review is not None and review.every is not None and (due is None or due < context.graph.as_of):
            found[review.every, review.last, due].append(agreement)
    for (every, last, due), agreements in found.items():
        is_one = len(agreements) == 1
        held = f"the last time was {last}" if last else "no review has been noted yet"
        ago = f", so that one was due on {due}, {_days(due, context.graph.as_of)} ago" if due else ""
        message = (
            f"{wording.listed(one.id for one in agreements)} {'is' if is_one else 'are'} to be reviewed every"
            f" {show_period(every)}, and {held}{ago}; {_rests(context, agreements)}."
            f" Review {'it with {party}' if is_one else 'each with the other party'}, and note the day."
        )
        yield _finding(context, "D805", agreements, message, ("review",), agreements[0].id)


def _in_use(context: Context) -> Iterator[Agreement]:
    """Agreements in force that a promise is made in or rests on."""
    for name, agreement in sorted(context.landscape.agreements.items()):
        in_force = agreement.status is Status.AGREED and agreement.term.covers(context.graph.as_of)
        if in_force and (name in context.by_agreement or name in context.resting):
            yield agreement


def _days(first: date, last: date) -> str:
    return wording.number((last - first).days, "day")


def _about(context: Context, agreements: Sequence[Agreement]) -> tuple[str, ...]:
    """The promises that rest on them, and those that the ones make on which none rests."""
    resting = (entry.promise.id for one in agreements for entry in context.resting.get(one.id, ()))
    outer = (one.id for one in agreements if one.id not in context.resting)
    made = (promise.id for name in outer for promise in context.by_agreement.get(name, ()))
    return tuple(dict.fromkeys((*resting, *made)))


def _rests(context: Context, agreements: Sequence[Agreement]) -> str:
    """How many promises rest on them, or that they make so many."""
    count, is_one = len(_about(context, agreements)), len(agreements) == 1
    if not any(one.id in context.resting for one in agreements):
        return f"{'it makes' if is_one else 'they make'} {wording.number(count, 'promise')}"
    return f"{wording.number(count, 'promise')} {'rests' if count == 1 else 'rest'} on {'it' if is_one else 'them'}"


def _named(context: Context, agreement: Agreement, other: str) -> str:
    """Whom to talk to; an agreement with any customer names nobody."""
    is_own = other == agreement.provider and ANY in agreement.customers and agreement.id not in context.resting
    return "its customers" if is_own else context.landscape.party_label(other)


def _finding(
    context: Context, code: str, agreements: Sequence[Agreement], message: str, key: tuple[str, ...], cause: str
) -> Finding:
    """Whoever receives the figures looks after them and asks their provider; those to customers their provider."""
    names = _about(context, agreements)
    promise = context.by_id[names[0]]
    below = {given.agreement: given.service for given in promise.direct.inputs if given.agreement}
    first = next((one for one in agreements if one.id in below or one.id == promise.agreement), agreements[0])
    customers = [name for name in first.customers if name != ANY]
    other = customers[0] if first.id == promise.agreement and customers else first.provider
    return Finding(
        code,
        Severity.NOTE,
        message.format(party=_named(context, first, other)),
        promise.agreement,
        promise.id,
        context.way(promise, below.get(first.id, promise.service)),
        context.landscape.agreements[promise.agreement].provider,
        other,
        at=first.at(*key),
        stake=float(len(names)),
        also=names[1:],
        cause=(cause, "", *key),
    )
