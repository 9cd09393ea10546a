"""An analysis and a party in; the sheet of what is asked of it out, which can be handed over, as HTML and Markdown."""

from collections.abc import Hashable, Iterable, Iterator
from difflib import get_close_matches

from slamodel.analysis import Analysis
from slamodel.gaps.wording import capitalised, listed, number
from slamodel.plan.outcome import Plan
from slamodel.report import render, wording
from slamodel.report.sheet_all import Whole
from slamodel.report.sheet_contracts import contracts
from slamodel.report.sheet_counterpart import Counterpart
from slamodel.report.sheet_customer import duties, promises
from slamodel.report.sheet_hours import hour_questions, hours
from slamodel.report.sheet_levels import levels
from slamodel.report.sheet_plan import planned_questions, planned_requests
from slamodel.report.sheet_planned import Planned
from slamodel.report.sheet_questions import questions
from slamodel.report.sheet_shares import shares
from slamodel.report.sheet_views import Matter, Question, Request, Sheet

_OF_LEVELS = (Matter.LEVEL, Matter.OWN, Matter.SHARE, Matter.COMMITMENT)


class UnknownParty(ValueError):
    """There is no such party; says which one may have been meant."""


def sheet(analysis: Analysis, party: str, plan: Plan | None = None) -> Sheet:
    """All that is asked of a party, or with a plan of that analysis what the plan asks of it; raises UnknownParty."""
    if party not in analysis.landscape.parties:
        raise UnknownParty(_unknown(analysis, party))
    whole = Whole(analysis)
    return _of_gaps(whole, party) if plan is None else _of_plan(whole, Whole(plan.after), party, Planned(plan))


def sheets(analysis: Analysis, plan: Plan | None = None) -> Iterator[Sheet]:
    """The sheets of all parties, those with nothing on them too; with a plan those that it asks something of."""
    whole = Whole(analysis)
    if plan is None:
        yield from (_of_gaps(whole, party) for party in analysis.landscape.parties)
        return
    planned, then = Planned(plan), Whole(plan.after)
    yield from (_of_plan(whole, then, party, planned) for party in analysis.landscape.parties if party in planned.moves)


def _of_gaps(whole: Whole, party: str) -> Sheet:
    to = Counterpart(whole, party)
    found = (pair for asks in (levels, shares, hours, contracts, promises) for pair in asks(to))
    requests = _once(request for _, request in sorted(found, key=lambda pair: pair[0]))
    return _sheet(to, requests, (*hour_questions(to), *questions(to)))


def _of_plan(whole: Whole, then: Whole, party: str, planned: Planned) -> Sheet:
    """What the plan asks; its questions are those that are left once it is made."""
    to = Counterpart(whole, party)
    if party not in planned.moves:
        return _sheet(to, (), ())
    requests = tuple(planned_requests(to, planned))
    return _sheet(to, requests, tuple(planned_questions(Counterpart(then, party), to, planned)))


def _sheet(to: Counterpart, requests: tuple[Request, ...], open_questions: tuple[Question, ...]) -> Sheet:
    entry, name = to.analysis.landscape.parties[to.party], wording.party_name(to.analysis, to.party)
    return Sheet(
        to.party,
        name,
        ", ".join(filter(None, (entry.kind.value, wording.isolated(entry.contact or "")))),
        to.is_customer,
        tuple(dict.fromkeys(asker for request in requests for asker in request.askers)),
        to.analysis.as_of,
        _sentence(name, requests, open_questions),
        requests,
        open_questions,
        tuple(dict.fromkeys(duties(to))),
    )


def _once(found: Iterable[Request]) -> tuple[Request, ...]:
    """Each thing once, at the strictest level that anything needs of it, where it came up first."""
    kept: dict[Hashable, Request] = {}
    for request in found:
        thing = request if request.level is None else (request.what, request.paper)
        first = kept.setdefault(thing, request)
        if request.level is not None and first.level is not None and request.level < first.level:
            kept[thing] = request
    return tuple(kept.values())


def sheet_html(found: Sheet) -> str:
    """The sheet as one page that prints."""
    return render.sheet(found, "html")


def sheet_markdown(found: Sheet) -> str:
    """The sheet as Markdown."""
    return render.sheet(found, "md")


def _sentence(name: str, requests: tuple[Request, ...], open_questions: tuple[Question, ...]) -> str:
    """What it comes to, first."""
    also = f"{number(len(open_questions), 'question')} {'is' if len(open_questions) == 1 else 'are'}"
    if not requests:
        rest = f" {capitalised(also)} below." if open_questions else ""
        return f"Nothing is asked of {name} at present.{rest}"
    rest = f" {capitalised(also)} below as well." if open_questions else ""
    if len(requests) == 1 and requests[0].matter is not Matter.PROMISE:
        return f"We ask {name} for one thing{_in_short(requests[0])}.{rest}"
    services = dict.fromkeys(service for request in requests for service in request.services)
    about = f", about {listed(services)}" if services else ""
    if all(request.matter is Matter.PROMISE for request in requests):
        others = "another level" if len(requests) == 1 else f"{len(requests)} other levels"
        return f"We ask {name} to agree to {others}{about}.{rest}"
    return f"We ask {name} for {number(len(requests), 'thing')}{about}.{rest}"


def _in_short(request: Request) -> str:
    """The one thing that is asked for, as the end of a sentence."""
    if request.matter in _OF_LEVELS and request.wanted.startswith(("at ", "within ")):
        return f": {request.what[:1].lower()}{request.what[1:]} {_of(request.wanted)}, instead of {_today(request)}"
    return f", about {listed(request.services)}" if request.services else ""


def _of(wanted: str) -> str:
    return f"of {wanted}" if wanted.startswith("at ") else wanted


def _today(request: Request) -> str:
    return "nothing" if request.matter is Matter.COMMITMENT else request.today


def _unknown(analysis: Analysis, party: str) -> str:
    known = {**{one.name: one.id for one in analysis.landscape.parties.values() if one.name}}
    known |= {name: name for name in analysis.landscape.parties}
    folded = {name.casefold(): found for name, found in known.items()}
    near = get_close_matches(party.casefold(), folded, 1, 0.5)
    hint = f'; did you mean "{folded[near[0]]}"?' if near else ""
    return f'the model knows no party "{party}"{hint}'
