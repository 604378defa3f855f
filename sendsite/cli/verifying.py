"""The command `verify`: look whether what is published is what it should be, and whether each reader opens what is theirs and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sendsite.cli import told
from sendsite.cli.asked import as_json, asked, everywhere
from sendsite.errors import NotAsked

if TYPE_CHECKING:
    from sendsite.workflow.verifying import Finding, Verified

FORM = 1
"""The form of the JSON document. Names are added to it without another number; what is there keeps its name and meaning."""

SHOWN = 100
"""Findings that are listed; of the others the number is told."""


@click.command()
@click.argument("where", required=False, default="", metavar="[FOLDER|URL]")
@click.option(
    "--against",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="MANIFEST",
    help="Compare every byte with this signed release manifest alone: from any machine, without secrets.",
)
@click.option("--key", default="", help="With --against: the trust's public key, as its file signing.pub or the second line of that (else this site folder's).")
@click.option(
    "--host-word",
    "name",
    is_flag=False,
    flag_value="trust",
    default="",
    metavar="[NAME]",
    help="Ask me for the word that stands in front of the site on its host, with this name beside it (else trust).",
)
@as_json
@everywhere
def verify(where: str, against: Path | None, key: str, name: str, as_json: bool) -> None:
    """
    Look through the published site: build/current, another FOLDER, or the site on its host at URL.

    It needs the site folder with its secrets; with --against only the manifest and its signature. Ends with 1 where there is a problem.
    """
    from sendsite.workflow import verifying
    from sendsite.workflow.folder import open_folder

    if key and not against:
        raise NotAsked("--key says whose signature of a manifest counts. Name the manifest with --against, or leave --key out.")
    visitor = verifying.Visitor(name, click.prompt("Word in front of the site", hide_input=True, err=True)) if name else verifying.ANYBODY
    with told.progress("Looking at files") as progress:
        if against:
            found = verifying.compare(where, against, key, asked().folder, visitor=visitor, progress=progress)
        else:
            found = verifying.verify(open_folder(asked().folder), where, visitor=visitor, progress=progress)
    if as_json:
        told.print_json(_document(found))
    else:
        _tell(found)
    click.get_current_context().exit(1 if found.problems else 0)


def _tell(found: Verified) -> None:
    """Problems first, then warnings, then how many there are of what."""
    for label, findings in (("", found.problems), ("warning: ", found.warnings)):
        for each in findings[:SHOWN]:
            told.data(f"{label}{each}")
        if len(findings) > SHOWN:
            told.data(f"... and {len(findings) - SHOWN:,} more")
    told.data(_counted(found))


def _counted(found: Verified) -> str:
    seen = (_many(found.files, "file"), _many(found.audiences, "audience"), _many(found.readers, "reader"))
    looked = ", ".join(seen) if found.by == "secrets" else f"{seen[0]}, compared with the signed manifest"
    warned = f" {_many(len(found.warnings), 'warning')}." if found.warnings else ""
    if not found.problems:
        return f"Publication {found.seq}: {looked}: all as they should be.{warned}"
    return f"Publication {found.seq}: {looked}: {_many(len(found.problems), 'problem')}.{warned}"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _document(found: Verified) -> dict[str, object]:
    def listed(findings: tuple[Finding, ...]) -> list[dict[str, str]]:
        return [{"check": each.check, "path": each.path, "said": each.said} for each in findings]

    return {
        "form": FORM,
        "good": not found.problems,
        "by": found.by,
        "seq": found.seq,
        "files": found.files,
        "audiences": found.audiences,
        "readers": found.readers,
        "problems": listed(found.problems),
        "warnings": listed(found.warnings),
    }
