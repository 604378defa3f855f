"""One pupil's page, with all that can be done there, and the second looks at a school's ratings."""

from __future__ import annotations

from sendsite.admin.screens.pupil import answers, details, history, leaving, moderation, outcomes, page, reviews
from sendsite.admin.screens.pupil.blueprint import screen

__all__ = ["answers", "details", "history", "leaving", "moderation", "outcomes", "page", "reviews", "screen"]
