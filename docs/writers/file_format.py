"""The checked types and the words of keys.toml in; the page `file-format.md` out, or an error where they disagree."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from slamodel import units
from slamodel.load import ics, ics_lines
from slamodel.load.keys import key_words
from slamodel.load.limits import COMMAND_LIMITS
from slamodel.load.schema import model_schema
from slamodel.model.words import time_of_day

Schema: TypeAlias = Mapping[str, Any]

HERE = Path(__file__).parent
INSIDE = {
    "head": ("Conventions", "Choice"),
    "parties": (),
    "calendars": ("Holidays",),
    "maintenance": (),
    "services": ("Own", "Use", "AllOf", "AnyOf", "AtLeast", "InOrder", "InParallel"),
    "agreements": (
        *("Term", "ShareTarget", "TimeTarget", "Cutoff", "RateTarget", "ScaleTarget", "OwnMetricTarget"),
        *("Credit", "CreditClaim", "CreditPool", "Scope", "CustomerDuty", "Priority", "Down", "Review", "Source"),
        *("Tier", "Waiver"),
    ),
    "scales": (),
    "metrics": (),
}
"""The sections of a file in the order of the page, with the kinds of entry inside each."""
TITLES = {
    "head": "The head",
    "Conventions": "conventions",
    "Choice": "findings",
    "Use": "A need",
    "AllOf": "all_of",
    "AnyOf": "any_of",
    "AtLeast": "at_least",
    "InOrder": "in_order",
    "InParallel": "in_parallel",
    "ShareTarget": "A target for a share",
    "TimeTarget": "A target for a time",
    "Cutoff": "A cut-off rule",
    "RateTarget": "A target for a rate",
    "ScaleTarget": "A target on a scale",
    "OwnMetricTarget": "A target for a metric of your own",
    "CreditClaim": "credit_claim",
    "CreditPool": "credit_pool",
    "Scope": "scope",
    "CustomerDuty": "customer_duties",
    "Credit": "credits",
    "Priority": "priorities",
    "Tier": "tiers",
    "Waiver": "waivers",
}
ALTERNATIVES = {
    **dict.fromkeys(
        (name for name in INSIDE["agreements"] if name.endswith("Target")), "[target](#a-target-for-a-share)"
    ),
    **dict.fromkeys(INSIDE["services"][1:], "[need](#a-need)"),
}
"""Kinds that stand for one another, and what they are called together."""
READ: Mapping[str, tuple[Callable[[str], Any], tuple[str, ...], tuple[str, ...]]] = {
    "share": (units.parse_share, ("99.9 %", "0.999", "100 %"), ("99.9", "99,9 %", "101 %", "-1 %")),
    "duration": (
        units.parse_duration,
        ("15 min", "4 h", "1 h 30 min", "500 ms", "2 d", "3 working days", "1 week", "PT4H"),
        ("4", "17:30", "1,5 h", "P1M", "soon"),
    ),
    "rate": (units.parse_rate, ("500 per hour", "20/s"), ("500",)),
    "money": (units.parse_money, ("120000 per year", "5000"), ("1,000 per year", "10 per hour")),
    "period": (units.parse_period, ("90 d", "12 months", "5 working days"), ("4 h",)),
    "time in a window": (units.parse_allowance, ("4 h per month",), ("4 h",)),
    "time of day": (time_of_day, ("09:00", "9:00", "17:30"), ("17.30", "24:00")),
    "date": (units.parse_date, ("2026-12-31",), ("31.12.2026", "2026-02-30")),
    "number": (units.parse_number, ("12", "99.5"), ("1e3", "NaN")),
}
"""Kinds of value: how they are read, spellings that work, spellings that are refused."""


def page() -> str:
    """The page `file-format.md`."""
    schema = model_schema()
    words = key_words()
    kinds = {"head": schema, **{name: entry for name, entry in schema["$defs"].items() if "enum" not in entry}}
    _agree("sections", kinds, words)
    _agree("sections of the page", kinds, [name for section, inside in INSIDE.items() for name in (section, *inside)])
    parts = [_text("introduction.md")]
    for section, inside in INSIDE.items():
        parts += [_entry(name, kinds[name], words[name], schema["$defs"]) for name in (section, *inside)]
    return "\n".join([*parts, _text("units.md"), _units(), _limits(), _diagnostics()])


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _agree(what: str, code: Iterable[str], words: Iterable[str]) -> None:
    if different := sorted(set(code) ^ set(words)):
        raise ValueError(f"{what} that only the model or only its words know: {', '.join(different)}")


def _entry(name: str, kind: Schema, words: Mapping[str, str], definitions: Schema) -> str:
    properties = kind.get("properties", {})
    _agree(f"keys of {name}", properties, words.keys() - {"about"})
    rows = "".join(
        f"| `{key}` | {_kind(value, definitions)} | {_default(key, value, kind)} | {words[key]} |\n"
        for key, value in properties.items()
    )
    table = f"\n| key | value | default | meaning |\n| --- | --- | --- | --- |\n{rows}" if rows else ""
    return f"{'##' if name in INSIDE else '###'} {_title(name)}\n\n{words['about']}\n{table}"


def _title(name: str) -> str:
    return TITLES.get(name, name.lower())


def _default(key: str, value: Schema, kind: Schema) -> str:
    if key in kind.get("required", ()):
        return "required"
    default = value.get("default")
    if isinstance(default, list):
        default = default[0] if default else None
    return f"`{default}`" if isinstance(default, str) and default else ""


def _kind(value: Schema, definitions: Schema) -> str:
    """The kind of a value in words, from its JSON Schema."""
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[1]
        return _kind(definitions[name], definitions) if "enum" in definitions[name] else _link(name)
    for union in ("anyOf", "oneOf"):
        if union in value:
            kinds = [_kind(member, definitions) for member in value[union] if member != {"type": "null"}]
            return " or ".join(dict.fromkeys(kinds))
    if "enum" in value or "const" in value:
        return ", ".join(f"`{word}`" for word in value.get("enum", [value.get("const")]))
    return _plain(value, definitions)


def _plain(value: Schema, definitions: Schema) -> str:
    if "description" in value:
        kind = re.split(r" such as |, ", value["description"])[0].removeprefix("a ")
        return f"[{'window' if kind == 'week' else kind}](#values-and-their-spellings)"
    if value.get("type") == "array":
        return f"list: {_kind(value['items'], definitions)}"
    if value.get("type") == "object":
        return f"by name: {_kind(value['additionalProperties'], definitions)}"
    if value.get("type") == "string":
        return "id" if "pattern" in value else "text"
    return {"integer": "whole number", "boolean": "`true`, `false`"}[value["type"]]


def _link(name: str) -> str:
    if name in ALTERNATIVES:
        return ALTERNATIVES[name]
    anchor = _title(name).lower().replace(" ", "-")
    return f"[{_title(name)}](#{anchor})"


def _units() -> str:
    rows = [
        f"| {kind} | {', '.join(f'`{text}`' for text in good)} | {'; '.join(_refusal(parse, text) for text in bad)} |\n"
        for kind, (parse, good, bad) in READ.items()
        if [parse(text) for text in good]
    ]
    return f"| value | spellings | refused |\n| --- | --- | --- |\n{''.join(rows)}"


def _refusal(parse: Callable[[str], Any], text: str) -> str:
    try:
        parse(text)
    except units.UnitError as error:
        return f"`{text}` ({error.hint or error.message})"
    raise ValueError(f"{text} is not refused")


def _limits() -> str:
    return _text("limits.md").format(
        depth=COMMAND_LIMITS.depth,
        aliases=COMMAND_LIMITS.aliases,
        expanded=f"{COMMAND_LIMITS.expanded:,}",
        ics_bytes=f"{ics_lines.MOST_BYTES:,}",
        ics_files=str(ics_lines.MOST_FILES),
        ics_together=f"{ics_lines.MOST_BYTES_TOGETHER:,}",
        ics_events=f"{ics_lines.MOST_EVENTS:,}",
        ics_days=f"{ics.MOST_DAYS:,}",
    )


def _diagnostics() -> str:
    words = tomllib.loads((HERE / "diagnostics.toml").read_text(encoding="utf-8"))
    rows = "".join(f"| {code} | {entry['what']} | {entry['mend']} |\n" for code, entry in words.items())
    return f"{_text('messages.md')}\n| code | what it says | what helps |\n| --- | --- | --- |\n{rows}"
