"""The readers of the demo: a governor of one school and a leader of the trust. Their codes are made anew with each demo, and printed."""

from __future__ import annotations

from datetime import date

from sendsite.publish.secrets_file import place
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.reading import Desk

GOVERNOR, SCHOOL = "Grace Appleyard", "990001"
LEADER = "Leonard Marchbank"


def add_demo_readers(folder: SiteFolder, *, by: str, on: date | None = None) -> tuple[str, ...]:
    """
    Add both, and answer with a line for each that tells the code; none where the demo has readers already, whose codes nobody can tell again.

    A demo that is renewed begins with new keys: those of the one before went with its register.
    """
    desk, day = Desk(folder, by=by), on or date.today()
    if place(folder.root).exists() and desk.everybody():
        return ()
    governor = desk.add(GOVERNOR, "", [SCHOOL], on=day, anew=True)
    leader = desk.add(LEADER, "", ["trust"], on=day)
    school, _ = desk.in_words(governor.reader, leader.reader)
    return (
        "Open the published site with a reader's code. These are printed this once:",
        f"  {governor.code}   {GOVERNOR}, a governor, reads {school}",
        f"  {leader.code}   {LEADER}, a leader, reads everything",
    )
