"""The parties of a model, and what one of them owes and is owed."""

from dataclasses import replace

from flask import Blueprint, abort, render_template, request

from ..frame import opened
from ..views.parties import listing
from ..views.party import About, about
from ..views.tables import Addresses, linked, linked_asks
from .asking import addresses, number_of_page

page = Blueprint("parties", __name__)


@page.get("/m/<name>/parties")
def index(name: str) -> str:
    """All parties."""
    model = opened(name)
    found = listing(model.analysis, number_of_page())
    return render_template(
        "parties.html", model=model, found=replace(found, table=linked(found.table, addresses(name)))
    )


@page.get("/m/<name>/party")
def show(name: str) -> str:
    """One party."""
    model, to = opened(name), addresses(name)
    try:
        found = about(model.analysis, request.args.get("id", ""))
    except KeyError:
        abort(404, "The model knows no such party. It may have been renamed or taken out.")
    return render_template("party.html", model=model, found=_linked(found, to), to=to)


def _linked(found: About, to: Addresses) -> About:
    services = found.services
    return replace(
        found,
        owed=tuple(replace(owed, table=linked(owed.table, to)) for owed in found.owed),
        asks=linked_asks(found.asks, to) if found.asks else None,
        services=replace(services, table=linked(services.table, to)) if services else None,
        money=tuple(linked(table, to) for table in found.money),
        ending=linked(found.ending, to) if found.ending else None,
    )
