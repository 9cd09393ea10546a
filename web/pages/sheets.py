"""What is asked of one party, as a page to read through and as files to hand over."""

from io import BytesIO
from pathlib import Path

from flask import Blueprint, Response, abort, render_template, request, send_file, send_from_directory

from slamodel import report
from slamodel.plan.outcome import Plan

from ..background import Waits
from ..desk import Model
from ..frame import opened, plans
from ..plans import patience
from ..views.asks_sheet import KINDS, of_party, sheet_bytes
from .asking import kind_of_plan, word

page = Blueprint("sheets", __name__)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""The sheet has its style inside and nothing else: what it shows can run nothing and reach nothing."""
_PATIENCE = 5.0
"""Seconds that a file waits for its plan."""
_LATER = "The plan is being worked out. Try again in a minute."
_FAILED = "The plan could not be worked out: slamodel itself failed, and its log has the details."
_GONE = "The model knows no such party. It may have been renamed or taken out."


@page.get("/m/<name>/asks")
def show(name: str) -> tuple[str, int] | Response:
    """The sheet for one party within the application; with a plan in the address, that of the plan."""
    model, asked = opened(name), _asked()
    plan = _plan(model, patience(model, is_asked_for=bool(word("again"))))
    if "HX-Request" in request.headers:
        # A page that waits is loaded anew once there is something to show, be it that it cannot be worked out.
        is_over = plan is not Waits.WORKED_OUT and plan is not Waits.CROWDED
        return Response(status=204, headers={"HX-Refresh": "true"} if is_over else {})
    if isinstance(plan, Waits):
        html = render_template("asks_awaited.html", model=model, found=plan, party=word("id"), asked=asked)
        return html, 500 if plan is Waits.FAILED else 200
    try:
        found = of_party(model.analysis, word("id"), plan)
    except KeyError:
        abort(404, _GONE)
    return render_template("asks_sheet.html", model=model, found=found, asked=asked), 200


def _asked() -> dict[str, str]:
    """The words of an address that name a plan; none where the sheet is of no plan."""
    if not (word("objective") or word("basis")):
        return {}
    objective, basis = kind_of_plan()
    return {"objective": objective, "basis": basis}


def _plan(model: Model, seconds: float) -> Plan | Waits | None:
    return plans().whole(model, *kind_of_plan(), seconds) if _asked() else None


@page.get("/m/<name>/asks.<any(html, md, json):kind>")
def file(name: str, kind: str) -> Response:
    """What `slamodel report --for` or `plan --asks` writes; nothing of the model is in its name either."""
    model, party = opened(name), word("id")
    plan = _plan(model, _PATIENCE)
    if isinstance(plan, Waits):
        abort(503, _LATER if plan is not Waits.FAILED else _FAILED)
    try:
        content = sheet_bytes(model.analysis, party, kind, plan)
    except KeyError:
        abort(404, _GONE)
    response = send_file(
        BytesIO(content), mimetype=KINDS[kind], as_attachment=True, download_name=f"asks-{party}.{kind}"
    )
    response.headers["Content-Security-Policy"] = _POLICY
    return response


@page.get("/asks.css")
def look() -> Response:
    """The look of a sheet, which the page shares with the files."""
    return send_from_directory(Path(report.__file__).parent / "templates", "sheet.css", max_age=3600)
