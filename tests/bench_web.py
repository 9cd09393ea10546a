"""A generated model of 2,000 services goes in; how long each page of the served application takes comes out.

Run by `./dev bench`. The real server runs as a process of its own; each figure is the median of a hundred requests over
one connection, the first one apart. The pages are those of the map of addresses, so that a new one is measured too.
"""

import http.client
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from slamodel_web import Settings, create_app

from tests import bench
from tests.web.routes import address, reading
from tests.web.serving import Server, serving

SIZE = {"SERVICES": 2_000, "WIDTH": 400, "NEEDS": 6_000, "AGREEMENTS": 2_400, "DEPARTMENTS": 40}
REQUESTS = 100
SECONDS = 20.0
"""Longer than this nothing is repeated; the table says how often it was."""
AIM_PAGE = 0.300
AIMS = {"diagram.picture": 3.0, "diagram.file": 3.0, "what_if.verdict": 0.200}
PROMISE = "agreement-0/service-0/availability"
QUERIES = {
    "diagram.panel": {"kind": "service", "of": "service-0"},
    "diagram.search": {"q": "service 12"},
    "entries.edit": {"id": "dept-0"},
    "entries.remove": {"id": "dept-0"},
    "parties.show": {"id": "dept-0"},
    "promises.show": {"id": PROMISE},
    "what_if.show": {"promise": PROMISE},
}
"""What stands behind the `?` where a page is about one thing."""
TRIED = {"level:agreements/agreement-1900/targets/0/at_least": "99.9NUMBER %"}
"""A service of the lowest tier does otherwise; NUMBER is another one for each request, so that nothing is known yet."""
MORE = (
    ("overview.show", {"as_of": "2031-06-01"}),
    ("promises.index", {"status": "gap", "q": "service 1", "sort": "name"}),
    ("gaps.index", {"q": "service 1"}),
    ("promises.show", {"id": "agreement-0/service-0/rto"}),
    ("what_if.show", TRIED),
    ("what_if.verdict", TRIED),
    ("what_if.findings", TRIED),
    ("diagram.show", {"focus": "service-0", "drawn": "yes"}),
)
"""Questions asked of pages besides."""
ASIDE = {"static", "look"}


class Asked(NamedTuple):
    """What was asked, and how long the answers took."""

    what: str
    status: int
    size: int
    first: float
    median: float
    times: int
    aim: float


def main() -> int:
    """Serve the model, ask for everything, print the table."""
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model.yaml"
        vars(bench).update(SIZE)
        model.write_text("\n".join(bench.lines()), encoding="utf-8")
        print(f"{SIZE['SERVICES']} services, {model.stat().st_size / 1e6:.1f} MB")
        started = time.perf_counter()
        with serving(model, log=Path(folder) / "log.txt") as server:
            print(f"the first page answers {_until_answered(server) - started:.2f} s after the start of the server")
            print(f"{'':58} {'size':>9}  {'first':>8}  {'median':>8}  {'aim':>6}")
            for asked in _all(server):
                print(_line(asked), flush=True)
            print(f"memory of the server: {_memory(server.process.pid)}")
            for line in server.said().splitlines()[1:]:
                print(line[:300])
    return 0


def _until_answered(server: Server) -> float:
    assert server.get("/m/model/").startswith(b"HTTP/1.1 200")
    return time.perf_counter()


def _all(server: Server) -> Iterator[Asked]:
    """Every page, in the order of their addresses; the picture first, while it has never been drawn."""
    app = create_app(Settings())
    rules = [rule for rule in reading(app) if rule.endpoint not in ASIDE]
    rules.sort(key=lambda rule: rule.endpoint != "diagram.picture")
    for rule in rules:
        aim = AIMS.get(rule.endpoint, AIM_PAGE)
        more = [query for endpoint, query in MORE if endpoint == rule.endpoint]
        for query in (QUERIES.get(rule.endpoint, {}), *more):
            where = address(app, rule) + (f"?{urlencode(query)}" if query else "")
            yield _ask(server, where, aim)


def _ask(server: Server, where: str, aim: float) -> Asked:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    taken: list[float] = []
    while len(taken) <= REQUESTS and sum(taken) < SECONDS:
        begun = time.perf_counter()
        connection.request("GET", where.replace("NUMBER", f"{len(taken):03}"))
        answer = connection.getresponse()
        size = len(answer.read())
        taken.append(time.perf_counter() - begun)
    connection.close()
    first, again = taken[0], taken[1:] or taken
    return Asked(where, answer.status, size, first, statistics.median(again), len(again), aim)


def _line(asked: Asked) -> str:
    status = "" if asked.status == http.HTTPStatus.OK else f"  answers {asked.status}!"
    times = "" if asked.times == REQUESTS else f"  of {asked.times}"
    slow = "  OVER" if asked.median > asked.aim else ""
    cost = f"{asked.size / 1024:6.0f} KiB  {asked.first * 1000:5.0f} ms  {asked.median * 1000:5.0f} ms"
    return f"{asked.what[:58]:58} {cost}  {asked.median / asked.aim:5.2f}x{slow}{times}{status}"


def _memory(pid: int) -> str:
    """What the process holds and has held at most, where the system says so."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return "not known here"
    found = dict(line.split(":", 1) for line in lines)
    return f"{int(found['VmRSS'].split()[0]) // 1024} MiB, at most {int(found['VmHWM'].split()[0]) // 1024} MiB"


if __name__ == "__main__":
    sys.exit(main())
