"""Support staff of a school, live and in staffing scenarios."""

from __future__ import annotations

from sendsite.admin.screens.staff import leaving, listed, member, scenarios
from sendsite.admin.screens.staff.blueprint import screen

__all__ = ["leaving", "listed", "member", "scenarios", "screen"]
