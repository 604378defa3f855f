"""The published site on its way to its host: what would go, what went, and sending once more what stands in build/current."""

from __future__ import annotations

from collections.abc import Callable

from sendsite.errors import BuildFailed
from sendsite.publish.lock import alone
from sendsite.publish.records import Record
from sendsite.publish.sending import going_to, send, target_of
from sendsite.publish.shelf import Shelf
from sendsite.publish.targets.commands import Going, Target
from sendsite.workflow.folder import SiteFolder

Tell = Callable[[str], None]


def target_and_shelf(folder: SiteFolder) -> tuple[Target | None, Shelf]:
    """Where the site goes, None where it stays in build/current, and where its releases are kept."""
    shelf = Shelf(folder.releases)
    return target_of(folder.settings.target, shelf.folder), shelf


def going(folder: SiteFolder, record: Record) -> Going:
    """What has to go to the target for this publication to stand there."""
    return going_to(folder.settings.target, folder.current, record.files, folder.releases, record.note)


def sent(folder: SiteFolder, record: Record, target: Target, tell: Tell) -> Going:
    """Send a publication that stands in build/current; answers with what went."""
    there = going(folder, record)
    if target.warning:
        tell(target.warning)
    send(folder.settings.target, target, there, folder.releases)
    return there


def send_again(folder: SiteFolder, *, tell: Tell = print) -> Going:
    """Send what stands in build/current to the target, without making anything anew: after a fault of the line or of the host."""
    target, shelf = target_and_shelf(folder)
    if target is None:
        raise BuildFailed('No target is set, so there is nowhere to send to. Name one with --target, or as target = "..." in sendsite.toml.')
    with alone(folder.current.parent / ".lock", tell=tell):
        record = shelf.standing(folder.current)
        if record is None:
            raise BuildFailed("Nothing was published yet, or its record is gone. Run `sendsite publish` first.", screen="Nothing was published yet.")
        return sent(folder, record, target, tell)
