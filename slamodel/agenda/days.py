"""A landscape, its promises and a day in; every day that matters from then on out, the next first."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, takewhile

from slamodel.agenda.entry import Entry, Kind
from slamodel.agenda.resting import Resting, resting
from slamodel.gaps.looked_after import old_from, review_due
from slamodel.gaps.moments import MONTHS
from slamodel.gaps.wording import either, listed
from slamodel.model import ANY, Agreement, Landscape, Status
from slamodel.propagate import Promise
from slamodel.units import Period, later, show_period

HORIZON_YEARS = 5
"""So far ahead renewals are followed; what is written with a day of its own is told however late it is."""
_MOST_ENDS = 3
"""Ends that are told of an agreement that renews again and again."""
_MOST_NAMES = 3
_DAY = timedelta(days=1)
_ORDER = tuple(Kind)
_NOTHING = Resting()


def agenda(
    landscape: Landscape, promises: Iterable[Promise], as_of: date, assume: AbstractSet[Status] = frozenset()
) -> tuple[Entry, ...]:
    """The days of all agreements that are agreed, or taken as such, and not over."""
    counting, rests = assume | {Status.AGREED}, resting(landscape, promises)
    found = (
        entry
        for agreement in landscape.agreements.values()
        if agreement.status in counting and not agreement.term.is_over(as_of)
        for entry in _Days(landscape, agreement, as_of, rests.get(agreement.id, _NOTHING)).all()
        if entry.day >= as_of
    )
    return tuple(sorted(found, key=_rank))


def _rank(entry: Entry) -> tuple[date, int, int, str, int]:
    """The next first; of one day decisions before the rest, of these what most promises to customers rest on."""
    return entry.day, _ORDER.index(entry.kind), -entry.to_customers, entry.agreement, entry.number


def first_decision(entries: Sequence[Entry]) -> Entry | None:
    """The first day by which something has to be decided that a promise to a customer rests on."""
    return next((entry for entry in entries if entry.is_decision and entry.to_customers), None)


class _Days:
    """One agreement, and the days that it has."""

    def __init__(self, landscape: Landscape, agreement: Agreement, as_of: date, rests: Resting) -> None:
        self._landscape, self._agreement, self._as_of, self._rests = landscape, agreement, as_of, rests
        self._provider = landscape.party_label(agreement.provider)
        others = ["any customer" if name == ANY else landscape.party_label(name) for name in agreement.customers]
        self._parties, self._either = listed([self._provider, *others]), either([self._provider, *others[:_MOST_NAMES]])

    def all(self) -> Iterator[Entry]:
        """Every one, in no order."""
        yield from self._begin()
        yield from self._renewing() if self._agreement.term.goes_on else self._ending()
        yield from self._looked_after()
        yield from self._accepted()

    def _entry(self, day: date, kind: Kind, event: str, act: str, at: tuple[str | int, ...], number: int = 0) -> Entry:
        agreement = self._agreement
        parties = (agreement.provider, agreement.customers)
        return self._resting(
            day, Entry(day, kind, agreement.id, *parties, event, act, agreement.at(*at), number=number)
        )

    def _resting(self, day: date, entry: Entry) -> Entry:
        """The entry with what still rests on the agreement on the day from which it matters."""
        promises = self._rests.on(day)
        return replace(
            entry, promises=promises, to_customers=sum(name in self._rests.to_customers for name in promises)
        )

    def _begin(self) -> Iterator[Entry]:
        if start := self._agreement.term.start:
            act = "From this day on it counts; check that what it replaces runs until then."
            yield self._entry(start, Kind.BEGINS, f"{self._agreement.id} begins.", act, ("term", "from"))

    def _ending(self) -> Iterator[Entry]:
        """An end that comes by itself; the notice period before it is the time that is left to follow on."""
        name, term = self._agreement.id, self._agreement.term
        if term.end is None:
            return
        event = f"{name} ends; it does not renew by itself."
        act = self._follow_on(term.end)
        yield self._entry(term.end, Kind.ENDS, event, act, ("term", "to"))
        if (notice := term.notice_for(term.end)) is not None:
            event = f"The notice period of {name} before its end on {_said(term.end)} begins; it ends either way."
            yield self._resting(term.end, self._entry(notice, Kind.FOLLOW_ON, event, act, ("term", "notice")))

    def _follow_on(self, end: date) -> str:
        if self._rests.lasts and not self._rests.on(end):
            return f"What rests on it is over by then: let it end on {_said(end)}, or follow on where that is renewed."
        if not self._rests.lasts:
            return f"Nothing that is modelled rests on it: let it end on {_said(end)}, or follow on."
        return f"Agree with {self._parties} on what follows from {_said(_after(end))} on."

    def _renewing(self) -> Iterator[Entry]:
        """The ends that are ahead, with the last day on which either side can still prevent that it goes on."""
        term = self._agreement.term
        horizon = later(self._as_of, Period(HORIZON_YEARS, "year"))
        ahead = islice(takewhile(lambda end: end <= horizon, term.ends(self._as_of)), _MOST_ENDS)
        for end in ahead:
            until = next(term.ends(_after(end)), None)
            if until is not None:
                yield from self._renewal(end, until)

    def _renewal(self, end: date, until: date) -> Iterator[Entry]:
        name, term = self._agreement.id, self._agreement.term
        period = show_period(term.renews) if term.renews else ""
        goes_on = f"{name} renews by itself for {period}, until {_said(until)}"
        notice = term.notice_for(end)
        if notice is None:
            act = f"It states no notice period: ask {self._parties} until when it can be ended."
        else:
            act = f"Nothing is to be done if it is to go on; the last day for notice was {_said(notice)}."
            event = f"Last day on which {self._either} can end {name} by {_said(end)}."
            decide = f"Decide before: without notice {goes_on}. Notice may also arrive until this day."
            yield self._resting(end, self._entry(notice, Kind.NOTICE, event, decide, ("term", "notice")))
        renewing = self._entry(
            _after(end), Kind.RENEWS, f"{goes_on}, unless notice was given.", act, ("term", "renews")
        )
        yield self._resting(end, renewing)

    def _looked_after(self) -> Iterator[Entry]:
        name = self._agreement.id
        if (due := review_due(self._agreement)) is not None:
            act = f"Review it with {self._parties}, and note the day."
            yield self._entry(due, Kind.REVIEW, f"The review of {name} is due.", act, ("review",))
        age = self._landscape.findings.source_age
        if (old := old_from(self._agreement, age)) is not None:
            act = "Compare them with the document that is in force, and note the day."
            event = f"The figures of {name} were looked up {show_period(age)} ago."
            yield self._entry(old, Kind.SOURCE, event, act, ("source", "as_of"))

    def _accepted(self) -> Iterator[Entry]:
        for number, waiver in enumerate(self._agreement.waivers):
            if waiver.until is not None and not waiver.lacking:
                event = f"{waiver.rule} in {self._agreement.id} is accepted until this day."
                act = f"Ask {waiver.owner} whether it is settled by then; from the day after it counts again."
                yield self._entry(waiver.until, Kind.WAIVER, event, act, ("waivers", number), number)


def _after(day: date) -> date:
    return day + _DAY if day < date.max else day


def _said(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
