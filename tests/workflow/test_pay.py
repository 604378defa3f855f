"""No salary moves a byte of what is published: pages, tables to take away, workbooks, pictures, feed and search, of a frozen term and of the draft."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sendsite.demo import story
from sendsite.framework.records import TABLES, Staff
from sendsite.register.edits import replace_all
from sendsite.register.marks import set_mark
from sendsite.workflow import building, start
from sendsite.workflow.folder import DATE_MARK, open_folder
from sendsite.workflow.terms import freeze_term
from tests.workflow.two_schools import of_schools

KINDS = frozenset({".html", ".csv", ".xlsx", ".svg", ".js", ".xml", ".png"})
PAY_BEARING = {("staff", "annual_salary")}
"""Every column of the records that is of pay; whether there are others is asked below."""

Paid = Callable[[Staff, int], int | None]
"""A row of staff and its place among all of them -> its salary in pence."""


def as_they_are(row: Staff, _place: int) -> int | None:
    return row.annual_salary


def one_person(row: Staff, place: int) -> int | None:
    """One person is paid otherwise, as the timetable stands."""
    return 9_876_543 if not place else row.annual_salary


def one_in_a_what_if(row: Staff, _place: int) -> int | None:
    """Those of one role in a what-if are paid otherwise."""
    return 8_765_432 if row.scenario and row.role == "HLTA" else row.annual_salary


def otherwise(row: Staff, place: int) -> int | None:
    """Everybody is paid otherwise, and each by another sum."""
    return 1_234_500 + 7_919 * place


def not_known(_row: Staff, _place: int) -> None:
    """Nobody's salary was entered."""


def built(root: Path, salary: Paid) -> dict[str, str]:
    """The site as a publisher makes it, before it is sealed, of a frozen term and a draft: each file and the digest of its bytes."""
    start.make(root, {"trust": "Larkfield Learning Trust"})
    folder = open_folder(root)
    folder.snapshots.mkdir(parents=True, exist_ok=True, mode=0o700)
    (term, day, frozen), (_, today, live) = story()[-2:]
    frozen, live = (
        replace(mine, staff=tuple(row._replace(annual_salary=salary(row, place)) for place, row in enumerate(mine.staff)))
        for mine in map(of_schools, (frozen, live))
    )
    freeze_term(folder.snapshots, term, frozen, folder.framework(), on=day, taken_at=f"{day}T15:00:00+00:00", by="business manager")
    with folder.open_register(create=True) as register:
        replace_all(register, live, by="business manager")
        set_mark(register, DATE_MARK, today.isoformat())
    building.build(folder, tell=print)
    return {path.relative_to(folder.preview).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.preview.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The site with the salaries as they are."""
    return built(tmp_path_factory.mktemp("paid") / "site", as_they_are)


@pytest.mark.parametrize("payroll", [one_person, one_in_a_what_if, otherwise, not_known])
def test_no_salary_moves_a_byte_of_what_is_published(before: dict[str, str], tmp_path: Path, payroll: Paid):
    after = built(tmp_path / "site", payroll)

    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == set()


def test_the_files_compared_are_of_every_kind(before: dict[str, str]):
    assert KINDS - {Path(name).suffix for name in before} == set()


def test_no_other_column_of_the_records_is_of_pay():
    told = {(table, column) for table, row in TABLES.items() for column in row._fields if "salar" in column or "pay" in column}  # type: ignore[attr-defined]  # rows are tuples by name

    assert told == PAY_BEARING
