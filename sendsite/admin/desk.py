"""What the admin stands on: one open register with the settings and the framework in force. Each application has its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from flask import current_app

from sendsite.admin.now import Standing
from sendsite.config import Settings
from sendsite.framework.settings import Framework
from sendsite.register.database import Register


@dataclass(frozen=True)
class Desk:
    """A site folder as the admin works on it."""

    root: Path
    register: Register
    settings: Settings
    framework: Framework
    standing: Standing = field(default_factory=Standing)

    @property
    def address(self) -> str:
        """Where the admin is reached over TLS, "" where it is this machine's alone."""
        return self.settings.admin_address.rstrip("/")


def desk() -> Desk:
    """The desk of the application that answers this request."""
    return cast(Desk, current_app.extensions["desk"])
