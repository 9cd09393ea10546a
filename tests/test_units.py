"""Text becomes exact numbers; numbers become text that never flatters."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slamodel import units


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("99.9 %", "0.999"),
        ("99.9%", "0.999"),
        ("0.999", "0.999"),
        ("100 %", "1"),
        ("0", "0"),
        ("99.99999999 %", "0.9999999999"),
    ],
)
def test_shares(text, share):
    assert units.parse_share(text) == Decimal(share)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("99.9", "write 99.9 % or 0.999"),
        ("101 %", "between 0 % and 100 %"),
        ("99,9 %", "write 99.9"),
        ("-1 %", "zero or more"),
        ("nan", "finite"),
        ("inf", "finite"),
        ("1e400", "digits"),
        ("1_000", "without separators"),
        ("99\u00a0.9 %", "without separators"),
        ("lots", "digits"),
    ],
)
def test_what_is_no_share(text, hint):
    with pytest.raises(units.UnitError) as raised:
        units.parse_share(text)
    assert hint in raised.value.hint


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("15 min", 900),
        ("4 h", 14400),
        ("4h", 14400),
        ("1 h 30 min", 5400),
        ("2 d", 172800),
        ("PT4H", 14400),
        ("P1DT12H", 129600),
        ("P2W", 1209600),
        ("250 ms", 0.25),
        ("3 working days", 86400),
        ("1.5 h", 5400),
    ],
)
def test_durations(text, seconds):
    assert units.parse_duration(text).on(units.parse_duration("8 h")) == seconds


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("240:00", "minutes or hours"),
        ("240", "no unit"),
        ("P1M", "no fixed length"),
        ("P1Y", "no fixed length"),
        ("4 parsecs", "not a unit of time"),
        ("1e300 h", "not a unit of time"),
        ("-4 h", "negative"),
        ("1,5 h", "decimal comma"),
        ("next business day", "a day, not a length"),
        ("400000 d", "longer than a century"),
        ("soon", "not a number"),
    ],
)
def test_what_is_no_duration(text, says):
    with pytest.raises(units.UnitError, match=says):
        units.parse_duration(text)


def test_rates_money_dates_periods_and_allowances():
    assert units.parse_rate("500 per hour").per_second == 500 / 3600
    assert units.parse_money("120000 per year") == (Decimal(120000), "year")
    for text in ("10000 EUR per month", "\u20ac120000 per year"):
        with pytest.raises(units.UnitError, match="names a currency"):
            units.parse_money(text)
    assert units.parse_date("2028-02-29").isoformat() == "2028-02-29"
    assert units.parse_period("12 months") == (12, "month")
    assert units.parse_allowance("4 h per month")[1] == "month"


@pytest.mark.parametrize("text", ["2026-02-30", "0000-01-01", "9999-12-31", "31.12.2026", "2026-1-1"])
def test_what_is_no_date(text):
    with pytest.raises(units.UnitError):
        units.parse_date(text)


@pytest.mark.parametrize(
    ("down", "text"),
    [
        (0.001, "99.9 %"),
        (0.0006000000000000001, "99.94 %"),
        (0.00279722, "99.72 %"),
        (1e-5, "99.999 %"),
        (6.25e-14, "99.9999999999937 %"),
        (0.0, "100 %"),
        (1.0, "0 %"),
        (0.00050003, "99.949 %"),
    ],
)
def test_shares_are_shown_with_all_their_nines_and_rounded_down(down, text):
    assert units.show_share(down) == text


@given(st.floats(1e-15, 1.0))
def test_a_shown_share_never_flatters(down):
    shown = Decimal(units.show_share(down).removesuffix(" %")) / 100
    assert shown < 1
    assert shown <= 1 - Decimal(down) + Decimal("1e-16")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (2592, "43 min 12 s"),
        (18600, "5 h 10 min"),
        (266400, "3 d 2 h"),
        (0, "0 min"),
        (0.25, "250 ms"),
        (7257.6, "2 h 58 s"),
        (180000.5, "2 d 2 h 1 min"),
    ],
)
def test_durations_are_rounded_up(seconds, text):
    assert units.show_duration(seconds) == text


def test_what_is_allowed_is_rounded_down():
    assert units.show_duration(7257.6, down=True) == "2 h 57 s"


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("ensure 99.37 % (4 h 32 min 10 s)", "ensure 99.37~% (4~h~32~min~10~s)"),
        ("within 2 d in 95 % of 3 steps", "within 2~d in 95~% of 3 steps"),
        ("Line 2 hosts", "Line 2 hosts"),
    ],
)
def test_numbers_are_bound_to_their_units(text, bound):
    assert units.tied(text) == bound.replace("~", "\u00a0")
