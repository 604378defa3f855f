"""
The list of erasures, data/erasures.json: who is to be taken out again where an older copy is put back. It names no one.

A person is a digest of kind, school, id and each name they went by, with a salt of its own, and made slow on purpose, so that it cannot be
turned back by trying ids. The school stands in plain, and so do the reason and who erased.
"""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sendsite.errors import DataRefused
from sendsite.framework.nameless import Who
from sendsite.publish.private_files import put

NAME = "erasures.json"
FORMAT = 1
SALT = 16
NEUTRAL = "erased-"
"""How an id begins that stands for somebody who was taken out."""

COST, BLOCK = 2**12, 8
"""scrypt's: about 10 ms and 4 MB for one try, where a list of all ids of a school is thousands of tries."""


@dataclass(frozen=True)
class Erasure:
    """
    One erasure. `person` is the digest of who, `names` of who under each name; `done` says that nothing is left to erase.

    `neutral` is the id that stands instead in the snapshots while the erasure is under way; once it is done nothing leads from one to the other.
    """

    school: str
    kind: str
    at: str
    by: str
    why: str
    salt: str
    person: str
    names: tuple[str, ...]
    neutral: str = ""
    done: bool = False

    def is_of(self, who: Who) -> bool:
        """Whether this is the person's, going by school, kind and id."""
        return (self.school, self.kind) == (who.school_urn, who.kind) and self.person == digest(self.salt, who)

    def is_called(self, who: Who, names: Collection[str]) -> bool:
        """Whether the person goes by a name that was known when they were erased, or by none."""
        return not any(map(_plain, names)) or any(digest(self.salt, who, name) in self.names for name in names)


def begun(who: Who, names: Collection[str], *, at: str, by: str, why: str) -> Erasure:
    """A new erasure, with a neutral id that is drawn by lot."""
    salt = os.urandom(SALT).hex()
    known = tuple(sorted(digest(salt, who, name) for name in set(map(_plain, names)) if name))
    return Erasure(who.school_urn, who.kind, at, by, why, salt, digest(salt, who), known, new_neutral())


def new_neutral() -> str:
    """An id that says nothing and is nobody else's: 80 bits drawn by lot."""
    return f"{NEUTRAL}{os.urandom(10).hex()}"


def ended(erasure: Erasure) -> Erasure:
    """The same when nothing is left to erase: what stood instead in the snapshots is forgotten."""
    return replace(erasure, neutral="", done=True)


def digest(salt: str, who: Who, name: str = "") -> str:
    """Of a person, or of a person under one name."""
    said = json.dumps([*who, _plain(name)], ensure_ascii=False).encode()
    return hashlib.scrypt(said, salt=bytes.fromhex(salt), n=COST, r=BLOCK, p=1, dklen=32).hex()


def place(data: Path) -> Path:
    """Where the list of a site folder's data/ stands."""
    return data / NAME


def read(data: Path) -> tuple[Erasure, ...]:
    """The list; empty where nobody was ever erased."""
    try:
        return parsed(place(data).read_bytes(), str(place(data)))
    except FileNotFoundError:
        return ()


def parsed(text: bytes, source: str) -> tuple[Erasure, ...]:
    """The list as it is written; DataRefused where it is not."""
    try:
        table = json.loads(text)
        if table["format"] != FORMAT:
            raise ValueError(f"format {table['format']}")
        return tuple(Erasure(**{**each, "names": tuple(each["names"])}) for each in table["erased"])
    except (ValueError, TypeError, KeyError) as error:
        raise DataRefused(
            f"{source}: the list of erasures cannot be read ({error}). Put it back from the newest backup; without it, restores bring people back."
        ) from None


def write(data: Path, erasures: Iterable[Erasure]) -> None:
    """Keep the list in one step, for its owner alone."""
    put(place(data), text_of(erasures))


def text_of(erasures: Iterable[Erasure]) -> bytes:
    """The list as it is written."""
    return (json.dumps({"format": FORMAT, "erased": [asdict(each) for each in erasures]}, indent=2, ensure_ascii=False) + "\n").encode()


def keep(data: Path, erasure: Erasure) -> None:
    """Put one erasure on the list, or what is new of it."""
    others = [each for each in read(data) if each.salt != erasure.salt]
    write(data, sorted((*others, erasure), key=lambda each: (each.at, each.salt)))


def merge(data: Path, more: Iterable[Erasure]) -> None:
    """Add another list, such as that of a machine whose backup is put back; those that come in are done again until nothing is found."""
    there = {each.salt: each for each in read(data)}
    both = {**{each.salt: each for each in more}, **there}
    write(data, sorted(both.values(), key=lambda each: (each.at, each.salt)))


def _plain(name: str) -> str:
    """A name as it is compared: however it is spaced and written large or small."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
