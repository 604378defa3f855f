"""Imports one after the other: what is remembered of one file never spoils the next. Invented people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sendsite.register.mappings import MAPPING
from sendsite.register.marks import mark
from sendsite.workflow import importing, start
from sendsite.workflow.folder import SiteFolder, open_folder

SCHOOLS = "urn,Name,Phase,Number on roll\n140001,Alder Primary,primary,210\n"


@pytest.fixture
def folder(tmp_path: Path) -> SiteFolder:
    start.make(tmp_path / "site")
    folder = open_folder(tmp_path / "site")
    imported(folder, "schools", SCHOOLS)
    return folder


def imported(folder: SiteFolder, table: str, text: str) -> importing.Offer:
    path = folder.root.parent / f"{table}.csv"
    path.write_text(text, encoding="utf-8")
    offer = importing.offer(folder, importing.Sources(path))
    assert offer.refusals() == ()
    importing.accept(folder, offer, by="A Tester")
    return offer


def pupils(folder: SiteFolder) -> set[str]:
    return {pupil.pupil_id for pupil in folder.records()[0].pupils}


def test_the_same_schools_come_in_twice_and_change_nothing(folder):
    assert not imported(folder, "schools", SCHOOLS).plan.changes


def test_two_remembered_headings_are_never_one_value(folder):
    imported(folder, "pupils", "Admission Number,Full name,SEN provision\n004512,Amira Example,E\n")
    imported(folder, "pupils", "UPN,Full name,SEN provision\nB801200005001,Bo Sample,K\n")

    offer = imported(folder, "pupils", "Admission Number,UPN,Full name,SEN provision\n004513,T881310125001,Cy Other,K\n")

    assert pupils(folder) == {"004512", "B801200005001", "T881310125001"}
    assert offer.mapping["pupils"]["Admission Number"] == ""


def test_only_what_was_read_is_remembered(folder):
    imported(folder, "pupils", "Admission Number,UPN,Full name,SEN provision,DOB\n004513,T881310125001,Cy Other,K,\n")

    with folder.open_register() as register:
        assert json.loads(mark(register, MAPPING + "pupils") or "") == {"UPN": "pupil_id", "Full name": "name", "SEN provision": "sen_status"}
    imported(folder, "pupils", "Admission Number,Full name,SEN provision\n004512,Amira Example,E\n")
    assert pupils(folder) == {"004512", "T881310125001"}
