"""What somebody may have meant."""

from __future__ import annotations

from difflib import get_close_matches

from sendsite.intake.interchange.schema import SCHEMA, file_of


def suggestion(name: str) -> str:
    """A remedy for a file or sheet whose name is no table's."""
    near = get_close_matches(name.strip().casefold().replace(" ", "_"), SCHEMA, n=1)
    if near:
        return f"Did you mean {file_of(near[0])}?"
    return f"Name it after its table: {', '.join(file_of(table) for table in SCHEMA)}."
