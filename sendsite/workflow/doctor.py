"""A look at everything sendsite stands on: what is sound, what is not, and what to do about it."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sendsite import __version__
from sendsite.config import Settings
from sendsite.errors import SendsiteError
from sendsite.workflow.folder import SiteFolder, open_folder

FREE_LEAST = 500 * 1024 * 1024
"""Bytes that ought to be free: several builds and a backup of a trust's register."""
BACKUP_STALE = timedelta(days=7)
"""How old the last proven backup may be."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "firefox")


class Look(NamedTuple):
    """One thing looked at. `sound` is None where it is only worth knowing."""

    name: str
    sound: bool | None
    words: str


def examine(root: Path) -> tuple[Look, ...]:
    """Look at each in turn; what breaks a look is itself what is found. Without settings that can be read the rest is seen with the defaults."""
    looks: list[Look] = []
    try:
        folder = open_folder(root)
        looks.append(Look("settings", True, f"{folder.root} is a site folder, and its settings can be read"))
    except (SendsiteError, OSError) as error:
        folder = SiteFolder(root.resolve(), Settings())
        looks.append(Look("settings", False, str(error)))
    for name, look in LOOKS.items():
        try:
            looks.extend(look(folder))
        except (SendsiteError, OSError) as error:
            looks.append(Look(name, False, str(error)))
    return tuple(looks)


def _program(folder: SiteFolder) -> Iterator[Look]:
    yield Look("sendsite", None, f"{__version__} in {Path(__file__).parent.parent}")
    yield Look("python", sys.version_info >= (3, 11), f"{platform.python_version()} on {platform.system()}")


def _sqlite(folder: SiteFolder) -> Iterator[Look]:
    """Write-ahead logging is safe from 3.51.3 on (docs/decisions): before, two processes could spoil the file."""
    from sendsite.register.database import sqlite_version

    version = sqlite_version()
    yield Look("sqlite", tuple(int(part) for part in version.split(".")) >= (3, 51, 3), f"{version}, brought by apsw")


def _register(folder: SiteFolder) -> Iterator[Look]:
    from sendsite.register.database import damage

    if not folder.register.is_file():
        yield Look("register", None, f"none yet at {folder.register}")
        return
    with folder.open_register() as register:
        found = damage(register)
        mode = register.database.journal_mode
    yield Look("register", not found, "; ".join(found[:5]) or f"sound ({folder.register})")
    yield Look("journal", mode in ("wal", "delete"), f"{mode} mode")
    if os.name == "posix":
        for path in (folder.register, folder.register.parent):
            loose = path.stat().st_mode & 0o077
            private = "its owner alone" if not loose else f"others too. Run: chmod go= '{path}'"
            yield Look("private", not loose, f"{path.relative_to(folder.root)} can be read by {private}")


def _backup(folder: SiteFolder) -> Iterator[Look]:
    """How old the last proven backup is; the home of the admin says the same."""
    from sendsite.register.marks import mark
    from sendsite.workflow.backing_up import MARK

    if not folder.register.is_file():
        return
    with folder.open_register() as register:
        kept = mark(register, MARK)
    if not kept:
        yield Look("backup", None, "none proven yet. `sendsite backup` makes one, and restores it on trial")
        return
    at = datetime.fromisoformat(kept)
    age = datetime.now(UTC) - (at if at.tzinfo else at.replace(tzinfo=UTC))
    days = "today" if age.days < 1 else f"{age.days} {'day' if age.days == 1 else 'days'} ago"
    yield Look("backup", age <= BACKUP_STALE, f"the last was proven {days} ({kept})" + (". Make one now: `sendsite backup`" if age > BACKUP_STALE else ""))


def _readers(folder: SiteFolder) -> Iterator[Look]:
    """The secrets of the published site: whole, private, outside of build/ and of git; and no card with a code left lying about."""
    from sendsite.publish.secrets_file import faults, place, unmended

    path = place(folder.root)
    if not path.exists():
        yield Look("secrets", False if unmended(path) else None, unmended(path) or f"none yet at {path}: nobody has a code")
        return
    found = faults(path)
    yield Look("secrets", not found, "; ".join(found) or f"readable by its owner alone ({path})")
    if _in_git(path):
        words = f"git keeps {path}, with every key of the site in it. Run `git rm --cached` for it, and make new keys: docs/readers.md"
        yield Look("secrets", False, words)
    if cards := sorted((folder.root / "data" / "cards").glob("*.html")):
        yield Look("cards", False, f"codes stand in {', '.join(str(each.relative_to(folder.root)) for each in cards)}. Print what is needed, and delete them.")


def _in_git(path: Path) -> bool:
    """Whether git keeps a file; not so where there is no git, or the folder is none of its."""
    if shutil.which("git") is None or not path.parent.is_dir():
        return False
    command = ["git", "-C", str(path.parent), "ls-files", "--error-unmatch", path.name]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _snapshots(folder: SiteFolder) -> Iterator[Look]:
    from sendsite.snapshots.verifying import BAD
    from sendsite.workflow.terms import listed, verified

    found = verified(folder)
    wrong = [f"{each.name}: {each.words}" for each in found.told if each.state == BAD]
    count = len(listed(folder)) if not wrong else 0
    yield Look("snapshots", not wrong if found.told else None, "; ".join(wrong) or (f"{count} read and found whole" if found.told else "none yet"))


def _framework(folder: SiteFolder) -> Iterator[Look]:
    framework = folder.framework()
    own = f"{len(framework.overrides)} of its values set by framework.toml" if framework.overrides else "as shipped"
    yield Look("framework", True, f"{framework.id}, {own}")


def _pages(folder: SiteFolder) -> Iterator[Look]:
    from sendsite.site.articles import load as load_articles
    from sendsite.site.theme import load as load_theme

    load_articles(folder.content)
    yield Look("content", True, "every article and page can be read")
    load_theme(folder.settings.theme, folder.themes)
    yield Look("theme", True, f"'{folder.settings.theme}' is whole")


def _space(folder: SiteFolder) -> Iterator[Look]:
    if not folder.root.is_dir():
        yield Look("disk", None, f"there is no folder {folder.root}")
        return
    free = shutil.disk_usage(folder.root).free
    yield Look("disk", free >= FREE_LEAST, f"{free // 1024**2:,} MB free; at least {FREE_LEAST // 1024**2} MB are wanted")


def _browser(folder: SiteFolder) -> Iterator[Look]:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    yield Look("browser", None, found or "none found by name; any will do to look at the site")


LOOKS: dict[str, Callable[[SiteFolder], Iterator[Look]]] = {
    "program": _program,
    "sqlite": _sqlite,
    "register": _register,
    "snapshots": _snapshots,
    "backup": _backup,
    "readers": _readers,
    "framework": _framework,
    "pages": _pages,
    "disk": _space,
    "browser": _browser,
}
