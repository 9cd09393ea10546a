"""What a provider adds to a service itself, as rows of a form: a metric, a value, and the priority it is meant for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from slamodel.load import Plain
from slamodel.model import SHARES

from .choices import Choices
from .controls import Control, Option, Row
from .filled import Filled, one
from .parts import Single
from .rows import Texts, repeated, rows, shown_rows, tokens
from .written import sort_of

_COLUMNS = ("metric", "value", "priority")


@dataclass(frozen=True, slots=True)
class OwnPart(Single):
    """A value for each metric, or one for each priority of it."""

    def fits(self, value: Plain | None) -> bool:
        """Whether every value is a text, or a text by priority."""
        if value is None:
            return True
        return isinstance(value, dict) and all(
            isinstance(text, str) for inner in value.values() for text in (_by_priority(inner).values() or [None])
        )

    def shown(self, value: Plain | None) -> Filled:
        """A row for each value."""
        return shown_rows(self.name, list(_texts(value)))

    def taken(self, form: Filled, old: Plain | None) -> Plain | None:
        """The values by metric; one for all priorities stands without a name."""
        found: dict[str, dict[str, str]] = {}
        for _, texts in rows(form, self.name, _COLUMNS):
            values = found.setdefault(texts["metric"], {})
            values[texts["priority"]] = texts["value"]
        before = old if isinstance(old, dict) else {}
        return {metric: _written(values, before.get(metric)) for metric, values in found.items()} or None

    def mistakes(self, form: Filled) -> Iterator[tuple[str, str]]:
        """A second value for the same."""
        found = ((token, (texts["metric"], texts["priority"])) for token, texts in rows(form, self.name, _COLUMNS))
        for token in repeated(found):
            yield (
                f"{self.name}.{token}.value",
                "There is a value for this already. Say for which priority each is meant.",
            )

    def field(self, rest: Sequence[str | int], form: Filled) -> str:
        """The value of the row with this metric and priority."""
        metric, priority = [*(str(step) for step in rest[:2]), "", ""][:2]
        written = list(rows(form, self.name, _COLUMNS))
        fitting = [token for token, texts in written if texts["metric"] == metric]
        exact = [token for token, texts in written if (texts["metric"], texts["priority"]) == (metric, priority)]
        return next((f"{self.name}.{token}.value" for token in (*exact, *fitting)), self.name)

    def control(self, form: Filled, choices: Choices) -> Control:
        """The rows, and a button for another one."""
        found = tuple(
            Row(token, f"Own part {number}", _controls(f"{self.name}.{token}", form, choices))
            for number, token in enumerate(tokens(form, self.name), 1)
        )
        return Control("rows", self.name, self.label, self.help, rows=found, add="Add something of its own")


def _by_priority(value: Plain) -> Mapping[str, Plain]:
    return value if isinstance(value, dict) else {"": value}


def _texts(value: Plain | None) -> Iterator[Texts]:
    for metric, inner in value.items() if isinstance(value, dict) else ():
        for priority, text in _by_priority(inner).items():
            yield {"metric": metric, "value": text if isinstance(text, str) else "", "priority": priority}


def _written(values: Mapping[str, str], old: Plain | None) -> Plain:
    if old is not None and _by_priority(old) == values:
        return old
    return values[""] if tuple(values) == ("",) else dict(values)


def _controls(row: str, form: Filled, choices: Choices) -> tuple[Control, ...]:
    metric = one(form, f"{row}.metric")
    offered = [("", "Choose …"), *((choice.value, choice.label) for choice in choices.metrics)]
    if metric not in dict(offered):
        offered.append((metric, metric))
    return (
        Control(
            "choice",
            f"{row}.metric",
            "What",
            text=metric,
            options=tuple(Option(value, words, value == metric) for value, words in offered),
        ),
        Control(
            "line",
            f"{row}.value",
            "Value",
            text=one(form, f"{row}.value"),
            sort=sort_of(metric),
            example="99.95 %" if metric in ("", *SHARES) else "1 h",
        ),
        Control(
            "line",
            f"{row}.priority",
            "Priority",
            text=one(form, f"{row}.priority"),
            example="all",
            suggestions="priorities",
        ),
    )
