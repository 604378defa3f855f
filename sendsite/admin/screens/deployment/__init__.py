"""The deployment matrix: the page, edits by its script, and the same by plain forms."""

from __future__ import annotations

from sendsite.admin.screens.deployment import edits, page, plain
from sendsite.admin.screens.deployment.screen import screen

__all__ = ["edits", "page", "plain", "screen"]
