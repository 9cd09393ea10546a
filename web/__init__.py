"""The web application: one model seen, changed, tried and handed over; `create_app` puts its parts together."""

from flask import Flask

from . import errors, frame, security
from .desk import Desk
from .drawings import Drawings
from .pages import PAGES
from .plans import Plans
from .settings import Settings
from .store import Store
from .tried import Tried

__all__ = ["Settings", "create_app"]


def create_app(settings: Settings) -> Flask:
    """The application for one server; raises what opening its database or its file raises."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = settings.upload + settings.upload // 4
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.upload + settings.upload // 4
    app.config["MAX_FORM_PARTS"] = settings.form_parts
    app.extensions["desk"] = Desk(Store(settings.database), settings)
    app.extensions["drawings"] = Drawings()
    app.extensions["tried"] = Tried()
    app.extensions["plans"] = Plans()
    frame.dress(app)
    security.guard(app, settings)
    errors.answer(app)
    for page in PAGES:
        app.register_blueprint(page)
    return app
