"""A sheet for one party in; the same for programs, `slamodel-sheet/1`, out."""

import json
from typing import Any

from slamodel.report.sheet_views import Paper, Request, Sheet

FORMAT = "slamodel-sheet/1"


def sheet_json(found: Sheet) -> str:
    """The sheet as indented JSON text; the same sheet always gives the same bytes."""
    return json.dumps(answer(found), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def answer(found: Sheet) -> dict[str, Any]:
    """The sheet as plain data; null is for nothing."""
    return {
        "format": FORMAT,
        "to": {"party": found.party, "name": found.name},
        "from": list(found.askers),
        "as_of": found.as_of.isoformat(),
        "summary": found.sentence,
        "asks": [_request(request) for request in found.requests],
        "questions": [
            {"code": question.code, "agreement": question.agreement or None, "text": question.text}
            for question in found.questions
        ],
        "duties": list(found.duties),
    }


def _request(request: Request) -> dict[str, Any]:
    return {
        "about": request.matter.value,
        "what": request.what,
        "services": list(request.services),
        "metric": request.metric or None,
        "priority": request.priority or None,
        "today": request.today,
        "wanted": request.wanted,
        "why": list(request.why),
        "from": list(request.askers),
        "agreement": _paper(request.paper) if request.paper else None,
        "by_when": request.by_when,
        "offers": list(request.offers),
        "others_are_asked_too": request.is_shared,
        "others_could_grant_it": request.is_either,
    }


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "id": paper.id,
        "name": paper.name,
        "source": paper.source or None,
        "term": paper.term,
        "other_terms_from": paper.lever.isoformat() if paper.lever else None,
        "notice_until": paper.notice.isoformat() if paper.notice else None,
    }
