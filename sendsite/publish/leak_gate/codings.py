"""
Further ways to write letters as figures or signs, each looked for only where a quick sign of it stands: what they stand for is searched as the text is.

CSS escapes (`\\000046`, `\\46 `), quoted-printable, `fromCharCode`, hex with something between, base32, and base64 broken over short lines.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

CSS = re.compile(r"\\([0-9a-fA-F]{2,6})\s?")
QUOTED = re.compile(r"=\r?\n|(?:=[0-9A-Fa-f]{2})+")
IS_QUOTED = re.compile(r"=(?:[0-9A-Fa-f]{2}=[0-9A-Fa-f]{2}|(?<=[A-Za-z]=)(?:20|\r?\n)[A-Za-z])")
CALLED = re.compile(r"from(?:CharCode|CodePoint)(?:\.\w+)?\s*\(([^)]{8,4000})\)")
NUMBER = re.compile(r"0[xX][0-9a-fA-F]+|\d+")

SHAPE = bytes(0x68 if chr(code) in "0123456789abcdefABCDEF" else 0x73 if chr(code) in ": \t\r\n,-" else 0x78 for code in range(256))
PAIRS = b"shh" * 8
"""The shape of nine bytes as hex, with a sign between."""

HEX_PAIRS = re.compile(r"[0-9a-fA-F]{2}(?:[:\s,-][0-9a-fA-F]{2}(?![0-9a-fA-F])){8,}")
SHORT_LINES = re.compile(r"[A-Za-z0-9+/_-]{4,76}(?:[ \t]*\r?\n[ \t]*[A-Za-z0-9+/_-]{4,76}(?![^\s=<\"'])){2,}")
ALONE = re.compile(r"\n[ \t]*[A-Za-z0-9+/_-]{4,76}[ \t]*\r?\n")
BASE32 = re.compile(r"[A-Z2-7]{16,}|[a-z2-7]{16,}")


def texts(text: str) -> Iterator[str]:
    """A text without escapes that only some languages know, once for each of them that may stand in it."""
    if "\\" in text and CSS.search(text):
        yield CSS.sub(lambda found: _letter(int(found[1], 16)), text)
    if "=" in text and IS_QUOTED.search(text):
        yield QUOTED.sub(lambda found: _of_bytes(found[0].replace("=", "").strip()), text)
    if "fromC" in text:
        for call in CALLED.findall(text):
            yield "".join(_letter(int(each, 0) if each[:2] in ("0x", "0X") else int(each)) for each in NUMBER.findall(call))
    if PAIRS in text.encode("latin-1", "replace").translate(SHAPE):
        for found in HEX_PAIRS.finditer(text):
            yield _of_bytes(re.sub("[^0-9a-fA-F]", "", found[0]))


def in_lines(text: str) -> Iterator[str]:
    """What may be base64 over lines that hold nothing else, as one word."""
    if ALONE.search(text):
        for found in SHORT_LINES.finditer(text):
            yield "".join(found[0].split())


def of_base32(code: str) -> bytes | None:
    """What a word stands for in base32; None where it is none."""
    if not BASE32.fullmatch(code):
        return None
    whole = code.upper()[: len(code) - {1: 1, 3: 1, 6: 1}.get(len(code) % 8, 0)]
    try:
        return base64.b32decode(whole + "=" * (-len(whole) % 8))
    except binascii.Error:
        return None


def _letter(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else " "


def _of_bytes(digits: str) -> str:
    """What bytes in hex say, in UTF-8 or, where they are none, in the code page of Windows."""
    content = bytes.fromhex(digits)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
