"""A generated model of 10,000 services goes in; how long a what-if takes against analysing it from scratch comes out.

Run by `./dev bench`. All is measured in processor seconds of this process; the ratio is what counts. From scratch is
reading the text, building the graph and setting every promise against what lies below it; neither looks for findings.
"""

import gc
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from random import Random
from statistics import median
from time import process_time
from typing import NamedTuple, TypeAlias

from slamodel import analysis
from slamodel.analysis import Analysis
from slamodel.edit import plain
from slamodel.load import EntryId, Plain, load_contents
from tests import bench

AS_OF = date(2026, 11, 23)
AIM = 100
CHANGES = 30
"""Of each kind, at random places."""
HUB_TIER = bench.TIERS - 1
HUB = "services: [hub], targets: [{metric: availability, at_least: 99.99 %}, {metric: rto, within: 1 h}]"
Change: TypeAlias = Mapping[EntryId, Plain | None]


class Spent(NamedTuple):
    """What one what-if has cost, and how many promises it has worked out anew."""

    seconds: float
    anew: int


def main() -> int:
    """Analyse the model, try changes that reach little and much, and print what each takes."""
    text = "\n".join(with_hub(bench.lines())).encode()
    start = process_time()
    loaded = load_contents([("model.yaml", text)], "model.yaml")
    read = process_time() - start
    before = analysis.of(loaded, AS_OF)
    whole = process_time() - start
    gc.collect()  # of all that was made; else one of the what-ifs below would pay for it
    count = len(before.promises)
    print(f"{bench.SERVICES} services, {count} promises: {whole:.2f} s from scratch, {read:.2f} s of it reading")
    first = cost(before, {("agreements", "agreement-900"): with_level(before, "agreement-900", "98 %")})
    print(f"the first what-if of an analysis, which makes what all share: {1000 * first.seconds:.0f} ms")
    print(f"{'':34} {'median':>8} {'worst':>8} {'ratio':>7} {'worst':>7}  promises anew, at most")
    for name, found in kinds(before):
        row(name, whole, [cost(before, change) for change in found])
    print(
        f"aim: at most 1/{AIM} of the analysis from scratch for a change of a single link; what lies below everything"
    )
    print("cannot get there: every promise above it has other figures then, each of which has to be worked out")
    return 0


def row(name: str, whole: float, spent: list[Spent]) -> None:
    """A line of the table."""
    middle, worst = median(one.seconds for one in spent), max(one.seconds for one in spent)
    times = f"{1000 * middle:5.1f} ms {1000 * worst:5.1f} ms"
    print(f"{name:34} {times} {whole / middle:6.0f}x {whole / worst:6.0f}x  {max(one.anew for one in spent)}")


def with_hub(lines: Iterator[str]) -> Iterator[str]:
    """The model with one service that all of the lowest tier rest on."""
    tier = ""
    for line in lines:
        tier = line if line.startswith("  service-") else tier
        yield line
        if line == "services:":
            yield "  hub: {provider: dept-0}"
        elif line == "agreements:":
            yield f"  hub: {{kind: OLA, provider: dept-0, customers: any, {HUB}}}"
        elif line.startswith("    own:") and int(tier.strip(" :").removeprefix("service-")) >= HUB_TIER * bench.WIDTH:
            yield "    needs: [hub]"


def kinds(before: Analysis) -> Iterator[tuple[str, list[Change]]]:
    """The changes to try, by what they are."""
    rng = Random(9)
    for name, make in MAKERS.items():
        yield name, [make(before, rng) for _ in range(CHANGES)]
    for name, change in HUBS.items():
        yield name, [change(before) for _ in range(5)]


def a_level(before: Analysis, rng: Random) -> Change:
    """Another level in an agreement, in any tier."""
    name = f"agreement-{rng.randrange(bench.SERVICES)}"
    return {("agreements", name): with_level(before, name, rng.choice(("98 %", "99.97 %", "99.9999 %")))}


def a_time(before: Analysis, rng: Random) -> Change:
    """Another recovery time in an agreement."""
    name = f"agreement-{rng.randrange(bench.SERVICES)}"
    found = entry(before, "agreements", name)
    targets = found["targets"]
    assert isinstance(targets, list)
    return {("agreements", name): {**found, "targets": [targets[0], {"metric": "rto", "within": "9 h"}]}}


def an_agreement_less(_before: Analysis, rng: Random) -> Change:
    """An agreement that is not there."""
    return {("agreements", f"agreement-{rng.randrange(bench.SERVICES)}"): None}


def an_own_part(before: Analysis, rng: Random) -> Change:
    """Another own part of a service."""
    name = f"service-{rng.randrange(bench.SERVICES)}"
    return {("services", name): {**entry(before, "services", name), "own": {"availability": "99.9 %"}}}


def a_need_less(before: Analysis, rng: Random) -> Change:
    """A service without the last of its needs."""
    name = f"service-{rng.randrange(HUB_TIER * bench.WIDTH)}"
    found = entry(before, "services", name)
    needs = found["needs"]
    assert isinstance(needs, list)
    return {("services", name): {**found, "needs": needs[:-1]}}


def a_need_more(before: Analysis, rng: Random) -> Change:
    """A service that needs one more of the lowest tier."""
    name = f"service-{rng.randrange(HUB_TIER * bench.WIDTH)}"
    found = entry(before, "services", name)
    needs = found["needs"]
    assert isinstance(needs, list)
    below = HUB_TIER * bench.WIDTH + rng.randrange(bench.WIDTH)
    return {("services", name): {**found, "needs": [*needs, f"service-{below}"]}}


MAKERS: Mapping[str, Callable[[Analysis, Random], Change]] = {
    "a level": a_level,
    "a recovery time": a_time,
    "an agreement less": an_agreement_less,
    "an own part": an_own_part,
    "a need less": a_need_less,
    "a need more": a_need_more,
}
HUBS: Mapping[str, Callable[[Analysis], Change]] = {
    "the level below everything": lambda before: {("agreements", "hub"): with_level(before, "hub", "99 %")},
    "the agreement below everything less": lambda _: {("agreements", "hub"): None},
}


def entry(before: Analysis, section: str, name: str) -> dict[str, Plain]:
    """An entry of the model as it is written."""
    assert before.loaded.tree is not None
    entries = before.loaded.tree[section]
    assert isinstance(entries, Mapping)
    found = plain(entries[name])
    assert isinstance(found, dict)
    return found


def with_level(before: Analysis, name: str, level: str) -> Plain:
    """An agreement with another availability."""
    found = entry(before, "agreements", name)
    targets = found["targets"]
    assert isinstance(targets, list)
    return {**found, "targets": [{"metric": "availability", "at_least": level}, *targets[1:]]}


def cost(before: Analysis, change: Change) -> Spent:
    """Processor seconds of one what-if."""
    start = process_time()
    after = analysis.what_if(before, change)
    seconds = process_time() - start
    known = {id(promise) for promise in before.promises}
    return Spent(seconds, sum(id(promise) not in known for promise in after.promises))


if __name__ == "__main__":
    raise SystemExit(main())
