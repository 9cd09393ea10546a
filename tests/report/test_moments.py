"""Instants as people read them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from slamodel.report.moments import span


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-12-18 16:00", "2026-12-18 17:30", "Fri 18 Dec 16:00 to 17:30"),
        ("2026-12-18 16:00", "2026-12-21 09:00", "Fri 18 Dec 16:00 to Mon 21 Dec 09:00"),
        ("2026-11-29 10:15", "2027-09-05 10:15", "Sun 29 Nov 2026, 10:15 to Sun 5 Sep 2027, 10:15"),
    ],
)
def test_from_when_to_when_says_as_much_as_differs(start, end, words):
    begins, ends = (round(datetime.fromisoformat(f"{when}:00+00:00").timestamp()) * 10**6 for when in (start, end))
    assert span(begins, ends, ZoneInfo("UTC")) == words
