"""An analysis and a party in; the sheet of what is asked of it out, which can be handed over, as HTML and Markdown."""

from difflib import get_close_matches

from slamodel.analysis import Analysis
from slamodel.gaps.wording import listed, number
from slamodel.report import render, wording
from slamodel.report.sheet_contracts import contracts
from slamodel.report.sheet_counterpart import Counterpart
from slamodel.report.sheet_customer import duties, promises
from slamodel.report.sheet_hours import hours
from slamodel.report.sheet_levels import levels
from slamodel.report.sheet_questions import questions
from slamodel.report.sheet_shares import shares
from slamodel.report.sheet_views import Question, Request, Sheet


class UnknownParty(ValueError):
    """There is no such party; says which one may have been meant."""


def sheet(analysis: Analysis, party: str) -> Sheet:
    """All that is asked of a party; raises UnknownParty."""
    entry = analysis.landscape.parties.get(party)
    if entry is None:
        raise UnknownParty(_unknown(analysis, party))
    to = Counterpart(analysis, party)
    ranked = sorted(
        (found for asks in (levels, shares, hours, contracts, promises) for found in asks(to)), key=lambda pair: pair[0]
    )
    requests = tuple(dict.fromkeys(request for _, request in ranked))
    open_questions = tuple(questions(to))
    return Sheet(
        party,
        wording.party_name(analysis, party),
        ", ".join(filter(None, (entry.kind.value, wording.isolated(entry.contact or "")))),
        to.is_customer,
        tuple(dict.fromkeys(name for request in requests for name in request.askers)),
        analysis.as_of,
        _sentence(wording.party_name(analysis, party), requests, open_questions),
        requests,
        open_questions,
        tuple(dict.fromkeys(duties(to))),
    )


def sheet_html(found: Sheet) -> str:
    """The sheet as one page that prints."""
    return render.sheet(found, "html")


def sheet_markdown(found: Sheet) -> str:
    """The sheet as Markdown."""
    return render.sheet(found, "md")


def _sentence(name: str, requests: tuple[Request, ...], open_questions: tuple[Question, ...]) -> str:
    """What it comes to, first."""
    also = (
        f"{number(len(open_questions), 'question')} about the paperwork {'is' if len(open_questions) == 1 else 'are'}"
    )
    if not requests:
        rest = f" {also} open." if open_questions else ""
        return f"Nothing is asked of {name} at present.{rest}"
    services = [*dict.fromkeys(request.service for request in requests if request.service)]
    about = f", about {listed(services)}" if services else ""
    rest = f" {also} on the sheet as well." if open_questions else ""
    things = "one thing" if len(requests) == 1 else number(len(requests), "thing")
    return f"We ask {name} for {things}{about}.{rest}"


def _unknown(analysis: Analysis, party: str) -> str:
    known = {**{one.name: one.id for one in analysis.landscape.parties.values() if one.name}}
    known |= {name: name for name in analysis.landscape.parties}
    folded = {name.casefold(): found for name, found in known.items()}
    near = get_close_matches(party.casefold(), folded, 1, 0.5)
    hint = f'; did you mean "{folded[near[0]]}"?' if near else ""
    return f'the model knows no party "{party}"{hint}'
