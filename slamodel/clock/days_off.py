"""The holidays of a calendar as they are written in; the days on which it is closed, with their names, out."""

import re
import warnings
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from slamodel.clock.later import Later
from slamodel.clock.stretch import Stretch
from slamodel.model import Calendar

if TYPE_CHECKING:
    import holidays
else:
    holidays = Later("holidays")

Files = Mapping[str, tuple[date, ...]]


def days_off_of(calendar: Calendar, stretch: Stretch, files: Files) -> dict[date, str]:
    """The days off of a stretch by their dates; one that is in the model only has no name of its own."""
    written = calendar.holidays
    if written is None:
        return {}
    own = dict.fromkeys((*written.dates, *files.get(written.ics or "", ())), "")
    years = range(stretch.first.year, stretch.last.year + 1)
    public = public_holidays(written.country, written.subdivision, years) if written.country else {}
    return {day: name for day, name in sorted({**own, **public}.items()) if stretch.first <= day <= stretch.last}


@lru_cache(maxsize=256)
def public_holidays(country: str, subdivision: str | None, years: range) -> dict[date, str]:
    """The public holidays of a country or a part of it, as they are observed, in English where the library knows it."""
    languages = holidays.country_holidays(country, subdiv=subdivision).supported_languages
    language = "en_US" if "en_US" in languages else None
    with warnings.catch_warnings(action="ignore"):  # whoever asks has been told by `unknown_years`
        return dict(holidays.country_holidays(country, subdiv=subdivision, years=years, language=language))


def unknown_years(calendar: Calendar, stretch: Stretch) -> str:
    """What to tell somebody whose calendar has public holidays that are not known for all years of a stretch."""
    written = calendar.holidays
    if written is None or not written.country:
        return ""
    country, years = written.country, range(stretch.first.year, stretch.last.year + 1)
    unknown_year = next((year for year in years if not is_known(country, written.subdivision, year)), None)
    if unknown_year is None:
        return ""
    if is_known(country, written.subdivision, unknown_year - 1):
        return f"public holidays of {country} are known until {unknown_year - 1} only"
    return f"public holidays of {country} are not known for {unknown_year}"


@lru_cache(maxsize=4096)
def is_known(country: str, subdivision: str | None, year: int) -> bool:
    """Whether the library knows all public holidays of a year: it has first and last years, and warns of others."""
    with warnings.catch_warnings(action="error", category=UserWarning):
        try:
            found = holidays.country_holidays(country, subdiv=subdivision, years=year)
        except UserWarning:
            return False
    return bool(found.start_year <= year <= found.end_year)


def unknown(country: str, subdivision: str | None = None) -> str:
    """What to tell somebody whose country or subdivision the library does not know; nothing where it does."""
    known = holidays.list_supported_countries()
    if country not in known:
        return f"no public holidays are known for the country {country}"
    if subdivision is None or subdivision in names_of_parts(country):
        return ""
    return f"{subdivision} is no part of {country} with public holidays of its own; {near(country, subdivision)}"


def near(country: str, subdivision: str) -> str:
    """Which parts of a country somebody may have meant."""
    parts = names_of_parts(country)
    if not parts:
        return "none is known, so leave it out"
    alike = get_close_matches(subdivision.upper(), parts, n=3, cutoff=0.5)
    return f"known are {', '.join(alike or parts)}"


def names_of_parts(country: str) -> tuple[str, ...]:
    """The codes and the names by which the library knows the parts of a country."""
    calendar = holidays.country_holidays(country)
    return tuple(sorted({*calendar.subdivisions, *calendar.subdivisions_aliases}))


def countries() -> dict[str, str]:
    """The countries whose public holidays are known, by their two letters, each with a name that can be read."""
    known = holidays.registry.COUNTRIES.values()
    named = {letters: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name) for name, letters, *_ in known}
    return dict(sorted(named.items()))


def parts_of(country: str) -> dict[str, str]:
    """The parts of a country that have public holidays of their own, by their codes, with the names of each."""
    if unknown(country):
        return {}
    found = holidays.country_holidays(country)
    names = found.get_subdivision_aliases()
    return {code: ", ".join(names.get(code, ())) for code in sorted(found.subdivisions)}
