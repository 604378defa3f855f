"""The register read as whole sets: one SELECT a table, however many schools and pupils there are."""

from __future__ import annotations

from typing import Any

from peewee import ModelSelect

from sendsite.framework.records import IDENTITY, TABLES, Records
from sendsite.register.database import Register
from sendsite.register.statements import fields
from sendsite.register.tables import MODELS


def records(register: Register) -> Records:
    """Every table as it stands at one moment, rows in the order of their identity."""
    rows: dict[str, Any] = TABLES
    with register.reading() as database:
        tables: dict[str, Any] = {table: tuple(map(row._make, _select(table).execute(database))) for table, row in rows.items()}
    return Records(**tables)


def _select(table: str) -> ModelSelect[Any]:
    model = MODELS[table]
    return model.select(*fields(table)).order_by(*(model._meta.fields[name] for name in IDENTITY[table])).tuples()
