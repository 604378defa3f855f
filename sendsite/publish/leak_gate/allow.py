"""
`leak-allow.toml` of a site folder: words that may stand on the site although they are somebody's name too, each with the reason.

    [[allow]]
    words = "Hope Green"
    reason = "The park beside the school, in the article on getting there"
    files = "explainers/*"

`files` is a pattern of the files it is meant for; without it, all.
"""

from __future__ import annotations

import tomllib
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from sendsite.errors import ConfigError
from sendsite.publish.leak_gate.plain_words import Words, words_of

FILE = "leak-allow.toml"
KEYS = ("words", "reason", "files")
SHORTEST_REASON = 10


class Allowed(NamedTuple):
    """Words that are meant, and in which files."""

    words: Words
    reason: str
    files: str = "*"

    def covers(self, words: Words, path: str) -> bool:
        return words == self.words and fnmatchcase(path, self.files)


def read(folder: Path) -> tuple[Allowed, ...]:
    """What a site folder allows, nothing where it has no such file. Refused where an entry has no words or no reason."""
    path = folder / FILE
    try:
        found = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return ()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{path}: this cannot be read ({error}). Write [[allow]], and below it words, reason and perhaps files.") from error
    entries = found.pop("allow", [])
    if found or not isinstance(entries, list):
        raise ConfigError(f"{path}: only [[allow]] may stand in it. Write [[allow]], and below it words, reason and perhaps files.")
    return tuple(_entry(entry, number, path) for number, entry in enumerate(entries, start=1))


def _entry(entry: object, number: int, path: Path) -> Allowed:
    where = f"{path}, entry {number}"
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise ConfigError(f'{where}: each entry is text in double quotes. Write words = "Hope Green" and reason = "why that is no secret".')
    for key in entry:
        if key not in KEYS:
            raise ConfigError(f"{where}: '{key}' is not known. Known are: {', '.join(KEYS)}.")
    words, reason = words_of(entry.get("words", "")), entry.get("reason", "").strip()
    if not words:
        raise ConfigError(f'{where}: it does not say which words. Write words = "Hope Green".')
    if len(reason) < SHORTEST_REASON:
        raise ConfigError(f'{where}: it does not say why. Write reason = "..." with what these words mean on the site; without a reason nothing is allowed.')
    return Allowed(words, reason, entry.get("files", "*") or "*")
