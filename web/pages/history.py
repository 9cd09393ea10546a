"""The revisions of a model: what each changed and did to the verdict, and the way back to any of them."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from slamodel.load.files import is_calendar

from ..desk import Model
from ..drafts import agreed
from ..frame import desk, opened, saved, seen
from ..store import Revision, Stale
from ..views.difference import FileDifference, difference
from ..views.differences import Wanted
from ..views.differences import wanted as asked
from ..views.history import entries, restored, undone
from .differences import Pair, body

page = Blueprint("history", __name__)

_PAGE = 50
_LOOK_BACK = 500
"""As many revisions are looked through for the one that a stale page has shown."""


@page.get("/m/<name>/history")
def index(name: str) -> str:
    """Revisions, the newest first, page by page."""
    model, before = opened(name), request.args.get("before", type=int)
    before = None if before is None or before > model.revision.number else max(before, 1)
    stamps = desk().store.history(model.workspace, before=before, most=_PAGE + 1)
    older = stamps[_PAGE - 1].number if len(stamps) > _PAGE else None
    return render_template(
        "history.html",
        model=model,
        entries=entries(stamps[:_PAGE], desk().drafts(model.workspace)),
        older=older,
        before=before,
        asked=asked({}, model.revision.number),
    )


@page.get("/m/<name>/history/<int:number>")
def show(name: str, number: int) -> str:
    """One revision: what it changed, and what that did to the verdict."""
    model = opened(name)
    revision = _revision(model, number)
    before = desk().store.revision(model.workspace, number - 1) if number > 1 else None
    step = Wanted(number - 1, number)
    return render_template(
        "revision.html",
        model=model,
        entry=entries((revision.stamp,), desk().drafts(model.workspace))[0],
        files=tuple(file for file, _ in revision.contents),
        before=before,
        difference=difference(before.contents, revision.contents) if before else (),
        step=step,
        is_newest=revision.sha256 == model.seen,
        **(body(Pair(model, step, before, revision)) if before else {}),
    )


@page.get("/m/<name>/history/<int:number>/text/<int:place>")
def text(name: str, number: int, place: int) -> Response:
    """One file of a revision as it was saved, to read or to take along."""
    contents = _revision(opened(name), number).contents
    if not 0 < place <= len(contents):
        abort(404)
    file, data = contents[place - 1]
    answer = Response(data, mimetype="text/plain")
    if "download" in request.args:
        ending = "json" if file.lower().endswith(".json") else "yaml"
        part = f"-{place}" if len(contents) > 1 else ""
        given = file if is_calendar(file) else f"{name}-{number}{part}.{ending}"
        answer.headers.set("Content-Disposition", "attachment", filename=given)
    return answer


@page.post("/m/<name>/history/<int:number>/restore")
def restore(name: str, number: int) -> Answer | tuple[str, int]:
    """A new revision with the text of an earlier one."""
    model = opened(name)
    revision = _revision(model, number)
    if revision.sha256 == model.seen == seen():
        return redirect(url_for("history.show", name=name, number=number), 303)
    message = restored(number, revision.stamp.message)
    try:
        return saved(model, revision.contents, message, "history.index")
    except Stale as stale:
        return _stale(name, stale, number), 409


@page.post("/m/<name>/history/undo")
def undo(name: str) -> Answer | tuple[str, int]:
    """A new revision with the text before the newest one."""
    model = opened(name)
    if model.revision.number == 1:
        abort(400, "This is the first revision; there is nothing before it to go back to.")
    before = _revision(model, model.revision.number - 1)
    try:
        return saved(model, before.contents, undone(model.revision.stamp.message), "overview.show")
    except Stale as stale:
        return _stale(name, stale), 409


@page.post("/m/<name>/history/keep")
def keep(name: str) -> Answer | tuple[str, int]:
    """A new revision with the text of a draft that is agreed now."""
    model = opened(name)
    try:
        return saved(
            model, model.revision.contents, agreed(model.drafts, model.revision.stamp.message), "overview.show"
        )
    except Stale as stale:
        return _stale(name, stale), 409


def _revision(model: Model, number: int) -> Revision:
    """The revision of that number and no other, or 404."""
    found = desk().store.revision(model.workspace, number) if 0 < number <= model.revision.number else None
    return found or abort(404)


def _stale(name: str, stale: Stale, wanted: int | None = None) -> str:
    """What others have saved since the page was opened, and the way to go on all the same.

    Without a wanted revision it is the one before what the page has shown, which was to be undone.
    """
    model = opened(name)
    shown = _seen_before(model)
    wanted = wanted or (shown.number - 1 if shown else None)
    return render_template(
        "stale.html",
        model=model,
        shown=shown.stamp if shown else None,
        difference=_since(shown, stale.head),
        wanted=wanted,
    )


def _since(shown: Revision | None, head: Revision) -> tuple[FileDifference, ...]:
    return difference(shown.contents, head.contents) if shown else ()


def _seen_before(model: Model) -> Revision | None:
    """The revision that the page was made of, if it is not too long ago."""
    stamps = desk().store.history(model.workspace, most=_LOOK_BACK)
    number = next((stamp.number for stamp in stamps if stamp.sha256 == seen()), None)
    return desk().store.revision(model.workspace, number) if number else None
