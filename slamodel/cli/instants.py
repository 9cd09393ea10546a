"""The start of a case as a user writes it in; the instant that is meant out."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from slamodel.clock import instant_of
from slamodel.units import UnitError

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?: ?Z|[+-]\d\d:?\d\d)?)?", re.ASCII | re.IGNORECASE)
_YEARS = range(1970, 2201)
SPELLING = "write 2026-12-24T16:00, with an offset 2026-12-24T16:00+01:00, or a day, 2026-12-24"


def parse_start(text: str, zone: ZoneInfo) -> int:
    """Microseconds since 1970 of `2026-12-24T16:00`: without an offset in this zone, without a time when it begins."""
    written = text.strip()
    if not _MOMENT.fullmatch(written):
        raise UnitError(f'"{text}" is no day with a time', SPELLING)
    try:
        moment = datetime.fromisoformat(written.upper().replace(" Z", "Z").replace(" ", "T"))
    except ValueError:
        raise UnitError(f'"{text}" is no moment of the calendar', SPELLING) from None
    if moment.year not in _YEARS:
        raise UnitError(f'"{text}" is outside {_YEARS[0]} to {_YEARS[-1]}', "check the year")
    return instant_of(moment if moment.tzinfo else moment.replace(tzinfo=zone))
