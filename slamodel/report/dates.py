"""An analysis in; the days that matter as entries, as machine-readable text and as a calendar to subscribe to, out."""

import json
from typing import Any

from slamodel.agenda import Entry, agenda, first_decision
from slamodel.agenda.feed import feed, rests
from slamodel.analysis import Analysis
from slamodel.gaps.wording import number
from slamodel.report import wording

FORMAT = "slamodel-dates/1"


def entries(analysis: Analysis) -> tuple[Entry, ...]:
    """Every day that matters from the one looked at on, the next first."""
    return agenda(analysis.landscape, analysis.promises, analysis.as_of, analysis.assume)


def first(analysis: Analysis, found: tuple[Entry, ...]) -> str:
    """The first decision that something promised to customers rests on, as a sentence."""
    decision = first_decision(found)
    if decision is None:
        return "No date ahead calls for a decision on which a promise to customers rests."
    when = f"{wording.day(decision.day)}, {to_go(analysis, decision)}"
    alike = {entry.agreement for entry in found if entry.day == decision.day and entry.is_decision} - {
        decision.agreement
    }
    others = (
        f" {number(len(alike), 'more agreement has', 'more agreements have')} such a date on that day." if alike else ""
    )
    return f"First decision by {when}. {decision.event} {rests(decision)}{others}"


def to_go(analysis: Analysis, entry: Entry) -> str:
    """How far ahead it is: `today`, `in 38 days`."""
    days = (entry.day - analysis.as_of).days
    return f"in {number(days, 'day')}" if days else "today"


def to_json(analysis: Analysis) -> str:
    """All of it as indented JSON text; the same analysis always gives the same bytes."""
    found = entries(analysis)
    decision, landscape = first_decision(found), analysis.landscape
    answer = {
        "format": FORMAT,
        "model": {"title": landscape.title, "source": landscape.source, "sha256": landscape.sha256},
        "as_of": analysis.as_of.isoformat(),
        "first_decision": _plain(analysis, decision) if decision else None,
        "dates": [_plain(analysis, entry) for entry in found],
    }
    return json.dumps(answer, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def to_ics(analysis: Analysis) -> bytes:
    """A calendar of them."""
    return feed(entries(analysis), analysis.landscape.title or "", analysis.as_of)


def _plain(analysis: Analysis, entry: Entry) -> dict[str, Any]:
    return {
        "date": entry.day.isoformat(),
        "in_days": (entry.day - analysis.as_of).days,
        "kind": entry.kind.value,
        "agreement": entry.agreement,
        "provider": entry.provider,
        "customers": list(entry.customers),
        "event": entry.event,
        "act": entry.act,
        "promises": list(entry.promises),
        "to_customers": entry.to_customers,
        "at": analysis.place(entry.at).short,
    }
