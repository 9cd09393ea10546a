"""A part of a country, by its letters or its name, in; the letters that its public holidays go by out."""

from dataclasses import dataclass

from slamodel.load import Plain

from .filled import Filled, one
from .parts import Line
from .regions import country, part


@dataclass(frozen=True, slots=True)
class PartOfCountry(Line):
    """A line that is read together with the country in the field before it."""

    def taken(self, form: Filled, _old: Plain | None) -> Plain | None:
        """The letters of the part; what no part of the country is called stays as it is."""
        around = ".".join((*self.keys[:-1], "country"))
        return part(one(form, self.name), country(one(form, around))) or None
