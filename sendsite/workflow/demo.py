"""The demo: an invented trust in a site folder of its own, renewed as often as wanted, and never over anything that is not the demo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sendsite.config import FILE
from sendsite.demo.schools import TRUST
from sendsite.errors import DataRefused
from sendsite.framework.records import Records
from sendsite.publish.lock import alone
from sendsite.publish.release import replacing
from sendsite.workflow import start
from sendsite.workflow.demo_loading import BY, KEY_SEED, MARK, live_through
from sendsite.workflow.folder import SiteFolder, open_folder

__all__ = ["BY", "MARK", "PUBLISHED_BY", "refuse_other_than_demo", "renew"]

PUBLISHED_BY = "the SEND lead of this invented trust"


def renew(root: Path, *, tell: Callable[[str], None] = print) -> SiteFolder:
    """Make the demo's folder, or renew its register and snapshots; the trust's own pages and settings in it stay."""
    refuse_other_than_demo(root)
    with alone(root / ".demo-lock", tell=tell):
        refuse_other_than_demo(root)
        folder = open_folder(root, anywhere=True)
        with replacing(folder.register.parent) as data:
            _fill(data, folder, tell)
        if not (root / FILE).exists():
            start.make(root, {"trust": TRUST, "published_by": PUBLISHED_BY})
    return open_folder(root)


def refuse_other_than_demo(root: Path) -> None:
    """
    Refuse a folder whose register is not the demo's, and one that holds anything else without being a demo.

    Hidden files are no one's pages: a demo that was stopped half way leaves them, and may be made again.
    """
    from sendsite.register.database import open_register
    from sendsite.register.marks import mark

    place = root / "data" / "sendsite.sqlite"
    if place.exists():
        with open_register(place) as register:
            if mark(register, MARK) == "yes":
                return
        raise DataRefused(f"{place} is a register, and not the demo's. Nothing was changed. Name another folder for the demo, such as `sendsite demo demo`.")
    if root.exists() and (not root.is_dir() or any(not each.name.startswith(".") for each in root.iterdir())):
        raise DataRefused(f"{root.resolve()} is not empty and not the demo. Nothing was changed. Name a new folder, such as `sendsite demo demo`.")


def _fill(data: Path, folder: SiteFolder, tell: Callable[[str], None]) -> None:
    """Live through the story: every term goes into the register, and all but the last are frozen."""
    from sendsite.register.database import open_register
    from sendsite.signing import SigningKey
    from sendsite.workflow.demo_people import add_demo_people

    SigningKey(KEY_SEED).save(data / "signing.key")
    with open_register(data / "sendsite.sqlite", create=True) as register:
        records = live_through(register, data / "snapshots", folder.framework())
        add_demo_people(register, by=BY)
    tell(_counted(records))


def _counted(records: Records) -> str:
    """How many of each there are."""
    return f"{len(records.schools)} schools, {len(records.pupils)} pupils on the register, {len(records.staff)} staff rows"
