"""A form that is asked for or sent in; its page, what a check says of it, or the revision that it makes, out."""

from dataclasses import replace

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from slamodel import analysis, load
from slamodel.edit import CannotEdit
from slamodel.gaps.wording import capitalised

from ..desk import Model
from ..forms.acts import acted
from ..forms.choices import Tree, entries_of
from ..forms.draft import Draft, draft
from ..forms.filled import Filled, filled, many, one
from ..forms.form import Form
from ..forms.plain import Entry, plain, text_at
from ..forms.sent import sent_tree
from ..frame import opened, seen
from ..limits import TooLarge
from ..ondisk import CannotWrite
from ..store import CannotKeep, Stale
from ..views.checked import verdict_line
from ..views.effective import in_effect
from ..views.entries import TITLES
from ..views.entry import Shown, form_view, merged
from ..views.hours import WITH_HOURS, Hours, hours, users
from .saving import edited_and_saved

_NO_FILE = "The model has no calendar file {file}. Add it first, on the page of calendar files."
Page = str | tuple[str, int] | Answer


def entry_of(model: Model, form: Form, name: str) -> Entry | None:
    """The entry as it is in the newest text; of the head, the keys that its form shows."""
    tree: Tree = model.tree or {}
    if not form.section:
        return {part.keys[0]: plain(tree[part.keys[0]]) for part in form.parts() if part.keys[0] in tree}
    found = entries_of(tree, form.section).get(name)
    entry = plain(found) if found is not None else None
    return entry if isinstance(entry, dict) else None


def form_page(model: Model, form: Form, name: str) -> Page:
    """A form to fill in, or what has become of one that was."""
    if model.tree is None:
        return render_template("entries_unreadable.html", model=model)
    newest = entry_of(model, form, name) if name or not form.section else {}
    if request.method == "POST":
        return _posted(model, form, name, newest)
    if newest is None:
        abort(404, f"The model has no {form.one} called {name[:64]} that a form can show.")
    wished = {} if name or not form.section else {**form.blank(), **_wished()}
    return _page(model, Shown(form, name, newest, {**form.shown(newest), **wished}, model.seen, {}))


def checked_form(model: Model, form: Form, name: str) -> Page:
    """What is wrong with a form that is being filled in, and the verdict that it would give."""
    sent, base = _sent(), _was()
    made = _drafted(model, form, name, base, sent)
    told = {field: sentences for field, sentences in made.told.items() if one(sent, field) or many(sent, field)}
    view = form_view(model.loaded, Shown(form, name, base, sent, "", told))
    given = {
        "verdict": _verdict(model, made),
        "before": verdict_line(model.analysis),
        "hours": _hours_as_filled(model, made),
    }
    return render_template("entries_check.html", view=view, **given)


def _posted(model: Model, form: Form, name: str, newest: Entry | None) -> Page:
    shown = Shown(form, name, _was(), _sent(), seen(), {})
    if act := request.form.get("act"):
        after = acted(form, shown.sent, act)
        return _page(model, replace(shown, sent=after.form, part=after.part, focus=after.focus, said=after.said))
    made = _drafted(model, form, name, shown.base, shown.sent)
    if seen() != model.seen and (there := _there_already(model, made)):
        return _after(model, replace(made, name=there), model.revision.number)
    if name and newest is None and seen() != model.seen:
        return _page(model, replace(shown, seen=model.seen, is_gone=True)), 409
    if newest not in (None, shown.base) and (name or not form.section):
        return _page(model, _clashing(shown, newest, model.seen)), 409
    if made.told:
        return _page(model, replace(shown, told=made.told)), 422
    return _saved(model, made, shown, is_there=newest is not None)


def _drafted(model: Model, form: Form, name: str, base: Entry, sent: Filled) -> Draft:
    """What the form says, which may name calendar files that the model has; on disk, any may lie beside it."""
    made = draft(model.loaded, form, name, base, sent)
    file = text_at(made.entry.get("holidays", {}), "ics") if form.section == "calendars" else ""
    if not file or model.is_on_disk or file in model.loaded.reading.beside.files or "holidays.ics" in made.told:
        return made
    return replace(made, told={**made.told, "holidays.ics": (_NO_FILE.format(file=file),)})


def _saved(model: Model, made: Draft, shown: Shown, *, is_there: bool) -> Page:
    """The revision; an entry that others have removed is there again, as whoever saved it has seen."""
    renaming = (made.form.section, made.old, made.name) if made.is_renamed and is_there else None
    try:
        number = edited_and_saved(model, made.changes, made.message, renaming)
    except CannotEdit as error:
        return _page(model, replace(shown, told={"": (f"{capitalised(error.message)}.",)})), 422
    except (CannotKeep, CannotWrite, TooLarge) as fault:
        told = {"": (f"{str(fault).removesuffix('.')}.",)}
        return _page(model, replace(shown, told=told)), 422 if isinstance(fault, TooLarge) else 507
    except Stale:  # somebody was faster by a moment: what they have made of it is looked at as if it had been there
        newest = opened(model.workspace.name)
        return _posted(newest, made.form, made.old, entry_of(newest, made.form, made.old))
    return _after(model, made, number)


def _there_already(model: Model, made: Draft) -> str | None:
    """The id of the entry when the model has it just as it is to be: a form that was sent twice is saved once."""
    entries = entries_of(model.tree or {}, made.form.section)
    wanted = [made.name] if made.old else sorted(entries)
    return next((name for name in wanted if name in entries and plain(entries[name]) == made.entry), None)


def _clashing(shown: Shown, newest: Entry, seen_now: str) -> Shown:
    """The form with what was changed in it on top of the newest entry."""
    sent = merged(shown.form, shown.base, newest, shown.sent)
    return replace(shown, base=newest, sent=sent, seen=seen_now, was=shown.base)


def _page(model: Model, shown: Shown) -> str:
    view, section, name = form_view(model.loaded, shown), shown.form.section, shown.name
    given: dict[str, object] = {"has_hours": section in WITH_HOURS, "hours": None, "users": None}
    if name and section in WITH_HOURS:
        given |= {
            "hours": hours(model.loaded.landscape, section, name, model.asked.as_of),
            "users": users(model.tree or {}, section, name),
        }
    terms = in_effect(model.loaded, name) if section == "agreements" else ()
    return render_template("entries_form.html", model=model, view=view, titles=TITLES, terms=terms, **given)


def _hours_as_filled(model: Model, made: Draft) -> Hours | None:
    """What the hours of a form come to as they are filled in; None where they have not changed, or are wrong."""
    if made.told or not made.changed or made.form.section not in WITH_HOURS:
        return None
    tried = load.revised(model.loaded, made.entries)
    return hours(tried.landscape, made.form.section, made.name, model.asked.as_of)


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
    found = sent_tree(request.form.get("was", "{}"))
    return found if isinstance(found, dict) else abort(400)


def _verdict(model: Model, made: Draft) -> str:
    """The verdict with the entry as it is in the form; empty where there is none to be had."""
    if made.told or made.is_renamed or not model.is_sound or not made.form.section or not made.changed:
        return ""
    return verdict_line(analysis.what_if(model.analysis, {**made.entries}))


def _after(model: Model, made: Draft, number: int) -> Answer:
    """Where people go on: at the list, in the same form, or with another new entry."""
    then, name, section = request.form.get("then", ""), model.workspace.name, made.form.section
    if then == "stay" and section:
        return redirect(url_for("entries.edit", name=name, section=section, id=made.name, saved=number), 303)
    if then == "another":
        return redirect(url_for("entries.new", name=name, section=section, saved=number), 303)
    return redirect(url_for("entries.index", name=name, saved=number, _anchor=section or None), 303)
