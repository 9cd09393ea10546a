"""The findings of a model to filter and sort, as a page and as a file; what each rule is about."""

from flask import Blueprint, Response, abort, render_template, request

from ..frame import opened
from ..views import gaps
from ..views.rules import rule
from ..views.spreadsheet import as_csv
from ..views.tables import paged
from .asking import addresses, number_of_page, word

page = Blueprint("gaps", __name__)


def _wanted() -> gaps.Wanted:
    keys = ("severity", "code", "party", "q", "sort")
    return gaps.Wanted(**{key: word(key) for key in keys}, page=number_of_page())


@page.get("/m/<name>/gaps")
def index(name: str) -> str:
    """The findings that the address asks for."""
    model = opened(name)
    return render_template("gaps.html", model=model, found=gaps.listing(model.analysis, _wanted()), to=addresses(name))


@page.get("/m/<name>/gaps.csv")
def export(name: str) -> Response:
    """The same as a file: the page that is on screen, or with `all` everything that the filters leave."""
    model, wanted = opened(name), _wanted()
    findings = gaps.chosen(model.analysis, wanted)
    shown = findings if request.args.get("all") else paged(findings, wanted.page).rows
    response = Response(as_csv(model.analysis, shown, comma=word("decimals") == "comma"), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}-gaps.csv")
    return response


@page.get("/m/<name>/gaps/rule/<code>")
def explained(name: str, code: str) -> str:
    """What a rule finds, why it matters, and how to fix it."""
    model = opened(name)
    try:
        found = rule(code)
    except KeyError:
        abort(404, "There is no finding with this code.")
    return render_template("rule.html", model=model, found=found)
