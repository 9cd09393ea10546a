"""What all pages share: the model that an address names, the day it is asked for, and the words around the content."""

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    has_request_context,
    redirect,
    request,
    send_from_directory,
    url_for,
)
from jinja2 import ChoiceLoader, PackageLoader
from werkzeug.wrappers import Response as Answer

from slamodel import report
from slamodel.model import Status
from slamodel.report.wording import day
from slamodel.units import UnitError, parse_date, tied

from .desk import Asked, Desk, Model
from .drawings import Drawings
from .plans import Plans
from .security import nonce_for_templates
from .store import Contents, Stale
from .tried import Tried
from .views.history import way_back
from .views.words import moment

_KEPT = ("as_of", "assume")
"""What is asked for goes along from page to page."""
_ONCE = (*_KEPT, "saved")


def dress(app: Flask) -> None:
    """Give templates the parts of the report, what they print times with, and addresses that keep what is asked for."""
    own = app.jinja_loader
    assert own is not None  # noqa: S101 - a Flask application with a folder of templates has a loader
    # By the ending of its name Flask would take `parts.html.j2`, which lays out names from the model, for plain text.
    app.jinja_options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_loader = ChoiceLoader([own, PackageLoader("slamodel.report")])
    app.context_processor(nonce_for_templates)
    app.context_processor(lambda: {"today": date.today(), "back_to_today": _back_to_today})  # noqa: DTZ011 - where the user is
    app.add_template_filter(way_back)
    app.add_template_filter(moment)
    app.add_template_filter(day)
    app.add_template_filter(tied)
    app.url_defaults(_keep_asked)
    app.add_url_rule("/look.css", "look", _look)


def _look() -> Response:
    """The look of the report, which the pages share."""
    return send_from_directory(Path(report.__file__).parent / "templates", "report.css", max_age=3600)


def _keep_asked(endpoint: str, values: dict[str, Any]) -> None:
    if has_request_context() and "name" in values and endpoint != "static":
        for key in _KEPT:
            if key not in values and (found := request.args.get(key)):
                values[key] = found


def _back_to_today() -> str:
    """Where the same page is as of today, without what is assumed; the overview where this is the answer to a form."""
    if request.method != "GET":
        return url_for("overview.show", **{**(request.view_args or {}), **dict.fromkeys(_KEPT)})
    return "?" + urlencode([(key, value) for key, value in request.args.items(multi=True) if key not in _ONCE])


def desk() -> Desk:
    """Where models come from."""
    found: Desk = current_app.extensions["desk"]
    return found


def drawings() -> Drawings:
    """Where pictures come from."""
    found: Drawings = current_app.extensions["drawings"]
    return found


def trials() -> Tried:
    """Where the verdicts on changes that are only tried come from."""
    found: Tried = current_app.extensions["tried"]
    return found


def plans() -> Plans:
    """Where plans and ways out of gaps come from."""
    found: Plans = current_app.extensions["plans"]
    return found


def asked() -> Asked:
    """The day in the address, else today; what counts as agreed besides what is."""
    written = request.args.get("as_of", "")
    try:
        as_of = parse_date(written) if written else date.today()  # noqa: DTZ011 - the day where the user is
    except UnitError as error:
        abort(400, f"The day cannot be read: {error.message}. {error.hint}")
    allowed = {Status.DRAFT.value, Status.REQUESTED.value}
    words = request.args.get("assume", "").split(",")
    return Asked(as_of, frozenset(Status(word) for word in words if word in allowed))


def opened(name: str) -> Model:
    """The model that an address names, or 404."""
    try:
        return desk().open(name, asked())
    except KeyError:
        abort(404)


def seen() -> str:
    """The fingerprint of the text that a change was made on, or 428: without it nobody could tell what gets lost."""
    return request.form.get("seen") or abort(428)


def saved(model: Model, contents: Contents, message: str, to: str, **values: Any) -> Answer:  # noqa: ANN401 - parts of addresses
    """Save a revision and go to a page that says so; raises Stale."""
    stamp = desk().save(model.workspace, unchanged(model), contents, message)
    return redirect(url_for(to, name=model.workspace.name, saved=stamp.number, **values), 303)


def unchanged(model: Model) -> str:
    """The fingerprint of a model that is still as it was shown; raises Stale.

    What was made of any other state must not be saved, not even when the state that was shown comes back meanwhile.
    """
    if seen() != model.seen:
        raise Stale(model.revision)
    return model.seen


__all__ = ["asked", "desk", "drawings", "dress", "opened", "plans", "saved", "seen", "trials", "unchanged"]
