"""Terms: the shelf of frozen terms, freezing one in three steps, two of them side by side."""

from __future__ import annotations

from sendsite.admin.screens.terms import comparing, freezing, plain, shelf
from sendsite.admin.screens.terms.blueprint import screen

__all__ = ["comparing", "freezing", "plain", "screen", "shelf"]
