"""What is wrong with the text of a model, message by message, each with the way to its line."""

from flask import Blueprint, render_template

from ..frame import opened
from ..views.problems import groups

page = Blueprint("problems", __name__)


@page.get("/m/<name>/problems")
def show(name: str) -> str:
    """The messages on the newest text."""
    model = opened(name)
    files = frozenset(file for file, _ in model.revision.contents)
    return render_template("problems.html", model=model, groups=groups(model.diagnostics), files=files)
