"""Imports of somebody who is there for one school. Invented people."""

from __future__ import annotations

import pytest

from sendsite.framework.records import FundingBand, Pupil, Records, School
from sendsite.intake.interchange import files
from sendsite.intake.plan import plan
from sendsite.intake.read import read
from sendsite.intake.scope import within

OWN = Records(
    schools=(School("140001", "Alder Primary", "primary", 210),),
    pupils=(Pupil("140001", "P1", "Ada Invented", "4", "4A", 500, None, "E", funding_band="B1"),),
    funding_bands=(FundingBand("B1", None, "Band 1", 100_000),),
)


def reading_of(folder, contents):
    for name, text in contents.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return within(read(folder, known=OWN), OWN, {"140001"})


def test_what_was_exported_is_read_again_without_a_change(tmp_path):
    planned = plan(reading_of(tmp_path, files(OWN)), OWN)

    assert (bool(planned.changes), planned.faults) == (False, ())


def test_a_school_of_the_register_that_is_not_theirs_is_refused_as_one_nobody_knows(tmp_path):
    schools = "urn,name,phase,number_on_roll\n140001,Alder Primary,primary,210\n140002,Birch,primary,90\n"
    reading = reading_of(tmp_path, {"schools.csv": schools, "pupils.csv": "school_urn,pupil_id,need_hours,sen_status\n140002,P1,3,E\n"})

    assert [(fault.file, fault.row, fault.problem) for fault in reading.faults] == [
        ("schools.csv", 3, "'140002' is not a school of yours"),
        ("pupils.csv", 2, "'140002' is not a school of yours"),
    ]
    assert reading.refused == {"schools": 1, "pupils": 1}


@pytest.mark.parametrize("line", ["B1,,Band 1,2000", "B2,,Band 2,1"])
def test_a_band_of_the_trust_is_not_theirs_to_change(tmp_path, line):
    reading = reading_of(tmp_path, {"funding_bands.csv": f"code,valid_from,label,annual_amount\n{line}\n"})

    assert [str(fault) for fault in reading.faults] == [
        "funding_bands.csv row 2: would change what belongs to the whole trust. Take the row out, or ask somebody who imports for the whole trust."
    ]


def test_a_pupils_new_band_is_asked_about_and_not_added(tmp_path):
    reading = reading_of(tmp_path, {"pupils.csv": "school_urn,pupil_id,need_hours,sen_status,funding_band\n140001,P2,3,E,B9\n"})

    planned = plan(reading, OWN, may_add_bands=False)

    assert not planned.changes.added.get("funding_bands")
    assert planned.questions == ("Funding band 'B9' is not known, and pays nothing until somebody of the trust adds it. Is it written right?",)
