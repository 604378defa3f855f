"""What goes with a publication: warnings about who can read it, and the note in the history."""

from __future__ import annotations

from collections.abc import Callable

from sendsite.publish.editions import Edition
from sendsite.publish.publishing import Published, nobody_reads, nothing_to_read
from sendsite.publish.secrets import Secrets
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.releases import KIND
from sendsite.workflow.terms import who

Tell = Callable[[str], None]


def warn(edition: Edition, secrets: Secrets, tell: Tell) -> None:
    """Say whose pages nobody can open, and who has a code that opens nothing."""
    unread = nobody_reads(edition, secrets)
    if unread:
        tell(f"Nobody has a code for {', '.join(unread)}: these pages are sealed and cannot be read. `sendsite reader add` gives one.")
    for name in nothing_to_read(edition, secrets):
        tell(f"{name} has a code, and there is no page for it: the school is not on this site.")


def note(folder: SiteFolder, by: str, words: str, published: Published) -> None:
    """Write the publication down in the register's history."""
    from sendsite.register import chain

    if folder.register.is_file():
        with folder.open_register() as register:
            title = f"Published the site, number {published.seq}" + (f": {words}" if words else "")
            chain.note(register, by=by or who(), kind=KIND, title=title)
