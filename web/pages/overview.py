"""The first page of a model: the verdict."""

from flask import Blueprint, render_template

from ..frame import opened

page = Blueprint("overview", __name__)


@page.get("/m/<name>/")
def show(name: str) -> str:
    """The verdict, promises by status and margin, findings ranked."""
    return render_template("overview.html", model=opened(name))
