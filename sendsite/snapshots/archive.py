"""
A zip in the plainest form there is, written byte by byte here so that it never depends on a library's version or on a machine.

Members are stored, not compressed, dated 1 January 1980, with mode 0600, in the order given. Any zip tool opens it. What is read
must be exactly what would be written from its members: one byte that differs anywhere is a refusal.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")

VERSION = 20  # of the zip format that a reader needs
UNIX = (3 << 8) | VERSION
MIDNIGHT, FIRST_DAY = 0, (0 << 9) | (1 << 5) | 1
PRIVATE_FILE = 0o100600 << 16
MEMBERS_MOST = 64
BYTES_MOST = 256 * 1024 * 1024
FILE_MOST = BYTES_MOST + 64 * 1024
"""With the directory at the end."""


class DamagedError(Exception):
    """The bytes are not an archive that was written here. Its text completes '<file>: '."""


class Place(NamedTuple):
    """Where a member stands in the file."""

    name: str
    start: int
    end: int
    checksum: int


def packed(members: Mapping[str, bytes]) -> bytes:
    """The archive of these members; the same members in the same order are the same bytes, anywhere."""
    body, directory = bytearray(), bytearray()
    for name, content in members.items():
        label = name.encode("ascii")
        shared = (VERSION, 0, 0, MIDNIGHT, FIRST_DAY, zlib.crc32(content), len(content), len(content), len(label), 0)
        directory += CENTRAL.pack(b"PK\x01\x02", UNIX, *shared, 0, 0, 0, PRIVATE_FILE, len(body)) + label
        body += LOCAL.pack(b"PK\x03\x04", *shared) + label + content
    if len(members) > MEMBERS_MOST or len(body) > BYTES_MOST:
        raise DamagedError(f"holds more than {MEMBERS_MOST} files or {BYTES_MOST:,} bytes, which no trust's register comes near.")
    return bytes(body + directory + END.pack(b"PK\x05\x06", 0, 0, len(members), len(members), len(directory), len(body), 0))


def unpacked(raw: bytes) -> dict[str, bytes]:
    """The members of an archive; DamagedError where it is cut, longer, or changed in any byte that its checksums and layout cover."""
    members: dict[str, bytes] = {}
    at = 0
    while raw[at : at + 4] == b"PK\x03\x04":
        place = first_place(raw, at)
        if place.name in members or len(members) == MEMBERS_MOST:
            raise DamagedError(f"holds '{place.name}' twice, or too many files.")
        members[place.name] = checked(raw[place.start : place.end], place)
        at = place.end
    if packed(members) != raw:
        raise DamagedError("is cut short, or was changed after it was written.")
    return members


def first_place(raw: bytes, at: int = 0) -> Place:
    """Where the member whose header stands at `at` begins and ends; the end may lie beyond `raw`."""
    try:
        signature, *_, checksum, size, length, label_length, _extra = LOCAL.unpack_from(raw, at)
        label = raw[at + LOCAL.size : at + LOCAL.size + label_length].decode("ascii")
    except (struct.error, UnicodeDecodeError):
        raise DamagedError("is cut short, or is not an archive of sendsite.") from None
    if signature != b"PK\x03\x04" or size != length or size > BYTES_MOST:
        raise DamagedError("is not an archive of sendsite.")
    start = at + LOCAL.size + label_length
    return Place(label, start, start + size, checksum)


def checked(content: bytes, place: Place) -> bytes:
    """The content of a member, whole and as it was written."""
    if len(content) != place.end - place.start or zlib.crc32(content) != place.checksum:
        raise DamagedError(f"is damaged in '{place.name}': its checksum does not agree.")
    return content
