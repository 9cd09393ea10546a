"""Two values as they are written in; whether they mean the same, as `99.50 %` and `99.5 %` do, out."""

from collections.abc import Callable, Hashable

from slamodel.load import Plain
from slamodel.units import UnitError, parse_duration, parse_money, parse_rate, parse_share

_PARSERS: tuple[Callable[[str], object], ...] = (parse_share, parse_duration, parse_rate, parse_money)
_SETS = frozenset({"customers", "services", "excludes", "excludes_failures", "obligations", "clock_stops", "dates"})
"""Lists whose order says nothing."""


def as_list(value: Plain | None) -> list[Plain]:
    """A list as it is, a single value as a list of it, nothing as an empty one."""
    return value if isinstance(value, list) else [value] if value else []


def alike(keys: tuple[str, ...], old: Plain | None, new: Plain | None) -> bool:
    """Whether two values below some keys mean the same."""
    if keys and keys[-1] in _SETS:
        return sorted(map(str, as_list(old))) == sorted(map(str, as_list(new)))
    return _meaning(old) == _meaning(new)


def _meaning(value: Plain | None) -> Hashable:
    if isinstance(value, dict):
        return frozenset((key, _meaning(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return tuple(map(_meaning, value)) if len(value) != 1 else _meaning(value[0])
    return _number(value) if value and any(letter.isdigit() for letter in value) else value or None


def _number(text: str) -> Hashable:
    """A value with its unit as a number; whatever else holds digits as it is."""
    for parse in _PARSERS:
        try:
            return (parse.__name__, str(parse(text)))
        except UnitError:
            continue
    return text
