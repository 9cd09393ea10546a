"""A cut-off rule in; the words for it out: by when something is due that comes in at some time of the day."""

from collections.abc import Iterator, Sequence

from slamodel.model import Cutoff

_DAYS = ("the same working day", "the next working day")
_SHORT_DAYS = ("", " next day")


def in_words(rule: Sequence[Cutoff]) -> str:
    """`by 17:00 the same working day if before 13:00, else by 09:00 the next working day`."""
    return ", else ".join(f"by {clock(line.due)} {_day(line.days)}{_before(line)}" for line in rule)


def in_short(rule: Sequence[Cutoff]) -> str:
    """The same for where there is little room: `by 17:00 if before 13:00, else 09:00 next day`."""
    return ", else ".join(f"{'' if at else 'by '}{part}" for at, part in enumerate(_parts(rule)))


def clock(seconds: int) -> str:
    """A time of day from its seconds since midnight: `09:00`."""
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"


def _parts(rule: Sequence[Cutoff]) -> Iterator[str]:
    for line in rule:
        day = _SHORT_DAYS[line.days] if line.days < len(_SHORT_DAYS) else f" after {line.days} working days"
        yield f"{clock(line.due)}{day}{_before(line)}"


def _day(days: int) -> str:
    return _DAYS[days] if days < len(_DAYS) else f"{days} working days later"


def _before(line: Cutoff) -> str:
    return "" if line.before is None else f" if before {clock(line.before)}"
