"""The name of a first model in; its commented text out, with a sentence about what it shows."""

from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Starter:
    """A small commented model to start from; `about` says what it shows."""

    name: str
    title: str
    about: str

    @property
    def text(self) -> str:
        """The model itself, in YAML."""
        return resources.files(__name__).joinpath(f"{self.name}.yaml").read_text(encoding="utf-8")


STARTERS = (
    Starter("starter", "One promise", "A web shop promises more than its hosting contract ensures."),
    Starter("hand-offs", "Hand-offs", "An incident passes from desk to desk: do their times add up to the promise?"),
)
