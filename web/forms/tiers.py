"""Levels on offer as rows of a form: a name, a price, and the targets of each as rows of their own; which one holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from slamodel.load import Plain

from .choices import Choices
from .controls import Control, Row
from .filled import Filled, below, one
from .parts import Pick, Single
from .plain import Entry, value_at, with_value
from .rows import repeated, tokens
from .targets import Targets, misunderstood, shown_targets, taken_targets, target_field, targets_control


@dataclass(frozen=True, slots=True)
class Tier(Pick):
    """The name of one of the levels, also of those that are only being written."""

    def control(self, form: Filled, choices: Choices) -> Control:
        """The levels of the form to choose from."""
        names = dict.fromkeys(one(form, f"tiers.{token}.name") for token in tokens(form, "tiers"))
        words = tuple((name, name) for name in names if name)
        offered = replace(self, words=words, blank="none is named")
        return Pick.control(offered, form, choices)


@dataclass(frozen=True, slots=True)
class Tiers(Single):
    """Targets and a price by the name of the level."""

    def fits(self, value: Plain | None) -> bool:
        """Whether the form can show every level."""
        if value is None:
            return True
        return isinstance(value, dict) and all(
            isinstance(tier, dict)
            and isinstance(tier.get("price", ""), str)
            and Targets(("targets",), "").fits(tier.get("targets"))
            for tier in value.values()
        )

    def shown(self, value: Plain | None) -> Filled:
        """A row for each level."""
        form: Filled = {}
        tiers = list(value.items()) if isinstance(value, dict) else []
        for token, (name, tier) in enumerate(tiers):
            row, price = f"{self.name}.{token}", value_at(tier, ("price",))
            named = {f"{row}.name": (name,), f"{row}.price": (price,) if isinstance(price, str) else ()}
            form = {**form, **named, **shown_targets(f"{row}.targets", value_at(tier, ("targets",)))}
        return {self.name: tuple(str(token) for token in range(len(tiers))), **form}

    def taken(self, form: Filled, old: Plain | None) -> Plain | None:
        """The levels that have a name or anything else."""
        before = list(old.values()) if isinstance(old, dict) else []
        known = {str(token): tier for token, tier in enumerate(before)}
        return {one(form, f"{row}.name"): self._tier(row, form, known.get(t)) for t, row in self._rows(form)} or None

    def mistakes(self, form: Filled) -> Iterator[tuple[str, str]]:
        """A level without a name, or with that of another one; targets that cannot be understood."""
        names = [(row, one(form, f"{row}.name")) for _, row in self._rows(form)]
        yield from ((f"{row}.name", "Give the level a name.") for row, name in names if not name)
        for row in repeated((row, name) for row, name in names if name):
            yield f"{row}.name", "Another level has this name already."
        for row, _ in names:
            yield from misunderstood(form, f"{row}.targets")

    def field(self, rest: Sequence[str | int], form: Filled) -> str:
        """The field of the level with this name."""
        row = next((row for _, row in self._rows(form) if rest and one(form, f"{row}.name") == rest[0]), None)
        if row is None:
            return self.name
        if len(rest) > 1 and rest[1] == "targets":
            return target_field(f"{row}.targets", rest[2:], form)
        return f"{row}.price" if rest[1:] == ("price",) else f"{row}.name"

    def control(self, form: Filled, choices: Choices) -> Control:
        """The levels, and a button for another one."""
        found = tuple(
            Row(token, f"Level {number}", self._controls(f"{self.name}.{token}", form, choices))
            for number, token in enumerate(tokens(form, self.name), 1)
        )
        return Control("rows", self.name, self.label, self.help, rows=found, add="Add a level")

    def _rows(self, form: Filled) -> list[tuple[str, str]]:
        pairs = [(token, f"{self.name}.{token}") for token in tokens(form, self.name)]
        return [(token, row) for token, row in pairs if set(below(form, row)) - {f"{row}.targets"}]

    def _tier(self, row: str, form: Filled, old: Plain | None) -> Plain:
        tier: Entry = old if isinstance(old, dict) else {}
        price = one(form, f"{row}.price")
        if price != value_at(tier, ("price",)):
            tier = with_value(tier, ("price",), price or None)
        name = f"{row}.targets"
        if below(form, name) != below(shown_targets(name, tier.get("targets")), name):
            tier = with_value(tier, ("targets",), taken_targets(form, name, tier.get("targets")) or None)
        return tier

    def _controls(self, row: str, form: Filled, choices: Choices) -> tuple[Control, ...]:
        return (
            Control("line", f"{row}.name", "Name of the level", text=one(form, f"{row}.name"), example="gold"),
            Control(
                "line", f"{row}.price", "Price", text=one(form, f"{row}.price"), sort="money", example="120000 per year"
            ),
            targets_control(f"{row}.targets", "What it promises", "", form, choices),
        )
