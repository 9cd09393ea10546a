"""What is not known, once for each cause, with all the promises that wait for it: C601, C602 and T204."""

from collections.abc import Iterator

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.causes import Cause
from slamodel.gaps.context import Context, Missing
from slamodel.gaps.finding import Finding
from slamodel.gaps.ways import key
from slamodel.model.party import PartyKind
from slamodel.propagate import Lack, Standing

_AGREEMENT_WITH = {
    PartyKind.SUPPLIER: "an underpinning contract",
    PartyKind.DEPARTMENT: "an operational level agreement",
    PartyKind.CUSTOMER: "an agreement",
}


def c601(context: Context) -> Iterator[Finding]:
    """A service of another party is needed, and no agreement in force says what that party owes.

    An agreement that is only requested, or whose term does not include the day looked at, does not count; the finding
    names it. There is one finding for each consumer and service, with all promises that rest on it.

    **Why it matters.** Nothing can be said of these promises: they are *unknown*, which is never fine.

    **How to fix it.** Agree on a level with the provider, or bring the agreement that is there into force.

    **Example.** The screening of sanctions needs a list that a supplier sells without any service level.
    """
    for missing in context.missing.get(Lack.NO_AGREEMENT, ()):
        unknown, landscape = missing.unknown, context.landscape
        provider = context.provider(unknown.service)
        kind = landscape.parties[provider].kind if provider in landscape.parties else PartyKind.CUSTOMER
        ask = f"Agree {_AGREEMENT_WITH[kind]} with {landscape.party_label(provider)}"
        path = context.way(missing.promises[0], unknown.service)
        at = ("services", path[-2]) if len(path) > 2 else missing.promises[0].at
        yield _finding(context, "C601", missing, f"{ask}{_would_do(context, missing)}.", path, at)


def c602(context: Context) -> Iterator[Finding]:
    """An agreement covers the service that is needed and says nothing of the metric that the promise is about.

    Or it states it on another scale, with which nothing can be compared. There is one finding for each agreement,
    service and metric, naming the priorities that lack it.

    **Why it matters.** The promise above is *unknown*: the party below may take any time, or be down for any time.

    **How to fix it.** Add the target to the agreement; where the message names a level, that level would do.

    **Example.** Customers are told of a disturbance within an hour, and one contract says nothing of notification.
    """
    for missing in context.missing.get(Lack.NO_TARGET, ()):
        if not _stated_for(context, missing):
            yield _no_target(context, "C602", missing)
    for missing in context.missing.get(Lack.OTHER_UNIT, ()):
        yield _no_target(context, "C602", missing)


def unmapped(context: Context) -> Iterator[Finding]:
    """What is stated below for other priorities only."""
    for missing in context.missing.get(Lack.NO_TARGET, ()):
        if _stated_for(context, missing):
            yield _no_target(context, "P401", missing)


def _stated_for(context: Context, missing: Missing) -> tuple[str, ...]:
    """The priorities for which an agreement states a metric; none where it knows those that lack it otherwise."""
    entry = context.landscape.agreements[missing.unknown.agreements[0]]
    known = {*entry.priorities, *(target.priority for _, target in entry.stated)}
    stated = (target.priority for _, target in entry.stated if target.metric == missing.metric)
    return () if known >= {*_priorities(missing)} else tuple(dict.fromkeys(filter(None, stated)))


def t204(context: Context) -> Iterator[Finding]:
    """A resolution time is promised above, and the agreement below commits to a response time only.

    **Why it matters.** Suppliers often promise to answer, not to repair. An answered call is not a working service.

    **How to fix it.** Ask for a resolution time or a time to restore; where the message names one, it would do.

    **Example.** A case is solved within 40 h above; the makers of the software answer within 4 h, and promise no more.
    """
    for missing in context.missing.get(Lack.RESPONSE_ONLY, ()):
        yield _no_target(context, "T204", missing)


def _no_target(context: Context, code: str, missing: Missing) -> Finding:
    agreement = missing.unknown.agreements[0]
    party = context.landscape.party_label(context.landscape.agreements[agreement].provider)
    path = context.way(missing.promises[0], missing.unknown.service)
    label = context.landscape.label(missing.unknown.service)
    # Which priorities wait stands in the cause; one who only hands on is asked for what is read as a whole.
    what = wording.to_state((missing.metric,), label, _priorities(missing) if missing.metric == "escalation" else ())
    others = _stated_for(context, missing)
    mapped = f", or say which of its priorities ({wording.listed(others, 6)}) it is" if others else ""
    ask = f"Ask {party} to state {what}{_would_do(context, missing)}{mapped}."
    return _finding(context, code, missing, ask, path, ("agreements", agreement, "targets"))


def _finding(
    context: Context, code: str, missing: Missing, ask: str, path: tuple[str, ...], at: tuple[str | int, ...]
) -> Finding:
    first = missing.promises[0]
    return Finding(
        code,
        Severity.WARNING,
        f"{_consequence(missing)}{_cause(context, missing)}. {ask}",
        first.agreement,
        first.id,
        path,
        missing.unknown.consumer,
        context.provider(missing.unknown.service),
        at=at,
        stake=float(len(missing.promises)),
        also=tuple(promise.id for promise in missing.promises[1:]),
        cause=_subject(missing),
    )


def _subject(missing: Missing) -> Cause:
    """What has to be agreed: a target in an agreement that is there, or an agreement of two parties on a service."""
    unknown = missing.unknown
    if unknown.lack is Lack.NO_AGREEMENT:
        return ("", unknown.service, unknown.consumer)
    return (unknown.agreements[0], unknown.service, missing.metric, *unknown.agreements[1:])


def _consequence(missing: Missing) -> str:
    """How many promises wait, and the first of them."""
    unknown = [promise for promise in missing.promises if promise.unwaived is Standing.UNKNOWN]
    promises = unknown or missing.promises
    names = wording.listed([promise.id for promise in promises], 2)
    subject, is_one = f"{wording.number(len(promises), 'promise')} ({names})", len(promises) == 1
    if unknown:
        return f"{subject} {'is' if is_one else 'are'} unknown because "
    return f"{subject} already {'falls' if is_one else 'fall'} short. By how much is unknown: "


def _cause(context: Context, missing: Missing) -> str:
    """The words of the lack; those of several priorities in one."""
    unknown, priorities = missing.unknown, _priorities(missing)
    if unknown.lack in (Lack.NO_AGREEMENT, Lack.OTHER_UNIT):
        return unknown.message
    names, metric = wording.listed(unknown.agreements), wording.metric_name(missing.metric)
    which = f" for {wording.listed(priorities, 6)}" if priorities else ""
    if unknown.lack is Lack.RESPONSE_ONLY:
        return f"{names} commits to a response time only, not to a {metric}{which}"
    if others := _stated_for(context, missing):
        return f"{names} states the {metric} for {wording.listed(others, 6)} only, and not{which}"
    return f"{names} says nothing of the {metric}{which}"


def _priorities(missing: Missing) -> list[str]:
    """The priorities of the promises that wait."""
    return sorted({promise.target.priority for promise in missing.promises if promise.target.priority})


def _would_do(context: Context, missing: Missing) -> str:
    """The level that is enough for every promise that waits for this alone; nothing where there is no such level."""
    if len({given.metric for given in missing.inputs.values()}) > 1:
        return ""
    found = []
    for promise in missing.promises:
        chosen = context.advice(promise).ways
        if len(chosen) != 1 or not chosen[0].is_enough or key(chosen[0].source) != key(missing.inputs[promise.id]):
            return ""
        found.append(chosen[0])
    strictest = min(found, key=lambda way: way.level)
    return "" if strictest.is_any else f"; {strictest.wanted} would do"
