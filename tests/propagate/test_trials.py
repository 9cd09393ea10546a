"""What is only tried while a required time is searched is not kept."""

from datetime import date

from slamodel.analysis import analyse_text
from slamodel.clock import Clock
from slamodel.propagate import leeway_on_clocks
from tests.propagate.test_times_by_hand import HOUR, IN_OFFICE, model


def test_clocks_keep_the_lengths_that_are_stated_and_none_that_is_tried(monkeypatch):
    kept: set[float] = set()
    spending = Clock.spending

    def watched(clock, seconds):
        kept.add(seconds)
        return spending(clock, seconds)

    monkeypatch.setattr(Clock, "spending", watched)
    below = {"x": ("", "within: 1 h"), "y": (IN_OFFICE, "within: 3 h")}
    found = analyse_text(model(("", "within: 70 h"), below), date(2026, 11, 23)).target("sla/top/resolution")
    assert {link.required_guaranteed for link in found.direct.links} == {3 * HOUR, 5 * HOUR}
    assert kept <= {0.0, HOUR, 3 * HOUR}


def test_what_is_made_alike_is_searched_once_and_what_is_not_is_searched_again(monkeypatch):
    searched = []
    longest_kept = leeway_on_clocks.longest_kept

    def watched(*asked):
        searched.append(asked)
        return longest_kept(*asked)

    monkeypatch.setattr(leeway_on_clocks, "longest_kept", watched)
    services = "top: {provider: it, handled_by: [x, y]}, twin: {provider: it, handled_by: [x, y]}"
    text = model(("", "within: 70 h"), {"x": ("", "within: 1 h"), "y": (IN_OFFICE, "within: 3 h")}, services=services)
    twin = "{kind: SLA, provider: it, customers: user, services: twin, targets: [{metric: resolution, within: LIMIT}]}"
    text += f"  other: {twin}\n"
    for limit, times in (("70 h", 2), ("71 h", 4)):
        found = analyse_text(text.replace("LIMIT", limit), date(2026, 11, 23))
        allowed = [
            [link.required_guaranteed for link in found.target(f"{name}/resolution").direct.links]
            for name in ("sla/top", "other/twin")
        ]
        assert (len(searched), allowed[0] == allowed[1]) == (times, limit == "70 h")
        searched.clear()
