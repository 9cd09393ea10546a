"""The model in forms: its entries as lists, a form for each, checks while it is filled in, and what it says saved."""

import json
from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from slamodel import analysis
from slamodel.edit import CannotEdit

from ..desk import Model
from ..forms.acts import acted
from ..forms.choices import Choices, Tree, entries_of
from ..forms.draft import Draft, draft
from ..forms.filled import Filled, filled, many, one
from ..forms.form import Form
from ..forms.plain import Entry, plain
from ..forms.references import removal
from ..forms.sections import FORMS, HEAD
from ..frame import desk, opened, seen
from ..store import Stale
from ..views.checked import verdict_line
from ..views.entries import TITLES, resting, sections
from ..views.entry import Shown, form_view, merged
from .saving import edited_and_saved

page = Blueprint("entries", __name__)
_CHANGED = "The model has changed since this page was opened. This is how it is now; nothing was removed."
Page = str | tuple[str, int] | Answer


@page.get("/m/<name>/model")
def index(name: str) -> Page:
    """All entries by section."""
    model = opened(name)
    if model.tree is None:
        return render_template("entries_unreadable.html", model=model)
    query, only = request.args.get("q", ""), request.args.get("section", "")
    loaded = desk().read(model.revision.contents)
    found = sections(loaded, query, only, request.args.get("page", 1, type=int))
    return render_template("entries.html", model=model, sections=found, query=query, only=only, titles=TITLES)


@page.route("/m/<name>/model/head", methods=["GET", "POST"])
def head(name: str) -> Page:
    """What the model says of itself."""
    return _form(opened(name), HEAD, "")


@page.route("/m/<name>/model/<section>/new", methods=["GET", "POST"])
def new(name: str, section: str) -> Page:
    """A new entry; the address may fill in fields."""
    return _form(opened(name), _kind(section), "")


@page.route("/m/<name>/model/<section>/edit", methods=["GET", "POST"])
def edit(name: str, section: str) -> Page:
    """An entry that is there."""
    return _form(opened(name), _kind(section), request.args.get("id", "") or abort(404))


@page.post("/m/<name>/model/<section>/check")
def check(name: str, section: str) -> Page:
    """What is wrong with a form, field by field, and the verdict that it would give; nothing is stored."""
    model, sent, base = opened(name), _sent(), _was()
    form, entry_id = HEAD if section == "head" else _kind(section), request.args.get("id", "")
    loaded = desk().read(model.revision.contents)
    made = draft(loaded, form, entry_id, base, sent)
    told = {field: sentences for field, sentences in made.told.items() if one(sent, field) or many(sent, field)}
    view = form_view(loaded, Shown(form, entry_id, base, sent, "", told))
    return render_template(
        "entries_check.html", view=view, verdict=_verdict(model, made), before=verdict_line(model.analysis)
    )


@page.route("/m/<name>/model/<section>/remove", methods=["GET", "POST"])
def remove(name: str, section: str) -> Page:
    """What rests on an entry; without it, the model as it was saved."""
    model, entry_id = opened(name), request.args.get("id", "")
    form = _kind(section)
    if _entry(model, form, entry_id) is None:
        abort(404, f"The model has no {form.one} called {entry_id[:64]}.")
    found = removal(desk().read(model.revision.contents), section, entry_id)
    label = Choices(model.tree or {}).label(section, entry_id)
    problem, code = "", 200
    if request.method == "POST" and seen() != model.seen:
        problem, code = _CHANGED, 409
    elif request.method == "POST" and not found.stuck:
        try:
            number = edited_and_saved(model, model.seen, found.changes, f"{form.one.capitalize()} {label} removed")
            return redirect(_list(model, section, number), 303)
        except CannotEdit as error:
            problem, code = error.message, 422
        except Stale:
            problem, code = _CHANGED, 409
    rests = resting(found.references, model.tree or {})
    given = {"rests": rests, "stuck": resting(found.stuck, model.tree or {}), "problem": problem}
    return render_template("entries_remove.html", model=model, form=form, id=entry_id, label=label, **given), code


def _kind(section: str) -> Form:
    return FORMS.get(section) or abort(404)


def _entry(model: Model, form: Form, name: str) -> Entry | None:
    """The entry as it is in the newest text; of the head, the keys that its form shows."""
    tree: Tree = model.tree or {}
    if not form.section:
        return {part.keys[0]: plain(tree[part.keys[0]]) for part in form.parts() if part.keys[0] in tree}
    found = entries_of(tree, form.section).get(name)
    entry = plain(found) if found is not None else None
    return entry if isinstance(entry, dict) else None


def _form(model: Model, form: Form, name: str) -> Page:
    if model.tree is None:
        return render_template("entries_unreadable.html", model=model)
    newest = _entry(model, form, name) if name or not form.section else {}
    if request.method == "POST":
        return _posted(model, form, name, newest)
    if newest is None:
        abort(404, f"The model has no {form.one} called {name[:64]} that a form can show.")
    wished = {} if name or not form.section else {**form.blank(), **_wished()}
    return _page(model, Shown(form, name, newest, {**form.shown(newest), **wished}, model.seen, {}))


def _posted(model: Model, form: Form, name: str, newest: Entry | None) -> Page:
    sent, base = _sent(), _was()
    shown = Shown(form, name, base, sent, seen(), {})
    if act := request.form.get("act"):
        after = acted(form, sent, act)
        return _page(model, replace(shown, sent=after.form, part=after.part, focus=after.focus, said=after.said))
    if name and newest != base:
        return _page(model, _clashing(shown, newest or {}, model.seen)), 409
    made = draft(desk().read(model.revision.contents), form, name, base, sent)
    if made.told:
        return _page(model, replace(shown, told=made.told)), 422
    try:
        number = edited_and_saved(model, seen(), made.changes, made.message, holds=made.entries)
    except CannotEdit as error:
        return _page(model, replace(shown, told={"": (error.message,)})), 422
    except Stale:
        model = opened(model.workspace.name)
        return _posted(model, form, name, _entry(model, form, name))
    return redirect(_after(model, made, number), 303)


def _clashing(shown: Shown, newest: Entry, seen_now: str) -> Shown:
    """The form with what was changed in it on top of the newest entry."""
    sent = merged(shown.form, shown.base, newest, shown.sent)
    return replace(shown, base=newest, sent=sent, seen=seen_now, was=shown.base)


def _page(model: Model, shown: Shown) -> str:
    view = form_view(desk().read(model.revision.contents), shown)
    return render_template("entries_form.html", model=model, view=view, titles=TITLES)


def _sent() -> Filled:
    """What was filled in; a form of which the end is missing would take out what stood there."""
    if "whole" not in request.form:
        abort(400, "The form did not arrive as a whole. Nothing was saved.")
    return filled((key, request.form.getlist(key)) for key in request.form)


def _wished() -> Filled:
    """What the address of a new entry fills in."""
    return filled((key, request.args.getlist(key)) for key in request.args)


def _was() -> Entry:
    """The entry that the form was filled in from."""
    try:
        found = json.loads(request.form.get("was", "{}"))
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, dict) else abort(400)


def _verdict(model: Model, made: Draft) -> str:
    """The verdict with the entry as it is in the form; empty where there is none to be had."""
    if made.told or not model.is_sound or not made.form.section or not made.changed:
        return ""
    return verdict_line(analysis.what_if(model.analysis, {**made.entries}))


def _after(model: Model, made: Draft, number: int) -> str:
    then, name, section = request.form.get("then", ""), model.workspace.name, made.form.section
    if then == "stay" and section:
        return url_for("entries.edit", name=name, section=section, id=made.name, saved=number)
    if then == "another":
        return url_for("entries.new", name=name, section=section, saved=number)
    return _list(model, section, number)


def _list(model: Model, section: str, number: int) -> str:
    return url_for("entries.index", name=model.workspace.name, saved=number, _anchor=section or None)
