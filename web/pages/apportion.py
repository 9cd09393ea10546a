"""A promise shared out over its links: a starting point for contracts that are not there yet."""

from typing import cast

from flask import Blueprint, abort, render_template, request

from slamodel.plan.outcome import Basis

from ..frame import opened
from ..views import apportion as view
from .asking import addresses, word

page = Blueprint("apportion", __name__)


@page.get("/m/<name>/promise/apportion")
def show(name: str) -> str:
    """The levels that every link would have, by each method."""
    model = opened(name)
    try:
        promise = model.analysis.target(request.args.get("id", ""))
    except KeyError:
        abort(404, "The model makes no such promise. It may have been renamed or taken out.")
    basis = cast("Basis", word("basis") if word("basis") in view.BASES else "guaranteed")
    found = view.page(model.analysis, promise, basis)
    return render_template("apportion.html", model=model, found=found, bases=view.BASES, to=addresses(name))
