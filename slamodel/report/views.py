"""What a report says, as frozen texts and positions without any markup: every page and document lays out these."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Status:
    """A verdict in three ways, so that none depends on colour: `tone` is ok, risk, gap, unknown, accepted or plain."""

    word: str
    shape: str
    tone: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the text that counts, smaller lines below it, a status, and the anchor or address that it leads to.

    `entry` is what of the model it names, as section and id, such as `services/desk`, or as `text/model.yaml:31`: a
    document has nowhere to lead to from there, an application may.
    """

    text: str
    details: tuple[str, ...] = ()
    status: Status | None = None
    anchor: str = ""
    address: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; `is_number` aligns right; `term` is the anchor of the glossary entry that explains it."""

    label: str
    is_number: bool = False
    term: str = ""
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of a table under a heading of their own; the heading may be empty."""

    heading: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, the first cell of each row being its heading; `note` tells when only some of the rows are shown."""

    caption: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the few numbers at the top of a section."""

    label: str
    value: str
    detail: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in percent of the width: from `start`, `length` long, of which `over` at its end lies beyond the limit.

    `tone` is link, own (the provider's own part), unknown, beside (does not count), open (hours not covered),
    maintenance or total; `detail` is small print.
    """

    label: str
    value: str
    start: float
    length: float
    over: float
    tone: str
    detail: str = ""

    @property
    def over_from(self) -> float:
        """Where the part beyond the limit begins."""
        return round(self.start + self.length - self.over, 2)


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars with one limit line, in percent of the width; `text` says the same in words."""

    heading: str
    text: str
    limit: float
    limit_label: str
    bars: tuple[Bar, ...]
    note: str = ""

    @property
    def is_label_before(self) -> bool:
        """Whether the label of the limit stands left of its line, because there is more room."""
        return self.limit > 50

    @property
    def is_hatched(self) -> bool:
        """Whether a bar is filled with a pattern."""
        return any(bar.tone in ("open", "maintenance") for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Spell:
    """A part of a strip, in percent of it; of a week from Monday 00:00 on.

    `tone` is counted (the promise's own hours), covered, open (counted above and not covered), spare (covered, asked
    for by nobody) or maintenance; of steps worked, waiting, total, open (too late) or closed (no clock runs).
    """

    start: float
    length: float
    tone: str


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One strip, of a week or of another time: whose it is, how much, when in words, and all that is drawn in words."""

    label: str
    note: str
    detail: str
    text: str
    spells: tuple[Spell, ...]


@dataclass(frozen=True, slots=True)
class Shade:
    """How a tone is drawn, and what it stands for."""

    tone: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of a scale, in percent of its width."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Steps in calendar time, one strip each; `limit` is when it is due, in percent of the width."""

    heading: str
    ticks: tuple[Tick, ...]
    rows: tuple[WeekRow, ...]
    limit: float
    limit_label: str
    shades: tuple[Shade, ...]

    @property
    def text(self) -> str:
        """The same in words, for whoever cannot draw."""
        return "; ".join(f"{row.label}: {row.text}" for row in self.rows) + f"; {self.limit_label}."

    @property
    def is_label_before(self) -> bool:
        """Whether the label of the limit stands left of its line, because there is more room."""
        return self.limit > 50


@dataclass(frozen=True, slots=True)
class HoursGrid:
    """The hours of a promise above the hours of all that carries it, week under week in one local time."""

    heading: str
    rows: tuple[WeekRow, ...]
    shades: tuple[Shade, ...]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The same in words, for whoever cannot draw."""
        return "; ".join(f"{row.label}: {row.text}" for row in self.rows) + "."


@dataclass(frozen=True, slots=True)
class Section:
    """Everything about one promise that is not simply supported."""

    anchor: str
    heading: str
    status: Status
    facts: str
    lead: str
    figures: tuple[Figure, ...]
    other_view: str
    experienced: str
    picture: Picture | None
    timeline: Timeline | None
    priorities: Picture | None
    hours: HoursGrid | None
    carriers: tuple[Table, ...]
    ways_intro: str
    ways: tuple[str, ...]
    findings: tuple[str, ...]
    unknown: tuple[str, ...]
    options: Table | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to ask for, where it stands today, and the promises that it helps."""

    text: str
    closes: tuple[Cell, ...]
    place: str


@dataclass(frozen=True, slots=True)
class AskGroup:
    """All that is to be asked of one counterpart; `party` is its id, empty where nobody is named.

    Of several together, none of whom can help alone, `party` is empty, and `parties` are their ids; of several of whom
    any one may help, `is_either` is true.
    """

    counterpart: str
    about: str
    asks: tuple[Ask, ...]
    party: str = ""
    parties: tuple[str, ...] = ()
    is_either: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field, explained; `anchor` is where links to it lead."""

    anchor: str
    word: str
    meaning: str
