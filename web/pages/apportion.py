"""A promise shared out over its links: a starting point for contracts that are not there yet."""

from typing import cast

from flask import Blueprint, Response, abort, render_template, request

from slamodel.plan.outcome import Basis

from ..background import Waits
from ..frame import opened, plans
from ..plans import is_small
from ..views import apportion as view
from .asking import addresses, word
from .plan import not_yet

page = Blueprint("apportion", __name__)

_PATIENCE = 5.0
"""Seconds that a page waits where it is likely to be worth it."""


@page.get("/m/<name>/promise/apportion")
def show(name: str) -> tuple[str, int] | Response:
    """The levels that every link would have, by each method, or that they are being worked out."""
    model = opened(name)
    try:
        promise = model.analysis.target(request.args.get("id", ""))
    except KeyError:
        abort(404, "The model makes no such promise. It may have been renamed or taken out.")
    basis = cast("Basis", word("basis") if word("basis") in view.BASES else "guaranteed")
    seconds = _PATIENCE if is_small(model) or word("again") else 0.0
    found = plans().shared_out(model, promise, basis, seconds)
    if isinstance(found, Waits) and "HX-Request" in request.headers:
        return not_yet(found)
    html = render_template(
        "apportion.html",
        model=model,
        found=found,
        promise=promise.id,
        heading=view.heading(model.analysis, promise),
        basis=basis,
        bases=view.BASES,
        to=addresses(name),
    )
    return html, 500 if found is Waits.FAILED else 200
