"""A start that somebody writes: which instant is meant, also where clocks are turned, and what is said of it."""

from zoneinfo import ZoneInfo

import pytest

from slamodel.clock import moment_of
from slamodel.report.named_start import parse_start, shown
from slamodel.units import UnitError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def taken(text, zone=AMSTERDAM):
    return moment_of(parse_start(text, zone).instant, zone).isoformat()


def test_a_time_is_local_and_one_with_an_offset_is_meant_everywhere():
    assert taken("2026-12-24T16:00") == "2026-12-24T16:00:00+01:00"
    assert taken("2026-12-24 16:00:30+0500") == "2026-12-24T12:00:30+01:00"
    assert parse_start("2026-12-24T16:00Z", AMSTERDAM).notes == ()


def test_a_time_that_clocks_never_show_is_refused_with_the_nearest_ones():
    with pytest.raises(UnitError) as raised:
        parse_start("2026-03-29T02:30", AMSTERDAM)
    assert raised.value.message == "clocks in Europe/Amsterdam never show 2026-03-29T02:30, they are put forward then"
    assert raised.value.hint == "write 2026-03-29T01:59 or 2026-03-29T03:00"
    assert taken("2026-03-29T01:59") == "2026-03-29T01:59:00+01:00"
    assert taken("2026-03-29T03:00") == "2026-03-29T03:00:00+02:00"


def test_a_time_that_clocks_show_twice_is_the_first_and_the_second_has_a_spelling():
    start = parse_start("2026-10-25T02:30", AMSTERDAM)
    assert moment_of(start.instant, AMSTERDAM).isoformat() == "2026-10-25T02:30:00+02:00"
    (note,) = start.notes
    assert note.startswith("2026-10-25T02:30+02:00 is taken")
    assert note.endswith("a second time at 2026-10-25T02:30+01:00.")
    second = parse_start("2026-10-25T02:30+01:00", AMSTERDAM)
    assert (second.instant - start.instant, second.notes) == (3600 * 1_000_000, ())


def test_a_day_begins_when_its_clocks_first_show_it():
    assert taken("2026-12-24") == "2026-12-24T00:00:00+01:00"
    santiago = ZoneInfo("America/Santiago")  # clocks there are put forward at midnight
    assert taken("2026-09-06", santiago) == "2026-09-06T01:00:00-03:00"


@pytest.mark.parametrize("text", ["\x1b[31mred\x07", "a\u202eb", "9" * 10_000, "2026-02-30\n", "\x00", "12\u0967"])
def test_what_cannot_be_read_is_shown_short_and_without_what_nobody_can_see(text):
    with pytest.raises(UnitError) as raised:
        parse_start(text, AMSTERDAM)
    assert raised.value.message.isprintable()
    assert len(raised.value.message) < 120
    assert shown("a\u202eb\x1b") == "a\\u202eb\\x1b"
