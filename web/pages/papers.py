"""The report as a file to take along, or to look at first."""

from functools import partial
from io import BytesIO

from flask import Blueprint, Response, request, send_file

from slamodel.diagram import RenderFault

from ..desk import Model
from ..drawings import Busy
from ..frame import drawings, opened
from ..views.diagram import Wanted
from ..views.papers import KINDS, report_bytes

page = Blueprint("papers", __name__)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""The report has its style inside and nothing else: what it shows can run nothing and reach nothing."""
_BUSY = "The diagram is left out, since too much was being drawn at that moment: take the report again."


@page.get("/m/<name>/report.<any(html, md, json):kind>")
def report(name: str, kind: str) -> Response:
    """What `slamodel report` writes; with `view` it is shown, otherwise it is a file."""
    model = opened(name)
    response = send_file(
        BytesIO(report_bytes(model.analysis, kind, partial(_drawn, model))),
        mimetype=KINDS[kind],
        as_attachment="view" not in request.args,
        download_name=f"{name}-report.{kind}",
    )
    response.headers["Content-Security-Policy"] = _POLICY
    return response


def _drawn(model: Model) -> tuple[str | None, str]:
    try:
        return drawings().svg(model, Wanted()), ""
    except RenderFault as fault:
        return None, str(fault)
    except Busy:
        return None, _BUSY
