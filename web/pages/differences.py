"""Any two revisions of a model: what differs in words and tables, as a marked picture, and line by line."""

from functools import partial
from typing import NamedTuple

from flask import Blueprint, Response, abort, render_template, request, url_for

from slamodel.analysis import Analysis
from slamodel.diagram import Picture, RenderFault, draw
from slamodel.report import wording

from ..desk import Model
from ..drawings import Busy
from ..frame import desk, drawings, opened
from ..store import Revision
from ..views import differences as view
from ..views.difference import difference
from ..views.history import entries
from .diagram import busy, taken

page = Blueprint("differences", __name__)

_AT_ONCE = 100_000
"""Bytes of text up to which two verdicts are compared while the page waits; larger ones are asked for by the page."""


class Pair(NamedTuple):
    """Two revisions of a model, the one that is looked back to first."""

    model: Model
    wanted: view.Wanted
    old: Revision
    new: Revision

    def analysed(self) -> tuple[Analysis, Analysis]:
        """Both as of the day that is asked for."""
        first, second = (desk().analysed(one.contents, self.model.asked) for one in (self.old, self.new))
        return first, second

    @property
    def is_large(self) -> bool:
        """Whether comparing both takes longer than somebody waits for a page."""
        return sum(len(data) for _, data in self.new.contents) > _AT_ONCE

    @property
    def key(self) -> tuple[object, ...]:
        """What a picture of both is of."""
        return (
            self.old.number,
            self.old.sha256,
            self.new.number,
            self.new.sha256,
            self.model.asked,
            self.wanted.parties,
        )


@page.get("/m/<name>/difference")
def show(name: str) -> str:
    """What differs between two revisions: the verdict, the entries, the picture, the text."""
    pair = paired(opened(name))
    return render_template(
        "differences.html",
        model=pair.model,
        asked=pair.wanted,
        old=entries((pair.old.stamp,))[0],
        new=entries((pair.new.stamp,))[0],
        difference=difference(pair.old.contents, pair.new.contents),
        **body(pair),
        **(_drawn(pair) if "drawn" in request.args else {}),
    )


@page.get("/m/<name>/difference/picture")
def picture(name: str) -> str:
    """The marked picture, and the same as a list."""
    pair = paired(opened(name))
    return render_template("differences_picture.html", model=pair.model, asked=pair.wanted, **_drawn(pair))


@page.get("/m/<name>/difference.<any(svg, png):kind>")
def file(name: str, kind: str) -> Response:
    """Exactly the picture that the page shows, as a file."""
    pair = paired(opened(name))
    if view.mistaken((pair.old, pair.new)):
        abort(404)
    try:
        make = drawings().svg_of if kind == "svg" else drawings().png_of
        content = make(pair.key, lambda: _picture(pair))
    except RenderFault as fault:
        abort(503, f"The picture could not be drawn: {fault}")
    except Busy:
        raise busy() from None
    return taken(content, f"difference-{name}-{pair.wanted.old}-{pair.wanted.new}", kind)


def paired(model: Model, asked: view.Wanted | None = None) -> Pair:
    """The two revisions that an address names, the nearest that there are."""
    asked = asked or view.wanted(request.args, model.revision.number)
    old, new = (desk().store.revision(model.workspace, number) for number in (asked.old, asked.new))
    return Pair(model, asked, old, new) if old and new else abort(404)


def body(pair: Pair) -> dict[str, object]:
    """What the templates of both verdicts need: later for large models, never for texts with mistakes."""
    mistaken = view.mistaken((pair.old, pair.new))
    is_later = pair.is_large and "compare" not in request.args
    can_tell = not mistaken and not is_later and pair.old.sha256 != pair.new.sha256
    return {
        "mistaken": mistaken,
        "is_later": is_later and not mistaken,
        "told": _told(pair) if can_tell else None,
    }


def _told(pair: Pair) -> view.Told:
    is_newest = pair.new.sha256 == pair.model.seen
    address = partial(url_for, "promises.show", name=pair.model.workspace.name) if is_newest else None
    return view.told(*pair.analysed(), address)


def _picture(pair: Pair) -> Picture:
    before, after = pair.analysed()
    named = f"revision {pair.old.number} → {pair.new.number}, as of {wording.day(pair.model.asked.as_of)}"
    return draw(after, before=before, collapse=pair.wanted.parties, named=named)


def _drawn(pair: Pair) -> dict[str, object]:
    """What the template of the picture needs."""
    if mistaken := view.mistaken((pair.old, pair.new)):
        return {"fault": mistaken}
    found, svg, fault = drawings().picture_of(pair.key, lambda: _picture(pair)), "", ""
    try:
        svg = drawings().svg_of(pair.key, lambda: found)
    except RenderFault as broken:
        fault = f"The picture could not be drawn: {broken} The list below says the same."
    except Busy:
        raise busy() from None
    return {"picture": found, "svg": svg, "fault": fault, "changes": view.changes(found), "same": view.same(found)}
