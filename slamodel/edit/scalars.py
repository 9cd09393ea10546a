"""A text in; the token that a YAML or JSON file holds it as out, quoted only where it has to be."""

import json
import re

from slamodel.load.builder import NULLS

INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
BREAKS_PLAIN = re.compile(r": |:\Z| #|[\t\n\r]|\A\.\.\.|\A\s|\s\Z")
BREAKS_FLOW = re.compile(r"[,\[\]{}]")
JSON_BARE = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?|true|false")

# Texts that other YAML tools take for something else: answers, and numbers in other notations than the usual one.
OTHERWISE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"y|n|yes|no|on|off|true|false",
        r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:[-.][-\d:, ]*)?",
        r"[-+]?0[\d_]+(?:\.[\d_]*)?|[-+]?0[xob][\da-f_]+",
        r"[-+]?\d[\d_]*_[\d_]*(?:\.[\d_]*)?|[-+]?[\d.]+e[-+]?\d+|[-+]?\.(?:inf|nan)|=|<<",
    )
)


def token(text: str, old: str, page_text: str, *, flow: bool) -> str:
    """The text as a YAML scalar, quoted as the old token is (none: plain) where the new text allows it."""
    simple = all(letter >= " " for letter in text)
    if old.startswith("'") and simple:
        return "'" + text.replace("'", "''") + "'"
    if old.startswith('"') or not _plain(text, flow=flow):
        return _quoted(text)
    return _quoted(text) if _means_otherwise(text, old, page_text) else text


def json_token(text: str, old: str) -> str:
    """The text as a JSON value: a bare number or truth in place of another one, else a string."""
    if JSON_BARE.fullmatch(old) and JSON_BARE.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _plain(text: str, *, flow: bool) -> bool:
    """Whether the reader takes the text for itself without quotes."""
    if not text or text in NULLS or text[0] in INDICATORS or BREAKS_PLAIN.search(text):
        return False
    return not (flow and BREAKS_FLOW.search(text))


def _quoted(text: str) -> str:
    # JSON's escapes are YAML's.
    return json.dumps(text, ensure_ascii=False)


def _means_otherwise(text: str, old: str, page_text: str) -> bool:
    """Whether others would read something else, in a file that has not written such values plain so far."""
    kind = next((kind for kind in OTHERWISE if kind.fullmatch(text)), None)
    if kind is None or kind.fullmatch(old):
        return False
    written = rf"(?:[:,\[]|^ *-) +(?:{kind.pattern})[ \t]*(?:[,}}\]]|$| #)"
    return not re.search(written, page_text, re.MULTILINE | re.IGNORECASE)
