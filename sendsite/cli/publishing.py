"""The command `publish`: seal the site, switch build/current to it, send it to its host."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import click

from sendsite.cli import told
from sendsite.cli.asked import as_json, asked, everywhere, on_day
from sendsite.errors import NotAsked

if TYPE_CHECKING:
    from datetime import date

    from sendsite.workflow.publishing import Outcome

SHOWN = 40
"""Names of pages that are listed; of the others the number is told."""


@click.command()
@click.option("--target", help="Where to put the site, as KIND:PLACE: folder, git, rsync, sftp, s3, netlify or cloudflare (else as set; else build/current).")
@click.option("--for", "--host-files", "host_files", help="Write the files of this host: apache, nginx, caddy, netlify, cloudflare or azure.")
@click.option("--note", default="", help="What is new, for the history.")
@click.option("--dry-run", is_flag=True, help="Make everything, change nothing, and list what would go.")
@click.option("--with-draft", is_flag=True, help="Publish the live register too, marked as a draft. Else frozen terms alone.")
@click.option(
    "--rollback", is_flag=False, flag_value="", metavar="[NUMBER]", help="Publish an earlier publication's content anew (else the one before the last)."
)
@click.option("--again", is_flag=True, help="Send what stands in build/current once more, without making it anew.")
@as_json
@on_day
@everywhere
def publish(
    target: str | None,
    host_files: str | None,
    note: str,
    dry_run: bool,
    with_draft: bool,
    rollback: str | None,
    again: bool,
    as_json: bool,
    on: date | None,
) -> None:
    """Seal what is not public, switch build/current to it and send it to its host. Readers see the old site until the new one is whole."""
    from sendsite.workflow import publishing, sending
    from sendsite.workflow.folder import open_folder

    folder = open_folder(asked().folder, {"target": target, "host_files": host_files})
    signal.signal(signal.SIGTERM, _leave)
    if again:
        if dry_run or rollback is not None:
            raise NotAsked("--again sends what there is. Leave --dry-run and --rollback out.")
        going = sending.send_again(folder, tell=told.say)
        told.say(_sent(len(going.changed), len(going.removed)) or "Nothing had to go: all stands there as it was published.")
        return
    wish = publishing.Wish(note=note, dry_run=dry_run, draft=with_draft, on=on, rollback=rollback)
    with told.progress("Making pages") as progress:
        outcome = publishing.publish(folder, wish, progress=progress, tell=told.say)
    if as_json:
        told.print_json(_document(outcome, dry_run))
    else:
        _tell(outcome, dry_run, str(folder.current / "index.html"))


def _tell(outcome: Outcome, dry_run: bool, place: str) -> None:
    """What was made and where it went, or would go."""
    made = outcome.published
    begun = "Would be publication" if dry_run else "Publication"
    told.say(f"{begun} {made.seq}: {made.anew:,} files made anew, {made.unchanged:,} as they were; {made.size / 1e6:.1f} MB.")
    if dry_run:
        for name in outcome.anew[:SHOWN]:
            told.data(f"changed: {name}")
        if len(outcome.anew) > SHOWN:
            told.data(f"... and {len(outcome.anew) - SHOWN:,} more")
        for step in outcome.steps:
            told.data(step)
        return
    if sent := _sent(len(outcome.going.changed), len(outcome.going.removed)):
        told.say(sent)
    for path in outcome.host_beside:
        told.say(f"For the host's own settings: {path}")
    told.say(f"Signed list of all files, to compare the host with from anywhere: {outcome.manifest}")
    told.data(place)


def _sent(written: int, removed: int) -> str:
    """What was written and removed at the target; "" where nothing was."""
    return f"Sent: {written:,} files, {removed:,} removed." if written or removed else ""


def _document(outcome: Outcome, dry_run: bool) -> dict[str, object]:
    made = outcome.published
    return {
        "seq": made.seq,
        "pub": made.record.pub,
        "dry_run": dry_run,
        "anew": list(outcome.anew),
        "unchanged": made.unchanged,
        "bytes": made.size,
        "sent": len(outcome.going.changed),
        "removed": len(outcome.going.removed),
        "altered": list(outcome.going.altered),
        "steps": list(outcome.steps),
        "manifest": str(outcome.manifest) if outcome.manifest else None,
    }


def _leave(*_: object) -> None:
    """End as on Ctrl-C, so that no plain page is left behind."""
    raise KeyboardInterrupt
