"""The admin's side of acting: what is set out to do, hours rebalanced, and the review cycle of the term."""

from __future__ import annotations

from sendsite.admin.screens.acting import rebalancing, review, setting_out
from sendsite.admin.screens.acting.blueprint import screen

__all__ = ["rebalancing", "review", "screen", "setting_out"]
