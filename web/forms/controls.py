"""What a page shows of a form, as frozen values: templates lay them out and know nothing of models."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a select, or one box to tick."""

    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of several fields; `token` is what it is called in the form while it moves about."""

    token: str
    label: str
    controls: tuple["Control", ...]


@dataclass(frozen=True, slots=True)
class Control:
    """One field with its label. `kind` says how it looks: line, choice, ticks, week, tree, rows or unfit.

    `options` are what can be chosen, `others` how many more could be; `inner` are fields that belong to it: the days of
    a week, or those of a new entry; `text` is the value, of a tree its outline, and `data` the same for scripts.
    """

    kind: str
    name: str
    label: str
    help: str = ""
    is_required: bool = False
    text: str = ""
    data: str = ""
    sort: str = "text"
    example: str = ""
    suggestions: str = ""
    options: tuple[Option, ...] = ()
    others: int = 0
    query: str = ""
    rows: tuple[Row, ...] = ()
    inner: tuple["Control", ...] = ()
    add: str = ""

    def fields(self) -> Iterator["Control"]:
        """This field and all that belong to it, in reading order."""
        yield self
        for control in (*self.inner, *(control for row in self.rows for control in row.controls)):
            yield from control.fields()

    def slots(self) -> Iterator[str]:
        """The names of all fields at which something can be wrong."""
        return (control.name for control in self.fields())
