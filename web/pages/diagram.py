"""The diagram: a page around the picture, the picture itself, the panel of a box, a search, and files to take away."""

from collections.abc import Mapping

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for
from werkzeug.exceptions import NotFound, ServiceUnavailable

from slamodel.diagram import Field, Picture, RenderFault, Subject, UnknownFocus, linked
from slamodel.gaps.wording import capitalised

from ..desk import Model
from ..drawings import Busy
from ..frame import drawings, opened
from ..views import diagram as view
from ..views.diagram_panel import panel as panel_of

page = Blueprint("diagram", __name__)

_ALONE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
"""What a picture may do that is opened by itself: nothing."""


@page.get("/m/<name>/diagram")
def show(name: str) -> str:
    """The page; the picture comes with a second request, or at once where the address asks for it (`drawn`)."""
    model, asked = opened(name), view.wanted(request.args)
    _existing(model, asked)
    text = request.args.get("q", "")
    return render_template(
        "diagram.html",
        model=model,
        head=view.head(model.analysis, asked),
        query=asked.query,
        text=text,
        hits=view.search(model.analysis, _picture(model, asked), asked, text) if text else None,
        **(_drawn(model, asked) if "drawn" in request.args else {}),
    )


@page.get("/m/<name>/diagram/picture")
def picture(name: str) -> str:
    """The picture with links, and the same as a list; where it cannot be drawn, the list says why it stands alone."""
    model, asked = opened(name), view.wanted(request.args)
    return render_template("diagram_picture.html", model=model, query=asked.query, **_drawn(model, asked))


@page.get("/m/<name>/diagram/search")
def search(name: str) -> str:
    """What of the model has a text in its name."""
    model, asked = opened(name), view.wanted(request.args)
    hits = view.search(model.analysis, _picture(model, asked), asked, request.args.get("q", ""))
    return render_template("diagram_hits.html", model=model, hits=hits)


@page.get("/m/<name>/diagram/panel")
def panel(name: str) -> str:
    """What there is to say of one box."""
    model = opened(name)
    try:
        found = panel_of(model.analysis, request.args.get("kind", ""), request.args.get("of", ""))
    except KeyError:
        abort(404)
    return render_template("diagram_panel.html", model=model, panel=found)


@page.get("/m/<name>/diagram.<any(svg, png):kind>")
def file(name: str, kind: str) -> Response:
    """Exactly the picture that the page shows, as a file."""
    model, asked = opened(name), view.wanted(request.args)
    _existing(model, asked)
    try:
        content = drawings().svg(model, asked) if kind == "svg" else drawings().png(model, asked)
    except RenderFault as fault:
        abort(503, f"The picture could not be drawn: {fault}")
    except Busy:
        raise busy() from None
    return taken(content, f"diagram-{model.workspace.name}", kind)


def taken(content: str | bytes, called: str, kind: str) -> Response:
    """A picture as a file to take along."""
    response = make_response(content)
    response.headers.update(_ALONE)
    response.mimetype = "image/svg+xml" if kind == "svg" else "image/png"
    response.headers.set("Content-Disposition", "attachment", filename=f"{called}.{kind}")
    return response


def _existing(model: Model, asked: view.Wanted) -> None:
    """Answer 404 to a focus on something that the model does not have, without drawing anything."""
    try:
        if asked.focus:
            Field(model.analysis).start(asked.focus)
    except UnknownFocus as unknown:
        raise _not_found(unknown) from None


def _picture(model: Model, asked: view.Wanted) -> Picture:
    try:
        return drawings().picture(model, asked)
    except UnknownFocus as unknown:
        raise _not_found(unknown) from None


def _not_found(unknown: UnknownFocus) -> NotFound:
    return NotFound(f"{capitalised(str(unknown))}.")


def _drawn(model: Model, asked: view.Wanted) -> Mapping[str, object]:
    """What the template of the picture needs."""
    found = _picture(model, asked)
    svg, fault = "", ""
    try:
        svg = linked(drawings().svg(model, asked), view.links(found, lambda subject: _address(model, subject)))
    except RenderFault as broken:
        fault = str(broken)
    except Busy:
        raise busy() from None
    return {"picture": found, "svg": svg, "fault": fault, "rows": view.rows(model.analysis, found)}


def busy() -> ServiceUnavailable:
    """Ask for patience: whoever draws is done in a few seconds."""
    return ServiceUnavailable(retry_after=5)


def _address(model: Model, subject: Subject) -> str:
    """Where a box leads without a script: to the page of a promise or a party, or to the picture around it."""
    name, analysis = model.workspace.name, model.analysis
    if subject.kind == "promise" and (target := view.worst_target(analysis, subject.id)):
        return url_for("promises.show", name=name, id=target)
    if subject.kind == "party":
        is_known = subject.id in analysis.landscape.parties
        return url_for("parties.show", name=name, id=subject.id) if is_known else url_for("parties.index", name=name)
    return url_for("diagram.show", name=name, focus=subject.id, drawn="yes")
