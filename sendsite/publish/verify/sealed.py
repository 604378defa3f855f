"""Every sealed file opens with the key of its own audience and with no other, where it stands, and shows nothing in clear but what all files show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sendsite.publish.records import Entry
from sendsite.publish.seal.files import aad_of, open_file, padded_length, read_header
from sendsite.publish.seal.keys import Box, unseal
from sendsite.publish.seal.refused import Refused
from sendsite.publish.seal.shell import BODY, HEADER, Parts, asset_parts, page_parts
from sendsite.publish.verify.findings import Finding, Release

CHECK = "sealed"
TAG = 16


class SealedFiles:
    """Opens sealed files and keeps what is wrong with each."""

    def __init__(self, release: Release) -> None:
        self.release = release

    def open(self, at: str, published: str, entry: Entry, stored: bytes) -> tuple[bytes | None, list[Finding]]:
        """The content of a sealed file, None where it does not open, and all that is wrong with it."""
        named = f"{at} ({entry.real})"
        own = self.release.kids.get(entry.audience)
        try:
            parts = page_parts(stored) if published.startswith("s/") else asset_parts(stored)
            header = read_header(parts.header)
            if own is None or header.kid != own:
                return None, [Finding(CHECK, named, f"it is sealed with a key ({header.kid}) that is not the one of {entry.audience}.")]
            content = open_file(parts.header, parts.body, self.release.keys[own], path=published, expected_hash=entry.hash)
        except Refused as refused:
            return None, [Finding(CHECK, named, f"it does not open for {entry.audience}. {refused}")]
        return content, [Finding(CHECK, named, said) for said in self._wrong(parts, header.iv, own, published, stored)]

    def _wrong(self, parts: Parts, iv: bytes, own: str, published: str, stored: bytes) -> Iterator[str]:
        """What is wrong with a file that opens."""
        for audience, kid in self.release.kids.items():
            if kid != own and _opens(parts, iv, self.release.keys[kid]):
                yield f"the key of {audience} opens it too."
        if padded_length(len(parts.body) - TAG) != len(parts.body) - TAG:
            yield f"it is not padded: its {len(parts.body)} bytes tell how much it holds."
        if published.startswith("s/") and hashlib.sha256(_around(stored)).hexdigest() != self.release.record.frame:
            yield "what stands around the sealed page is not what stands around all pages."


def _opens(parts: Parts, iv: bytes, key: bytes) -> bool:
    try:
        unseal(key, Box(iv, parts.body), aad_of(parts.header))
    except Refused:
        return False
    return True


def _around(stored: bytes) -> bytes:
    """A page's file without its two sealed blocks."""
    text = stored.decode("utf-8")
    for block in (HEADER, BODY):
        found = block.search(text)
        if found:
            text = text[: found.start(1)] + text[found.end(1) :]
    return text.encode("utf-8")
