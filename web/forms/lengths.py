"""Times, and amounts in a time, as people write them in; the same in the words of model files out."""

import re
from collections.abc import Mapping

_DECIMAL_COMMA = re.compile(r"(?<![0-9,.])([0-9]{1,24}),([0-9]{1,24})(?![0-9,.])")
_HOURS_AND_MINUTES = re.compile(r"([0-9]{1,4}) ?h ?([0-5]?[0-9])")
_PART = re.compile(r"([0-9]{1,24}(?:\.[0-9]{1,24})?) ?((?:working|business|bank) days?|[a-z]+)\.?", re.IGNORECASE)
_JOINED = re.compile(r"(?:,| and| und) (?=[0-9])")
_PER = re.compile(r" ?(?:/|\b(?:per|pro|each|every|an?|im)\b) ?([a-z]+)$", re.IGNORECASE)
_YEARLY = re.compile(r" ?\b(p\. ?a\.|p\.?a\b|per annum|annually|yearly|monthly|quarterly)$", re.IGNORECASE)


def _by_word(units: Mapping[str, str]) -> Mapping[str, str]:
    return {word: unit for unit, words in units.items() for word in words.split(", ")}


_DAYS = {
    "d": "tag, tage, tagen",
    "working day": "business day, bank day, arbeitstag, werktag",
    "working days": "business days, bank days, arbeitstage, werktage",
    "week": "woche",
    "weeks": "wochen",
}
_LENGTHS = _by_word(
    {"h": "hr, hrs, std, stunde, stunden", "min": "m, mins, minuten", "s": "secs, sek, sekunde, sekunden", **_DAYS}
)
_PERIODS = _by_word({"month": "monat", "months": "mo, monate", "year": "yr, jahr", "years": "yrs, jahre", **_DAYS})
_WINDOWS = _by_word(
    {
        "hour": "hr, std, stunde",
        "day": "d, tag",
        "week": "woche",
        "month": "mo, monat, monthly",
        "quarter": "quartal, quarterly",
        "year": "yr, jahr, p.a., p. a., p.a, pa, per annum, annually, yearly",
    }
)


def decimal(text: str, *, is_share: bool = False) -> str:
    """With a decimal point. What may be thousands, as `1,500 h`, is left for the reader of models to ask about."""
    return _DECIMAL_COMMA.sub(lambda match: _pointed(match, is_share=is_share or "%" in text), text)


def _pointed(match: "re.Match[str]", *, is_share: bool) -> str:
    may_be_thousands = len(match[2]) == 3 and len(match[1]) <= 3 and match[1] != "0"
    return match[0] if may_be_thousands and not is_share else f"{match[1]}.{match[2]}"


def time(text: str) -> str:
    """`4h30`, `4 hrs` and `2 business days` as `4 h 30 min`, `4 h` and `2 working days`."""
    if text[:1] == "P":
        return text
    if short := _HOURS_AND_MINUTES.fullmatch(text):
        return f"{short[1]} h {short[2]} min"
    return _parts(text, _LENGTHS)


def period(text: str) -> str:
    """`12 Monate` as `12 months`; whether `3 m` are months or minutes is left to be asked about."""
    return _parts(text, _PERIODS)


def _parts(text: str, words: Mapping[str, str]) -> str:
    plain = _JOINED.sub(" ", decimal(text))
    spaced = _PART.sub(lambda part: f"{part[1]} {words.get(part[2].lower(), part[2])} ", plain)
    return " ".join(spaced.split())


def allowance(text: str) -> str:
    """`4h / month` as `4 h per month`."""
    amount, per, window = by_window(text).rpartition(" per ")
    return f"{time(amount)}{per}{window}"


def rate(text: str) -> str:
    """`500/hr` as `500 per hour`."""
    return by_window(decimal(text))


def by_window(text: str) -> str:
    """An amount with its window behind, as `per month`, in whichever way that was said."""
    found = _YEARLY.search(text) or _PER.search(text)
    if found is None:
        return text
    window = found[1].lower()
    return f"{text[: found.start()]} per {_WINDOWS.get(window, window)}"
