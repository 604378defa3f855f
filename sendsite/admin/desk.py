"""What the admin stands on: one open register with the settings and the framework in force. Each application has its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, cast

from flask import current_app

from sendsite.admin.looks import Looks
from sendsite.admin.now import Standing
from sendsite.admin.past import Past, Reading, Shelf
from sendsite.admin.works import Bench
from sendsite.config import Settings, read
from sendsite.framework.settings import Framework
from sendsite.register.database import Register

THRESHOLD = "suppress_below"


class Demo(NamedTuple):
    """How the invented trust is loaded into an empty register, and by whom it is taken out again: given by whoever starts the admin."""

    load: Callable[[], None]
    take_out: Callable[[str], None]


@dataclass(frozen=True)
class Desk:
    """A site folder as the admin works on it. `frozen` reads the frozen terms: the admin itself may not look into the snapshots' room."""

    root: Path
    register: Register
    settings: Settings
    framework: Framework
    standing: Standing = field(default_factory=Standing)
    frozen: Reading = tuple
    shelf: Shelf = field(default_factory=Shelf)
    bench: Bench = field(default_factory=Bench)
    looks: Looks = field(default_factory=Looks)
    demo: Demo | None = None

    @property
    def address(self) -> str:
        """Where the admin is reached over TLS, "" where it is this machine's alone."""
        return self.settings.admin_address.rstrip("/")

    @property
    def past(self) -> Past:
        """The terms that were frozen up to now."""
        return self.shelf.at(self.root / "data" / "snapshots", self.frozen)


def desk() -> Desk:
    """The desk of the application that answers this request."""
    return cast(Desk, current_app.extensions["desk"])


def settings_now() -> Settings:
    """
    The settings with the threshold as the folder has it now: one that was raised holds from the next look and the next publication on.

    One that was given as a flag stands. ConfigError where the folder's settings cannot be read.
    """
    started = desk().settings
    if started.origins.get(THRESHOLD, "").startswith("flag"):
        return started
    return replace(started, suppress_below=read(desk().root).suppress_below)
