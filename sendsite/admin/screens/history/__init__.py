"""History: every change, who made it and when, what stood before and after, and the way back."""

from __future__ import annotations

from sendsite.admin.screens.history import listing, one, verifying
from sendsite.admin.screens.history.blueprint import screen

__all__ = ["listing", "one", "screen", "verifying"]
