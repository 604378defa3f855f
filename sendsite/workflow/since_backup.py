"""What the site folder of today knows that a backup cannot know: changes, publications, readers and people since it was made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sendsite.backups.manifest import Manifest
from sendsite.errors import SendsiteError
from sendsite.workflow.folder import SiteFolder

if TYPE_CHECKING:
    from sendsite.publish.secrets import Secrets
    from sendsite.register.database import Register

LEAP = 10_000
"""
How far the number of publications goes on when secrets are put back. Readers' browsers remember the highest number they have seen and refuse a
lower one, and nobody may know any more how often the site was published since: ten thousand is more than a trust publishes in a lifetime.
"""

WHY = "the keys were put back from a backup"


@dataclass(frozen=True)
class Now:
    """What the folder of today says, as far as it can be read: each in words, the number of its newest publication, handles that ended."""

    words: tuple[str, ...] = ()
    seq: int = 0
    ended: frozenset[str] = field(default_factory=frozenset)


def now(folder: SiteFolder, manifest: Manifest) -> Now:
    """What differs between a backup and the folder it was made of. A part that cannot be read is said, and no fault: that may be why it is restored."""
    words: list[str] = []
    try:
        with folder.open_register() as register:
            words += _of_register(register, manifest)
    except SendsiteError as error:
        words.append(f"The register of {folder.root} cannot be read, so nobody knows what was entered after the backup: {error}")
    seq, ended = 0, frozenset[str]()
    try:
        from sendsite.publish import secrets_file

        kept = secrets_file.load(secrets_file.place(folder.root))
        seq, ended = kept.seq, frozenset(kept.retired)
        if seq > manifest.seq:
            words.append(f"The site was published {seq - manifest.seq} more times since, up to number {seq}.")
    except SendsiteError:
        pass
    return Now(tuple(words), seq, ended)


def _of_register(register: Register, manifest: Manifest) -> list[str]:
    from sendsite.register.history import history

    later = [each for each in history(register, limit=1000) if each.id > manifest.head]
    changed = [each for each in later if each.rows]
    if not changed:
        return ["No record was changed after the backup."]
    names = ", ".join(sorted({each.by for each in changed})[:5])
    many = f"{len(changed)}{' or more' if len(later) == 1000 else ''} changes"
    return [f"{many} of records after the backup are not in it, by {names}; the newest is of {max(each.at for each in changed)}."]


def settle_secrets(secrets: Secrets, here: Now, *, on: date) -> tuple[str, ...]:
    """
    Let the number of publications go on above any that a reader may have seen, end every key, and end again the codes that are known to have ended.

    Answers with the names of readers whose codes were ended again. New keys: who was revoked since may hold those of the backup.
    """
    from sendsite.publish.audiences import TRUST
    from sendsite.publish.readers import revoke
    from sendsite.publish.secrets import new_epoch

    again = [secrets.readers[handle] for handle in sorted(here.ended & set(secrets.readers))]
    for reader in again:
        revoke(secrets, reader, on=on)
    secrets.seq = max(secrets.seq, here.seq) + LEAP
    new_epoch(secrets, {TRUST}, on=on, why=WHY)
    secrets.withdraw = True
    secrets.told.append("Made new keys for every page, because the secrets were put back from a backup")
    return tuple(reader.name for reader in again)
