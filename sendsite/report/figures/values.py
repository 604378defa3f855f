"""The smallest things a page is made of."""

from __future__ import annotations

from dataclasses import dataclass

MARKS = {
    "c": "hidden: it could point to a child, or would give away another hidden figure",
    "x": "not available",
    "z": "does not apply",
    "low": "some, but it rounds to nought",
    "u": "a share of so little that it would mislead",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A released value: its words as shown, and the number a download carries. A marked cell shows one of MARKS, such as [c], and carries none."""

    text: str
    value: float | str | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A band in word, colour name (a CSS class: red, amber, green) and shape; of a KPI or, as low, moderate, high, of the index."""

    word: str
    tone: str
    shape: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change in words, such as `up 0.05 on spring last year`, and how it reads: better, worse, none (no real change) or unknown."""

    words: str
    reads: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another page, named by the key of its address (addresses.py), never by a path."""

    label: str
    key: str


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    numeric: bool = True
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a heading cell's words, where it leads if anywhere, its cells, and a band or small-school mark to stand beside the head."""

    head: str
    cells: tuple[Cell, ...]
    key: str = ""
    note: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; every one is also a CSV download named by its slug. `columns[0]` is the row heads' column."""

    slug: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A short thing to know before reading on: a draft, a small school, a gap in the data. `tone`: info, care or missing."""

    heading: str
    text: str
    tone: str = "info"


@dataclass(frozen=True, slots=True)
class Standing:
    """What every page of figures says of itself."""

    trust: str
    term: str
    term_label: str
    data_date: str
    published: str
    edition: int
    draft: bool
    latest: bool
    latest_key: str = ""  # where the newest term's same page stands, on an older one
    permanent_key: str = ""  # where this page of the newest term will still stand when it is no longer the newest
    reason: str = ""  # why there is a new edition of the term; nothing for the first
    edition_key: str = ""  # where it stands what this edition changed
    method_key: str = ""  # where the figures stand by today's method, if that is another than the one they were computed by
    latest_label: str = ""  # the newest term, on a page of another
    data_day: str = ""  # the day of the data as a machine reads it, such as `2026-03-27`
