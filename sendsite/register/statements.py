"""
The SQL of one row of one table. A row is found by every value it had: one that was changed meanwhile is not found.

Each answers with the number it was given where it touched its row, and with nothing where it did not, so that one run over many rows tells
which were no longer there.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sendsite.framework.records import IDENTITY, TABLES
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
    """
    A new row begins at version 1. One that stands already is not touched. Parameters: its values, its number.

    A cell or task of a scenario stands on the staff row of its own scenario where there is one, else on the live one.
    """
    names = _names(table)
    columns, given = ["version", *names], ["1", *(f"?{place}" for place in range(1, len(names) + 1))]
    if "staff_scenario" in MODELS[table]._meta.fields:
        place = {name: f"?{names.index(name) + 1}" for name in ("school_urn", "staff_id", "scenario")}
        own = f"SELECT 1 FROM staff WHERE school_urn = {place['school_urn']} AND staff_id = {place['staff_id']} AND scenario = {place['scenario']}"
        columns.append("staff_scenario")
        given.append(f"CASE WHEN EXISTS ({own}) THEN {place['scenario']} ELSE '' END")
    listed = ", ".join(f'"{name}"' for name in columns)
    return f'INSERT INTO "{table}" ({listed}) VALUES ({", ".join(given)}) ON CONFLICT ({_key(table)}) DO NOTHING RETURNING ?{len(names) + 1}'


@cache
def update(table: str) -> str:
    """Parameters: the values after, the values before, the version it must have (NULL: any) twice, its number."""
    columns = ", ".join(f'"{name}" = ?' for name in _names(table))
    return f'UPDATE "{table}" SET {columns}, "version" = "version" + 1 WHERE {_as_it_was(table)} RETURNING ?'


@cache
def delete(table: str) -> str:
    """Parameters: the values before, the version it must have (NULL: any) twice, its number."""
    return f'DELETE FROM "{table}" WHERE {_as_it_was(table)} RETURNING ?'


@cache
def find(table: str, columns: tuple[str, ...]) -> str:
    """Whether a row with these values stands."""
    return f'SELECT 1 FROM "{table}" WHERE {_each_is(columns)}'


@cache
def at_keys(table: str) -> str:
    """The version and values of rows by identity, which is given as a JSON list of lists."""
    columns = ", ".join(f'r."{name}"' for name in ("version", *_names(table)))
    same = " AND ".join(f'r."{name}" IS k.value ->> {place}' for place, name in enumerate(IDENTITY[table]))
    return f'SELECT {columns} FROM json_each(?) AS k CROSS JOIN "{table}" AS r ON {same}'


@cache
def having(table: str, columns: tuple[str, ...]) -> str:
    """The version and values of the rows with these values, in the order of their identity."""
    names = ", ".join(f'"{name}"' for name in ("version", *_names(table)))
    return f'SELECT {names} FROM "{table}" WHERE {_each_is(columns) or "1"} ORDER BY {_key(table)}'


def _names(table: str) -> list[str]:
    return [field.column_name for field in fields(table)]


def _key(table: str) -> str:
    return ", ".join(f'"{name}"' for name in IDENTITY[table])


def _as_it_was(table: str) -> str:
    return _each_is(_names(table)) + ' AND (? IS NULL OR "version" = ?)'


def _each_is(columns: Iterable[str]) -> str:
    """IS, not =, so that unknown equals unknown."""
    return " AND ".join(f'"{name}" IS ?' for name in columns)
