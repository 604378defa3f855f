"""What a page's figures hold besides words: every table and every picture, in reading order, each by its slug."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from sendsite.errors import BuildFailed
from sendsite.report.figures.charts import Picture
from sendsite.report.figures.values import Table


@dataclass(frozen=True, slots=True)
class Contents:
    """The downloads of one page."""

    tables: dict[str, Table]
    pictures: dict[str, Picture]


def contents_of(key: str, figures: object) -> Contents:
    """The tables and pictures of a page. Two different ones of the same slug are refused: one would take the other's address."""
    tables: dict[str, Table] = {}
    pictures: dict[str, Picture] = {}
    for found in _walk(figures):
        kept: dict[str, Any] = tables if isinstance(found, Table) else pictures
        if kept.setdefault(found.slug, found) != found:
            raise BuildFailed(f"The page {key} has two different {type(found).__name__.lower()}s of the slug '{found.slug}'. Give one another slug.")
    return Contents(tables, pictures)


def _walk(value: Any) -> Iterator[Table | Picture]:
    if isinstance(value, Table | Picture):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _walk(each)
    elif is_dataclass(value):
        kind: type = type(value)
        for name in _ways(kind):
            yield from _walk(getattr(value, name))


@cache
def _ways(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass through which a table or a picture can be reached."""
    hints = get_type_hints(kind) if is_dataclass(kind) else {}
    return tuple(name for name, hint in hints.items() if any(each is Table or each is Picture or _ways(each) for each in _classes(hint)))


def _classes(hint: Any) -> Iterator[type]:
    """Every class named in a type hint, those inside tuples and unions included."""
    if isinstance(hint, type) and not get_args(hint):
        yield hint
    for inner in get_args(hint):
        yield from _classes(inner)
