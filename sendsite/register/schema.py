"""
Bringing a register to the newest schema: one step after another, each a transaction of its own, after a copy of the file.

Foreign keys rest while a step runs, for it may rebuild a table that others name; before it is kept, every one is checked,
no table has lost a row and no trigger is gone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from peewee import DatabaseError
from playhouse.apsw_ext import APSWDatabase

from sendsite.errors import ConfigError, SendsiteError
from sendsite.register.refusals import kind_of
from sendsite.register.steps import STEPS
from sendsite.register.steps.step import Step


def bring_up(database: APSWDatabase, path: Path, application_id: int, steps: Sequence[Step] = STEPS) -> int:
    """Run the steps the file has not had, and return how many. Refused: a file of a newer schema than this program knows."""
    version, newest = database.user_version, steps[-1].number
    if version > newest:
        raise ConfigError(f"{path}: a newer sendsite wrote this register (schema {version}; this one knows {newest}). Upgrade sendsite, then try again.")
    if version == newest:
        return 0
    copy = backup(database, path, newest) if version else None
    return sum(_take(database, path, step, application_id, copy) for step in steps if step.number > version)


def backup(database: APSWDatabase, path: Path, newest: int) -> Path:
    """A whole copy beside the register, private like it, checked before it is trusted."""
    copy = path.with_name(f"{path.stem}.before-schema-{newest}{path.suffix}")
    beginning = copy.with_name(copy.name + ".part")
    beginning.unlink(missing_ok=True)
    os.close(os.open(beginning, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    database.execute_sql("VACUUM INTO ?", (str(beginning),))
    _prove(database, beginning)
    beginning.replace(copy)
    return copy


def _prove(database: APSWDatabase, copy: Path) -> None:
    """The copy opens, is sound and has as many rows as the register."""
    other = APSWDatabase(str(copy))
    try:
        sound = [row[0] for row in other.execute_sql("PRAGMA integrity_check")]
        if sound != ["ok"] or counts(other) != counts(database):
            raise SendsiteError(f"{copy}: the copy made before the upgrade is not whole, so the register was left as it was.")
    finally:
        other.close()


def _take(database: APSWDatabase, path: Path, step: Step, application_id: int, copy: Path | None) -> bool:
    """Run one step; whether it was run, for another program may have done so while this one waited."""
    try:
        with _resting_foreign_keys(database), database.atomic("IMMEDIATE"):
            if database.user_version >= step.number:
                return False
            before, triggers = counts(database), _triggers(database)
            for statement in step.statements:
                database.execute_sql(statement)
            _nothing_lost(database, step, before, triggers)
            database.application_id = application_id
            database.user_version = step.number
    except DatabaseError as error:
        if kind_of(error) in ("BusyError", "FullError", "IOError"):
            raise
        kept = f" A copy from before is {copy}." if copy else ""
        raise SendsiteError(f"{path}: schema step {step.number} ({step.title}) failed: {error}. The register stands as it was.{kept}") from error
    return True


def _nothing_lost(database: APSWDatabase, step: Step, before: dict[str, int], triggers: set[str]) -> None:
    after = counts(database)
    faults = [f"{name} went from {rows} rows to {after.get(name)}" for name, rows in before.items() if name not in step.dropped and after.get(name) != rows]
    faults += [f"trigger {name} is gone" for name in sorted(triggers - _triggers(database))]
    faults += [f"{row[0]} row {row[1]} lost its {row[2]}" for row in database.execute_sql("PRAGMA foreign_key_check")]
    if faults:
        raise SendsiteError(f"Schema step {step.number} ({step.title}) would have lost something and was taken back: {'; '.join(faults[:5])}.")


@contextmanager
def _resting_foreign_keys(database: APSWDatabase) -> Iterator[None]:
    """SQLite ignores this pragma inside a transaction, so it stands around one."""
    database.foreign_keys = 0
    try:
        yield
    finally:
        database.foreign_keys = 1


def counts(database: APSWDatabase) -> dict[str, int]:
    """Rows of every table."""
    names = [name for name in database.get_tables() if not name.startswith("sqlite_")]
    return {name: int(database.execute_sql(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}


def _triggers(database: APSWDatabase) -> set[str]:
    return {str(row[0]) for row in database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
