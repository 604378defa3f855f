"""
Columns that hold a value exactly as it was given: Peewee's own would turn 2.5 into 2 and 12 into '12' without a word.

A STRICT table refuses what is not of the column's type, so nothing is adapted on the way in.
"""

from __future__ import annotations

from datetime import date

from peewee import Field


class Words(Field):
    """Text, never NULL; "" where there is none."""

    field_type = "TEXT"


class Whole(Field):
    """A whole number: hundredths of an hour, pence, a count."""

    field_type = "INT"


class Real(Field):
    """A float as it was computed elsewhere (percentiles of open data)."""

    field_type = "FLOAT"


class Bytes(Field):
    """Salts and digests."""

    field_type = "BLOB"


class Day(Field):
    """A date as ISO text; unknown is NULL."""

    field_type = "TEXT"

    def db_value(self, value: date | None) -> str | None:
        return None if value is None else value.isoformat()

    def python_value(self, value: str | None) -> date | None:
        return date.fromisoformat(value) if value else None


class KeyDay(Day):
    """A date that is part of an identity: unknown is "" because two NULLs would not be the same row."""

    def db_value(self, value: date | None) -> str:
        return "" if value is None else value.isoformat()


class YesNo(Field):
    """True or False as 1 or 0; not yet answered is NULL where the column allows it."""

    field_type = "INT"

    def db_value(self, value: bool | None) -> int | None:
        return None if value is None else int(value)

    def python_value(self, value: int | None) -> bool | None:
        return None if value is None else bool(value)
