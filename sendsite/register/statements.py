"""The SQL of one row of one table. A row is found by every value it had: one that was changed meanwhile is not found."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sendsite.framework.records import TABLES
from sendsite.register.tables import MODELS

Values = tuple[Any, ...]


@cache
def fields(table: str) -> tuple[Any, ...]:
    """The model's fields in the order of the row's values. (Peewee's stubs leave a field's conversions untyped, hence Any.)"""
    row: Any = TABLES[table]
    return tuple(MODELS[table]._meta.fields[name] for name in row._fields)


def values(table: str, row: Values) -> Values:
    """A row as it is stored."""
    return tuple(field.db_value(value) for field, value in zip(fields(table), row, strict=True))


@cache
def insert(table: str) -> str:
    """A new row begins at version 1; whose staff row a cell stands on is settled at the end of the edit."""
    further = ["staff_scenario"] if "staff_scenario" in MODELS[table]._meta.fields else []
    columns = ", ".join(f'"{name}"' for name in ["version", *_names(table), *further])
    given = ", ".join(["1", *("?" for _ in fields(table)), *("''" for _ in further)])
    return f'INSERT INTO "{table}" ({columns}) VALUES ({given})'


@cache
def update(table: str) -> str:
    """Parameters: the values after, then the values before."""
    columns = ", ".join(f'"{name}" = ?' for name in _names(table))
    return f'UPDATE "{table}" SET {columns}, "version" = "version" + 1 WHERE {_as_it_was(table)}'


@cache
def delete(table: str) -> str:
    """Parameters: the values before."""
    return f'DELETE FROM "{table}" WHERE {_as_it_was(table)}'


@cache
def find(table: str, columns: tuple[str, ...]) -> str:
    """Whether a row with these values stands."""
    return f'SELECT 1 FROM "{table}" WHERE {_each_is(columns)}'


def _names(table: str) -> list[str]:
    return [field.column_name for field in fields(table)]


def _as_it_was(table: str) -> str:
    return _each_is(_names(table))


def _each_is(columns: Iterable[str]) -> str:
    """IS, not =, so that unknown equals unknown."""
    return " AND ".join(f'"{name}" IS ?' for name in columns)
