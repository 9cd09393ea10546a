"""A generated model of 10,000 services with all kinds of terms goes in; what all rules cost comes out.

Run by `./dev bench`. Measured in processor seconds: what matters is that all rules together cost less than the
propagation, and which of them are the dearest.
"""

import gc
from collections.abc import Iterator
from datetime import date
from time import process_time

from slamodel import gaps, graph, load, propagate
from slamodel.gaps.grouped import grouped
from slamodel.gaps.ranked import ranked
from slamodel.gaps.stakes import Stakes
from slamodel.gaps.waived import waived
from tests import bench

AS_OF = date(2026, 11, 23)
DEAREST = 10


def main() -> int:
    """Propagate, run every rule by itself, print what each cost and how all of them compare with the propagation."""
    text = "\n".join(lines())
    loaded = load.load_contents([("model.yaml", text.encode())], "model.yaml")
    assert loaded.is_sound, loaded.diagnostics[:3]
    dependencies = graph.build(loaded.landscape, AS_OF, frozenset())
    gc.disable()
    start = process_time()
    promises = propagate.propagate(dependencies)
    propagation = process_time() - start
    print(f"{bench.SERVICES:,} services, {len(promises):,} promises")
    costs, found, told = rules(gaps.Context(dependencies, promises))
    whole = sum(costs.values())
    print(f"propagation        {propagation:6.2f} s")
    print(f"all rules, ranked  {whole:6.2f} s  {whole / propagation:5.2f} x the propagation (aim: less than 1)")
    print(f"{found:,} findings, {told:,} after those of one cause are taken together; the dearest rules:")
    for code, seconds in sorted(costs.items(), key=lambda pair: -pair[1])[:DEAREST]:
        print(f"  {code:12} {seconds:6.2f} s")
    return 0


def rules(context: gaps.Context) -> tuple[dict[str, float], int, int]:
    """What each rule costs, in the order of the catalogue: what several of them need is paid by the first."""
    costs: dict[str, float] = {}
    found: list[gaps.Finding] = []
    stakes = Stakes(context)
    for rule in gaps.RULES:
        start = process_time()
        found += map(stakes.weighed, rule.find(context))
        costs[rule.code] = process_time() - start
    start = process_time()
    told = ranked(context, grouped(context, waived(context, found)))
    costs["order"] = process_time() - start
    return costs, len(found), len(told)


def lines() -> Iterator[str]:
    """The model of the large benchmark, with hours, times, credits, obligations, terms and waivers."""
    yield "currency: EUR"
    yield "calendars:"
    yield '  office: {timezone: Europe/Amsterdam, hours: {mon-fri: "08:00-18:00"}, holidays: {country: NL}}'
    yield '  desk: {timezone: Europe/Amsterdam, hours: {mon-sat: "07:00-20:00"}}'
    yield "maintenance:"
    yield '  sunday: {timezone: Europe/Amsterdam, hours: {sun: "02:00-06:00"}, at_most: 4 h per month, notice: 5 d}'
    number = tier = 0
    for line in bench.lines():
        yield line
        if line.startswith("    targets:"):
            yield f"      - {{metric: resolution, priority: P1, within: {12 - 2 * tier + (number % 60 == 0)} h}}"
        if line.startswith("    services: [service-"):
            tier = int(line.removeprefix("    services: [service-").removesuffix("]")) // bench.WIDTH
            yield from terms(number, tier)
            number += 1


def terms(number: int, tier: int) -> Iterator[str]:
    """The terms of one agreement: the deeper, the longer the hours, and for every fiftieth they are not."""
    hours = ("office", "desk", "always")[min(tier, 2)] if number % 50 else "office"
    yield f"    hours: {hours}"
    yield f"    term: {{from: 2026-01-01, to: {2027 + tier + number % 2}-12-28, notice: 90 d}}"
    if number % 2:
        yield f"    price: {1000 + number} per month"
        yield "    credits: [{metric: availability, below: 99.9 %, credit: 10 %}]"
        yield "    credit_cap: 25 %"
        yield f"    credit_claim: {{within: {10 + number % 40} d, automatic: false}}"
    if number % 3 == 0:
        yield "    obligations: [iso-27001, data-in-eu]"
    if tier == 0 or number % 50 == 1:
        yield "    clock_stops: [waiting-for-customer]"
        yield "    excludes: [sunday]"
    if number % 5 == 0:
        yield "    review: {every: 12 months, last: 2025-06-01}"
        yield "    source: {document: contract.pdf, as_of: 2025-01-01}"
    if number % 7 == 0:
        yield "    waivers: [{rule: A101, owner: Head of service, reason: Known and taken on, until: 2027-06-30}]"


if __name__ == "__main__":
    raise SystemExit(main())
