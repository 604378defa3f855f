"""People: who may sign in, as what, and for which schools; invite, change, disable, reset."""

from __future__ import annotations

from sendsite.admin.screens.people import inviting, one
from sendsite.admin.screens.people.listed import screen

__all__ = ["inviting", "one", "screen"]
