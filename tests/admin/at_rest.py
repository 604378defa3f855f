"""Waiting for what an admin does beside its requests."""

from __future__ import annotations

import threading

PATIENCE = 300
"""Seconds for the longest of it, a build, on a busy machine."""


def at_rest() -> None:
    """Wait until every piece of work beside the requests has ended, thread and all: what goes on would meet the next test."""
    for thread in threading.enumerate():
        if thread.name == "build":
            thread.join(PATIENCE)
            assert not thread.is_alive(), "work beside the requests goes on"
