"""The bytes of a calendar file in; only the lines of its events that say on which days they are out, within limits.

Everything else of the file, such as time zones with rules of their own, is never handed to a library.
"""

import re
from collections.abc import Iterator

MOST_BYTES = 1_000_000
MOST_FILES, MOST_BYTES_TOGETHER = 50, 2_000_000
"""Of one model."""
MOST_EVENTS = 3_000

_KEPT = frozenset(
    {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE", "STATUS", "UID"}
)
_FOLD = re.compile(r"(?:\r\n|\r|\n)[ \t]")
_END = re.compile(r"\r\n|\r|\n")
_NAME = re.compile(r"[A-Za-z-]+")
_EVENT = ["VCALENDAR", "VEVENT"]
_DEEPEST, _SHOWN = 8, 40
_AGAIN = "export it again from where it comes from"
_LINE, _SUMMARY = 10_000, 200
"""Characters of a line, which are a thousand days, and of a name."""


class UnusableError(Exception):
    """The file cannot be used; the message says why, as the end of a sentence about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def events_of(data: bytes) -> str:
    """A calendar with nothing but the events of this one; raises `UnusableError`."""
    _bounded(f"has {len(data):,} bytes, at most {MOST_BYTES:,} are read", len(data), MOST_BYTES)
    text = data.decode("utf-8-sig", "replace")
    lines = _END.split(_FOLD.sub("", text))
    if not any(line.strip().upper() == "BEGIN:VCALENDAR" for line in lines[:20]):
        raise UnusableError("is no calendar file", "it begins with BEGIN:VCALENDAR")
    kept = "".join(f"{line}\r\n" for line in _of_events(lines))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-\r\n{kept}END:VCALENDAR\r\n"


def _of_events(lines: list[str]) -> Iterator[str]:
    """The kept lines of each event; what is inside of an event, such as an alarm, is passed over."""
    inside: list[str] = []
    found = 0
    for line in lines:
        word, _, value = line.partition(":")
        if word.upper() in ("BEGIN", "END"):
            name, is_event = value.strip().upper(), inside == _EVENT
            _enter_or_leave(inside, word.upper(), name)
            found += inside == _EVENT and not is_event
            _bounded(f"has more than {MOST_EVENTS:,} events", found, MOST_EVENTS)
            if is_event != (inside == _EVENT) and name == "VEVENT":
                yield f"{word}:VEVENT"
        elif inside == _EVENT and (kept := _kept(line)):
            yield kept
    if inside:
        raise UnusableError(f"breaks off: END:{inside[-1][:_SHOWN]} is missing", _AGAIN)


def _enter_or_leave(inside: list[str], word: str, name: str) -> None:
    """Keep the names of what a line is inside of; raises `UnusableError` where they do not nest."""
    if word == "BEGIN":
        inside.append(name)
        if len(inside) > _DEEPEST:
            raise UnusableError(f"has entries in entries, more than {_DEEPEST} deep", _AGAIN)
    elif inside[-1:] == [name]:
        del inside[-1]
    else:
        raise UnusableError(f"ends {name[:_SHOWN] or 'something'} where it has not begun", _AGAIN)


def _kept(line: str) -> str:
    name = _NAME.match(line)
    word = name[0].upper() if name else ""
    if word == "SUMMARY":
        return line[:_SUMMARY]
    if word == "EXRULE":
        raise UnusableError(
            "has an exception that comes again (EXRULE), which is not followed", "list its days as EXDATE"
        )
    if word not in _KEPT:
        return ""
    _bounded(f"has a line of {len(line):,} characters", len(line), _LINE)
    return line


def _bounded(complaint: str, count: int, most: int) -> None:
    if count > most:
        raise UnusableError(complaint, "keep the days of some years only, each as an event of its own")
