"""What people call a country or a time zone in; the two letters or the name that model files know it by out."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

from slamodel.clock import days_off

COUNTRIES: Mapping[str, str] = {
    "Argentina": "AR",
    "Australia": "AU",
    "Austria": "AT",
    "Belgium": "BE",
    "Brazil": "BR",
    "Bulgaria": "BG",
    "Canada": "CA",
    "Chile": "CL",
    "China": "CN",
    "Colombia": "CO",
    "Croatia": "HR",
    "Cyprus": "CY",
    "Czechia": "CZ",
    "Denmark": "DK",
    "Egypt": "EG",
    "Estonia": "EE",
    "Finland": "FI",
    "France": "FR",
    "Germany": "DE",
    "Greece": "GR",
    "Hong Kong": "HK",
    "Hungary": "HU",
    "Iceland": "IS",
    "India": "IN",
    "Indonesia": "ID",
    "Ireland": "IE",
    "Israel": "IL",
    "Italy": "IT",
    "Japan": "JP",
    "Latvia": "LV",
    "Liechtenstein": "LI",
    "Lithuania": "LT",
    "Luxembourg": "LU",
    "Malaysia": "MY",
    "Malta": "MT",
    "Mexico": "MX",
    "Morocco": "MA",
    "Netherlands": "NL",
    "New Zealand": "NZ",
    "Nigeria": "NG",
    "Norway": "NO",
    "Philippines": "PH",
    "Poland": "PL",
    "Portugal": "PT",
    "Romania": "RO",
    "Saudi Arabia": "SA",
    "Serbia": "RS",
    "Singapore": "SG",
    "Slovakia": "SK",
    "Slovenia": "SI",
    "South Africa": "ZA",
    "South Korea": "KR",
    "Spain": "ES",
    "Sweden": "SE",
    "Switzerland": "CH",
    "Taiwan": "TW",
    "Thailand": "TH",
    "Turkey": "TR",
    "Ukraine": "UA",
    "United Arab Emirates": "AE",
    "United Kingdom": "GB",
    "United States": "US",
    "Vietnam": "VN",
}
"""Countries as people write them; those that are not here go by the name that the library of holidays has."""


@cache
def countries() -> Mapping[str, str]:
    """All countries by name whose public holidays are known."""
    usual = {code: name for name, code in COUNTRIES.items()}
    return dict(sorted((usual.get(code, name), code) for code, name in days_off.countries().items()))


def country(text: str) -> str:
    """`Germany` and `de` as `DE`."""
    if len(text) == 2:
        return text.upper()
    wanted = text.casefold()
    names = (COUNTRIES, countries())
    return next((code for found in names for name, code in found.items() if name.casefold() == wanted), text)


@cache
def parts(code: str) -> Mapping[str, str]:
    """The parts of a country with public holidays of their own, by their codes, each with its names."""
    return days_off.parts_of(code) if code else {}


def part(text: str, code: str) -> str:
    """`Scotland` as `SCT`, for a country whose parts are known."""
    wanted = text.casefold()
    named = {name.casefold(): key for key, names in parts(code).items() for name in (key, *names.split(", "))}
    return named.get(wanted, text)


def zone(text: str) -> str:
    """`Berlin` as `Europe/Berlin`, where only one zone has a city of that name; `Japan` where it has one only."""
    wanted = text.replace(" ", "_").casefold()
    known = [name for name in zones() if wanted in (name.casefold(), name.rpartition("/")[2].casefold())]
    known = known or [name for name, found in zones().items() if found and found.casefold() == text.casefold()]
    if len(known) > 1:  # of several, the one that is of this country first, if that says which
        known = [name for name in known if _codes_of().get(name) == country(text)]
    return known[0] if len(known) == 1 else text


@cache
def zones() -> Mapping[str, str]:
    """The time zones that people know by a place, with the country in which each is, where that is known."""
    names = {row[0]: row[1] for row in _rows("iso3166.tab", 2)}
    usual = {code: name for name, code in COUNTRIES.items()}
    places = {zone: usual.get(code, names.get(code, "")) for code, _, zone in _rows("zone.tab", 3)}
    known = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return {name: places.get(name, "") for name in known}


@cache
def _codes_of() -> Mapping[str, str]:
    """The country that each time zone is kept in first."""
    return {zone: codes.partition(",")[0] for codes, _, zone in _rows("zone1970.tab", 3)}


def _rows(name: str, columns: int) -> Iterator[tuple[str, ...]]:
    """The lines of a table of the time zone database."""
    text = files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return (tuple(line[:columns]) for line in lines)
