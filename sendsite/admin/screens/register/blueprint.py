"""The blueprint that the views of the register's list share."""

from __future__ import annotations

from flask import Blueprint

screen = Blueprint("register", __name__)
