"""What a model says of findings: which of them to show, and what some of them are measured by."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from slamodel import units
from slamodel.model.words import Period, Share, Word, listed, parsed


def _codes(text: str) -> str:
    if not re.fullmatch(r"[A-Z][0-9]{0,3}", text):
        raise units.UnitError(f'"{text}" is not the code of a finding, nor how some begin', "write it like A101 or A")
    return text


Code = Annotated[
    str, BeforeValidator(parsed(_codes)), WithJsonSchema({"type": "string", "pattern": "^[A-Z][0-9]{0,3}$"})
]
Codes = Annotated[tuple[Code, ...], BeforeValidator(listed, json_schema_input_type=Code | tuple[Code, ...])]


class Choice(Word):
    """Codes of findings, or how they begin; what to keep in reserve, and how old a source may be."""

    select: Codes = ()
    ignore: Codes = ()
    reserve: Share = Field(default="10 %", validate_default=True)
    source_age: Period = Field(default="1 year", validate_default=True)
