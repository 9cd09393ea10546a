"""Five questions, and from the answers a first model with its verdict."""

import re

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ..forms.first_model import first_model
from ..forms.start import KINDS, MOST_ROWS, Answers, answers, mistakes
from ..frame import desk

page = Blueprint("start", __name__)

_MESSAGE = "Started with five questions"
_REMOVE = re.compile(r"remove-([0-9]{1,4})")


@page.get("/start")
def show() -> str:
    """The questions."""
    _only_with_workspaces()
    return _shown(Answers(team="Our IT"))


@page.post("/start")
def create() -> Response | str | tuple[str, int]:
    """One row more or less while somebody answers; else the model, or what is amiss at its field."""
    _only_with_workspaces()
    given, act = answers(request.form), request.form.get("act", "")
    if act == "show":
        return _shown(given, is_back=True)
    if act == "add":
        return _shown(given.with_another_row(), focus=f"need-{len(given.needs)}-name")
    if removed := _REMOVE.fullmatch(act):
        return _shown(given.without_row(int(removed[1])), focus="add")
    given = _settled(given, act)
    if found := mistakes(given):
        return _shown(given, found), 422
    workspace = desk().create((("model.yaml", first_model(given).encode()),), _MESSAGE)
    return redirect(url_for("overview.show", name=workspace.name, saved=workspace.head), 303)


def _only_with_workspaces() -> None:
    if desk().disk:
        abort(404)


def _settled(given: Answers, act: str) -> Answers:
    """The answers once somebody has said whether a name with commas is one customer or several."""
    if act == "several":
        return given.with_several_customers()
    return given.with_one_name() if act == "one" else given


def _shown(given: Answers, found: dict[str, str] | None = None, focus: str = "", *, is_back: bool = False) -> str:
    return render_template(
        "start.html",
        given=given,
        mistakes=found or {},
        kinds=KINDS,
        focus=focus,
        is_full=len(given.needs) >= MOST_ROWS,
        is_back=is_back,
    )
