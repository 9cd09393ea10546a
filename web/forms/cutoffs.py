"""Cut-off rules of a target in; the line in which people say them out, and back."""

import re

from slamodel.load import Plain

from .plain import text_at

EXAMPLE = "by 17:00 if before 13:00, else by 09:00 the next working day"

_TIME = r"([0-9]{1,2}[:.][0-5][0-9])"
_LATER = r"(the\s+next\s+(?:working\s+)?day)|([0-9]{1,3})\s+(?:working\s+)?days?\s+later"
_DAY = rf"(?:\s+(?:the\s+same\s+day|{_LATER}))?"
_RULE = re.compile(rf"by\s+{_TIME}{_DAY}(?:\s+if\s+(?:it\s+comes\s+in\s+)?before\s+{_TIME})?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;]\s*(?:(?:or\s+)?else\s+|otherwise\s+)?", re.IGNORECASE)


def is_meant(text: str) -> bool:
    """Whether somebody who writes this means cut-off rules rather than a time."""
    return text.casefold().startswith("by ")


def rules_in(text: str) -> list[Plain] | None:
    """The rules that a line says; None where it cannot be understood."""
    found = [_RULE.fullmatch(part) for part in _BETWEEN.split(text.strip().rstrip("."))]
    return [_rule(match) for match in found if match] if found and all(found) else None


def line_of(rules: Plain | None) -> str | None:
    """The line that says the rules; None where no line says the same."""
    if not isinstance(rules, list) or not rules:
        return None
    text = ", else ".join(map(_said, rules))
    back = rules_in(text)
    return text if back is not None and list(map(_essence, back)) == list(map(_essence, rules)) else None


def _rule(match: "re.Match[str]") -> Plain:
    due, next_day, later, before = match.groups()
    days = "1" if next_day else later or ""
    rule: dict[str, Plain] = {"before": _clock(before)} if before else {}
    return {**rule, "due": _clock(due), **({"days": days} if days else {})}


def _said(rule: Plain) -> str:
    days = text_at(rule, "days") or "0"
    when = {"0": "", "1": " the next working day"}.get(days, f" {days} working days later")
    before = text_at(rule, "before")
    return f"by {text_at(rule, 'due')}{when}{f' if before {before}' if before else ''}"


def _clock(text: str) -> str:
    return text.replace(".", ":").zfill(5)


def _essence(rule: Plain) -> Plain:
    """What a rule says, however it is spelled; the rule itself where it holds anything else."""
    if not isinstance(rule, dict) or not all(isinstance(value, str) for value in rule.values()):
        return rule
    times = {key: _clock(str(value)) for key, value in rule.items() if key in ("before", "due")}
    others = {key: value for key, value in rule.items() if key not in times and (key, value) != ("days", "0")}
    return {**times, **others}
