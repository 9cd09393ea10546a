"""What people call a country or a time zone in; the two letters or the name that model files know it by out."""

from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

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
"""Countries that are offered by name; any other can be written by its two letters."""
_CODES = {name.casefold(): code for name, code in COUNTRIES.items()}


def country(text: str) -> str:
    """`Germany` and `de` as `DE`."""
    return _CODES.get(text.casefold()) or (text.upper() if len(text) == 2 else text)


def zone(text: str) -> str:
    """`Berlin` as `Europe/Berlin`, where only one zone has a city of that name."""
    wanted = text.replace(" ", "_").casefold()
    known = [name for name in zones() if wanted in (name.casefold(), name.rpartition("/")[2].casefold())]
    return known[0] if len(known) == 1 else text


@cache
def zones() -> tuple[str, ...]:
    """The time zones that people know by a place."""
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))
