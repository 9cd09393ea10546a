"""A quantity as people write it in; the same as model files write it out: a decimal point, plain blanks."""

import re

_UNUSUAL_BLANKS = re.compile("[\u00a0\u2009\u202f]")
_DECIMAL_COMMA = re.compile(r"(?<![0-9,.])([0-9]{1,24}),([0-9]{1,24})(?![0-9,.])")


def quantity(text: str, *, is_share: bool = False) -> str:
    """`99,9 %` as `99.9 %`. What may be thousands, as `1,500 h`, is left for the reader of models to ask about."""
    plain = _UNUSUAL_BLANKS.sub(" ", text)
    return _DECIMAL_COMMA.sub(lambda match: _pointed(match, is_share=is_share or "%" in plain), plain)


def note_on(text: str) -> str:
    """What is said of a quantity that is written down otherwise than it was typed; nothing where it is not."""
    written = quantity(text)
    return f"This is written as {written}: models have a decimal point." if "," in text and written != text else ""


def _pointed(match: "re.Match[str]", *, is_share: bool) -> str:
    may_be_thousands = len(match[2]) == 3 and len(match[1]) <= 3 and match[1] != "0"
    return match[0] if may_be_thousands and not is_share else f"{match[1]}.{match[2]}"
