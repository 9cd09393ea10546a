"""The ids of other entries as boxes to tick: a key's value in, the boxes out, and what is ticked back to a value."""

from dataclasses import dataclass

from slamodel.load import Plain

from .choices import Choices
from .controls import Control, Option
from .filled import Filled, many, one
from .parts import Single, new_name, new_party
from .plain import names_in

MOST_SHOWN = 40
"""So many boxes to tick are read through; of more, the ticked ones stand there and others are looked for."""


@dataclass(frozen=True, slots=True)
class Ticks(Single):
    """Any number of the entries of a section; `besides` is a word that stands for all of them."""

    section: str = ""
    besides: tuple[tuple[str, str], ...] = ()
    is_required: bool = False
    new: str = ""

    def fits(self, value: Plain | None) -> bool:
        """Whether it is an id, or a list of ids."""
        return all(isinstance(name, str) for name in (value if isinstance(value, list) else [value or ""]))

    def shown(self, value: Plain | None) -> Filled:
        """Every id is ticked."""
        return {self.name: names_in(value)}

    def is_as(self, form: Filled, value: Plain | None) -> bool:
        """Boxes have no order."""
        return set(many(form, self.name)) == set(names_in(value))

    def taken(self, form: Filled, old: Plain | None) -> Plain | None:
        """What stays keeps its order, what is new comes behind; the word for all of them stands alone."""
        ticked = many(form, self.name)
        for word, _ in self.besides:
            if word in ticked:
                return word
        before = [name for name in names_in(old) if name in ticked]
        return [*before, *(name for name in ticked if name not in before)] or ([] if self.is_required else None)

    def control(self, form: Filled, choices: Choices) -> Control:
        """Boxes: all of them, or those that are ticked and the first that match what is looked for."""
        ticked, query = many(form, self.name), one(form, f"find.{self.name}")
        offered = [*self.besides, *((choice.value, choice.label) for choice in choices.of(self.section))]
        unknown = [(name, f"{name} (not in this model)") for name in ticked if name not in dict(offered)]
        chosen = [pair for pair in offered if pair[0] in ticked] + unknown
        rest = [pair for pair in offered if pair[0] not in ticked]
        found = [pair for pair in rest if query.casefold() in f"{pair[0]} {pair[1]}".casefold()]
        is_short = len(offered) <= MOST_SHOWN
        boxes = [*offered, *unknown] if is_short else [*chosen, *found[: MOST_SHOWN if query else 0]]
        return Control(
            "ticks",
            self.name,
            self.label,
            self.help,
            self.is_required,
            options=tuple(Option(word, label, word in ticked) for word, label in boxes),
            others=0 if is_short else len(rest) - (len(boxes) - len(chosen)),
            query=query,
            inner=_new(self.name, form, self.new),
        )


def _new(name: str, form: Filled, kind: str) -> tuple[Control, ...]:
    if kind == "service":
        return (new_name(name, form, "Name of a service that is not in the list yet"),)
    return new_party(name, form, kind) if kind else ()
