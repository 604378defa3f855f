"""Where the views of acting are registered."""

from __future__ import annotations

from flask import Blueprint

screen = Blueprint("acting", __name__)
