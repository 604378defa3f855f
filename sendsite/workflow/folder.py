"""A site folder: where a trust's settings, register, snapshots, own pages and built sites stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sendsite import config, stock
from sendsite.errors import ConfigError, DataRefused

if TYPE_CHECKING:
    from sendsite.framework.records import Records
    from sendsite.framework.settings import Framework
    from sendsite.register.database import Register

DATE_MARK = "data date"
"""The mark that keeps a made-up register's day, so that the demo's figures are the same whenever it is built."""


@dataclass(frozen=True)
class SiteFolder:
    """The places of one site folder and its settings."""

    root: Path
    settings: config.Settings

    @property
    def register(self) -> Path:
        return self.root / "data" / "sendsite.sqlite"

    @property
    def snapshots(self) -> Path:
        return self.root / "data" / "snapshots"

    @property
    def preview(self) -> Path:
        return self.root / "build" / "preview"

    @property
    def current(self) -> Path:
        """The published site, as a host gets it."""
        return self.root / "build" / "current"

    @property
    def releases(self) -> Path:
        """The last publications, and what is remembered of them."""
        return self.root / "build" / "releases"

    @property
    def content(self) -> tuple[Path, ...]:
        """The product's pages, then the trust's own, which replace them file by file."""
        return stock.folder("content"), self.root / "content"

    @property
    def themes(self) -> tuple[Path, ...]:
        """The product's themes, then the trust's own, which replace one of the same name."""
        return stock.folder("themes"), self.root / "themes"

    def framework(self) -> Framework:
        """The framework in force: the defaults with what the trust's own framework.toml changes."""
        from sendsite.framework.settings import of_file

        return of_file(self.root / "framework.toml")

    def open_register(self, *, create: bool = False) -> Register:
        """The register; one that is not there yet is made only where `create` says so."""
        from sendsite.register.database import open_register

        if not create and not self.register.is_file():
            raise DataRefused(f"There is no register at {self.register} yet. Run `sendsite import PATH` first, or begin in the browser with `sendsite admin`.")
        self.register.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return open_register(self.register, create=create)

    def records(self) -> tuple[Records, date]:
        """What the register holds now, and the day it speaks of: today, or the demo's own day."""
        from sendsite.register.facts import records
        from sendsite.register.marks import mark

        with self.open_register() as register:
            kept = mark(register, DATE_MARK)
            return records(register), date.fromisoformat(kept) if kept else date.today()


def open_folder(root: Path, flags: Mapping[str, object] | None = None, *, anywhere: bool = False) -> SiteFolder:
    """A folder that `init` made, its settings read; `anywhere` takes any folder, for what needs no register."""
    if not anywhere and not (root / config.FILE).is_file():
        raise ConfigError(f"{root.resolve()} is not a site folder: it has no {config.FILE}. Run `sendsite init` there, or name another with --dir.")
    return SiteFolder(root.resolve(), config.read(root, flags))
