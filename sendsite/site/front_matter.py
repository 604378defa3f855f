"""The top of an article's file: TOML between two lines of +++, checked, with file and line in every refusal."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from sendsite.errors import ConfigError

FENCE = "+++"
KNOWN = ("title", "summary", "published", "updated", "author", "tags", "related")
EXAMPLE = 'Begin the file with a line +++, then title = "...", summary = "..." and published = 2026-09-01, then a line +++.'


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What is known about an article. `related` names other explainers by slug."""

    title: str
    summary: str
    published: date
    updated: date | None
    author: str
    tags: tuple[str, ...]
    related: tuple[str, ...]


def split(source: str, text: str) -> tuple[FrontMatter, str, int]:
    """(front matter, Markdown, number of the Markdown's first line) of a file; ConfigError naming file and line where it is missing or wrong."""
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].strip() != FENCE:
        raise ConfigError(f"{source} line 1: there is no front matter. {EXAMPLE}")
    end = next((at for at, line in enumerate(lines[1:], start=1) if line.strip() == FENCE), None)
    if end is None:
        raise ConfigError(f"{source} line 1: the front matter is not closed. Write a line +++ after it.")
    top = "\n".join(lines[1:end])
    try:
        values = tomllib.loads(top)
    except tomllib.TOMLDecodeError as fault:
        raise ConfigError(f"{source}, front matter (line 1 of it is line 2 of the file): {fault}. Text needs quotation marks, dates none.") from fault
    return _checked(source, lines, values), "\n".join(lines[end + 1 :]), end + 2


def _checked(source: str, lines: list[str], values: dict[str, Any]) -> FrontMatter:
    for key in values:
        if key not in KNOWN:
            near = get_close_matches(key, KNOWN, n=1)
            remedy = f"Did you mean {near[0]}?" if near else f"Write {', '.join(KNOWN)}."
            raise ConfigError(f"{_place(source, lines, key)}: '{key}' is not known. {remedy}")
    for key in ("title", "summary", "published"):
        if key not in values:
            raise ConfigError(f"{source} line 1: '{key}' is missing in the front matter. {EXAMPLE}")
    return FrontMatter(
        _text(source, lines, values, "title"),
        _text(source, lines, values, "summary"),
        _date(source, lines, values["published"], "published"),
        _date(source, lines, values["updated"], "updated") if "updated" in values else None,
        _text(source, lines, values, "author") if "author" in values else "",
        _words(source, lines, values, "tags"),
        _words(source, lines, values, "related"),
    )


def _text(source: str, lines: list[str], values: dict[str, Any], key: str) -> str:
    value = values[key]
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f'{_place(source, lines, key)}: {key} = {value!r} is not words. Write {key} = "...".')
    return value.strip()


def _date(source: str, lines: list[str], value: object, key: str) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ConfigError(f"{_place(source, lines, key)}: {key} = {value!r} is not a date. Write {key} = 2026-09-01, without quotation marks.")
    return value


def _words(source: str, lines: list[str], values: dict[str, Any], key: str) -> tuple[str, ...]:
    value = values.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
        raise ConfigError(f'{_place(source, lines, key)}: {key} = {value!r} is not a list of words. Write {key} = ["...", "..."].')
    return tuple(each.strip() for each in value)


def _place(source: str, lines: list[str], key: str) -> str:
    """File and line where a key of the front matter stands."""
    at = next((number for number, line in enumerate(lines, start=1) if line.split("=")[0].strip().strip('"') == key), 1)
    return f"{source} line {at}"
