"""The published site on its way to its host: what would go, what went, and sending once more what stands in build/current."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sendsite.errors import BuildFailed
from sendsite.publish.lock import alone
from sendsite.publish.order import in_order
from sendsite.publish.records import Record
from sendsite.publish.sending import going_to, send, target_of
from sendsite.publish.shelf import Shelf
from sendsite.publish.targets.commands import Going, Target
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.stopped import told_if_cut_off

Tell = Callable[[str], None]

NAMED = 5
"""Files that are named where a host was altered; of the others the number is told."""


def target_and_shelf(folder: SiteFolder, *, dry_run: bool = False) -> tuple[Target | None, Shelf]:
    """Where the site goes, None where it stays in build/current, and where its releases are kept. A target that cannot be used is refused."""
    shelf = Shelf(folder.releases)
    target = target_of(folder.settings.target, shelf.folder)
    if target:
        target.look(folder.root, dry_run)
    return target, shelf


def going(folder: SiteFolder, record: Record) -> Going:
    """What has to go to the target for this publication to stand there."""
    return going_to(folder.settings.target, folder.current, record.files, folder.releases, record.note)


def sent(folder: SiteFolder, record: Record, target: Target, tell: Tell, *, again: bool = False) -> Going:
    """Send a publication that stands in build/current; answers with what went. `again`: all of it, where the host cannot tell what it holds."""
    there = going(folder, record)
    if again and not target.tells:
        there = there._replace(changed=in_order(record.files))
    if target.warning:
        tell(target.warning)
    done = send(folder.settings.target, target, there, folder.releases)
    if done.altered:
        tell(_altered(done.altered))
    return done


def _altered(paths: Sequence[str]) -> str:
    """That a host did not hold what was left there."""
    many = "1 file was not as it had" if len(paths) == 1 else f"{len(paths):,} files were not as they had"
    more = f" and {len(paths) - NAMED:,} more" if len(paths) > NAMED else ""
    named = ", ".join("".join(sign if sign.isprintable() else "?" for sign in path) for path in paths[:NAMED])
    return f"The host had been altered since the last time: {many} been left there. Now all is as published. See who may write there: {named}{more}."


def send_again(folder: SiteFolder, *, tell: Tell = print) -> Going:
    """Send what stands in build/current to the target, without making anything anew: after a fault of the line or of the host."""
    target, shelf = target_and_shelf(folder)
    if target is None:
        raise BuildFailed('No target is set, so there is nowhere to send to. Name one with --target, or as target = "..." in sendsite.toml.')
    with told_if_cut_off(), alone(folder.current.parent / ".lock", tell=tell):
        record = shelf.standing(folder.current)
        if record is None:
            raise BuildFailed("Nothing was published yet, or its record is gone. Run `sendsite publish` first.", screen="Nothing was published yet.")
        return sent(folder, record, target, tell, again=True)
