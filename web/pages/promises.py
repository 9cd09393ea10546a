"""All promises of a model to filter and sort, and the page of one."""

from dataclasses import replace

from flask import Blueprint, abort, render_template, request

from ..frame import opened
from ..views import promise as one
from ..views.promises import Wanted, listing
from ..views.tables import linked
from .asking import addresses, number_of_page, word

page = Blueprint("promises", __name__)


@page.get("/m/<name>/promises")
def index(name: str) -> str:
    """The promises that the address asks for."""
    model, to = opened(name), addresses(name)
    keys = ("status", "kind", "metric", "party", "agreement", "q", "sort")
    wanted = Wanted(**{key: word(key) for key in keys}, page=number_of_page())
    found = listing(model.analysis, wanted)
    return render_template("promises.html", model=model, found=replace(found, table=linked(found.table, to)))


@page.get("/m/<name>/promise")
def show(name: str) -> str:
    """One promise."""
    model, to = opened(name), addresses(name)
    try:
        found = one.page(model.analysis, request.args.get("id", ""), word("start"))
    except KeyError:
        abort(404, "The model makes no such promise. It may have been renamed or taken out.")
    carriers = tuple(linked(table, to) for table in found.carriers)
    resting = linked(found.resting, to) if found.resting else None
    found = replace(found, carriers=carriers, resting=resting)
    return render_template("promise.html", model=model, found=found, to=to)
