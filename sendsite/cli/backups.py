"""The commands that keep a whole site folder safe: backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sendsite.cli import told
from sendsite.cli.asked import as_json, asked, everywhere

if TYPE_CHECKING:
    from sendsite.workflow.putting_back import PutBack


@click.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--by", default="", help="Who makes it (else the name the machine knows you by).")
@as_json
@everywhere
def backup(path: Path | None, by: str, as_json: bool) -> None:
    """
    Put all that cannot be made again into one file, and prove it by restoring it on trial.

    PATH is a folder, or a new file's name; else it goes where the setting `backups` says. People may go on working meanwhile.
    """
    from sendsite.workflow.backing_up import back_up
    from sendsite.workflow.folder import open_folder

    folder = open_folder(asked().folder)
    with told.progress("Backing up") as progress:
        made = back_up(folder, path, by=by, progress=progress, tell=told.say)
    for link in made.links:
        told.say(f"{link} is a link and was left out. What it leads to is not in the backup.")
    for gone in made.removed:
        told.say(f"Removed the oldest: {gone.name} (backups_kept is {folder.settings.backups_kept}).")
    for warning in made.warnings:
        told.say(warning)
    if as_json:
        told.print_json({"file": str(made.path), "bytes": made.size, "sealed": made.sealed, "proven_at": made.manifest.made_at, "links_left_out": made.links})
        return
    told.data(str(made.path))
    told.say(f"Proven: restored on trial, {len(made.manifest.files)} files, register up to change {made.manifest.head}, {made.size / 1e6:.1f} MB.")


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--to", type=click.Path(path_type=Path), help="A new or an empty folder (else the site folder, where that is empty).")
@click.option("--identity", type=click.Path(path_type=Path), help="The file with the secret key that opens a sealed backup.")
@click.option("--by", default="", help="Who restores (else the name the machine knows you by).")
@as_json
@everywhere
def restore(path: Path, to: Path | None, identity: Path | None, by: str, as_json: bool) -> None:
    """
    Put a backup back into a new or an empty folder. Nothing that is there is ever overwritten.

    Where the site folder of today still stands, name it with --dir and the new one with --to: what ended there since stays ended.
    """
    from sendsite import config
    from sendsite.workflow.folder import open_folder
    from sendsite.workflow.putting_back import put_back

    here = asked().folder
    old = open_folder(here) if to is not None and (here / config.FILE).is_file() else None
    with told.progress("Restoring", "steps") as progress:
        done = 0

        def step(words: str) -> None:
            nonlocal done
            done += 1
            progress(done, done + 1, words)

        found = put_back(path, to or here, old=old, identity=identity, by=by, step=step)
    if as_json:
        told.print_json(document(found))
        return
    told.data(str(found.folder))
    for line in told_of(found):
        told.say(line)


def document(found: PutBack) -> dict[str, object]:
    """What came of a restore, for programs."""
    return {
        "folder": str(found.folder), "made_at": found.manifest.made_at, "change": found.manifest.head, "rows": dict(found.manifest.rows),
        "since": list(found.since), "codes_ended_again": list(found.ended), "readers": found.readers, "publications_up_to": found.seq,
        "erased_again": found.erased,
    }  # fmt: skip


def told_of(found: PutBack) -> list[str]:
    """What came of a restore, and what to look at before anything else."""
    rows, age = found.manifest.rows, "today" if found.days < 1 else f"{found.days} {'day' if found.days == 1 else 'days'} ago"
    holds = f"{told.counted(rows.get('schools', 0), 'school')}, {told.counted(rows.get('pupils', 0), 'pupil')}, change {found.manifest.head}"
    lines = [
        f"Put back as it was on {found.manifest.made_at}, {age}: {holds}.",
        *found.since,
        "Everybody has to sign in again, and invitations have to be sent again. Who was disabled since then can sign in: look through `sendsite user list`.",
    ]
    if found.erased:
        lines.append(f"Erased again, having been erased before: {told.counted(found.erased, 'person', 'people')}.")
    if found.ended:
        lines.append(f"Ended again the codes of {', '.join(found.ended)}, which had ended since.")
    if found.readers:
        again = "Who was revoked since is a reader again: look through `sendsite reader list` before you publish."
        lines.append(f"{found.readers} {'reader has the code' if found.readers == 1 else 'readers have the codes'} of that day. {again}")
    if found.seq:
        why = "so that no reader's browser takes the site for an old copy"
        lines.append(f"All pages get new keys, and publications go on from number {found.seq + 1}, {why}.")
    return [*lines, "The sites in build/ are not in a backup. Run `sendsite doctor`, then `sendsite build` and `sendsite publish`."]
