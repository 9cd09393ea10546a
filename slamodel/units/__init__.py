"""Shares, durations, rates and money: text becomes numbers on the way in, numbers become honest text on the way out."""

from slamodel.units.calendar import earlier, later, show_period
from slamodel.units.parse import (
    Duration,
    Money,
    Period,
    Rate,
    UnitError,
    Worth,
    parse_allowance,
    parse_date,
    parse_duration,
    parse_money,
    parse_number,
    parse_period,
    parse_rate,
    parse_share,
    parse_worth,
)
from slamodel.units.show import (
    FORESEEN_YEARS,
    share_of,
    show_duration,
    show_money,
    show_required,
    show_share,
    show_share_of,
    show_shortfall,
    tied,
    to_ask,
)

TOLERANCE = 1e-12
"""Shares closer than this are equal: 0.00003 seconds in a year, far above what floating point adds up to."""

TOLERANCE_S = 1e-6
"""Seconds closer than this are equal."""

__all__ = [
    "FORESEEN_YEARS",
    "TOLERANCE",
    "TOLERANCE_S",
    "Duration",
    "Money",
    "Period",
    "Rate",
    "UnitError",
    "Worth",
    "earlier",
    "later",
    "parse_allowance",
    "parse_date",
    "parse_duration",
    "parse_money",
    "parse_number",
    "parse_period",
    "parse_rate",
    "parse_share",
    "parse_worth",
    "share_of",
    "show_duration",
    "show_money",
    "show_period",
    "show_required",
    "show_share",
    "show_share_of",
    "show_shortfall",
    "tied",
    "to_ask",
]
