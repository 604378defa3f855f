"""
Decisions remembered from build to build: a frozen term need not be decided again, and an edit in one school leaves the terms before it alone.

A file holds the names of hidden figures and nothing of their values. Its own name is a digest of all that a decision depends on, this package's
code among it, so that any change asks anew. What is read is never believed: `confirmed` proves and audits it like any other decision, and what
does not hold, or cannot be read, is decided anew. So a file that somebody meddled with can hide more than there is need for, and never less.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from sendsite.report.disclosure.deciding import Decision, confirmed, decided
from sendsite.report.disclosure.entries import LEAST_K, Ledger
from sendsite.report.disclosure.over_time import Past

KEPT = 500
"""So many decisions are kept: 60 terms with some editions, as they are published and as a draft changes."""
SOLVED_BY = ("numpy", "scipy")


class Remembered:
    """Decisions in a folder that is its owner's alone; without a folder each is made anew. Several programs may use one folder at once."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def decided(self, ledger: Ledger, k: int, past: Past | None = None) -> Decision:
        """What `decided` says, remembered where it was asked the same before."""
        if self.folder is None:
            return decided(ledger, k, past)
        key = key_of(ledger, k, past or Past())
        hidden = self._read(key)
        found = None if hidden is None else confirmed(ledger, k, past, hidden)
        if found is None:
            found = decided(ledger, k, past)
            self._write(key, found.hidden)
        return found

    def _read(self, key: str) -> frozenset[str] | None:
        """The names that were hidden; None where there is no such decision, or its file is damaged."""
        assert self.folder is not None
        path = self.folder / key
        try:
            names = json.loads(zlib.decompress(path.read_bytes()))
            os.utime(path)
        except (OSError, ValueError, zlib.error):
            return None
        return frozenset(names) if isinstance(names, list) and all(isinstance(name, str) for name in names) else None

    def _write(self, key: str, hidden: frozenset[str]) -> None:
        """Put a decision in, whole or not at all; a disk that is full or may not be written costs only time."""
        assert self.folder is not None
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            number, name = tempfile.mkstemp(dir=self.folder, prefix=".")
            try:
                with os.fdopen(number, "wb") as file:
                    file.write(zlib.compress(json.dumps(sorted(hidden)).encode()))
                Path(name).replace(self.folder / key)
            finally:
                Path(name).unlink(missing_ok=True)
            self._trim()

    def _trim(self) -> None:
        """Remove those that were not asked for the longest."""
        assert self.folder is not None
        for _, path in sorted(_by_age(self.folder), reverse=True)[KEPT:]:
            path.unlink(missing_ok=True)


def _by_age(folder: Path) -> Iterator[tuple[float, Path]]:
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            yield path.stat().st_mtime, path


def key_of(ledger: Ledger, k: int, past: Past) -> str:
    """A digest of all that a decision depends on: every field of every figure, what is known of them, k, what was told before, and the method."""
    digest = hashlib.sha256(f"{method()}\n{max(k, LEAST_K)}\n".encode())
    for said in (*_said(ledger), *_said(past)):
        digest.update(said.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def _said(what: Ledger | Past) -> Iterator[str]:
    """Field by field; of an insight what it rests on, and not its words."""
    for each in fields(what):
        value = getattr(what, each.name)
        if each.name == "insights":
            yield repr([of for _, _, *of in value])
        elif isinstance(value, AbstractSet):
            yield repr(sorted(value))
        elif is_dataclass(value):
            yield from _said(value)  # type: ignore[arg-type]  # the ledger within a past
        else:
            yield repr(value)


@cache
def method() -> str:
    """A digest of the code that decides, and of what it solves its programmes with."""
    digest = hashlib.sha256("\n".join(f"{name} {version(name)}" for name in SOLVED_BY).encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()
