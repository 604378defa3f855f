"""The demo's trust, really published four times: first, after one school's edit, after a governor was revoked, and gone back to the first."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sendsite.publish import secrets_file
from sendsite.publish.records import Record
from sendsite.publish.seal.opener import Reader
from sendsite.publish.seal.paths import PUBLIC
from sendsite.register.edits import replace_all
from sendsite.register.facts import records
from sendsite.workflow.folder import SiteFolder, open_folder
from sendsite.workflow.publishing import Wish, publish
from sendsite.workflow.reading import Desk

OWN, OTHER, THIRD = "990001", "990002", "990003"
READERS = {"own": (OWN,), "other": (OTHER,), "both": (OWN, THIRD), "leader": ("trust",)}
BIRDS = {OWN: "Quetzal", OTHER: "Hoatzin", THIRD: "Kakapo"}
DAY = date(2026, 11, 1)


class Told(NamedTuple):
    """A publication as it stood: its files in a folder, its record, the content keys by audience, the real names of
    what was made anew, and the files that were written at the target."""

    folder: Path
    record: Record
    keys: Mapping[str, bytes]
    anew: tuple[str, ...]
    written: frozenset[str]

    @property
    def files(self) -> dict[str, bytes]:
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}

    @property
    def sealed(self) -> dict[str, str]:
        """The audience of each sealed file by its published path."""
        return {path: entry.audience for path, entry in self.record.entries.items() if entry.audience != PUBLIC}

    def audience(self, path: str) -> str:
        return self.record.entries[path].audience


class Trust(NamedTuple):
    """The site folder, its readers' codes, what it has planted in each school, and its publications in their order."""

    folder: SiteFolder
    codes: Mapping[str, str]
    schools: Mapping[str, str]
    planted: Mapping[str, str]
    people: tuple[str, ...]
    first: Told
    edited: Told
    revoked: Told
    back: Told

    def may(self, who: str, audience: str) -> bool:
        return READERS[who] == ("trust",) or audience.removeprefix("school:") in READERS[who]

    def opened(self, told: Told) -> dict[str, dict[str, bytes]]:
        """All that is sealed, opened by a leader: by audience, by real name."""
        found: dict[str, dict[str, bytes]] = {}
        by_path = {path.removesuffix(".html"): entry for path, entry in told.record.entries.items()}
        for path, content in Reader(told.folder, self.codes["leader"]).all_files():
            found.setdefault(by_path[path].audience, {})[by_path[path].real] = content
        return found


def published(demo: Path, work: Path) -> Trust:
    """Make it: few pages, those of the live register of three schools, each with a priority of its own that nobody else has."""
    folder = open_folder(Path(shutil.copytree(demo, work / "demo", ignore=shutil.ignore_patterns("build", "*-wal", "*-shm"))))
    shutil.rmtree(folder.snapshots)
    secrets_file.place(folder.root).unlink(missing_ok=True)
    planted, schools, people = _plant(folder)
    desk = Desk(folder, by="officer")
    codes = {who: desk.add(f"Reader {who}", "", list(asked), on=DAY, anew=True).code for who, asked in READERS.items()}
    stick = work / "stick"
    folder = replace(folder, settings=replace(folder.settings, target=f"folder:{stick}"))
    first = _published(folder, Wish(note="First", draft=True), stick, work / "first")
    _edit(folder)
    edited = _published(folder, Wish(draft=True), stick, work / "edited")
    desk.revoke("Reader own", on=DAY)
    revoked = _published(folder, Wish(draft=True), stick, work / "revoked")
    back = _published(folder, Wish(rollback="1"), stick, work / "back")
    return Trust(folder, codes, schools, planted, people, first, edited, revoked, back)


def _quiet(words: str) -> None:
    """Nobody listens."""


def _published(folder: SiteFolder, wish: Wish, stick: Path, to: Path) -> Told:
    """Publish, and keep what came of it."""
    before = _times(stick)
    outcome = publish(folder, wish, tell=_quiet)
    shutil.copytree(folder.current, to)
    secrets = secrets_file.begun(secrets_file.place(folder.root))
    keys = {audience: epoch.key.key for audience, epoch in secrets.epochs.items()}
    written = frozenset(path for path, at in _times(stick).items() if before.get(path) != at)
    return Told(to, outcome.published.record, keys, outcome.anew, written)


def _times(folder: Path) -> dict[str, tuple[int, int]]:
    """Which file stands at each path: a file that was written anew is another one."""
    return {path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def _plant(folder: SiteFolder) -> tuple[dict[str, str], dict[str, str], tuple[str, ...]]:
    """Keep three schools, and give each a priority that names a bird; answers with the birds, the schools' names, and the names of people."""
    with folder.open_register() as register:
        before = records(register)
        tables = {field.name: getattr(before, field.name) for field in fields(before)}
        kept = replace(before, **{name: tuple(row for row in rows if getattr(row, "school_urn", OWN) in ("", *BIRDS)) for name, rows in tables.items()})
        schools = tuple(each for each in kept.schools if each.urn in BIRDS)
        priorities = tuple(each._replace(title=f"{BIRDS[each.school_urn]} watching") if each.school_urn else each for each in kept.priorities)
        replace_all(register, replace(kept, schools=schools, priorities=priorities), by="officer", kind="edit")
    people = (*(each.name for each in kept.pupils), *(each.name for each in kept.staff))
    return BIRDS, {each.urn: each.name for each in schools}, people


def _edit(folder: SiteFolder) -> None:
    """A pupil of one school needs nine minutes more: enough to move what is told of the school, too little to move the trust's own index."""
    with folder.open_register() as register:
        before = records(register)
        pupil = next(each for each in before.pupils if each.school_urn == OWN)
        pupils = tuple(each._replace(need_hours=each.need_hours + 15) if each is pupil else each for each in before.pupils)
        replace_all(register, replace(before, pupils=pupils), by="senco", kind="edit")
