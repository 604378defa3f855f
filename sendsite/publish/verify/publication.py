"""One publication: the pointer, the keyring and the manifests name the same site, publication and number, and the manifests have every sealed file."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.publish.seal.keyring import POINTER_NAME, keyring_name, manifest_kid, manifest_name, open_keyring, open_manifest, open_pointer
from sendsite.publish.seal.keys import Publication
from sendsite.publish.seal.paths import PUBLIC, sealed_path, segment
from sendsite.publish.seal.refused import Refused
from sendsite.publish.verify.findings import Finding, Release

CHECK = "publication"


def one_publication(release: Release) -> Iterator[Finding]:
    """What is wrong with the small files that hold a publication together."""
    record = release.record
    made = Publication(release.secrets.site.id, record.pub, record.seq)
    yield from _pointer(release, made)
    yield from _keyring(release, made)
    for audience in sorted(release.kids):
        yield from _manifest(release, made, audience)


def _pointer(release: Release, made: Publication) -> Iterator[Finding]:
    try:
        said = open_pointer(release.read(POINTER_NAME) or b"")
    except Refused as refused:
        yield Finding(CHECK, POINTER_NAME, str(refused))
        return
    if said.site != made.site:
        yield Finding(CHECK, POINTER_NAME, f"this names site {said.site}, and the secrets here are of {made.site}.")
    elif said != made:
        yield Finding(CHECK, POINTER_NAME, f"this names publication {said.seq} ({said.pub}); {made.seq} ({made.pub}) was looked for.")


def _keyring(release: Release, made: Publication) -> Iterator[Finding]:
    path = keyring_name(made.pub)
    try:
        found = open_keyring(release.read(path) or b"")
    except Refused as refused:
        yield Finding(CHECK, path, str(refused))
        return
    if found.publication != made:
        yield Finding(CHECK, path, f"this is of publication {found.publication.seq}, not of {made.seq}.")
    folders = {kid: segment(release.secrets.site.path_key, audience) for audience, kid in release.kids.items()}
    if found.audiences != folders or set(found.grants) != set(folders):
        yield Finding(CHECK, path, "the keys and folders in it are not those that the pages were sealed with.")


def _manifest(release: Release, made: Publication, audience: str) -> Iterator[Finding]:
    """Whether an audience's manifest opens and lists exactly the files of that audience, each with the hash it was made with."""
    folder, kid = segment(release.secrets.site.path_key, audience), release.kids[audience]
    path = manifest_name(folder, made.pub)
    text = release.read(path)
    if text is None:
        yield Finding(CHECK, path, f"the manifest of {audience} is missing.")
        return
    try:
        asked = manifest_kid(text, made, folder)
        found = open_manifest(text, release.keys[kid], made, folder)
    except Refused as refused:
        yield Finding(CHECK, path, f"the manifest of {audience}: {refused}")
        return
    entries = {sealed_path(at): each for at, each in release.record.entries.items() if each.audience == audience and audience != PUBLIC}
    if asked != kid:
        yield Finding(CHECK, path, f"the manifest of {audience} asks for another key than its pages.")
    if found.start not in found.hashes:
        yield Finding(CHECK, path, f"the first page of {audience} is not one of its pages.")
    for missing in sorted(set(entries) - set(found.hashes)):
        yield Finding(CHECK, missing, f"the manifest of {audience} does not list it ({entries[missing].real}).")
    for unknown in sorted(set(found.hashes) - set(entries)):
        yield Finding(CHECK, unknown, f"the manifest of {audience} lists it, and it was not published for {audience}.")
    for each in sorted(set(entries) & set(found.hashes)):
        if entries[each].hash != found.hashes[each]:
            yield Finding(CHECK, each, f"the manifest of {audience} has another hash for it than it was made with ({entries[each].real}).")
