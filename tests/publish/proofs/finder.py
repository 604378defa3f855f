"""
Finds what a protected file says, wherever it might stand: as text, in a name, or in something coded, packed or put beside a picture.

It shares no code with what seals, publishes or verifies. That it can fail is shown by leaks that are put in on purpose.
"""

from __future__ import annotations

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from html import unescape

RUN = 8
DEEPEST = 4
WORD = re.compile(r"[\w£%](?:[\w.,'’%-]*[\w%])?")
TAG, UNSEEN = re.compile(r"<[^>]*>"), re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
MAIN, TITLE = re.compile(r"<main\b.*</main>", re.DOTALL), re.compile(r"<title>([^<]*)</title>")
CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", re.DOTALL)
BASE64, HEX = re.compile(rb"[A-Za-z0-9+/_-]{24,}"), re.compile(rb"(?:[0-9a-fA-F]{2}){16,}")
NUMBER = re.compile(r"£?\d[\d.,]*\d%?")

Words = tuple[str, ...]


def words(text: str) -> Words:
    """Words and numbers as somebody reads them, in small letters."""
    return tuple(WORD.findall(unescape(text).casefold()))


def runs(said: Words, length: int = RUN) -> set[Words]:
    return {said[at : at + length] for at in range(len(said) - length + 1)}


def signs_of(page: str) -> set[Words]:
    """What tells a page: each run of eight words of its main part, its title, and each cell with a number that no page has by chance."""
    main = MAIN.search(page)
    text = main[0] if main else page
    title = {words(found.rpartition(" – ")[0] or found) for found in TITLE.findall(page)}
    cells = {words(TAG.sub(" ", cell)) for cell in CELL.findall(text)}
    return runs(words(TAG.sub(" ", UNSEEN.sub(" ", text)))) | {each for each in title if len(each) >= 3} | {each for each in cells if _tells(each)}


def rows_of(table: str) -> set[Words]:
    """What tells a table in CSV: its longer rows, and its numbers."""
    lines = {words(line.replace(",", " ")) for line in table.splitlines()[1:]}
    return {run for line in lines for run in runs(line)}


def _tells(cell: Words) -> bool:
    """A lone number with a point, a comma or a pound sign in it and five digits: no random bytes and no other page have it."""
    return len(cell) == 1 and bool(NUMBER.fullmatch(cell[0])) and not cell[0].isdigit() and sum(sign.isdigit() for sign in cell[0]) >= 5


class Finder:
    """Looks for signs, which are runs of words of any length."""

    def __init__(self, signs: Iterable[Words]) -> None:
        self.signs: dict[int, set[Words]] = {}
        for sign in signs:
            self.signs.setdefault(len(sign), set()).add(sign)

    def __call__(self, files: Mapping[str, bytes]) -> list[tuple[str, str]]:
        """Each file in which a sign stands, with one that does."""
        return [(path, " ".join(min(found))) for path, content in files.items() if (found := self.within(path, content))]

    def within(self, path: str, content: bytes) -> set[Words]:
        """The signs that stand in a file or in its name."""
        found: set[Words] = set()
        for text in (re.sub(r"[/._-]+", " ", path), *(_read(layer) for layer in layers(content))):
            for said in _ways(text):
                for length, signs in self.signs.items():
                    found |= runs(said, length) & signs
        return found


def _ways(text: str) -> Iterator[Words]:
    """As text with its marks, as what somebody reads of it, and as a table whose cells are parted by commas."""
    yield words(text)
    if "<" in text:
        yield words(TAG.sub(" ", text))
        yield words(TAG.sub("", text))
    if "," in text:
        yield words(text.replace(",", " "))


def _read(content: bytes) -> str:
    """Bytes as text; two bytes a letter where every other is zero."""
    if content[1:400:2].count(0) > len(content[1:400:2]) * 0.8 > 4:
        return content.decode("utf-16-le", "replace")
    return content.decode("utf-8", "replace")


def layers(content: bytes, depth: int = 0) -> Iterator[bytes]:
    """A file, and all that is coded or packed in it, and all that is in that."""
    yield content
    if depth < DEEPEST:
        for inner in (*_unpacked(content), *_decoded(content)):
            yield from layers(inner, depth + 1)


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Members of a zip, what gzip and zlib hold anywhere in it, and text beside a picture."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield packed.comment
            for member in packed.infolist():
                yield member.filename.encode() + b" " + member.comment + b" " + member.extra
                yield packed.read(member)
        return
    for start in (found.start() for found in re.finditer(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]", content)):
        try:
            inner = zlib.decompressobj(47).decompress(content[start:], 20_000_000)
        except zlib.error:
            continue
        if len(inner) > 8:
            yield inner


def _decoded(content: bytes) -> Iterator[bytes]:
    """What base64 and hex in it stand for. Pictures and other bytes are no code."""
    if b"\0" in content[:2000]:
        return
    for found in BASE64.findall(content):
        plain = found.translate(bytes.maketrans(b"-_", b"+/"))
        for shift in range(1 if len(plain) > 2000 else 4):
            cut = plain[shift:]
            yield base64.b64decode(cut[: len(cut) // 4 * 4])
    for found in HEX.findall(content):
        yield bytes.fromhex(found.decode())
