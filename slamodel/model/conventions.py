"""Conventions: the lengths of a month, a quarter, a year and a working day that a model counts with."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from slamodel import units
from slamodel.model.words import Duration, Word


def _some_time(length: units.Duration) -> units.Duration:
    if length.working_days or not length.seconds:
        raise PydanticCustomError(
            "contradiction", "a length that is counted with is more than nothing, in hours or days"
        )
    return length


Length = Annotated[Duration, AfterValidator(_some_time)]


class Conventions(Word):
    """Lengths that a model counts with."""

    month: Length = Field(default="30 d", validate_default=True)
    quarter: Length = Field(default="91 d", validate_default=True)
    year: Length = Field(default="365 d", validate_default=True)
    working_day: Length = Field(default="8 h", validate_default=True)
