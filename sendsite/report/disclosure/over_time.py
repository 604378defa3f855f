"""What was told before binds what is told now."""

from __future__ import annotations

from typing import NamedTuple


class Past(NamedTuple):
    """What is remembered of the term before."""

    small: frozenset[str]
