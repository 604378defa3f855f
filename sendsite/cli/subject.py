"""The command `subject`: everything that is held about one person, for whoever asks for their own data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sendsite.cli import told
from sendsite.cli.asked import asked, everywhere

if TYPE_CHECKING:
    from sendsite.workflow.folder import SiteFolder
    from sendsite.workflow.subject import Found


@click.command()
@click.argument("urn")
@click.argument("person", metavar="PUPIL")
@click.option("--staff", is_flag=True, help="PUPIL is the id of a member of staff.")
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), help="The page to write, a JSON file goes beside it (else data/subject-access/).")
@click.option("--by", default="", help="Who makes it, for the history (else the name the machine knows you by).")
@click.option("--others", is_flag=True, help="List where notes about other people name them, for you alone; no file is written.")
@everywhere
def subject(urn: str, person: str, staff: bool, to: Path | None, by: str, others: bool) -> None:
    """
    Write down everything that is held about a pupil: the register, its history and every snapshot.

    URN is the school's, PUPIL the id. It makes a page to read and the same as JSON, for your eyes alone. No record is changed; the history
    notes that a file was made and of which school, not about whom.
    """
    from sendsite.workflow import subject as access
    from sendsite.workflow.folder import open_folder

    if others and to:
        raise click.UsageError("--others and --to exclude each other: the list is printed and stands in no file.")
    folder = open_folder(asked().folder)
    held = access.found(folder, urn, person, kind="staff" if staff else "pupil")
    if others:
        _list(held)
    else:
        _write(folder, held, to, by)


def _write(folder: SiteFolder, held: Found, to: Path | None, by: str) -> None:
    from sendsite.workflow import subject as access
    from sendsite.workflow.terms import who

    for path in access.write(held, access.place(folder, to, held.who), on=date.today(), trust=folder.settings.trust):
        told.data(str(path))
    if folder.register.is_file():
        with folder.open_register() as register:
            access.noted(register, held, by or who())
    if held.mentions:
        told.say(f"{len(held.mentions):,} places in notes about others name them, or perhaps do. No file has them: list them with --others.")
    else:
        told.say("No note about others names them. Nicknames and names written otherwise are not found.")


def _list(held: Found) -> None:
    from sendsite.workflow.subject import places

    found = places(held.mentions, held.who.school_urn)
    for each in found:
        told.data(f"{'Perhaps: ' if each.perhaps else ''}{each.words}")
    told.say("These are about somebody else too. Read them, decide what belongs in the answer, and hand the list to nobody." if found else "None found.")
