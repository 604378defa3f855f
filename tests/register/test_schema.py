"""A register of any older schema is brought up to date, whole, with a copy kept; a newer one is left alone."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from peewee import SchemaManager
from playhouse.apsw_ext import APSWDatabase

from sendsite.errors import ConfigError, SendsiteError
from sendsite.framework.records import Records
from sendsite.register import facts, schema
from sendsite.register.database import APPLICATION_ID, PRAGMAS, damage, open_register
from sendsite.register.edits import replace_all
from sendsite.register.steps import STEPS
from sendsite.register.steps.step import Step
from sendsite.register.tables import MODELS, OWN
from sendsite.register.verify import verify_history
from tests.register.sample import a_trust

NEWEST = STEPS[-1].number


def an_old_trust() -> Records:
    """The small trust as a register of schema 2 could hold it."""
    return replace(a_trust(), expectations=())


def an_old_register(path: Path) -> None:
    """A file of schema 2 with the small trust in it and one line in its list of edits, written without today's edits."""
    with open_register(path.with_name("today.sqlite"), create=True) as register:
        replace_all(register, an_old_trust(), by="J. Example")
    path.touch(0o600)
    database = opened(path)
    schema.bring_up(database, path, APPLICATION_ID, [step for step in STEPS if step.number <= 2])
    database.foreign_keys = 0
    database.execute_sql("ATTACH ? AS today", (str(path.with_name("today.sqlite")),))
    for table in [table for table in MODELS if database.table_exists(table)]:
        columns = ", ".join(f'"{row[1]}"' for row in database.execute_sql(f"PRAGMA table_info('{table}')").fetchall())
        database.execute_sql(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM today.{table}")
    database.execute_sql("INSERT INTO edits (version, made_at, made_by, counts) VALUES (1, '2026-01-12T09:00:00+00:00', 'J. Example', '{}')")
    database.close()
    path.with_name("today.sqlite").unlink()


def opened(path: Path) -> APSWDatabase:
    return APSWDatabase(str(path), pragmas=PRAGMAS)


def test_steps_are_numbered_from_one_without_a_gap():
    assert [step.number for step in STEPS] == list(range(1, NEWEST + 1))


def test_the_steps_lead_to_the_tables_that_the_models_describe(tmp_path: Path):
    def shape(database: APSWDatabase) -> dict[str, str]:
        rows = database.execute_sql("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
        return {name: re.sub(r"\( ", "(", re.sub(r"\s+", " ", sql)) for name, sql in rows}

    by_models = opened(tmp_path / "models.sqlite")
    for model in (*MODELS.values(), *OWN.values()):
        SchemaManager(model, by_models).create_all(safe=False)
    with open_register(tmp_path / "steps.sqlite", create=True) as register:
        assert shape(register.database) == shape(by_models)
    by_models.close()


def test_an_older_register_is_upgraded_with_everything_in_it(tmp_path: Path):
    path = tmp_path / "sendsite.sqlite"
    an_old_register(path)

    with open_register(path) as register:
        assert register.database.user_version == NEWEST
        assert facts.records(register) == an_old_trust()
        assert damage(register) == ()
        assert register.database.execute_sql("SELECT made_by FROM edits").fetchall() == [("J. Example",)]
        assert verify_history(register) == ()


def test_a_copy_from_before_the_upgrade_is_kept_private_and_whole(tmp_path: Path):
    path = tmp_path / "sendsite.sqlite"
    an_old_register(path)

    open_register(path).close()

    copy = tmp_path / f"sendsite.before-schema-{NEWEST}.sqlite"
    assert copy.stat().st_mode & 0o777 == 0o600
    old = opened(copy)
    assert (old.user_version, old.application_id) == (2, APPLICATION_ID)
    assert old.execute_sql("SELECT count(*) FROM pupils").fetchone() == (3,)
    old.close()
    assert [file.name for file in tmp_path.glob("*.part")] == []


def test_a_register_that_is_up_to_date_is_not_copied(tmp_path: Path):
    open_register(tmp_path / "sendsite.sqlite", create=True).close()
    open_register(tmp_path / "sendsite.sqlite").close()

    assert [file.name for file in tmp_path.iterdir()] == ["sendsite.sqlite"]


def a_step(*statements: str, dropped: tuple[str, ...] = ()) -> tuple[Step, ...]:
    return (*STEPS, Step(NEWEST + 1, "a step of a test", statements, dropped))


@pytest.mark.parametrize(
    "statements, words",
    (
        (("DELETE FROM reviews",), "reviews went from 2 rows to 0"),
        (("DROP TRIGGER edits_UPDATE",), "trigger edits_UPDATE is gone"),
        (("DROP TABLE ratings",), "ratings went from 2 rows to None"),
        (("UPDATE outcomes SET pupil_id = 'P77'",), "outcomes row 1 lost its pupils"),
        (("CREATE TABLE more (a TEXT) STRICT", "INSERT INTO nowhere VALUES (1)"), "failed: .*no such table: nowhere.*stands as it was. A copy from before is"),
    ),
)
def test_a_step_that_would_lose_something_is_taken_back_whole(tmp_path: Path, statements: tuple[str, ...], words: str):
    path = tmp_path / "sendsite.sqlite"
    with open_register(path, create=True) as register:
        replace_all(register, a_trust(), by="J. Example")

        with pytest.raises(SendsiteError, match=f"(?i){words}"):
            schema.bring_up(register.database, path, APPLICATION_ID, a_step(*statements))

        assert register.database.user_version == NEWEST
        assert register.database.foreign_keys == 1
        assert facts.records(register) == a_trust()
        assert not register.database.table_exists("more")


def test_a_step_may_rebuild_a_table_that_others_name(tmp_path: Path):
    """Foreign keys rest meanwhile: nothing is cascaded and nothing refused."""
    path = tmp_path / "sendsite.sqlite"
    with open_register(path, create=True) as register:
        replace_all(register, a_trust(), by="J. Example")
        sql = register.database.execute_sql("SELECT sql FROM sqlite_master WHERE name = 'pupils'").fetchone()[0]
        rebuilt = sql.replace('CREATE TABLE "pupils"', "CREATE TABLE pupils_new")

        steps = a_step(rebuilt, "INSERT INTO pupils_new SELECT * FROM pupils", "DROP TABLE pupils", "ALTER TABLE pupils_new RENAME TO pupils")
        assert schema.bring_up(register.database, path, APPLICATION_ID, steps) == 1

        assert facts.records(register) == a_trust()
        assert damage(register) == ()


def test_a_step_may_say_which_table_it_empties(tmp_path: Path):
    path = tmp_path / "sendsite.sqlite"
    with open_register(path, create=True) as register:
        replace_all(register, a_trust(), by="J. Example")

        assert schema.bring_up(register.database, path, APPLICATION_ID, a_step("DELETE FROM comparators", dropped=("comparators",))) == 1


def test_a_register_of_a_newer_sendsite_is_refused_and_left_alone(tmp_path: Path):
    path = tmp_path / "sendsite.sqlite"
    open_register(path, create=True).close()
    newer = opened(path)
    newer.user_version = NEWEST + 1
    newer.close()
    before = path.read_bytes()

    with pytest.raises(ConfigError, match=f"a newer sendsite wrote this register \\(schema {NEWEST + 1}; this one knows {NEWEST}\\). Upgrade sendsite"):
        open_register(path)

    assert path.read_bytes() == before
