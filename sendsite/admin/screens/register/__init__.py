"""The register's list: look through it, add pupils, change many at once, paste from a spreadsheet."""

from sendsite.admin.screens.register import adding, bulk, listing, pasting  # noqa: F401 - their views
from sendsite.admin.screens.register.blueprint import screen

__all__ = ["screen"]
