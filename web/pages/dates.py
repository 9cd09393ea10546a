"""The days that matter in a model: what bites next, as a page and as a calendar to subscribe to."""

from dataclasses import replace

from flask import Blueprint, Response, render_template, url_for

from ..frame import opened
from ..views.dates import feed, listing
from ..views.tables import linked
from .asking import addresses, number_of_page

page = Blueprint("dates", __name__)


@page.get("/m/<name>/dates")
def index(name: str) -> str:
    """All dates, the next first."""
    model = opened(name)
    found = listing(model.analysis, number_of_page())
    if found.table:
        found = replace(found, table=linked(found.table, addresses(name)))
    # A calendar that is subscribed to moves on with the days, so it does not keep the one that this page is asked for.
    to_feed = url_for("dates.subscribed", name=name, as_of=None, _external=True)
    return render_template("dates.html", model=model, found=found, to_feed=to_feed)


@page.get("/m/<name>/dates.ics")
def subscribed(name: str) -> Response:
    """The same as a calendar."""
    model = opened(name)
    response = Response(feed(model.analysis), mimetype="text/calendar")
    response.headers.set("Content-Disposition", "inline", filename=f"{name}-dates.ics")
    return response
