"""The first page of a model: the verdict."""

from dataclasses import replace

from flask import Blueprint, render_template

from ..frame import opened
from ..views.overview import Overview, overview
from ..views.tables import Addresses, linked, linked_asks
from .asking import addresses

page = Blueprint("overview", __name__)


@page.get("/m/<name>/")
def show(name: str) -> str:
    """The verdict, promises by status and margin, findings ranked."""
    model = opened(name)
    found = _linked(overview(model.analysis), addresses(name))
    return render_template("overview.html", model=model, overview=found, to=addresses(name))


def _linked(found: Overview, to: Addresses) -> Overview:
    return replace(
        found,
        worst=linked(found.worst, to) if found.worst else None,
        ending=linked(found.ending, to) if found.ending else None,
        asks=tuple(linked_asks(group, to) for group in found.asks),
    )
