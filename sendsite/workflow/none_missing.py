"""Whether all that was ever frozen is still there: by the chain of the manifests, and by what the register's history notes of freezing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sendsite.errors import DataRefused
from sendsite.snapshots import chain
from sendsite.workflow.folder import SiteFolder

FROZEN = re.compile(r"Froze (20\d\d-(?:autumn|spring|summer)(?:\.\d{1,9})?)(?![\w.-])")
"""How the history's note of a frozen term begins."""

NOTES_MOST = 10_000


def missing(folder: SiteFolder) -> tuple[str, ...]:
    """
    What is wrong between the frozen terms, a sentence each with what to do; nothing where all are there. Only their manifests are read.

    The chain tells of any that is gone but the newest, and the history of that one too.
    """
    links = chain.links(folder.snapshots)
    there = {link.name for link in links}
    gone = [each for each in _noted(folder) if each[0] not in there]
    return (*chain.faults(links), *(f"{name}, which {who} froze on {day} by the register's history, is missing. {chain.BACKUP}" for name, who, day in gone))


def refuse_missing(folder: SiteFolder) -> None:
    """Publish nothing while a frozen term is gone: it would drop out of the site without a word."""
    if found := missing(folder):
        raise DataRefused(f"Nothing was published, because a frozen term is missing, or is not the one that was frozen. {folder.snapshots}: {' '.join(found)}")


def _noted(folder: SiteFolder) -> Iterator[tuple[str, str, str]]:
    """Each file that the history says was written, by whom and on which day. What was frozen of the invented trust went with it, and is not asked for."""
    from sendsite.register.history import history

    if not folder.register.is_file():
        return
    with folder.open_register() as register:
        invented = next((each.id for each in history(register, kind="demo", limit=1)), 0)
        notes = history(register, kind="snapshot", limit=NOTES_MOST)
    for each in reversed(notes):
        if each.id > invented and (found := FROZEN.match(each.given_title)):
            yield f"{found[1]}.zip", each.by, each.at[:10]
