"""A calendar file from somebody's machine in; the model with it beside the text out, for calendars to name."""

from contextlib import closing

from flask import Blueprint, abort, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as Answer

from slamodel.load.files import is_calendar
from slamodel.load.ics_lines import MOST_BYTES, MOST_BYTES_TOGETHER, UnusableError

from ..contents import Contents, with_file
from ..desk import Model
from ..forms.upload import MOST_FILES, Upload, alike
from ..frame import opened, saved, unchanged

page = Blueprint("calendars", __name__)

_NONE = 'Choose a calendar file first: its name ends in .ics, and is none that Windows keeps for itself, as "con.ics".'
_MANY = f"A model may have {MOST_FILES} files; it has so many already."
_TOGETHER = f"The calendar files of a model may have {MOST_BYTES_TOGETHER:,} bytes together; these are more."
_ALIKE = "There is a file {name} already, which some systems take for the same. Give the new one that name, or another."
_LARGE = f"A calendar file may have {MOST_BYTES:,} bytes; this is more."


@page.get("/m/<name>/calendar-file")
def show(name: str) -> str:
    """What calendar files there are, and the way to add one."""
    return _shown(opened(name))


@page.post("/m/<name>/calendar-file")
def add(name: str) -> Answer | tuple[str, int]:
    """A revision with the file in it, in place of one with the same name."""
    model = opened(name)
    unchanged(model)
    if model.is_on_disk:
        abort(404)
    try:
        file = _sent()
        contents = with_file(model.revision.contents, file.called, file.data)
        _fits(contents, file.called)
        days = _days_in(file)
    except UnusableError as refusal:
        return _shown(model, f"{refusal.message} Nothing was saved."), 422
    return saved(model, contents, f"Calendar file {file.called} added, with {days}", "calendars.show")


def _sent() -> Upload:
    """The file of the request; raises UnusableError."""
    try:
        sent = request.files.get("calendar")
    except RequestEntityTooLarge:
        raise UnusableError(_LARGE) from None
    if sent is None:
        raise UnusableError(_NONE)
    with closing(sent):
        file = Upload(sent.filename or "", sent.read(MOST_BYTES + 1))
    if not file.is_calendar:
        raise UnusableError(_NONE)
    if len(file.data) > MOST_BYTES:
        raise UnusableError(_LARGE)
    return file


def _fits(contents: Contents, added: str) -> None:
    """Look at the model as it would be; raises UnusableError where that is too much, or two files look like one."""
    if len(contents) > MOST_FILES:
        raise UnusableError(_MANY)
    if sum(len(data) for name, data in contents if is_calendar(name)) > MOST_BYTES_TOGETHER:
        raise UnusableError(_TOGETHER)
    if other := next((name for name, _ in contents if name != added and alike(name) == alike(added)), ""):
        raise UnusableError(_ALIKE.format(name=other))


def _days_in(file: Upload) -> str:
    """How many days it closes, in words; raises UnusableError."""
    from slamodel.load.ics import days_off  # noqa: PLC0415 - the libraries behind it are for those who have such files

    try:
        days = len(days_off(file.data).days)
    except UnusableError as refusal:
        hint = f" To mend it: {refusal.hint}." if refusal.hint else ""
        raise UnusableError(f"{file.called} {refusal.message}.{hint}") from None
    return "1 day off" if days == 1 else f"{days:,} days off"


def _shown(model: Model, sentence: str = "") -> str:
    files = sorted(model.loaded.reading.beside.files)
    return render_template("calendar_file.html", model=model, files=files, sentence=sentence)
