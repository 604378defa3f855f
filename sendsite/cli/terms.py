"""Commands about terms: snapshot take, snapshot list."""

from __future__ import annotations

import sys
from datetime import date

import click

from sendsite.cli import snapshots, told
from sendsite.cli.asked import as_json, asked, everywhere, on_day
from sendsite.errors import NotAsked


@click.group()
@everywhere
def snapshot() -> None:
    """Freeze a term for good; list the terms."""


@snapshot.command()
@click.argument("term", required=False)
@click.option("--by", help="Who takes it (else the name the machine knows you by).")
@click.option("--yes", is_flag=True, help="Do not ask before today's register is frozen as a term long past.")
@on_day
@everywhere
def take(term: str | None, by: str | None, yes: bool, on: date | None) -> None:
    """
    Freeze the live register as TERM, such as 2025-autumn (this term, where none is named). A frozen term is never rewritten.

    For a term long past it says what will stand there, and on a terminal asks.
    """
    from sendsite.framework.term import Term
    from sendsite.workflow import terms
    from sendsite.workflow.folder import open_folder

    folder, named = open_folder(asked().folder), Term.parse(term) if term else None
    doubt = terms.long_past(folder, named, on) if named else ""
    if doubt:
        told.say(doubt)
    if doubt and not yes and sys.stdin.isatty() and not click.confirm("Freeze it so?", err=True):
        raise NotAsked("Nothing was frozen.")
    path = terms.take(folder, named, on=on, by=by or "")
    told.data(str(path))
    told.say("It holds pupils' names: keep it as safely as the register, and a copy of it elsewhere.")


@snapshot.command("list")
@as_json
@everywhere
def list_(as_json: bool) -> None:
    """List the frozen terms with their editions."""
    from sendsite.workflow import terms
    from sendsite.workflow.folder import open_folder

    infos = terms.listed(open_folder(asked().folder))
    rows = [(info.term.name, info.edition, str(info.data_date), info.taken_at, info.by, info.path.name) for info in infos]
    names = ("term", "edition", "data_date", "taken_at", "by", "file")
    if as_json:
        told.print_json({"snapshots": [dict(zip(names, row, strict=True)) for row in rows]})
    elif rows:
        told.table([name.replace("_", " ") for name in names], rows)
    else:
        told.say("No term has been frozen yet. `sendsite snapshot take` freezes this one.")


snapshot.add_command(snapshots.show)
snapshot.add_command(snapshots.diff)
