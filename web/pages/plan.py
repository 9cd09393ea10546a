"""The plan for all promises and the ways out of one gap, worked out meanwhile; and a revision with their changes."""

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.wrappers import Response as Answer

from slamodel.edit import CannotEdit, edited
from slamodel.propagate import Promise

from ..background import Waits
from ..desk import Model
from ..drafts import drafted
from ..forms.changes import NoChanges, from_text
from ..frame import desk, opened, plans, saved, unchanged
from ..plans import patience
from ..views import plan as view
from ..views.tables import linked
from .asking import addresses, kind_of_plan, word

page = Blueprint("plan", __name__)

_FAULTY = "Nothing was saved. The text has mistakes; mend them first: what you saw is on the last state without any."
_UNREADABLE = "Nothing was saved: what was sent does not say which changes to make."
_UNFIT = "Nothing was saved: with these changes the text of the model would have mistakes."


@page.get("/m/<name>/plan")
def show(name: str) -> tuple[str, int]:
    """The plan for what the address asks for, or that it is being worked out."""
    model = opened(name)
    shown = _planned(model, patience(model, is_asked_for=bool(word("again"))))
    html = render_template("plan.html", objectives=view.OBJECTIVES, bases=view.BASES, **shown)
    return html, 500 if shown["found"] is Waits.FAILED else 200


@page.get("/m/<name>/plan/answer")
def answer(name: str) -> str | Response:
    """The plan alone, for a page that waits for it; no content while it is being worked out."""
    shown = _planned(opened(name), 0.0)
    found = shown["found"]
    return not_yet(found) if isinstance(found, Waits) else render_template("plan_answer.html", **shown)


@page.get("/m/<name>/promise/ways")
def ways(name: str) -> str | Response:
    """The ways out of one gap, for the page of its promise; no content while they are being worked out."""
    model = opened(name)
    promise = _promise(model)
    found = plans().ways(model, promise, patience(model))
    if isinstance(found, Waits):
        return not_yet(found)
    return render_template("options.html", model=model, ways=found, to=addresses(name), name=name)


def not_yet(found: Waits) -> Response:
    """Nothing to show, so that a page asks again; where it would ask for ever, it is loaded anew and says why."""
    return Response(status=204, headers={"HX-Refresh": "true"} if found is Waits.FAILED else {})


@page.post("/m/<name>/plan/draft")
def draft(name: str) -> Answer:
    """A draft with the changes that a form carries: exactly those that somebody has looked at, and nobody agreed to."""
    model = opened(name)
    unchanged(model)
    if not model.is_sound:
        abort(409, _FAULTY)
    try:
        contents = edited(model.revision.contents, from_text(request.form.get("changes", "")))
    except NoChanges:
        abort(400, _UNREADABLE)
    except CannotEdit as refusal:
        abort(409, f"Nothing was saved: {refusal.message}.")
    if not desk().read(contents).is_sound:
        abort(409, _UNFIT)
    message = drafted(" ".join(request.form.get("message", "").split()) or "planned changes")
    promise = request.form.get("promise", "")
    if promise in desk().analysed(contents, model.asked).ids:
        return saved(model, contents, message, "promises.show", id=promise)
    return saved(model, contents, message, "overview.show")


def _planned(model: Model, seconds: float) -> dict[str, object]:
    """What the templates of a plan need."""
    objective, basis = kind_of_plan()
    found, to = plans().plan(model, objective, basis, seconds), addresses(model.workspace.name)
    table = linked(found.table, to) if not isinstance(found, Waits) and found.table else None
    wanted = f"{view.OBJECTIVES[objective]} at which all promises can be kept {view.BASES[basis]}"
    asked = {"objective": objective, "basis": basis, "wanted": wanted}
    return {"model": model, "found": found, "table": table, "to": to, **asked}


def _promise(model: Model) -> Promise:
    """The promise that the address names, or 404."""
    try:
        return model.analysis.target(request.args.get("id", ""))
    except KeyError:
        abort(404, "The model makes no such promise. It may have been renamed or taken out.")
