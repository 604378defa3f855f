"""Any register that keeps the rules, for property tests: text that looks like formulas, odd scripts, every blank."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from hypothesis import strategies as st

from sendsite.framework.records import IDENTITY, TABLES, Records
from sendsite.intake.coherence import broken_rules
from sendsite.intake.interchange import SCHEMA, Column
from sendsite.intake.upn import looks_like

TRICKY = (
    "=1+1",
    "+44",
    "-5",
    "@SUM(A1)",
    "'Amira",
    "'=x",
    "''",
    "'t Hooft",
    "Null",
    "None",
    "1e3",
    "TRUE",
    '"quoted"',
    "a,b",
    "É ñ 李",
    "O'Brien",
    "007",
    "LIVE1",
)
LINE = st.sampled_from(TRICKY) | st.text(st.characters(blacklist_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]), max_size=12)
NOTE = LINE | st.sampled_from(("one\ntwo", "=a\n=b", "tab\there"))
FEW = st.sampled_from(("140001", "140002"))


def _kept(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _text(column: Column) -> st.SearchStrategy[str]:
    words = (NOTE if column.kind == "note" else LINE).map(_kept)
    words = words.filter(lambda text: text.casefold() != "live" and not looks_like(text))
    return words.filter(bool) if column.required else words


def _value(column: Column) -> st.SearchStrategy[Any]:
    numbers: dict[str, st.SearchStrategy[Any]] = {
        "urn": FEW,
        "choice": st.sampled_from(column.choices),
        "answer": st.sampled_from(("R", "A", "G")),
        "whole": st.integers(column.low, column.high),
        "number": st.floats(0, column.high),
        "date": st.dates(date(1900, 1, 1), date(2100, 12, 31)),
        "term": st.sampled_from(("2025-autumn", "2025-spring", "2024-summer")),
        "yes_no": st.booleans(),
    }
    if column.kind in ("hours", "days", "money", "percent"):
        given = st.integers(1 if column.name == "contracted_hours" else 0, column.high * 100)
    elif column.kind in numbers:
        given = numbers[column.kind]
    else:
        return _text(column)
    return given if column.required else given | st.just(column.blank)


def _rows(table: str) -> st.SearchStrategy[tuple[Any, ...]]:
    kind: Any = TABLES[table]
    by_field = {column.field: column for column in SCHEMA[table]}
    row = st.tuples(*(_value(by_field[name]) for name in kind._fields)).map(kind._make)
    fits = row.filter(lambda given: not list(broken_rules(table, given._asdict())))
    return st.lists(fits, max_size=3, unique_by=lambda given: tuple(getattr(given, name) for name in IDENTITY[table])).map(tuple)


def any_records() -> st.SearchStrategy[Records]:
    """Rows that keep the rule of each cell and row; they need not name each other."""
    return st.builds(Records, **{table: _rows(table) for table in TABLES})
