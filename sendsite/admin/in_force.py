"""
The settings and the framework of the site folder, read anew once one of their files is another: what an owner writes there holds from the next
request on, for every screen. Looking costs the time of two files a request.

A file that cannot be read leaves what was in force, and the screens say so: a slip in it must shut nobody out of the register.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import NamedTuple, TypeVar

from flask import Flask, current_app, g

from sendsite.admin.desk import Desk, taken_over
from sendsite.admin.now import Standing
from sendsite.config import FILE, read
from sendsite.errors import ConfigError
from sendsite.framework.settings import of_file

OWN_FRAMEWORK = "framework.toml"
Stamp = tuple[int, int] | None
Read = TypeVar("Read")


class Seen(NamedTuple):
    """When a file was last written and how long it was, None where there was none; and why it could not be read, "" where it could."""

    stamp: Stamp
    fault: str = ""


class Followed:
    """The desk of an application, kept to the files of its folder."""

    def __init__(self, root: Path) -> None:
        self._lock = Lock()
        self._seen = {name: Seen(_stamp(root / name)) for name in (FILE, OWN_FRAMEWORK)}

    def faults(self) -> tuple[str, ...]:
        """Why files cannot be read, in words."""
        return tuple(seen.fault for seen in self._seen.values() if seen.fault)

    def desk(self, app: Flask) -> Desk:
        """The desk by the files as they are now. Figures that were worked out by another framework are forgotten."""
        before: Desk = app.extensions["desk"]
        if all(_stamp(before.root / name) == seen.stamp for name, seen in self._seen.items()):
            return before
        with self._lock:
            before = app.extensions["desk"]
            settings = self._anew(before.root / FILE, lambda: taken_over(before.settings, read(before.root)), before.settings)
            framework = self._anew(before.root / OWN_FRAMEWORK, lambda: of_file(before.root / OWN_FRAMEWORK), before.framework)
            standing = before.standing if framework == before.framework else Standing()
            made = app.extensions["desk"] = replace(before, settings=settings, framework=framework, standing=standing)
        return made

    def _anew(self, path: Path, make: Callable[[], Read], before: Read) -> Read:
        """What a file says, where it is another than the one that was seen; what was in force before where it cannot be read."""
        stamp = _stamp(path)
        if stamp == self._seen[path.name].stamp:
            return before
        try:
            found = make()
        except ConfigError as error:
            self._seen[path.name] = Seen(stamp, error.screen)
            return before
        self._seen[path.name] = Seen(stamp)
        return found


def install(app: Flask) -> None:
    """Look at the files before each request, which then works on one desk from beginning to end."""
    desk: Desk = app.extensions["desk"]
    app.extensions["followed"] = Followed(desk.root)
    app.before_request(_follow)


def faults() -> tuple[str, ...]:
    """Why the files of the settings cannot be read, nothing where they can."""
    followed: Followed = current_app.extensions["followed"]
    return followed.faults()


def _follow() -> None:
    followed: Followed = current_app.extensions["followed"]
    g.desk = followed.desk(current_app)


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
