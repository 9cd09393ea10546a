"""The model in forms: its entries as lists, a form for each, and what rests on one that is to be removed."""

from flask import Blueprint, abort, redirect, render_template, request, url_for

from slamodel.edit import CannotEdit

from ..desk import Model
from ..forms.choices import Choices, Tree
from ..forms.form import Form
from ..forms.references import removal
from ..forms.sections import FORMS, HEAD
from ..frame import opened, seen
from ..store import Stale
from ..views.entries import TITLES, resting, sections
from .filling import Page, checked_form, entry_of, form_page
from .saving import edited_and_saved

page = Blueprint("entries", __name__)
_CHANGED = "The model has changed since this page was opened. This is how it is now; nothing was removed."


@page.get("/m/<name>/model")
def index(name: str) -> Page:
    """All entries by section."""
    model = opened(name)
    if model.tree is None:
        return render_template("entries_unreadable.html", model=model)
    query, only = request.args.get("q", ""), request.args.get("section", "")
    found = sections(model.loaded, query, only, request.args.get("page", 1, type=int))
    return render_template("entries.html", model=model, sections=found, query=query, only=only, titles=TITLES)


@page.route("/m/<name>/model/head", methods=["GET", "POST"])
def head(name: str) -> Page:
    """What the model says of itself."""
    return form_page(opened(name), HEAD, "")


@page.route("/m/<name>/model/<section>/new", methods=["GET", "POST"])
def new(name: str, section: str) -> Page:
    """A new entry; the address may fill in fields."""
    return form_page(opened(name), _kind(section), "")


@page.route("/m/<name>/model/<section>/edit", methods=["GET", "POST"])
def edit(name: str, section: str) -> Page:
    """An entry that is there."""
    return form_page(opened(name), _kind(section), request.args.get("id", "") or abort(404))


@page.post("/m/<name>/model/<section>/check")
def check(name: str, section: str) -> Page:
    """What is wrong with a form, field by field, and the verdict that it would give; nothing is stored."""
    form = HEAD if section == "head" else _kind(section)
    return checked_form(opened(name), form, request.args.get("id", ""))


@page.route("/m/<name>/model/<section>/remove", methods=["GET", "POST"])
def remove(name: str, section: str) -> Page:
    """What rests on an entry; without it, the model as it was saved."""
    model, form, entry_id = opened(name), _kind(section), request.args.get("id", "") or abort(404)
    if entry_of(model, form, entry_id) is None:
        abort(404, f"The model has no {form.one} called {entry_id[:64]}.")
    if request.method == "GET":
        return _removing(model, form, entry_id)
    if seen() != model.seen:
        return _removing(model, form, entry_id, _CHANGED), 409
    found = removal(model.loaded, section, entry_id)
    if found.stuck:
        return _removing(model, form, entry_id), 409
    label = Choices(model.tree or {}).label(section, entry_id)
    try:
        number = edited_and_saved(model, found.changes, f"{form.one.capitalize()} {label} removed")
    except CannotEdit as error:
        return _removing(model, form, entry_id, error.message), 422
    except Stale:
        return _removing(opened(name), form, entry_id, _CHANGED), 409
    return redirect(url_for("entries.index", name=name, saved=number, _anchor=section), 303)


def _removing(model: Model, form: Form, entry_id: str, problem: str = "") -> str:
    tree: Tree = model.tree or {}
    found = removal(model.loaded, form.section, entry_id)
    rests, stuck = resting(found.references, tree), resting(found.stuck, tree)
    label = Choices(tree).label(form.section, entry_id)
    others = [one for one in rests if one not in stuck]
    given = {"rests": rests, "stuck": stuck, "others": others, "problem": problem}
    return render_template("entries_remove.html", model=model, form=form, id=entry_id, label=label, **given)


def _kind(section: str) -> Form:
    return FORMS.get(section) or abort(404)
