"""What is packed in a file: members of a zip and all that is said beside them, gzip, zlib, bzip2 and xz anywhere in it, such as text beside a picture."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

LARGEST = 100_000_000
"""Bytes of one thing unpacked."""

PNG = b"\x89PNG\r\n\x1a\n"
STREAM = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]|BZh[1-9]1AY|\xfd7zXZ\x00")
ZIP = (b"PK\x05\x06", b"PK\x01\x02")
"""The signs of a zip's end and of a member's entry: a site's sealed bytes are many enough to hold one of them by chance, and not both."""

LEAST = 4
"""Bytes that a stream must give; by chance two bytes look like the beginning of one."""


class Part(NamedTuple):
    """Something that was packed."""

    name: str
    content: bytes


class Closed(NamedTuple):
    """Something that cannot be unpacked, and why."""

    name: str
    why: str


def is_packed(content: bytes) -> bool:
    """Whether something may be packed in it."""
    return content.startswith(PNG) or _is_zip(content) or STREAM.search(content) is not None


def unpacked(content: bytes) -> Iterator[Part | Closed]:
    """All that is packed in a file."""
    if _is_zip(content) and zipfile.is_zipfile(io.BytesIO(content)):
        yield from _members(content)
        return
    if content.startswith(PNG):
        yield from _chunks(content)
        return
    after = 0
    for found in STREAM.finditer(content):
        if found.start() < after:
            continue
        inner, used = _stream(content, found.start())
        if inner is not None and len(inner) >= LEAST:
            after = found.start() + used
            yield Closed("", "it is too large unpacked to be looked into") if len(inner) >= LARGEST else Part("unpacked", inner)


def _is_zip(content: bytes) -> bool:
    return all(sign in content for sign in ZIP)


def _chunks(content: bytes) -> Iterator[Part]:
    """What stands in a PNG beside its dots, and behind its end."""
    at = len(PNG)
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if kind != b"IDAT":
            yield Part(kind.decode("latin-1"), content[at + 8 : at + 8 + size].replace(b"\0", b" ") if kind == b"tEXt" else content[at + 8 : at + 8 + size])
        at += size + 12
        if kind == b"IEND":
            break
    if content[at:]:
        yield Part("behind the picture", content[at:])


def _members(content: bytes) -> Iterator[Part | Closed]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            if book.comment:
                yield Part("comment of the zip", book.comment)
            for member in book.infolist():
                if member.comment:
                    yield Part(member.filename, member.comment)
                if member.flag_bits & 1:
                    yield Closed(member.filename, "it is locked with a password and cannot be looked into")
                elif member.file_size >= LARGEST:
                    yield Closed(member.filename, "it is too large unpacked to be looked into")
                else:
                    yield Part(member.filename, book.read(member))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, zlib.error, lzma.LZMAError):
        yield Closed("", "it is a zip that cannot be looked into")


def _stream(content: bytes, start: int) -> tuple[bytes | None, int]:
    """What a stream that begins here holds, and how many bytes it takes; None where it is none."""
    begun = memoryview(content)[start:]
    try:
        if content.startswith(b"BZh", start):
            small = bz2.BZ2Decompressor()
            return small.decompress(begun, LARGEST), len(begun) - len(small.unused_data)
        if content.startswith(b"\xfd7zXZ", start):
            tight = lzma.LZMADecompressor()
            return tight.decompress(begun, LARGEST), len(begun) - len(tight.unused_data)
        usual = zlib.decompressobj(47)
        return usual.decompress(begun, LARGEST), max(len(begun) - len(usual.unused_data) - len(usual.unconsumed_tail), 2)
    except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError):
        return None, 2
