"""Times that depend on what a customer does, and what the agreements say of that: F001."""

import re
from collections.abc import Iterable, Iterator

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.differing import causes, concerned, differing, uppers
from slamodel.gaps.finding import Finding
from slamodel.gaps.resting import Resting
from slamodel.gaps.sides import sides
from slamodel.model import TIMES, Agreement

_WAITS_FOR_CUSTOMER = re.compile(r"(?<!\w)(customer|client|user|caller|requester|requestor|consumer|tenant)s?(?!\w)")
_AS_SPACE = re.compile("[-_]")


def f001(context: Context) -> Iterator[Finding]:
    """A time depends on what the customer does, and only one of the two sides has that in its agreement.

    Either the clock stops while the provider waits for the customer (`clock_stops`), and no duty says what the customer
    owes; or there are duties (`customer_duties`) that neither relieve a metric nor stop the clock; or an agreement
    below counts only while its customer does something that the promise above does not hand on to its own.

    **Why it matters.** A clock that may stop for the customer, who owes nothing in particular, stops whenever that
    suits. A duty without consequence is a wish. And a duty owed to the supplier, which nobody owes above, is a pause
    of the supplier only.

    **How to fix it.** State what the customer has to do, what is relieved while it is not done, and the same above.

    **Example.** The bureau checks within an hour of a complete form; nothing asks the customer for a complete form.
    """
    for name, promises in context.by_agreement.items():
        agreement = context.landscape.agreements[name]
        metrics = {promise.metric for promise in promises} & set(TIMES)
        # What others rest on is set against what they promise, below.
        if metrics and name not in context.resting and (words := _one_sided(agreement)):
            yield _finding(context, agreement, next(p.id for p in promises if p.metric in metrics), *words)
    for duties, entries in causes(context, lambda lower: lower.customer_duties, _not_handed_on):
        message = _handed_down(context, duties, entries)
        yield differing(context, "F001", entries, message, "customer_duties", Severity.NOTE)


def _one_sided(agreement: Agreement) -> tuple[str, str, str] | None:
    """What an agreement says of one side only, what is to be agreed, and under which key it stands."""
    stops = [stop for stop in agreement.clock_stops if _WAITS_FOR_CUSTOMER.search(_AS_SPACE.sub(" ", stop.casefold()))]
    if stops and not agreement.customer_duties:
        reasons = f"the clock may stop for {_quoted(stops)}"
        return f"{reasons}, and nothing says what the customer has to do", "what that is", "clock_stops"
    bare = [duty.duty for duty in agreement.customer_duties if duty.relieves is None]
    if bare and not agreement.clock_stops:
        duties = f"the customer has to do something ({_quoted(bare)})"
        ask = "what is relieved then, or when the clock stops"
        return f"{duties}, and nothing says what comes of it when that is not done", ask, "customer_duties"
    return None


def _quoted(words: Iterable[str]) -> str:
    return wording.listed((f'"{word}"' for word in words), 4)


def _finding(context: Context, agreement: Agreement, promise: str, words: str, ask: str, key: str) -> Finding:
    owner, counterpart, name = sides(context.landscape, agreement)
    return Finding(
        "F001",
        Severity.NOTE,
        f"In {agreement.id} {words}. Agree with {name} on {ask}.",
        agreement.id,
        promise,
        (agreement.id, context.by_id[promise].service),
        owner,
        counterpart,
        at=("agreements", agreement.id, key),
        stake=float(len(context.by_agreement[agreement.id])),
        cause=(agreement.id, key),
    )


def _not_handed_on(entry: Resting) -> tuple[str, ...] | None:
    known = {duty.casefold() for duty in _relieving(entry.upper, entry.promise.metric)}
    duties = dict.fromkeys(_relieving(entry.lower, entry.given.metric))
    return tuple(duty for duty in duties if duty.casefold() not in known) or None


def _relieving(agreement: Agreement, metric: str) -> Iterable[str]:
    return (duty.duty for duty in agreement.customer_duties if duty.relieves in (None, metric))


def _handed_down(context: Context, duties: Iterable[str], entries: list[Resting]) -> str:
    customers, done = context.parties(entries[0].lower.customers), _quoted(duties)
    return (
        f"What {entries[0].lower.id} commits to counts only while {customers} does what it has to ({done}), of which"
        f" {uppers(entries)} says nothing. This concerns {concerned(entries)}. Have it done in time, or agree the same"
        " above."
    )
