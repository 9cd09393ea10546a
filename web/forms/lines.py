"""A list of short texts in; the same as a field with one on each line out, and back."""

from dataclasses import dataclass, replace

from slamodel.load import Plain

from .choices import Choices
from .controls import Control
from .filled import Filled, one
from .parts import Days


@dataclass(frozen=True, slots=True)
class Lines(Days):
    """Some short texts of any kind, one on each line."""

    example: str = ""

    def taken(self, form: Filled, _old: Plain | None) -> Plain | None:
        """The lines that are not empty; within them everything stays as it was written."""
        return [line for text in one(form, self.name).split("\n") if (line := text.strip())] or None

    def control(self, form: Filled, choices: Choices) -> Control:
        """A field of several lines."""
        return replace(Days.control(self, form, choices), sort="text", example=self.example)
