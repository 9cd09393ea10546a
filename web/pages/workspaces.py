"""The list of models, and the ways to start one."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ..frame import desk

page = Blueprint("workspaces", __name__)


@page.get("/")
def index() -> str | Response:
    """All models; with a file on disk there is only that."""
    if desk().disk:
        return redirect(url_for("overview.show", name="model"))
    found = [workspace for workspace in desk().store.workspaces() if not workspace.is_deleted]
    return render_template("workspaces.html", workspaces=found)
