"""What is asked of one party, as a page to read through and as files to hand over."""

from io import BytesIO
from pathlib import Path

from flask import Blueprint, Response, abort, render_template, send_file, send_from_directory

from slamodel import report

from ..frame import opened
from ..views.asks_sheet import KINDS, of_party, sheet_bytes
from .asking import word

page = Blueprint("sheets", __name__)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""The sheet has its style inside and nothing else: what it shows can run nothing and reach nothing."""
_GONE = "The model knows no such party. It may have been renamed or taken out."


@page.get("/m/<name>/asks")
def show(name: str) -> str:
    """The sheet for one party within the application."""
    model = opened(name)
    try:
        found = of_party(model.analysis, word("id"))
    except KeyError:
        abort(404, _GONE)
    return render_template("asks_sheet.html", model=model, found=found)


@page.get("/m/<name>/asks.<any(html, md, json):kind>")
def file(name: str, kind: str) -> Response:
    """What `slamodel report --for` writes; nothing of the model is in its name either."""
    model, party = opened(name), word("id")
    try:
        content = sheet_bytes(model.analysis, party, kind)
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
