"""What holds for every request and every answer: known hosts, changes from our own pages only, and strict headers."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, Response, abort, g, request

from .settings import Settings

P = ParamSpec("P")
R = TypeVar("R")

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "X-Frame-Options": "DENY",
}


def guard(app: Flask, settings: Settings) -> None:
    """Look at every request before a page does, and at every answer behind it."""
    app.before_request(lambda: _look_at_request(settings))

    @app.after_request
    def _headers(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", _policy(g.get("csp_nonce")))
        if request.endpoint != "static":
            if response.cache_control.max_age is None:  # only what is the same for every model may be kept
                response.headers["Cache-Control"] = "no-store"
            response.vary.add("HX-Request")
        return response


def _look_at_request(settings: Settings) -> None:
    if host_of(request.host) not in settings.hosts:
        abort(400, "This address is not one that this server answers to.")
    if request.routing_exception is not None:
        return  # no page will see it: 404 and 405 say more than a refusal
    if request.method not in _READING and not _is_from_us():
        abort(403, "A change has to come from a page of this application.")
    if _is_part_of_another_site():
        abort(403, "Other sites may link to this page, but not show parts of it.")
    if _fields() > settings.form_parts:
        abort(413, f"That form has more than the {settings.form_parts:,} fields that can be taken at once.")


def host_of(host: str) -> str:
    """The name in a Host header, without its port."""
    name, colon, port = host.rpartition(":")
    return name.lower() if colon and port.isdigit() else host.lower()


def _is_from_us() -> bool:
    """Browsers say where a change comes from; whoever says nothing at all is no page of ours."""
    origin = request.headers.get("Origin")
    if origin is not None and origin != request.host_url.rstrip("/"):
        return False
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site != "same-origin":
        return False
    return origin is not None or site is not None


def _is_part_of_another_site() -> bool:
    """Whether a foreign page, or another server on this machine, asks for more than to be left for one of ours.

    It could not read the answer, but measure how long and how large it is, and keep the machine busy drawing pictures.
    """
    site = request.headers.get("Sec-Fetch-Site", "none")
    is_visit = (
        request.headers.get("Sec-Fetch-Mode") == "navigate" and request.headers.get("Sec-Fetch-Dest") == "document"
    )
    return site in ("cross-site", "same-site") and not is_visit


def _fields() -> int:
    """How many fields a form brings, counted before any is read; Werkzeug itself counts those of uploads only."""
    if request.mimetype != "application/x-www-form-urlencoded":
        return 0
    return request.get_data().count(b"&") + 1


def _policy(nonce: str | None) -> str:
    also = f" 'nonce-{nonce}'" if nonce else ""
    return (
        f"default-src 'none'; script-src 'self'{also}; style-src 'self'{also}; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )


def with_nonce(view: Callable[P, R]) -> Callable[P, R]:
    """A page that marks its own inline parts; its template finds the mark as `csp_nonce`."""

    @wraps(view)
    def marked(*words: P.args, **named: P.kwargs) -> R:
        g.csp_nonce = secrets.token_urlsafe(18)
        return view(*words, **named)

    return marked


def nonce_for_templates() -> dict[str, Any]:
    """The mark of this answer, for templates."""
    return {"csp_nonce": g.get("csp_nonce")}
