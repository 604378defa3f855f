"""Trying a backup: restored into a temporary place and looked through, so that it is known to open before anybody needs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sendsite.backups.manifest import Manifest
from sendsite.backups.opening import unpack
from sendsite.errors import SendsiteError
from sendsite.workflow.folder import SiteFolder, open_folder

if TYPE_CHECKING:
    from sendsite.framework.records import Records
    from sendsite.register.database import Register

Step = Callable[[str], None]


class Unproven(SendsiteError):
    """A backup that does not restore to what it was made of: it was thrown away, and the older ones stand."""


@dataclass(frozen=True)
class Standing:
    """The register at the moment it was copied: its newest change, its records, and its figures of that day."""

    head: int
    hash: str
    records: Records = field(repr=False)
    document: Mapping[str, object] = field(repr=False)


def standing(folder: SiteFolder, register: Register, day: date) -> Standing:
    """How the register stands; inside a block of `register.reading()` all of it is of one moment."""
    from sendsite.register import chain, facts
    from sendsite.workflow.measuring import document_of

    records = facts.records(register)
    return Standing(*chain.head(register), records, document_of(records, folder.framework(), "", day) if records.schools else {})


def prove(path: Path, trial: Path, stood: Standing, day: date, step: Step) -> Manifest:
    """Restore a backup into `trial`, a new folder, and compare: files, register, history, records, figures, snapshots, secrets, settings."""
    trial.mkdir(mode=0o700)
    manifest = unpack(path, trial, step)
    folder = look_through(trial, manifest, step)
    step("figures")
    with folder.open_register() as register, register.reading():
        if standing(folder, register, day) != stood:
            raise Unproven("The backup does not restore to the register that it was made of, so it was thrown away. Make another; the older ones stand.")
    return manifest


def look_through(trial: Path, manifest: Manifest, step: Step = lambda words: None) -> SiteFolder:
    """A site folder out of a backup, found whole: register and history, the snapshots, the secrets, the keys, the settings."""
    from sendsite.publish import secrets_file
    from sendsite.register.database import damage
    from sendsite.register.verify import verify_history

    folder = open_folder(trial)
    folder.framework()
    step("register")
    with folder.open_register() as register:
        if wrong := (*damage(register), *verify_history(register, anchor=(manifest.head, manifest.hash))):
            raise Unproven(f"The register is not sound: {' '.join(wrong[:3])} The backup was thrown away. Put back an older one; docs/backups.md says how.")
    step("snapshots")
    look_through_snapshots(folder)
    step("secrets")
    if secrets_file.place(trial).exists():
        secrets_file.load(secrets_file.place(trial))
    return folder


def look_through_snapshots(folder: SiteFolder) -> None:
    """Every snapshot is what was frozen and signed, and their chain is whole."""
    from sendsite.snapshots.verifying import BAD, verify_all

    verdict = verify_all(folder.snapshots)
    if not verdict.good:
        wrong = "; ".join(f"{each.name}: {each.words}" for each in verdict.told if each.state == BAD)
        raise Unproven(f"A frozen term does not verify, so there is no backup to rely on. {wrong[:600]} Put the file back from an older backup, then go on.")
