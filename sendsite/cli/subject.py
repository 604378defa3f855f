"""The command `subject`: everything that is held about one person, for whoever asks for their own data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sendsite.cli import told
from sendsite.cli.asked import asked, everywhere


@click.command()
@click.argument("urn")
@click.argument("person", metavar="PUPIL")
@click.option("--staff", is_flag=True, help="PUPIL is the id of a member of staff.")
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), help="The page to write, a JSON file goes beside it (else data/subject-access/).")
@everywhere
def subject(urn: str, person: str, staff: bool, to: Path | None) -> None:
    """
    Write down everything that is held about a pupil: the register, its history and every snapshot.

    URN is the school's, PUPIL the id. It makes a page to read and the same as JSON, for your eyes alone. Nothing is changed.
    """
    from sendsite.workflow import subject as access
    from sendsite.workflow.folder import open_folder

    folder = open_folder(asked().folder)
    held = access.found(folder, urn, person, kind="staff" if staff else "pupil")
    for path in access.write(held, access.place(folder, to, held.who), on=date.today(), trust=folder.settings.trust):
        told.data(str(path))
    if held.mentions:
        told.say(f"{len(held.mentions):,} places in notes about others name them, or perhaps do: the page says which, at its end. Hand that part to nobody.")
    else:
        told.say("No note about others names them. Nicknames and names written otherwise are not found.")
