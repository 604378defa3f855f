"""Ids in addresses: whatever a school's system calls a pupil, `/`, `..` and `%` included, is one part of a path and comes back unchanged."""

from __future__ import annotations

import re
from string import ascii_letters, digits

from werkzeug.routing import BaseConverter, Map, ValidationError

PLAIN = frozenset((ascii_letters + digits + "-_").encode())
WRITTEN = re.compile(r"(?:[A-Za-z0-9_-]|~[0-9A-F]{2})+")


class IdConverter(BaseConverter):
    """`<id:pupil_id>`: letters, digits, - and _ stand for themselves, every other byte of UTF-8 is ~ and two hexadecimal digits."""

    regex = WRITTEN.pattern

    def to_url(self, value: str) -> str:
        return "".join(chr(byte) if byte in PLAIN else f"~{byte:02X}" for byte in str(value).encode())

    def to_python(self, value: str) -> str:
        try:
            return re.sub(rb"~([0-9A-F]{2})", lambda found: bytes([int(found[1], 16)]), value.encode()).decode()
        except UnicodeDecodeError:
            raise ValidationError from None


ident = IdConverter(Map()).to_url
"""An id as it stands in an address, and in the `id` of an element."""
