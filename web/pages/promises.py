"""All promises of a model to filter and sort, and the page of one."""

from dataclasses import replace

from flask import Blueprint, abort, render_template, request

from ..background import Waits
from ..desk import Model
from ..frame import opened, plans
from ..plans import is_small, patience
from ..views import options as outs
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
    return render_template("promise.html", model=model, found=found, to=to, ways=_ways(model, found.id))


def _ways(model: Model, name: str) -> outs.Ways | Waits | None:
    """The ways out of a gap; of a large model the page does not wait for them, unless it is asked to."""
    promise = model.analysis.target(name)
    if not outs.is_asked(promise):
        return None
    if word("ways") or is_small(model):
        return plans().ways(model, promise, patience(model, is_asked_for=bool(word("ways"))))
    return plans().known_ways(model, promise) or Waits.WORKED_OUT
