"""The report as a file to take along, or to look at first."""

from io import BytesIO

from flask import Blueprint, Response, request, send_file

from ..frame import opened
from ..views.papers import KINDS, report_bytes

page = Blueprint("papers", __name__)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""The report has its style inside and nothing else: what it shows can run nothing and reach nothing."""


@page.get("/m/<name>/report.<any(html, md, json):kind>")
def report(name: str, kind: str) -> Response:
    """What `slamodel report` writes; with `view` it is shown, otherwise it is a file."""
    model = opened(name)
    response = send_file(
        BytesIO(report_bytes(model.analysis, kind)),
        mimetype=KINDS[kind],
        as_attachment="view" not in request.args,
        download_name=f"{name}-report.{kind}",
    )
    response.headers["Content-Security-Policy"] = _POLICY
    return response
