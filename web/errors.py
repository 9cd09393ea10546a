"""Whatever goes wrong in; a page with one sentence that helps out, never a stack trace."""

import logging
import secrets

from flask import Flask, render_template, request
from werkzeug.exceptions import HTTPException, default_exceptions

from .limits import TooLarge
from .ondisk import CannotWrite
from .store import CannotKeep, Stale

_LOG = logging.getLogger("slamodel.web")
_SENTENCES = {
    400: "The request could not be understood.",
    403: "This is not allowed from here.",
    404: "There is nothing at this address. The model may have been renamed or deleted.",
    405: "This address does not take that kind of request.",
    413: "That is more than can be taken at once: a model may have 2 MB.",
    415: "Files of this kind cannot be read.",
    428: "The change does not say which state of the model it was made on. Open the page again and repeat it.",
    503: "Too much is being drawn at this moment. Try again in a few seconds.",
}
_USUAL = {kind.description for kind in default_exceptions.values()}
"""What Werkzeug says where a page says nothing."""
_STALE = (
    "The model has changed since this page was opened, so nothing was saved. Open the page again and repeat the change."
)
_BUSY = "Somebody else is writing just now. Try again in a few seconds."
_Answer = tuple[str, int, dict[str, str]]


def answer(app: Flask) -> None:
    """Register the handlers."""

    @app.errorhandler(HTTPException)
    def _refusal(error: HTTPException) -> _Answer:
        code = error.code or 500
        own = error.description if error.description not in _USUAL else None
        kept = {name: value for name, value in error.get_headers() if name in ("Allow", "Location", "Retry-After")}
        return _page(code, own or _SENTENCES.get(code) or error.name), code, kept

    @app.errorhandler(Stale)
    def _stale(_error: Stale) -> tuple[str, int]:
        return _page(409, _STALE), 409

    @app.errorhandler(CannotWrite)
    def _disk(error: CannotWrite) -> tuple[str, int]:
        return _page(507, f"Nothing was saved: {error}."), 507

    @app.errorhandler(CannotKeep)
    def _database(error: CannotKeep) -> _Answer:
        _LOG.warning("the database refuses: %s", error)
        if error.is_passing:
            return _page(503, _BUSY), 503, {"Retry-After": "3"}
        return _page(507, f"Nothing was saved: {error}."), 507, {}

    @app.errorhandler(TooLarge)
    def _size(error: TooLarge) -> tuple[str, int]:
        return _page(422, f"Nothing was saved. {error}"), 422

    @app.errorhandler(Exception)
    def _fault(error: Exception) -> tuple[str, int]:
        mark = secrets.token_hex(4)
        _LOG.error("fault %s at %s", mark, request.path, exc_info=error)
        return _page(500, f"slamodel itself failed. The log has the details under {mark}."), 500


def _page(code: int, sentence: str) -> str:
    template = "error_fragment.html" if request.headers.get("HX-Request") else "error.html"
    return render_template(template, code=code, sentence=sentence)
