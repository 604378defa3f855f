"""Commands about terms: snapshot take, list, verify, copy, new-key."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sendsite.cli import erasing, snapshots, told
from sendsite.cli.asked import as_json, asked, everywhere, on_day
from sendsite.errors import NotAsked

if TYPE_CHECKING:
    from sendsite.workflow.terms import Before


@click.group()
@everywhere
def snapshot() -> None:
    """Freeze a term for good; verify, compare and restore terms; erase a person; retain names no longer than set."""


@snapshot.command()
@click.argument("term", required=False)
@click.option("--by", help="Who signs it off (else the name the machine knows you by). It stands in the snapshot for good.")
@click.option("--edition", is_flag=True, help="Correct a term that is frozen: a new edition beside the one there is. Both stay.")
@click.option("--reason", default="", help="Why there is a new edition. It stands in the snapshot and on the site for good; name no pupil.")
@click.option("--yes", is_flag=True, help="Do not ask, whatever the checks find and whichever term it is.")
@on_day
@everywhere
def take(term: str | None, by: str | None, edition: bool, reason: str, yes: bool, on: date | None) -> None:
    """
    Freeze the live register as TERM, such as 2025-autumn (this term, where none is named). A frozen term is never rewritten.

    First it says what the checks still find missing, and what will stand there where the term is long past; on a terminal it asks.
    """
    from sendsite.framework.term import Term
    from sendsite.workflow import terms
    from sendsite.workflow.folder import open_folder

    if edition != bool(reason.strip()):
        missing = '--reason "...": it stands beside the figures for good' if edition else "--edition: only a correction has a reason"
        raise NotAsked(f"A new edition of a term needs --edition and a reason. Add {missing}.")
    folder, named = open_folder(asked().folder), Term.parse(term) if term else None
    before = terms.before_taking(folder, named, on=on, reason=reason)
    _say(before)
    grave = before.doubt or before.counts["high"]
    if grave and not yes and sys.stdin.isatty() and not click.confirm("Freeze it so?", err=True):
        raise NotAsked("Nothing was frozen.")
    path = terms.take(folder, named, on=on, by=by or "", reason=reason)
    told.data(str(path))
    told.say("It holds pupils' names: keep it as safely as the register, and a copy of it elsewhere (`sendsite snapshot copy`, `sendsite backup`).")


def _say(before: Before) -> None:
    """What to know before."""
    if before.doubt:
        told.say(before.doubt)
    if before.findings:
        counted = ", ".join(f"{number} {severity}" for severity, number in before.counts.items() if number)
        told.say(f"The checks find what is missing or doubtful ({counted}); it is frozen so. `sendsite check` lists it.")


@snapshot.command("list")
@as_json
@everywhere
def list_(as_json: bool) -> None:
    """List the frozen terms with their editions, by their manifests."""
    from sendsite.workflow import terms
    from sendsite.workflow.folder import open_folder

    infos = terms.listed(open_folder(asked().folder))
    rows = [(info.term.name, info.edition, str(info.data_date), info.taken_at, info.by, info.path.name, info.reason) for info in infos]
    names = ("term", "edition", "data_date", "taken_at", "by", "file", "reason")
    if as_json:
        more = [{"seq": info.seq, "signed_by": info.signed_by or None, "findings": info.findings} for info in infos]
        told.print_json({"snapshots": [{**dict(zip(names, row, strict=True)), **rest} for row, rest in zip(rows, more, strict=True)]})
    elif rows:
        told.table([name.replace("_", " ") for name in names], rows)
    else:
        told.say("No term has been frozen yet. `sendsite snapshot take` freezes this one.")


@snapshot.command()
@click.argument("term", required=False)
@as_json
@everywhere
@click.pass_context
def verify(context: click.Context, term: str | None, as_json: bool) -> None:
    """
    Look whether the snapshots are as they were taken, all or those of TERM: each byte, the signatures, the chain, the editions, what was erased.

    TERM is such as 2025-autumn, all its editions, or 2025-autumn.2 for its second.
    Ends with 0 where all is good and 1 where something is not. Nothing is changed.
    """
    from sendsite.workflow import snapshots_diff, terms
    from sendsite.workflow.folder import open_folder

    verdict = terms.verified(open_folder(asked().folder), *(snapshots_diff.named(term) if term else ()))
    if as_json:
        told.print_json({"good": verdict.good, "newest": verdict.head or None, "found": [each._asdict() for each in verdict.told]})
    elif verdict.told:
        told.table(("file", "state", "what was found"), verdict.told)
        if verdict.head:
            told.say(f"The newest is {verdict.head}. Written down elsewhere, it shows later that none was taken off the end.")
    else:
        told.say("No term has been frozen yet. `sendsite snapshot take` freezes this one.")
    context.exit(0 if verdict.good else 1)


@snapshot.command()
@click.argument("term")
@click.argument("to", type=click.Path(path_type=Path), default=Path())
@everywhere
def copy(term: str, to: Path) -> None:
    """
    Write a copy of a snapshot for elsewhere, sealed with age to the trust's recipients (age_recipients in sendsite.toml).

    TERM is such as 2025-autumn, or 2025-autumn.2 for its second edition; TO a folder, or the file to write. `age -d` opens it.
    """
    from sendsite.workflow import snapshots_diff, terms
    from sendsite.workflow.folder import open_folder

    folder = open_folder(asked().folder)
    told.data(str(terms.copied(folder, snapshots_diff.find(folder, term).path, to)))


@snapshot.command("new-key")
@click.option("--yes", is_flag=True, help="Do not ask.")
@everywhere
def new_key(yes: bool) -> None:
    """Sign with a new key from now on: when the old one was lost, or seen by others. What it signed still verifies."""
    from sendsite.workflow import terms
    from sendsite.workflow.folder import open_folder

    folder = open_folder(asked().folder)
    if not yes and not (sys.stdin.isatty() and click.confirm("The key of now can never sign again. Go on?", err=True)):
        raise NotAsked("Nothing was changed. The key of now could never sign again: add --yes to make a new one.")
    told.data(terms.new_key(folder))
    told.say("Give the new data/signing.pub to whoever checks your snapshots, and keep data/signing.pub.d/ for the old ones.")


for command in (snapshots.show, snapshots.diff, erasing.restore, erasing.erase, erasing.retain):
    snapshot.add_command(command)
