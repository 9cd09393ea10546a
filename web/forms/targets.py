"""Service level targets as rows of a form: a metric, its level, for which cases and over which time.

The level of a time is a time, `4 h`, or a line of cut-offs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slamodel.gaps.wording import capitalised
from slamodel.load import Plain
from slamodel.model import BUILT_IN, TIMES

from . import cutoffs
from .choices import Choices
from .controls import Control, Option, Row
from .filled import Filled, below, one
from .parts import Single
from .plain import Entry, in_order_of, text_at
from .rows import Texts, rows, shown_rows, tokens
from .written import sort_of

BOUNDS = {"at_least": "at least", "at_most": "at most", "within": "within"}
_LEVELS = (*BOUNDS, "by")
COLUMNS = ("metric", "priority", "bound", "level", "in", "window", "hours", "scale", "strength")
_AS_WRITTEN = ("metric", "priority", "in", "window", "hours", "scale", "strength")
_ORDER = ("metric", "priority", *_LEVELS, "in", "scale", "window", "hours", "strength")
_STRENGTHS = (("", "a commitment"), ("aim", "an aim, to which nobody is held"))
_WINDOWS = ("day", "week", "month", "quarter", "year", "rolling 30 d", "rolling 365 d")
_EXAMPLES = {"availability": "99.9 %", "success_rate": "99.9 %", "throughput": "500 per hour", "satisfaction": "good"}


@dataclass(frozen=True, slots=True)
class Targets(Single):
    """A list of targets."""

    def fits(self, value: Plain | None) -> bool:
        """Whether each of them has one level, in text."""
        return value is None or (isinstance(value, list) and all(_fits(target) for target in value))

    def shown(self, value: Plain | None) -> Filled:
        """A row for each."""
        return shown_targets(self.name, value)

    def taken(self, form: Filled, old: Plain | None) -> Plain | None:
        """The rows in their order."""
        return taken_targets(form, self.name, old) or None

    def mistakes(self, form: Filled) -> Iterator[tuple[str, str]]:
        """Cut-offs that cannot be understood."""
        yield from misunderstood(form, self.name)

    def field(self, rest: Sequence[str | int], form: Filled) -> str:
        """The column of the row."""
        return target_field(self.name, rest, form)

    def control(self, form: Filled, choices: Choices) -> Control:
        """The rows, and a button for another one."""
        return targets_control(self.name, self.label, self.help, form, choices)


def shown_targets(name: str, value: Plain | None) -> Filled:
    """The form that holds a list of targets."""
    return shown_rows(name, [_texts(target) for target in value] if isinstance(value, list) else [])


def taken_targets(form: Filled, name: str, old: Plain | None) -> list[Plain]:
    """The targets of a form; a row keeps what else was written in the target that it was made from."""
    before = {str(index): target for index, target in enumerate(old)} if isinstance(old, list) else {}
    return [_target(texts, before.get(token, {})) for token, texts in rows(form, name, COLUMNS)]


def misunderstood(form: Filled, name: str) -> Iterator[tuple[str, str]]:
    """The levels that begin like cut-offs and are none, by field, with what would be one."""
    for token, texts in rows(form, name, COLUMNS):
        if texts["metric"] in TIMES and cutoffs.is_meant(texts["level"]) and not cutoffs.rules_in(texts["level"]):
            yield f"{name}.{token}.level", f"Write a time such as 4 h, or cut-offs such as: {cutoffs.EXAMPLE}."


def target_field(name: str, rest: Sequence[str | int], form: Filled) -> str:
    """The field for a path below a list of targets."""
    written = [token for token, _ in rows(form, name, COLUMNS)]
    index = rest[0] if rest else None
    if not isinstance(index, int) or index >= len(written):
        return name
    column = str(rest[1]) if len(rest) > 1 else "level"
    return f"{name}.{written[index]}.{'level' if column in _LEVELS else column if column in COLUMNS else 'metric'}"


def targets_control(name: str, label: str, words: str, form: Filled, choices: Choices) -> Control:
    """A list of targets as rows."""
    found = tuple(
        Row(token, f"Target {number}", _controls(f"{name}.{token}", form, choices))
        for number, token in enumerate(tokens(form, name), 1)
    )
    return Control("rows", name, label, words, rows=found, add="Add a target")


def bounds_of(metric: str) -> tuple[str, ...]:
    """In which ways a level of a metric can be stated."""
    if metric in TIMES:
        return ("within",)
    if metric == "availability":
        return ("at_least", "at_most")
    return tuple(BOUNDS) if metric and metric not in BUILT_IN else ("at_least",)


def _fits(target: Plain) -> bool:
    if not isinstance(target, dict):
        return False
    shown = [target[key] for key in (*_AS_WRITTEN, *BOUNDS) if key in target]
    if "by" in target and cutoffs.line_of(target["by"]) is None:
        return False
    return all(isinstance(value, str) for value in shown) and sum(key in target for key in _LEVELS) <= 1


def _texts(target: Plain) -> Texts:
    bound = _bound(target)
    written = {key: text_at(target, key) for key in _AS_WRITTEN}
    has_choice = len(bounds_of(written["metric"])) > 1
    level = _cutoffs(target) or text_at(target, bound)
    return {**written, "bound": bound if has_choice else "", "level": level}


def _cutoffs(target: Plain) -> str:
    """The line for the cut-offs of a target; nothing where it has none."""
    return (cutoffs.line_of(target.get("by")) or "") if isinstance(target, dict) else ""


def _bound(target: Plain) -> str:
    written = next((key for key in BOUNDS if isinstance(target, dict) and key in target), "")
    return written or bounds_of(text_at(target, "metric"))[0]


def _target(texts: Texts, old: Plain) -> Plain:
    if isinstance(old, dict) and old and texts == _texts(old):
        return old
    read: Entry = {key: texts[key] for key in _AS_WRITTEN if texts[key]}
    before = old if isinstance(old, dict) else {}
    kept = {key: value for key, value in before.items() if key in read or key not in (*_AS_WRITTEN, *_LEVELS)}
    merged: Entry = {**kept, **read, "metric": texts["metric"], **_level(texts, before)}
    return in_order_of(merged, _ORDER) if not old else merged


def _level(texts: Texts, old: Entry) -> Entry:
    """The key and the value of the level; cut-offs that are the same as before stay as they were spelled."""
    rules = cutoffs.rules_in(texts["level"]) if texts["metric"] in TIMES else None
    if rules is None:
        return {_chosen(texts): texts["level"]}
    return {"by": old["by"] if _cutoffs(old) == texts["level"] else rules}


def _chosen(texts: Texts) -> str:
    """The key of the level: what was chosen where the metric leaves a choice."""
    possible = bounds_of(texts["metric"])
    return texts["bound"] if texts["bound"] in possible else possible[0]


def _controls(row: str, form: Filled, choices: Choices) -> tuple[Control, ...]:
    metric = one(form, f"{row}.metric")
    bounds = [(key, BOUNDS[key]) for key in bounds_of(metric)]
    level = Control(
        "line",
        f"{row}.level",
        _label(bounds, one(form, f"{row}.level")),
        text=one(form, f"{row}.level"),
        sort=sort_of(metric, one(form, f"{row}.bound")),
        example=_EXAMPLES.get(metric, "4 h" if metric in TIMES else "99.9 %"),
    )
    metrics = [("", "Choose …"), *((choice.value, choice.label) for choice in choices.metrics)]
    return (
        _select(f"{row}.metric", "What", form, metrics),
        *((_select(f"{row}.bound", "How", form, bounds),) if len(bounds) > 1 else ()),
        level,
        *_conditions(row, metric, form, choices),
    )


def _label(bounds: Sequence[tuple[str, str]], level: str) -> str:
    if len(bounds) > 1:
        return "Level"
    return "Due" if bounds[0][0] == "within" and cutoffs.is_meant(level) else capitalised(bounds[0][1])


def _conditions(row: str, metric: str, form: Filled, choices: Choices) -> tuple[Control, ...]:
    windows = [("", "month (usual)"), *((window, window) for window in _WINDOWS)]
    calendars = [("", "the agreement"), ("always", "always"), *((c.value, c.label) for c in choices.of("calendars"))]
    priority = one(form, f"{row}.priority")
    share = one(form, f"{row}.in")
    shown = (
        Control("line", f"{row}.priority", "Priority", text=priority, example="all", suggestions="priorities"),
        Control("line", f"{row}.in", "In so many cases", text=share, sort="share", example="all"),
        _select(f"{row}.window", "Measured over", form, windows),
        _select(f"{row}.hours", "In the hours of", form, calendars),
    )
    scales = [("", "none"), *((choice.value, choice.label) for choice in choices.of("scales"))]
    scale = (_select(f"{row}.scale", "Scale", form, scales),) if below(form, f"{row}.scale") or len(scales) > 1 else ()
    strength = _select(f"{row}.strength", "Meant as", form, _STRENGTHS)
    unused = set() if metric in TIMES or share else {f"{row}.in"}
    return tuple(control for control in (*shown, *scale, strength) if control.name not in unused)


def _select(name: str, label: str, form: Filled, offered: Sequence[tuple[str, str]]) -> Control:
    chosen = one(form, name)
    known = [*offered] if chosen in dict(offered) or not chosen else [*offered, (chosen, chosen)]
    return Control(
        "choice",
        name,
        label,
        text=chosen,
        options=tuple(Option(value, words, value == chosen) for value, words in known),
    )
