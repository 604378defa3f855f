"""What the admin stands on: one open register with the settings and the framework in force. Each application has its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, cast

from flask import current_app, g

from sendsite.admin.looks import Looks
from sendsite.admin.now import Standing
from sendsite.admin.past import Past, Reading, Shelf
from sendsite.admin.works import Bench
from sendsite.config import Settings, read
from sendsite.framework.settings import Framework
from sendsite.register.database import Register

THRESHOLD = "suppress_below"
OF_THE_SERVER = frozenset({"host", "admin_port", "admin_address", "serve_port", "open_browser"})
"""Settings that say where and how this very server answers: they wait for its next start."""


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
    """The desk of the application that answers this request: one and the same from its beginning to its end."""
    return cast(Desk, g.get("desk") or current_app.extensions["desk"])


def settings_now() -> Settings:
    """The settings as the folder has them now, for what is decided once for many readers. ConfigError where they cannot be read."""
    return taken_over(desk().settings, read(desk().root))


def taken_over(started: Settings, found: Settings) -> Settings:
    """The settings found now; those of the server itself, and those given as a flag, stay as it was started with them."""
    stays = {name for name, origin in started.origins.items() if name in OF_THE_SERVER or origin.startswith("flag")}
    origins = {name: (started if name in stays else found).origins[name] for name in found.origins}
    return replace(found, **{name: getattr(started, name) for name in stays}, origins=origins)
