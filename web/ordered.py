"""A name in; what to sort it by out: capitals count like small letters, and numbers by their size."""

import re
from typing import TypeAlias

Natural: TypeAlias = tuple[str | int, ...]

_DIGITS = re.compile(r"([0-9]{1,18})")


def natural(name: str) -> Natural:
    """`Department 2` comes before `Department 10`; texts and numbers take turns, so that like meets like."""
    return tuple(int(part) if place % 2 else part for place, part in enumerate(_DIGITS.split(name.casefold())))
