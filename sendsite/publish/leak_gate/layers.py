"""
All that a file says: as it stands, as it is read without its marks, and whatever is coded or packed in it, and in that again.

What cannot be looked into is told too: nobody can vouch for it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from html import unescape
from string import ascii_letters, digits
from typing import NamedTuple

from sendsite.publish.leak_gate import codings
from sendsite.publish.leak_gate.packed import Closed, is_packed, unpacked

DEEPEST = 5
"""How often something may be packed in something."""

READ, MARKS, BYTES, SHUT = "read", "marks", "bytes", "shut"
"""What a layer is: text as somebody reads it; what stands in the marks of it; bytes that are no text; what cannot be looked into."""

LONGEST_WORD = 400
"""Signs of a code that is taken out of the text around it: by chance anything stands in so long a one."""

MARK = re.compile(r"(<(?:[a-zA-Z/?]|!(?!--))[^>]*>|<!--.*?-->)", re.DOTALL)
MARK_WITH_QUOTES = re.compile(r"""<(?:[a-zA-Z/?]|!(?!--))(?:[^>"']|"[^"]*"|'[^']*')*>|<!--.*?-->""", re.DOTALL)
"""A mark in which > stands between quotes; looked for where the numbers of < and > differ."""

WITHIN_A_WORD = re.compile(r"(?<=\w)(?:</?(?:a|abbr|b|em|font|i|mark|r|rPr|s|small|span|strong|sub|sup|t|tspan|u|wbr)\b[^>]*>)+(?=\w)")
CODED = b"".join(bytes([code]) if chr(code) in f"{ascii_letters}{digits}+/_-" else b" " for code in range(256))
SHORTEST_CODE = 16
"""Signs of base64, in either alphabet, or of hex."""

HEX = re.compile(r"(?:[0-9a-fA-F]{2})+")
PERCENT = re.compile(r"%[0-9a-fA-F]{2}(?:%[0-9a-fA-F]{2})*")
IN_ESCAPES = re.compile(r"%2[bBfF]|%3[dD]|\\/")
LONG = re.compile(rf"[A-Za-z0-9+/_=-]{{{LONGEST_WORD},}}")
ESCAPED = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-3][0-7]{2})|([nrtfv])|(.))", re.DOTALL)
CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})
LETTERS = rb"[\xc2-\xc5][\x80-\xbf]|[\xc0-\xff]"
STRINGS = re.compile(rb"(?:[\t\n\r\x20-\x7e]|" + LETTERS + rb"){16,}|[A-Za-z](?:[0-9A-Za-z' ,._-]|" + LETTERS + rb"){7,}")
"""In bytes that are no text: what may be a line, or a name."""

PRINTED = bytes(range(32, 127))
URL_SAFE = str.maketrans("-_", "+/")


OVERRIDE = "\u202e"
TURNED = re.compile("\u202e([^\u202c\u2069\n]*)")
"""Text that is shown from right to left: what is written backwards is read as usual."""


class Layer(NamedTuple):
    """Something that a file says: the text, what kind it is, and where it was found ("" for the file as it stands)."""

    text: str
    kind: str
    where: str = ""


class Layers:
    """Reads files. It remembers which short codes it has seen, for a site's pages share most of theirs."""

    def __init__(self) -> None:
        self.seen: set[int] = set()

    def of(self, content: bytes, where: str = "", depth: int = 0) -> Iterator[Layer]:
        """Everything a file says."""
        if is_packed(content):
            yield from self._packed(content, where, depth)
        text = text_of(content)
        if text is not None:
            yield from self._text(text, where, depth)
            return
        yield Layer(content.decode("latin-1"), BYTES, where)
        for run in STRINGS.findall(content):
            if _is_plain(run) and (said := text_of(run)):
                yield from self._text(said, where, depth)
        for wide in _wide(content):
            yield from self._text(wide, f"{where} UTF-16".strip(), depth)

    def _packed(self, content: bytes, where: str, depth: int) -> Iterator[Layer]:
        if depth == DEEPEST:
            yield Layer("it is packed too many times over to be looked into", SHUT, where)
            return
        for part in unpacked(content):
            inner = ", ".join(each for each in (where, part.name) if each)
            if isinstance(part, Closed):
                yield Layer(part.why, SHUT, inner)
            else:
                yield Layer(part.name, READ, f"{where} names of what is packed in it".strip())
                yield from self.of(part.content, inner, depth + 1)

    def _text(self, text: str, where: str, depth: int) -> Iterator[Layer]:
        """A text, its marks, and what is coded in it."""
        codes = {*_codes(text), *_in_escapes(text), *codings.in_lines(text)}
        long = [code for code in codes if len(code) >= LONGEST_WORD]
        for code in long:
            yield Layer(code, BYTES, where)
        short = LONG.sub(" ", text) if long else text
        if "<" in short and len(parts := MARK.split(short)) > 1:
            yield Layer(decoded(" ".join(parts[1::2])), MARKS, where)
            if WITHIN_A_WORD.search(short):
                yield Layer(decoded(MARK.sub(" ", WITHIN_A_WORD.sub("", short))), READ, where)
            if short.count("<") != short.count(">"):
                yield Layer(decoded(MARK_WITH_QUOTES.sub(" ", short)), READ, where)
            short = " ".join(parts[::2])
        yield Layer(plainly := decoded(short), READ, where)
        yield from (Layer(each, READ, where) for each in codings.texts(short))
        if OVERRIDE in plainly:
            yield Layer(TURNED.sub(lambda found: found[1][::-1], plainly), READ, where)
        if depth < DEEPEST:
            for code in codes:
                yield from self._coded(code, where, depth)

    def _coded(self, code: str, where: str, depth: int) -> Iterator[Layer]:
        """What base64, base32 and hex stand for."""
        if len(code) < LONGEST_WORD:
            if hash(code) in self.seen:
                return
            self.seen.add(hash(code))
        for name, content in _meant(code):
            inner = ", ".join(each for each in (where, name) if each)
            if _says(content):
                yield from self.of(content, inner, depth + 1)
            else:
                yield Layer(content.decode("latin-1"), BYTES, inner)


def text_of(content: bytes) -> str | None:
    """Bytes as text; None where they are none."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace") if content[:2] not in (b"\xff\xfe", b"\xfe\xff") and _few(content) else None
    return text if _few(content) else None


def decoded(text: str) -> str:
    """A text without the escapes of HTML, of addresses and of scripts, however often they were put on."""
    for _ in range(3):
        before = text
        if "&" in text:
            text = unescape(text)
        if "%" in text:
            text = _unquoted(text)
        if "\\" in text:
            text = ESCAPED.sub(_unescaped, text)
        if text == before:
            break
    return text


def _unquoted(text: str) -> str:
    return PERCENT.sub(lambda found: bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace"), text)


def _few(content: bytes) -> bool:
    """Whether next to none of the bytes are control signs."""
    return len(content) - len(content.translate(None, CONTROL)) <= len(content) // 200


def _unescaped(found: re.Match[str]) -> str:
    braced, four, two, octal, blank, other = found.groups()
    if blank:
        return " "
    if other is not None:
        return str(other)
    code = int(octal, 8) if octal else int(braced or four or two, 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else " "


def _codes(text: str) -> Iterator[str]:
    """What may be base64 or hex in a text."""
    for word in text.encode("utf-8", "replace").translate(CODED).split():
        if len(word) >= SHORTEST_CODE:
            yield word.decode("ascii")


def _in_escapes(text: str) -> Iterator[str]:
    """Codes that are seen only when escapes are taken off: base64 whose + and / and = are written as %2B and %2F and %3D."""
    if IN_ESCAPES.search(text):
        yield from _codes(_unquoted(text).replace("\\/", "/"))


def _meant(code: str) -> Iterator[tuple[str, bytes]]:
    """What a code may stand for, from each place it may begin at; nothing where that is only noise."""
    if HEX.fullmatch(code):
        yield from (("hex", content) for content in (bytes.fromhex(code),) if _says(content))
    if (content := codings.of_base32(code)) is not None and _says(content):
        yield "base32", content
    usual = code.translate(URL_SAFE)
    long = len(code) >= LONGEST_WORD
    for begin in (0, 1, 2, 3):
        try:
            content = base64.b64decode(usual[begin : begin + (len(usual) - begin) // 4 * 4] + _rest(usual[begin:]))
        except binascii.Error:
            continue
        if _says(content) or (long and begin == 0):
            yield "base64", content
            if long:
                return


def _rest(usual: str) -> str:
    """The last two or three signs with what fills them up."""
    over = len(usual) % 4
    return usual[len(usual) - over :] + "=" * (4 - over) if over > 1 else ""


def _says(content: bytes) -> bool:
    """Whether it is text of one byte or two a sign, or packed. Noise of a few bytes looks like text in cp1252, so that must be mostly plain."""
    if is_packed(content) or any(True for _ in _wide(content)):
        return True
    text = text_of(content)
    return text is not None and (_is_utf_8(content) or _is_plain(content))


def _is_plain(content: bytes) -> bool:
    """Whether most of it is letters and figures and other signs of English."""
    return len(content.translate(None, PRINTED)) * 5 <= len(content)


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wide(content: bytes) -> Iterator[str]:
    """The text where signs take two bytes or four, in either order."""
    marked = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    if marked or content.count(0) > len(content) // 10:
        for kind in ("utf-16-le", "utf-16-be"):
            text = content.decode(kind, "replace")
            if sum(sign < "\u2000" for sign in text[:200]) > len(text[:200]) // 2:
                yield text.replace("\0", "")
