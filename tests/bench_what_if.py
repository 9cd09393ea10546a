"""A generated model of 2,000 services goes in; how long a what-if takes against analysing it from scratch comes out.

Run by `./dev bench`. Everything is measured in processor seconds of this process, the median of several; the ratio is
what counts.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from statistics import median
from time import process_time

from slamodel import analysis
from slamodel.analysis import Analysis
from slamodel.edit import plain
from slamodel.load import EntryId, Plain, load_contents
from tests import bench

AS_OF = date(2026, 11, 23)
AIM_S = 0.2
TIMES = 7
HUB = "services: [hub], targets: [{metric: availability, at_least: 99.99 %}, {metric: rto, within: 1 h}]"


def main() -> int:
    """Analyse the model, try changes that reach little and much, and print what each takes."""
    bench.SERVICES, bench.WIDTH, bench.NEEDS, bench.AGREEMENTS, bench.DEPARTMENTS = 2_000, 400, 6_000, 2_400, 40
    loaded = load_contents([("model.yaml", "\n".join(with_hub(bench.lines())).encode())], "model.yaml")
    start = process_time()
    before = analysis.of(loaded, AS_OF)
    whole = process_time() - start
    print(f"2000 services, {len(before.promises)} promises: {whole:.2f} s from scratch, without findings")
    for name, entries in changes(before).items():
        spent = [cost(before, entries) for _ in range(TIMES)]
        kept = sum(before.target(p.id) is p for p in analysis.what_if(before, entries).promises if p.id in before.ids)
        share = kept / len(before.promises)
        print(f"{name:34} {1000 * median(spent):4.0f} ms  1/{whole / median(spent):.0f}  {share:4.0%} taken over")
    print(f"aim: at most {AIM_S * 1000:.0f} ms for a change that is not below everything")
    return 0


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
        elif line.startswith("    own:") and int(tier.strip(" :").removeprefix("service-")) >= 1_600:
            yield "    needs: [hub]"


def changes(before: Analysis) -> Mapping[str, Mapping[EntryId, Plain | None]]:
    """The changes to try, by what they are."""
    return {
        "a level two tiers down": {("agreements", "agreement-900"): with_level(before, "agreement-900", "98 %")},
        "a level at the bottom": {("agreements", "agreement-1700"): with_level(before, "agreement-1700", "98 %")},
        "an agreement less": {("agreements", "agreement-1700"): None},
        "a need less": {("services", "service-800"): with_needs(before, "service-800", ["service-1201"])},
        "a level below everything": {("agreements", "hub"): with_level(before, "hub", "99 %")},
        "the agreement below everything less": {("agreements", "hub"): None},
    }


def entry(before: Analysis, section: str, name: str) -> dict[str, Plain]:
    """An entry of the model as it is written."""
    tree = plain(before.loaded.tree or {})
    assert isinstance(tree, dict)
    entries = tree[section]
    assert isinstance(entries, dict)
    found = entries[name]
    assert isinstance(found, dict)
    return found


def with_level(before: Analysis, name: str, level: str) -> Plain:
    """An agreement with another availability."""
    found = entry(before, "agreements", name)
    targets = found["targets"]
    assert isinstance(targets, list)
    return {**found, "targets": [{"metric": "availability", "at_least": level}, *targets[1:]]}


def with_needs(before: Analysis, name: str, needs: list[Plain]) -> Plain:
    """A service with other needs."""
    return {**entry(before, "services", name), "needs": needs}


def cost(before: Analysis, entries: Mapping[EntryId, Plain | None]) -> float:
    """Processor seconds of one what-if."""
    start = process_time()
    analysis.what_if(before, entries)
    return process_time() - start


if __name__ == "__main__":
    raise SystemExit(main())
