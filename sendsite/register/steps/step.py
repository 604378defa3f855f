"""What a step is."""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    """SQL statements that lead from version `number` - 1 to `number`. `dropped` names the tables that are meant to lose rows."""

    number: int
    title: str
    statements: tuple[str, ...]
    dropped: tuple[str, ...] = ()
