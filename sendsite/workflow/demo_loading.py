"""The invented trust in a register that is in use: loaded into an empty one, and taken out again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from sendsite.errors import DataRefused
from sendsite.framework.records import INVENTED, Records
from sendsite.publish.lock import alone
from sendsite.workflow.folder import DATE_MARK, SiteFolder
from sendsite.workflow.importing import shipped_comparators
from sendsite.workflow.terms import freeze_term, listed

if TYPE_CHECKING:
    from sendsite.framework.settings import Framework
    from sendsite.register.database import Register

MARK = "demo"
"""The mark in a register that says it holds the invented trust."""

BY = "the demo"
KEY_SEED = b"Everybody knows what signs this."
"""The signing key of a demo folder, the same whenever it is made. It vouches for nothing, and goes with the invented trust."""


def live_through(register: Register, snapshots: Path, framework: Framework) -> Records:
    """Every term of the story goes into the register, and all but the last are frozen; the records of the last."""
    from sendsite.demo import story
    from sendsite.register.edits import replace_all
    from sendsite.register.marks import set_mark

    snapshots.mkdir(mode=0o700, exist_ok=True)
    set_mark(register, MARK, "yes")
    terms = story()
    last, today, _ = terms[-1]
    for term, day, told in terms:
        records = replace(told, comparators=told.comparators or shipped_comparators())
        replace_all(register, records, by=BY, kind="demo", title=f"The invented trust as it stood in {term.label}")
        if term != last:
            freeze_term(snapshots, term, records, framework, on=day, taken_at=f"{day}T15:00:00+00:00", by=BY)
    set_mark(register, DATE_MARK, today.isoformat())
    return records


def load(folder: SiteFolder, register: Register) -> None:
    """Load the invented trust where nothing is yet; refused where there is a school or a snapshot."""
    from sendsite.register.facts import records

    if records(register).schools or listed(folder):
        raise DataRefused("The invented trust is loaded only where there is no school and no frozen term yet. Nothing was changed.")
    live_through(register, folder.snapshots, folder.framework())


def take_out(folder: SiteFolder, register: Register, *, by: str) -> None:
    """
    Take the invented trust out again, with the terms frozen for it and the site built of it; people who sign in stay, and so does the history.

    Refused where the register does not hold it or holds another school, and while its people have the password that everybody knows.
    A term that somebody else froze meanwhile goes too: it is of the same invented people. Whoever else signed in without the second factor
    that the demo leaves to choice signs in again, and a disabled person of the demo has no password left to be enabled with.
    """
    from sendsite.register.edits import replace_all
    from sendsite.register.facts import records
    from sendsite.register.marks import mark, set_mark
    from sendsite.register.people import users
    from sendsite.register.people_edits import forget_password
    from sendsite.register.sessions import end_all
    from sendsite.workflow.demo_people import KEPT, who_may_sign_in

    if mark(register, MARK) != "yes":
        raise DataRefused("This register does not hold the invented trust. Nothing was changed.")
    if real := [school for school in records(register).schools if not school.urn.startswith(INVENTED)]:
        raise DataRefused(f"{real[0].name} (URN {real[0].urn}) is not of the invented trust and would go with it. Remove it first. Nothing was changed.")
    if who_may_sign_in(register, MARK):
        words = "People of the demo can still sign in with the password that is printed for it. Disable them first, or give them passwords of their own."
        raise DataRefused(f"{words} Nothing was changed.")
    replace_all(register, Records(comparators=shipped_comparators()), by=by, kind="demo", title="Took the invented trust out")
    for each in listed(folder):
        each.path.unlink()
    for left in (*folder.snapshots.glob("*.json"), *folder.snapshots.glob("*.minisig")):
        left.unlink()
    _forget_known_key(folder.register.parent)
    with alone(folder.preview.parent / ".lock"):
        rmtree(folder.preview, ignore_errors=True)
    set_mark(register, DATE_MARK, None)
    set_mark(register, MARK, None)
    forget_password(register, KEPT, by=by)
    for who in users(register):
        if who.must_enrol and who.name != by:
            end_all(register, who.id, by=by)


def _forget_known_key(data: Path) -> None:
    """Where the demo's own key signed: never again, and what it signed is not believed."""
    from sendsite.signing import KEY, PUBLIC, SigningKey, public_keys

    if SigningKey(KEY_SEED).public in public_keys(data)[:1]:
        (data / KEY).unlink(missing_ok=True)
        (data / PUBLIC).unlink(missing_ok=True)
