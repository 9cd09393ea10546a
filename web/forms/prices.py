"""A price as people write it, with its currency and with thousands parted, in; its digits and its window out."""

import re
from collections.abc import Iterator

from .lengths import by_window

_WORD = r"([A-Z]{3}|[Ee]uros?|[\u20ac$\u00a3])?"
_PRICE = re.compile(rf"{_WORD} ?([0-9][0-9., '\u2019]*?) ?{_WORD}( per [A-Za-z]+)?")
_GROUPED = re.compile(r"([1-9][0-9]{0,2}(?:([., '\u2019])[0-9]{3})(?:\2[0-9]{3})*)(?:(?!\2)[.,]([0-9]{1,2}))?")
_CODES = {"\u20ac": "EUR", "euro": "EUR", "euros": "EUR", "\u00a3": "GBP", "$": "USD"}


def price(text: str, currency: str = "") -> str:
    """`120.000 €/year` as `120000 per year`; an amount in another currency than the model's stays as it was typed."""
    found = _PRICE.fullmatch(by_window(text))
    if found is None:
        return text
    named = set(_named(found))
    if len(named) > 1 or (named and currency and named != {currency}):
        return text
    return f"{_amount(found[2])}{found[4] or ''}"


def currency_in(text: str) -> str:
    """The currency that a price is said to be in; empty where it says none, or two."""
    found = _PRICE.fullmatch(by_window(text))
    named = set(_named(found)) if found else set()
    return named.pop() if len(named) == 1 else ""


def _named(found: "re.Match[str]") -> Iterator[str]:
    return (_CODES.get(word.lower(), word) for word in found.group(1, 3) if word)


def _amount(text: str) -> str:
    """Marks before three digits part thousands, except behind a zero: nobody else writes a tenth of a cent."""
    if grouped := _GROUPED.fullmatch(text):
        whole = re.sub("[^0-9]", "", grouped[1])
        return f"{whole}.{grouped[3]}" if grouped[3] else whole
    return text.replace(",", ".")
