"""What is asked for where no level is enough: hours of the neighbours, maintenance, the window above."""

from datetime import date
from pathlib import Path

import pytest

from slamodel.analysis import analyse
from slamodel.gaps.remedies import remedies
from slamodel.report.document import document
from slamodel.report.sections import section

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def desks():
    return analyse(EXAMPLES / "08-follow-the-sun", date(2026, 11, 23))


@pytest.fixture(scope="module")
def windows():
    return analyse(EXAMPLES / "10-yearly-under-monthly", date(2026, 11, 23))


def test_the_neighbours_of_a_hole_are_asked_in_the_finding_and_in_the_report(desks):
    (found,) = remedies(desks.context, desks.target("sla-hotels/questions/resolution"))
    assert found.ask == "ask IT Denver to stay 1 h longer or IT Kuala Lumpur to begin 1 h earlier"
    assert (found.parties, found.code) == (("denver", "kuala-lumpur"), "H301")
    assert any(finding.code == "H301" and found.ask[1:] in finding.message for finding in desks.findings)
    group = next(group for group in document(desks).asks if group.parties == found.parties)
    assert (group.counterpart, group.about) == ("IT Denver or IT Kuala Lumpur", "one of them")
    assert "try in the model whether it is enough" in group.asks[0].closes[0].details


def test_a_level_that_closes_a_promise_is_not_replaced_by_hours(desks):
    assert remedies(desks.context, desks.target("sla-head-office/reservations/resolution/P3")) == ()


def test_maintenance_that_counts_above_only_is_asked_about_and_not_a_level(windows):
    ways = section(windows, windows.target("sla-mail/mail/availability")).ways
    assert ways[0].startswith("Ask Mail One Ltd to count Sunday night at Mail One as downtime, or leave it out above")
    assert not any("has to become" in way for way in ways)


def test_a_supported_promise_has_nothing_to_close(windows):
    found = section(windows, windows.target("sla-hosting/backup/availability"))
    assert (found.ways, found.ways_intro) == ((), "")
    assert not any("cannot close it alone" in str(table) for table in found.carriers)


def test_a_share_beside_its_downtime_can_be_redone_by_hand(windows):
    figure = section(windows, windows.target("sla-mail/mail/availability")).figures[1]
    assert (figure.value, figure.detail) == ("99.345 %", "4 h 42 min 58 s a month")


def test_cases_are_not_shown_where_every_case_is_kept(desks):
    labels = [shown.label for shown in section(desks, desks.target("sla-hotels/questions/resolution")).figures]
    assert labels == ["Promised", "The steps take"]
