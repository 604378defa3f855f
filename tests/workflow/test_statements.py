"""What is asked of the database does not grow with the trust."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playhouse.apsw_ext import APSWDatabase

from sendsite.framework.records import Pupil, Records, School
from sendsite.register.database import open_register
from sendsite.register.edits import replace_all
from sendsite.workflow import checking, measuring, start, terms
from sendsite.workflow.folder import SiteFolder, open_folder

DAY = date(2026, 10, 1)


def a_trust(root: Path, schools: int, pupils: int) -> SiteFolder:
    """A site folder with so many invented schools, and pupils in each."""
    start.make(root)
    urns = [str(140001 + number) for number in range(schools)]
    records = Records(
        schools=tuple(School(urn, f"School {urn}", "primary", 200) for urn in urns),
        pupils=tuple(Pupil(urn, f"P{number}", f"Pupil {number}", "3", "", 500, None, "K") for urn in urns for number in range(pupils)),
    )
    with open_register(root / "data" / "sendsite.sqlite", create=True) as register:
        replace_all(register, replace(records), by="a test")
    return open_folder(root)


def a_snapshot(folder: SiteFolder) -> None:
    terms.take(folder, on=DAY, by="a test")


READERS: dict[str, Callable[[SiteFolder], object]] = {
    "metrics": lambda folder: measuring.live_document(folder, on=DAY),
    "check": lambda folder: checking.check(folder, on=DAY),
    "snapshot": a_snapshot,
    "build": lambda folder: list(terms.all_terms(folder, DAY)),
}


@pytest.mark.parametrize("name", READERS)
def test_statements_do_not_grow_with_schools_or_pupils(tmp_path, monkeypatch, name):
    small, large = a_trust(tmp_path / "small", 1, 3), a_trust(tmp_path / "large", 12, 60)
    asked: list[str] = []
    execute = APSWDatabase.execute_sql

    def counted(self: APSWDatabase, sql: str, *rest: object, **named: object) -> object:
        asked.append(sql)
        return execute(self, sql, *rest, **named)

    monkeypatch.setattr(APSWDatabase, "execute_sql", counted)

    def statements(folder: SiteFolder) -> int:
        asked.clear()
        READERS[name](folder)
        return len(asked)

    few = statements(small)
    assert few > 10
    assert statements(large) == few
