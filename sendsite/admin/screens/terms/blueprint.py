"""The blueprint of the terms' screens, and the folder that they ask the workflow about."""

from __future__ import annotations

from flask import Blueprint

from sendsite.admin.desk import desk
from sendsite.workflow.folder import SiteFolder

screen = Blueprint("terms", __name__)


def folder() -> SiteFolder:
    """The site folder, as the workflow knows it."""
    return SiteFolder(desk().root, desk().settings)
