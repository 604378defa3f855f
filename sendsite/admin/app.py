"""The admin as a Flask application: every screen, behind one gate."""

from __future__ import annotations

from importlib import import_module

from flask import Flask, request
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, StrictUndefined

from sendsite import stock
from sendsite.admin import gate, headers, htmx, in_force, refusals, storage, surroundings
from sendsite.admin.addresses import IdConverter
from sendsite.admin.desk import Desk
from sendsite.admin.rights import right
from sendsite.admin.screens import SCREENS

MOST_BYTES = 25_000_000
"""The largest upload: an import may unpack to 20 MB, and a form carries it."""

MOST_FORM_BYTES = 4_000_000
"""The largest form without files: a matrix of 200 pupils and 60 staff sent whole by a browser without JavaScript is about 1 MB."""

LOOPBACK = ["127.0.0.1", "localhost"]
THEME = "default"
"""The theme whose style and charts the admin shares, whatever the site's own is."""


def create_admin(desk: Desk) -> Flask:
    """The admin of one site folder. ConfigError where a view declares no right."""
    app = Flask("sendsite.admin", static_folder="static", static_url_path="/static")
    app.config.update(
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_FORM_BYTES,
        MAX_FORM_PARTS=1000,
        TRUSTED_HOSTS=[desk.address.removeprefix("https://").partition(":")[0].lower()] if desk.address else LOOPBACK,
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.extensions["desk"] = desk
    app.url_map.converters["id"] = IdConverter
    _templates(app)
    right("anyone")(app.view_functions["static"])
    for name in SCREENS:
        app.register_blueprint(import_module(f"sendsite.admin.screens.{name}").screen)
    in_force.install(app)
    app.before_request(_bound)
    htmx.install(app)
    headers.install(app)
    refusals.install(app)
    surroundings.install(app)
    storage.install(app)
    gate.guard(app)
    return app


def _bound() -> None:
    """Hold a form without files to its own limit: Werkzeug holds only what is sent in parts to MAX_FORM_MEMORY_SIZE."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = MOST_FORM_BYTES


def _templates(app: Flask) -> None:
    """The admin's templates, and beside them the theme's, so that one chart is drawn by one piece of code. A name nobody gave is a fault."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    theme = FileSystemLoader(stock.folder("themes") / THEME / "templates")
    app.jinja_loader = ChoiceLoader([PackageLoader("sendsite.admin"), theme])
