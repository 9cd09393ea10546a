"""The model as text: shown, checked while it is typed, and saved on top of the state that was seen."""

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache

from flask import Blueprint, Response, abort, current_app, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from ..desk import Model
from ..frame import asked, desk, opened, seen, unchanged
from ..limits import TooLarge
from ..ondisk import CannotWrite
from ..security import with_nonce
from ..store import CannotKeep, Contents, Stale
from ..views.checked import checked, verdict_line
from ..views.difference import FileDifference, difference
from ..views.grammar import grammar
from ..views.sheet import Sheet, sheet_of, typed_over

page = Blueprint("text", __name__)

_MODULES = "vendor/codemirror"
_TOO_LARGE = "A model may have {most} of text, and this has more. Nothing was saved."
_NO_TEXT = "This file is not UTF-8 text. It can be uploaded anew, not edited here."


@page.get("/m/<name>/text")
@with_nonce
def show(name: str) -> str:
    """One file of the model, with the cursor on a line where the address names one."""
    model = opened(name)
    sheet = _sheet(model, request.args.get("file"))
    return _shown(model, sheet, line=request.args.get("line", 0, type=int))


@page.post("/m/<name>/text")
@with_nonce
def save(name: str) -> Answer | str | tuple[str | Response, int]:
    """A revision of what was typed; where somebody was faster, both texts, so that nothing is lost."""
    model, file, typed = opened(name), request.form.get("file", ""), request.form.get("text", "")
    contents = typed_over(model.revision.contents, file, typed)
    sheet = sheet_of(contents, file)
    if file in dict(model.revision.contents) and not _sheet(model, file).is_text:
        return _refused(model, sheet, _NO_TEXT, 415)
    if _is_too_large(contents, file):
        return _refused(model, sheet, _too_large(), 413)
    if file not in dict(model.revision.contents) and seen() == model.seen:
        abort(404)
    try:
        return _saved(model, file, contents)
    except Stale as stale:
        return _stale(name, sheet, stale)
    except TooLarge as fault:
        return _refused(model, sheet, f"Nothing was saved. {fault} Your text is below.", 422)
    except (CannotKeep, CannotWrite) as fault:
        return _refused(model, sheet, f"Nothing was saved: {fault}. Your text is below.", 507)


@page.post("/m/<name>/text/check")
def check(name: str) -> Response:
    """The messages on a text that is being typed; ids go along only where they differ from those that the page has."""
    contents, file = _typed(name)
    found = checked(desk().read(contents), file)
    told = asdict(found)
    return jsonify(told if found.known != request.form.get("known") else {**told, "names": None})


@page.post("/m/<name>/text/verdict")
def verdict(name: str) -> Response:
    """The verdict on such a text. It is kept, so that the pages have it at once when the text is saved."""
    contents, _ = _typed(name)
    return jsonify(verdict=verdict_line(desk().analysed(contents, asked())))


@page.get("/text/grammar.json")
def words() -> Response:
    """What may stand in a model file, for completion and explanations."""
    answer = jsonify(grammar())
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


def _typed(name: str) -> tuple[Contents, str]:
    """The model with the text that was sent in place of one file, and that file."""
    saved = opened(name).revision.contents
    file = request.args.get("file") or saved[0][0]
    contents = typed_over(saved, file, request.form.get("text", ""))
    if _is_too_large(contents, file):
        abort(413, _too_large())
    return contents, file


def _is_too_large(contents: Contents, file: str) -> bool:
    return len(dict(contents)[file]) > desk().settings.upload


def _sheet(model: Model, file: str | None) -> Sheet:
    try:
        return sheet_of(model.revision.contents, file or model.revision.contents[0][0])
    except KeyError:
        abort(404)


def _saved(model: Model, file: str, contents: Contents) -> Answer:
    number, fingerprint = model.revision.number, unchanged(model)
    if contents != model.revision.contents:
        message = request.form.get("message", "").strip() or f"{file} edited as text"
        stamp = desk().save(model.workspace, fingerprint, contents, message)
        number, fingerprint = stamp.number, stamp.sha256
    if request.accept_mimetypes.best == "application/json":
        return jsonify(number=number, seen=fingerprint, isNew=fingerprint != model.seen)
    address = url_for("text.show", name=model.workspace.name, file=file, saved=number)
    return redirect(address, 303)


def _stale(name: str, sheet: Sheet, stale: Stale) -> tuple[str | Response, int]:
    if request.accept_mimetypes.best == "application/json":
        return jsonify(sentence=str(stale)), 409
    theirs = {file: data for file, data in stale.head.contents if file == sheet.file}
    yours = dict(typed_over(stale.head.contents, sheet.file, sheet.text))[sheet.file]
    return _shown(opened(name), sheet, clash=difference(tuple(theirs.items()), ((sheet.file, yours),))), 409


def _refused(model: Model, sheet: Sheet, sentence: str, code: int) -> tuple[str | Response, int]:
    if request.accept_mimetypes.best == "application/json":
        return jsonify(sentence=sentence), code
    return _shown(model, sheet, sentence=sentence), code


def _shown(
    model: Model, sheet: Sheet, *, line: int = 0, clash: tuple[FileDifference, ...] | None = None, sentence: str = ""
) -> str:
    files = tuple(name for name, _ in model.revision.contents)
    return render_template(
        "text.html",
        model=model,
        sheet=sheet,
        files=files,
        line=line,
        clash=clash,
        sentence=sentence,
        too_large=_too_large(),
        most=desk().settings.upload,
        modules=_modules(),
    )


def _too_large() -> str:
    return _TOO_LARGE.format(most=f"{desk().settings.upload // (1024 * 1024)} MB")


@cache
def _imports() -> Mapping[str, str]:
    with current_app.open_resource(f"static/{_MODULES}/imports.json") as file:
        found: Mapping[str, str] = current_app.json.loads(file.read())
    return found


def _modules() -> Mapping[str, Mapping[str, str]]:
    """Where a browser finds the modules that the editor imports by name."""
    return {"imports": {name: url_for("static", filename=f"{_MODULES}/{file}") for name, file in _imports().items()}}
