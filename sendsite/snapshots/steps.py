"""
From every form that a manifest ever had to today's, one pure step each: a snapshot opens for good, and its bytes are never rewritten.

A new form gets a number, its entries in KEYS, a step here from the one before it, and a golden snapshot in the tests. A step that was
shipped is never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Table = Mapping[str, Any]

FORMAT = 2
KEYS: dict[int, tuple[str, ...]] = {
    1: ("by", "data_date", "edition", "files", "format", "previous", "product", "taken_at", "term"),
    2: (
        "adopts",
        "by",
        "data_date",
        "edition",
        "files",
        "findings",
        "format",
        "previous",
        "product",
        "reason",
        "seq",
        "signed_by",
        "taken_at",
        "term",
    ),
}
"""The entries of a manifest in each format, sorted: no more and no fewer."""


def v1_to_v2(table: Table) -> Table:
    """Format 1 was unsigned and stood in no order of taking; its `previous` is the manifest of the term before it, as it was then on the shelf."""
    return {**table, "format": 2, "adopts": {}, "findings": None, "reason": "", "seq": None, "signed_by": ""}


STEPS: dict[int, Callable[[Table], Table]] = {1: v1_to_v2}
"""By the format that a step begins from."""


def to_newest(table: Table) -> Table:
    """A manifest's table as one of today's format; ValueError where its entries are not those of its own."""
    written = table["format"]
    if type(written) is not int or written not in KEYS or tuple(sorted(table)) != KEYS[written]:
        raise ValueError(f"its entries must be {', '.join(KEYS.get(written, KEYS[FORMAT]))}" if type(written) is int else "its format is no number")
    while table["format"] != FORMAT:
        table = STEPS[table["format"]](table)
    return table
