"""Throughput that is promised more often than it is held: C607."""

from collections.abc import Iterator, Sequence

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.causes import of_input
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.model import Measure
from slamodel.propagate.demand import UNIT, Demand, Overbooked, overbooked

_MOST_NAMES = 4


def c607(context: Context) -> Iterator[Finding]:
    """All promises of a throughput on top of one commitment, or of an own part, come to more than it holds.

    Every customer of an agreement may call as often as the agreement says, and each call above makes `usage` calls
    below. Agreed promises that are in force count; those without a throughput demand nothing that is known, and aims
    nothing that is owed. What alternatives can share between them is found only where no way to share it would do.

    **Why it matters.** Each promise alone may be kept. If all who were promised it call at once, somebody is turned
    away, and it is decided by chance who.

    **How to fix it.** Ask for what all of them need together, or agree above on less, or on who comes first.

    **Example.** Two departments were each promised 600 queries per hour; the contract below holds 1000 per hour.
    """
    for found in overbooked(context.graph, context.promises):
        yield _finding(context, found)


def _finding(context: Context, found: Overbooked) -> Finding:
    source, landscape, measure = found.source, context.landscape, Measure("rate", UNIT)
    demands = sorted(found.demands, key=lambda pair: (-pair[1], pair[0].promise.id))
    lead, provider = demands[0][0].promise, context.provider(source.service)
    path = context.way(lead, source.service)
    label, holder = landscape.label(source.service), source.agreement or f"the own part of {source.service}"
    needed, held = measure.show(found.needed, up=True), measure.show(found.held)
    come = f"however alternatives share it, {needed} come here" if found.is_shared else f"{needed} in all"
    ask = (
        f"Ask {landscape.party_label(provider)} for {needed}"
        if source.agreement
        else f"Bring the own part of {label} to {needed}"
    )
    return Finding(
        "C607",
        Severity.WARNING,
        f"{_who(demands)} on {label}: {come}, and {holder} holds {held}, short by"
        f" {measure.show(found.needed - found.held, up=True)}. {ask}, or agree above on less, or on who comes first.",
        lead.agreement,
        lead.id,
        path,
        context.owner(path),
        provider,
        found.needed,
        found.held,
        source.at,
        stake=(found.needed - found.held) / found.held if found.held else 1.0,
        also=tuple(demand.promise.id for demand, _ in demands[1:]),
        cause=of_input(source),
    )


def _who(demands: Sequence[tuple[Demand, float]]) -> str:
    """Who was promised how much."""
    measure = Measure("rate", UNIT)
    names = (f"{demand.promise.agreement} {measure.show(part)}{_each(demand)}" for demand, part in demands)
    return f"{wording.number(len(demands), 'promise')} ({wording.listed(names, _MOST_NAMES)}) may all be used at once"


def _each(demand: Demand) -> str:
    return f" for its {demand.customers} customers" if demand.customers > 1 else ""
