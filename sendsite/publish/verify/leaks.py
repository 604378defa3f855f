"""
Nothing of a protected page stands in clear, nor a school's name or number in another school's files.

The opened pages are the source: their titles, the names and URNs of schools, and every run of eight words that belongs to one audience alone.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from html import unescape

from sendsite.publish.audiences import SCHOOL
from sendsite.publish.seal.paths import PUBLIC
from sendsite.publish.verify.findings import File, Finding, Release

CHECK = "leaks"
RUN = 8
"""Words in a row that no two texts share by chance."""

SOME = 3
"""Runs of a page that are told; one leak makes many."""

TITLE = re.compile(r"<title>([^<]*)</title>")
UNSEEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
MAIN = re.compile(rb"<main\b.*</main>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[\w.,%£-]*\w%?")


def words(content: bytes) -> list[str]:
    """The words of a page or a table as somebody reads them, in small letters."""
    text = content.decode("utf-8", "replace")
    return WORD.findall(unescape(TAG.sub(" ", UNSEEN.sub(" ", text))).casefold())


def runs(said: list[str]) -> set[str]:
    """Every run of eight words."""
    return {" ".join(said[place : place + RUN]) for place in range(len(said) - RUN + 1)}


class Leaks:
    """
    Sees public files first and learns what they say; then looks into each protected page for what stands in them too.

    A run that protected pages of two audiences have, or that an article has, is the product's own words, such as a heading and its explanation;
    so is what stands around a page's <main>.
    """

    def __init__(self, release: Release) -> None:
        self.schools = {audience.removeprefix(SCHOOL): "" for audience in release.kids if audience.startswith(SCHOOL)} | dict(release.schools)
        self.marks = _marks(self.schools)
        self.articles = frozenset(run for article in release.articles for run in runs(words(article)))
        self.clear: dict[str, str] = {}
        self.runs: dict[str, str] = {}
        self.found: dict[str, dict[str, str]] = {}
        self.titles: dict[str, dict[str, str]] = {}

    def look(self, file: File) -> Iterator[Finding]:
        yield from self._marked(file.at, file.at.encode(), file.named, PUBLIC)
        if file.entry is None or file.entry.audience == PUBLIC:
            text = _text(file)
            yield from self._marked(file.at, text, file.named, PUBLIC)
            said = words(text)
            self.clear[file.at] = f" {' '.join(said)} "
            self.runs.update(dict.fromkeys(runs(said), file.at))
        elif file.plain is not None:
            audience = file.entry.audience
            if audience.startswith(SCHOOL):
                yield from self._marked(file.at, _text(file), file.named, audience)
            if file.is_page:
                self._protected(file, audience)

    def end(self) -> Iterator[Finding]:
        told: dict[str, int] = {}
        for run, places in self.found.items():
            at = self.runs[run]
            told[at] = told.get(at, 0) + 1
            if len(places) == 1 and told[at] <= SOME:
                yield Finding(CHECK, at, f"it says '{run}' in clear, which is said by {next(iter(places.values()))} alone.")
        for title, places in self.titles.items():
            shown = next((at for at, text in self.clear.items() if f" {title} " in text), None) if len(places) == 1 else None
            if shown:
                yield Finding(CHECK, shown, f"it says '{title}' in clear, which is the title of {next(iter(places.values()))}.")

    def _protected(self, file: File, audience: str) -> None:
        """Remember what a protected page has in common with public files."""
        content = file.plain or b""
        main = MAIN.search(content)
        for run in runs(words(main[0] if main else content)) & self.runs.keys() - self.articles:
            self.found.setdefault(run, {}).setdefault(audience, file.named)
        for title in TITLE.findall(content.decode("utf-8", "replace")):
            said = words(title.encode())
            if len(said) >= RUN // 2:
                self.titles.setdefault(" ".join(said), {}).setdefault(audience, file.named)

    def _marked(self, at: str, content: bytes, named: str, audience: str) -> Iterator[Finding]:
        """Names and numbers of schools in what is not theirs."""
        if not self.marks:
            return
        for mark in {found.decode() for found in self.marks.findall(content)}:
            urn = next((urn for urn, name in self.schools.items() if mark in (urn, name, _escaped(name))), "")
            if audience != f"{SCHOOL}{urn}":
                who = "which anybody can read" if audience == PUBLIC else f"which is of {audience}"
                yield Finding(CHECK, named, f"'{mark}' stands in it, {who}.")


def _marks(schools: Mapping[str, str]) -> re.Pattern[bytes] | None:
    """What finds the name or URN of any of these schools."""
    known: Iterable[str] = {each for urn, name in schools.items() for each in (urn, name, _escaped(name)) if each}
    shape = "|".join(re.escape(each) for each in sorted(known, key=len, reverse=True))
    return re.compile(rb"(?<![\w.])(?:" + shape.encode() + rb")(?!\w|\.\d)") if shape else None


def _escaped(name: str) -> str:
    """A name as it stands in HTML."""
    return name.replace("&", "&amp;").replace("'", "&#39;")


def text_of(content: bytes) -> bytes:
    """What a file says; of a workbook the text of its parts, of a picture made of dots nothing."""
    if not content.startswith(b"PK\x03\x04"):
        return b"" if content.startswith(b"\x89PNG") else content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return b"\n".join(book.read(name) for name in book.namelist() if name.endswith(".xml"))
    except (zipfile.BadZipFile, OSError, ValueError):
        return content


def _text(file: File) -> bytes:
    return text_of(file.plain if file.plain is not None else file.stored)
