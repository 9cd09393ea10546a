"""The list of models, and the ways to start one."""

import logging
from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from slamodel.diagnostics import Diagnostic
from slamodel.starters import STARTERS

from ..forms.upload import MOST_FILES, Upload, contents_of, twice
from ..frame import desk
from ..limits import TooLarge
from ..store import Workspace
from ..views.problems import groups
from ..views.start import shelf

page = Blueprint("workspaces", __name__)

_LOG = logging.getLogger("slamodel.web")
_LARGE = "A model may have 2 MB of text in all; this is more. Nothing was saved."
_NONE = "Choose a file first: a model in YAML or JSON."
_ALONE = "Choose the model too: a calendar file alone is none."
_TWICE = "Two of these calendar files are called {name}. Nothing was saved."
_MANY = f"A model may have {MOST_FILES} files; these are more. Nothing was saved."
_NO_MODEL = "This is not a slamodel file: the line “slamodel: 1” is missing. Nothing was saved."
_UNREADABLE = "This cannot be read as a model, so nothing was saved. What is wrong with it:"


class Rejected(Exception):
    """An upload of which nothing is kept; why, as the user reads it."""

    def __init__(
        self,
        sentence: str,
        code: int,
        diagnostics: tuple[Diagnostic, ...] = (),
        names: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(sentence)
        self.sentence, self.code, self.diagnostics = sentence, code, diagnostics
        self.names = names
        """What the sender calls the files, by the names that they have here."""


@page.get("/")
def index() -> str | Response:
    """All models; with a file on disk there is only that."""
    if desk().disk:
        return redirect(url_for("overview.show", name="model"))
    return _shown()


@page.post("/examples/<starter>")
def example(starter: str) -> Response:
    """A model of one's own from an example."""
    _only_with_workspaces()
    found = next((one for one in STARTERS if one.name == starter), None) or abort(404)
    return _opened(desk().create((("model.yaml", found.text.encode()),), f"Started from the example “{found.title}”"))


@page.post("/upload")
def upload() -> Response:
    """A model of one's own from files; what cannot be read at all is told and not kept."""
    _only_with_workspaces()
    sent = sorted(_sent(), key=lambda file: file.is_calendar)
    found = contents_of(sent)
    loaded = desk().read(found)
    if loaded.tree is None:
        names = {name: file.called for (name, _), file in zip(found, sent, strict=True)}
        raise Rejected(_UNREADABLE, 422, loaded.diagnostics, names)
    if "slamodel" not in loaded.tree:
        raise Rejected(_NO_MODEL, 422)
    try:
        return _opened(desk().create(found, "Uploaded"))
    except TooLarge as error:
        raise Rejected(f"{error} Nothing was saved.", 422) from None


def _sent() -> tuple[Upload, ...]:
    """The files of the request, within the limits; raises Rejected."""
    try:
        sent = request.files.getlist("files")
    except RequestEntityTooLarge:
        raise Rejected(_LARGE, 413) from None
    read = (Upload(file.filename or "", file.read()) for file in sent[: MOST_FILES + 1])
    found = tuple(file for file in read if file.data or file.name)
    if not found:
        raise Rejected(_NONE, 422)
    if len(found) > MOST_FILES:
        raise Rejected(_MANY, 422)
    if sum(len(file.data) for file in found) > desk().settings.upload:
        raise Rejected(_LARGE, 413)
    if all(file.is_calendar for file in found):
        raise Rejected(_ALONE, 422)
    if name := twice(found):
        raise Rejected(_TWICE.format(name=name), 422)
    if why := next(filter(None, (file.is_no_text for file in found)), ""):
        raise Rejected(f"{why} Nothing was saved.", 422)
    return found


@page.errorhandler(Rejected)
def rejected(refusal: Rejected) -> tuple[str, int]:
    """The page again with what is wrong, and one line in the log, whatever the text held."""
    why = str(refusal.diagnostics[0]) if refusal.diagnostics else refusal.sentence
    _LOG.warning("import.rejected %s", why.encode("unicode_escape").decode())
    return _shown(refusal.sentence, refusal.diagnostics, refusal.names), refusal.code


@page.post("/m/<name>/delete")
def delete(name: str) -> Response:
    """Take a model out of the list."""
    _only_with_workspaces()
    try:
        desk().store.mark_deleted(desk().workspace(name), is_deleted=True)
    except KeyError:
        abort(404)
    return redirect(url_for("workspaces.index", deleted=name), 303)


@page.post("/m/<name>/put-back")
def put_back(name: str) -> Response:
    """Put a deleted model back into the list."""
    _only_with_workspaces()
    found = desk().store.workspace(name)
    if found is None:
        abort(404)
    desk().store.mark_deleted(found, is_deleted=False)
    return redirect(url_for("workspaces.index", back=name), 303)


def _only_with_workspaces() -> None:
    if desk().disk:
        abort(404)


def _opened(workspace: Workspace) -> Response:
    return redirect(url_for("overview.show", name=workspace.name, saved=workspace.head), 303)


def _shown(
    sentence: str = "",
    diagnostics: tuple[Diagnostic, ...] = (),
    names: Mapping[str, str] = MappingProxyType({}),
) -> str:
    return render_template(
        "workspaces.html",
        shelf=shelf(desk().store.heads()),
        starters=STARTERS,
        sentence=sentence,
        groups=groups(diagnostics),
        names=names,
    )
