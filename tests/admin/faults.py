"""A view that raises, for tests: what is answered, logged and shown where something goes wrong that nobody foresaw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from sendsite.admin.rights import right
from tests.admin.people import OWN, Caller

BROKEN = f"/school/{OWN}/pupils"
"""The register's page, which raises in these tests."""


@contextmanager
def broken(app: Flask, error: Exception) -> Iterator[None]:
    """Within this block the register's page raises."""
    before = app.view_functions["register.pupils"]
    app.view_functions["register.pupils"] = _raising(error)
    try:
        yield
    finally:
        app.view_functions["register.pupils"] = before


def fault(app: Flask, caller: Caller, error: Exception) -> Any:
    """What the register's page answers where it raises."""
    with broken(app, error):
        return caller.get(BROKEN)


def _raising(error: Exception) -> Callable[[str], str]:
    @right("look")
    def view(urn: str) -> str:
        raise error

    return view
