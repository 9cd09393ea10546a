"""A generated model of 10,000 services goes in; how long `slamodel check` takes against reading its file comes out.

Run by `./dev bench`. Each figure is a process of its own, measured in processor seconds, so that a busy machine matters
little; the ratio is what counts, and the peak memory.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SERVICES = 10_000
TIERS = 5
WIDTH = SERVICES // TIERS
NEEDS = 30_000
AGREEMENTS = 12_000
DEPARTMENTS = 200
AIM_RATIO = 3.0
AIM_MIB = 1024
PROGRAMS = {
    "YAML library, events": "import sys, yaml; all(yaml.parse(open(sys.argv[1], 'rb'), yaml.CSafeLoader))",
    "slamodel's reader": (
        "import sys; from slamodel.load.reader import read; read(open(sys.argv[1], 'rb').read(), 'model.yaml')"
    ),
    "YAML library, loader": "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), yaml.CSafeLoader)",
    "slamodel check": "import sys; from slamodel.cli import main; sys.argv[1:1] = ['check']; main()",
}


class Cost(NamedTuple):
    """What a process cost."""

    seconds: float
    mib: float


def main() -> int:
    """Write the model, run the programs on it and print what they cost and how their costs compare."""
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model.yaml"
        model.write_text("\n".join(lines()), encoding="utf-8")
        print(f"{SERVICES} services, {NEEDS} needs, {AGREEMENTS} agreements, {model.stat().st_size / 1e6:.1f} MB")
        costs = {name: cost(program, model) for name, program in PROGRAMS.items()}
    check = costs["slamodel check"]
    for name, spent in costs.items():
        ratio = check.seconds / spent.seconds
        print(f"{name:24} {spent.seconds:6.2f} s  {spent.mib:6.0f} MiB  check takes {ratio:5.2f} x")
    print(f"aim: at most {AIM_RATIO} x the YAML library's loader, at most {AIM_MIB} MiB")
    return 0


def cost(program: str, model: Path) -> Cost:
    """Processor seconds and peak memory of a Python program on the model; gaps are no failure, anything else is."""
    process = subprocess.Popen([sys.executable, "-c", program, model], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        message = f"the measured program ended with {process.returncode}: {program}"
        raise RuntimeError(message)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def lines() -> Iterator[str]:
    """The lines of the model file; the same on every run."""
    yield from ("slamodel: 1", "title: A large landscape", "parties:", "  customer: {name: Customer, kind: customer}")
    yield "  partner: {name: Partner, kind: customer}"
    for department in range(DEPARTMENTS):
        yield f"  dept-{department}: {{name: Department {department}, kind: department}}"
    yield "services:"
    for service in range(SERVICES):
        yield f"  service-{service}:"
        yield f"    name: Service {service}"
        yield f"    provider: {provider(service)}"
        yield "    own: {availability: 99.999 %}"
        yield from needs(service)
    yield "agreements:"
    for service in range(SERVICES):
        yield from agreement(f"agreement-{service}", service, "any")
    for service in range(AGREEMENTS - SERVICES):
        yield from agreement(f"partner-{service}", service, "[partner]")


def provider(service: int) -> str:
    """The department of a service: neighbours belong together."""
    return f"dept-{service * DEPARTMENTS // SERVICES}"


def needs(service: int) -> Iterator[str]:
    """Three or four services close by in the tier below; every tenth service takes either of two of them."""
    tier, place = divmod(service, WIDTH)
    if tier == TIERS - 1:
        return
    below = (tier + 1) * WIDTH
    wanted = NEEDS // (SERVICES - WIDTH) + (service % 4 < (NEEDS % (SERVICES - WIDTH)) * 4 / (SERVICES - WIDTH))
    names = [f"service-{below + (place + step) % WIDTH}" for step in range(wanted)]
    yield "    needs:"
    if service % 10 == 0:
        yield f"      - any_of: [{names.pop()}, {names.pop()}]"
    yield from (f"      - {name}" for name in names)


def agreement(name: str, service: int, customers: str) -> Iterator[str]:
    """One agreement on one service: the deeper the tier, the better the level; every fortieth promises too much."""
    tier, place = divmod(service, WIDTH)
    levels = ("99.2 %", "99.8 %", "99.95 %", "99.99 %", "99.999 %")
    level = "99.9999 %" if place % 40 == 0 and tier < TIERS - 1 else levels[tier]
    yield f"  {name}:"
    yield f"    kind: {'OLA' if tier else 'SLA'}"
    yield f"    provider: {provider(service)}"
    yield f"    customers: {customers}"
    yield f"    services: [service-{service}]"
    yield "    targets:"
    yield f"      - {{metric: availability, at_least: {level}}}"
    yield f"      - {{metric: rto, within: {8 - tier} h}}"


if __name__ == "__main__":
    raise SystemExit(main())
