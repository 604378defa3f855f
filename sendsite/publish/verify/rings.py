"""Every reader's ring opens exactly the audiences that are theirs. No code is needed: the secrets have the readers' own keys."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.publish.audiences import TRUST
from sendsite.publish.seal.keyring import Keyring, keyring_name, open_keyring
from sendsite.publish.seal.refused import Refused
from sendsite.publish.seal.slots import CONTENT, MASTER, Held, open_grant, open_ring
from sendsite.publish.secrets import Reader
from sendsite.publish.verify.findings import Finding, Release

CHECK = "readers"
ROUND = 16
AGAIN = "Run `sendsite publish`."


def rings(release: Release) -> Iterator[Finding]:
    """What is wrong with readers' places in the keyring; a keyring that cannot be read is another check's."""
    path = keyring_name(release.record.pub)
    try:
        found = open_keyring(release.read(path) or b"")
    except Refused:
        return
    secrets = release.secrets
    for handle in sorted(set(found.readers) - set(secrets.readers) - set(secrets.decoys)):
        yield Finding(CHECK, path, f"the handle {handle} is no reader's any more, or never was, and what its code opened it still opens. {AGAIN}")
    for reader in secrets.readers.values():
        yield from (Finding(CHECK, path, said) for said in _reader(release, found, reader))
    for handle, holder in secrets.decoys.items():
        if handle in found.readers and _opens(found, handle, holder.reader_key):
            yield Finding(CHECK, path, f"the ring of {handle}, who is nobody, holds keys.")
    if len(found.readers) % ROUND:
        yield Finding(CHECK, path, f"it has {len(found.readers)} places, which is no multiple of {ROUND}: the number of readers shows.")


def _reader(release: Release, found: Keyring, reader: Reader) -> Iterator[str]:
    if reader.handle not in found.readers:
        yield f"{reader.name} has a code ({reader.handle}) that this publication does not know. {AGAIN}"
        return
    if found.readers[reader.handle][0] != reader.slot:
        yield f"{reader.name}'s code ({reader.handle}) opens nothing: the slot is another than the one made for it."
    opens = _opens(found, reader.handle, reader.ring_key)
    if opens is None:
        yield f"the ring of {reader.name} ({reader.handle}) does not open with their key."
        return
    may = set(release.kids) if reader.leads else set(reader.audiences) & set(release.kids)
    theirs = {kid: audience for audience, kid in release.kids.items()}
    holds = {theirs.get(kid, f"unknown key {kid}") for kid, key in opens.items() if kid not in theirs or release.keys[kid] == key}
    dead = {f"unknown key {release.secrets.content_key(each).kid}" for each in reader.audiences if each != TRUST and each in release.secrets.epochs}
    if may - holds:
        yield f"{reader.name} ({reader.handle}) cannot open {', '.join(sorted(may - holds))}, which is theirs. {AGAIN}"
    if holds - may - dead:
        yield f"{reader.name} ({reader.handle}) opens {', '.join(sorted(holds - may - dead))}, which is not theirs. {AGAIN}"


def _opens(found: Keyring, handle: str, reader_key: bytes) -> dict[str, bytes] | None:
    """The content keys that a ring leads to, by kid; None where the ring or a grant does not open."""
    try:
        held = open_ring(found.readers[handle][1], found.publication, handle, reader_key)
        keys = {each.kid: each.key for each in held if each.kind == CONTENT}
        for master in held:
            if master.kind == MASTER:
                keys.update(_granted(found, master))
    except Refused:
        return None
    return keys


def _granted(found: Keyring, master: Held) -> dict[str, bytes]:
    return {kid: open_grant(box, found.publication, master, kid) for kid, box in found.grants.items()}
