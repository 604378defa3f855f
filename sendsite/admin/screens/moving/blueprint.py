"""The blueprint of the screens of import and export."""

from __future__ import annotations

from flask import Blueprint

screen = Blueprint("moving", __name__)
PURPOSE = "import"
"""What the tokens of these screens are good for."""
