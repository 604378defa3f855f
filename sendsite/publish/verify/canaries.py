"""
No school is named in clear: looked for in what is public of a release, and in the name of every file, before it is switched to.

On sealed pages a school's name is right; what may stand on no page at all, such as a pupil's, the leak gate looks for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import NamedTuple

from sendsite.publish.order import NOW
from sendsite.publish.seal.paths import PUBLIC
from sendsite.publish.verify.findings import Finding, Release
from sendsite.publish.verify.leaks import TAG, text_of

CHECK = "canaries"
WORD = re.compile(r"\w+(?:[-'’]\w+|\.\d+)*")
IN_A_PATH = re.compile(r"[^\W_]+")
SHORTEST_NUMBER = 6
"""Of what is all figures. A shorter one stands on every page for something else."""
SHORTEST_MIXED = 4
"""Of what has letters and figures."""
OURS = ("k/", "m/", "s/", "a/", "reader.")
"""How the names of files begin that hold what is sealed, keys, or the reader's own code."""

Run = tuple[str, ...]


class Named(NamedTuple):
    """A name or number that must not stand in clear, and how it is told."""

    words: str
    what: str


def of_schools(schools: Iterable[tuple[str, str]]) -> Iterator[Named]:
    """Each school's URN and name, from pairs of them."""
    for urn, name in schools:
        yield Named(urn, f"the URN {urn}")
        yield Named(name, f"the name of {name}")


class Canaries:
    """
    Looks for names of schools in what anybody can read.

    `said` are the trust's own words about itself, such as its name: what stands in them is no secret, though a school be called the same.
    """

    def __init__(self, named: Iterable[Named], said: Sequence[str] = ()) -> None:
        public = [f" {' '.join(_run(each))} " for each in said]
        self.by_first: dict[str, dict[Run, str]] = {}
        self.in_paths: dict[str, dict[Run, str]] = {}
        for each in named:
            run = _run(each.words)
            if _tells(run) and not any(f" {' '.join(run)} " in words for words in public):
                self.by_first.setdefault(run[0], {}).setdefault(run, each.what)
                slug = _slug(each.words)
                self.in_paths.setdefault(slug[0], {}).setdefault(slug, each.what)

    def __call__(self, release: Release) -> Iterator[Finding]:
        """What is named in a release: each kind once a file."""
        sealed = {entry.at for entry in release.record.entries.values() if entry.audience != PUBLIC}
        for path in sorted(release.record.files):
            for what in _found(_slug(path), self.in_paths):
                yield Finding(CHECK, path, f"{what} stands in its name, which anybody can read.")
            if path not in sealed and path != NOW and not path.startswith(OURS):
                yield from (Finding(CHECK, path, f"{what} stands in it, which anybody can read.") for what in self._in(release.read(path) or b""))

    def _in(self, content: bytes) -> list[str]:
        """What is named in a file, as it is written and as it is read, without the tags."""
        text = unescape(text_of(content).decode("utf-8", "replace"))
        return sorted({*_found(_run(text), self.by_first), *_found(_run(TAG.sub("", text)), self.by_first)})


def _found(words: Run, known: Mapping[str, Mapping[Run, str]]) -> Iterator[str]:
    for place, word in enumerate(words):
        for run, what in known.get(word, {}).items():
            if words[place : place + len(run)] == run:
                yield what


def _run(text: str) -> Run:
    return tuple(WORD.findall(unicodedata.normalize("NFC", text)))


def _slug(text: str) -> Run:
    return tuple(IN_A_PATH.findall(unicodedata.normalize("NFC", text).casefold()))


def _tells(run: Run) -> bool:
    """Whether it is told apart from what stands on any page: several words, a word that begins with a capital, or a long number."""
    if len(run) != 1:
        return bool(run)
    word = run[0]
    if word.isdecimal():
        return len(word) >= SHORTEST_NUMBER
    return len(word) >= SHORTEST_MIXED and (any(sign.isdecimal() for sign in word) or word[0].isupper())
