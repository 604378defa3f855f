"""The blueprint of the history's screens, and the words that templates of other screens tell a change in."""

from __future__ import annotations

from flask import Blueprint

from sendsite.admin.telling import told_change

screen = Blueprint("history", __name__)
screen.add_app_template_global(told_change, "told_change")
