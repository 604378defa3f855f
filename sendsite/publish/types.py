"""The content types of the site's addresses, taught to the standard library, so that a build guesses the same on every machine."""

from __future__ import annotations

import mimetypes

from sendsite.site.addresses import TYPES


def teach() -> None:
    """Let the standard library guess by the site's table: its own is read from the machine it runs on, and Windows calls a CSV a spreadsheet."""
    for ending, kind in TYPES.items():
        mimetypes.add_type(kind.partition(";")[0], f".{ending}")
