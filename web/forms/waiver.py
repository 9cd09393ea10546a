"""What somebody fills in to accept a risk in; the words of a waiver out, and what is wrong at each field."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from slamodel.units import UnitError, parse_date

from .filled import Filled, one

OWNER_LENGTH, REASON_LENGTH = 120, 1000
_USUAL_MONTHS = 6


class Said(NamedTuple):
    """Who accepts a risk, why, and until when, as it is written in a model; what is wrong, by the field."""

    words: Mapping[str, str]
    told: Mapping[str, str]


def said(form: Filled, today: date) -> Said:
    """The words of a waiver that holds today, and not for more than a year."""
    words = {name: " ".join(one(form, name).split()) for name in ("owner", "reason", "until")}
    return Said(words, dict(_told(words, today)))


def _told(words: Mapping[str, str], today: date) -> Iterator[tuple[str, str]]:
    if not words["owner"]:
        yield "owner", "Say who accepts it: a risk that nobody owns is not accepted."
    elif len(words["owner"]) > OWNER_LENGTH:
        yield "owner", f"At most {OWNER_LENGTH} characters."
    if not words["reason"]:
        yield "reason", "Say why, for whoever looks at it when it ends."
    elif len(words["reason"]) > REASON_LENGTH:
        yield "reason", f"At most {REASON_LENGTH:,} characters."
    if trouble := _trouble(words["until"], today):
        yield "until", trouble


def _trouble(until: str, today: date) -> str:
    try:
        last = parse_date(until) if until else None
    except UnitError as error:
        return f"{error.message[:1].upper()}{error.message[1:]}."
    if last is None:
        return "Say until which day: from the day after, it is open again."
    if last < today:
        return "That day is over."
    return "At most a year, so that somebody looks at it again." if last > latest(today) else ""


def latest(today: date) -> date:
    """The last day until which a risk can be accepted in one go."""
    return min(today, date.max - timedelta(days=366)) + timedelta(days=366)


def usual(today: date) -> date:
    """The day that is offered: half a year from now."""
    month = today.month + _USUAL_MONTHS
    year, month = today.year + (month - 1) // 12, (month - 1) % 12 + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(today.day, monthrange(year, month)[1]))
