"""The text of a JSON file becomes text that a YAML parser reads alike, with every character at its old offset."""

import re

STRING = re.compile(r'"[^"\\]*(?:\\.?[^"\\]*)*(?:"|\Z)', re.DOTALL)
ESCAPE = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\.", re.DOTALL)


def as_yaml(text: str) -> str:
    """Tabs, which JSON allows between values only, as single spaces; escaped surrogate pairs as one escape."""
    text = text.replace("\t", " ")
    return STRING.sub(_joined, text) if r"\ud" in text.lower() else text


def _joined(string: re.Match[str]) -> str:
    """A string with its pairs joined; spaces behind its closing quote keep all that follows in place."""
    joined = ESCAPE.sub(_code_point, string[0])
    return joined + " " * (len(string[0]) - len(joined))


def _code_point(escape: re.Match[str]) -> str:
    """A pair as YAML's escape with eight digits (RFC 8259, section 7); any other escape as it is."""
    if escape[1] is None:
        return escape[0]
    return f"\\U{0x10000 + ((int(escape[1], 16) - 0xD800) << 10) + int(escape[2], 16) - 0xDC00:08X}"
