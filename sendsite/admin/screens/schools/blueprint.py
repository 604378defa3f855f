"""Where the views of this screen are registered."""

from __future__ import annotations

from flask import Blueprint

screen = Blueprint("schools", __name__)
