"""Import and export: files and pasted rows in, with a look at what they would do before anything is done; the register out."""

from __future__ import annotations

from sendsite.admin.screens.moving import columns, outgoing, preview, start
from sendsite.admin.screens.moving.blueprint import screen

__all__ = ["columns", "outgoing", "preview", "screen", "start"]
