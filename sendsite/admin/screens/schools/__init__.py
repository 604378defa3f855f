"""Schools, what is stated of them term by term, and what they and the trust put first."""

from __future__ import annotations

from sendsite.admin.screens.schools import details, facts, listed, priorities
from sendsite.admin.screens.schools.blueprint import screen

__all__ = ["details", "facts", "listed", "priorities", "screen"]
