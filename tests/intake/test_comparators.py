from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sendsite import stock
from sendsite.errors import DataRefused
from sendsite.framework.records import IDENTITY, Comparator, Records, School, SchoolFact
from sendsite.intake.comparators import DFE_SOURCE, LEAST_SCHOOLS, read_census, reading_of, shipped
from sendsite.intake.interchange import files, records_of
from sendsite.intake.plan import plan

OPEN = stock.folder("open")
DFE = OPEN / "dfe_sen_school_level_format_sample_60.csv"
HEADINGS = "time_period,URN,phase_type_grouping,all_through,Total pupils,SEN support,EHC plan"


def a_census(folder: Path, *rows: str) -> Path:
    path = folder / "sen.csv"
    path.write_text("\n".join((HEADINGS, *rows)) + "\n")
    return path


def compared(path: Path) -> tuple[Comparator, ...]:
    """The comparators of a file of the department's."""
    return read_census(path, ()).records().comparators


def test_the_shipped_comparators_are_those_of_the_files():
    found = {(row.measure, row.phase, row.roll_from): row for row in shipped(OPEN)}

    assert found["ehcp_pct", "primary", 210] == Comparator(
        "DfE school census, January 2019, all state-funded schools in England", "2018/19", "ehcp_pct", "primary", 210, 315, 4221, 0.0, 0.47, 1.28, 2.09, 3.21
    )
    assert found["ta_fte_per_100_pupils", "secondary", 1000].p50 == 1.24
    assert found["ta_fte_per_100_pupils", "secondary", 1000].roll_to is None
    assert ("ta_fte_per_100_pupils", "special", 0) not in found


def test_one_size_band_of_a_measure_stands_for_a_roll():
    for row in shipped(OPEN):
        same = [other for other in shipped(OPEN) if other[:4] == row[:4] and other.roll_from <= row.roll_from < (other.roll_to or 10**6)]
        assert same == [row]


def test_shipped_comparators_can_be_kept_and_exported():
    comparators = shipped(OPEN)

    assert len({tuple(getattr(row, name) for name in IDENTITY["comparators"]) for row in comparators}) == len(comparators)
    assert records_of(files(Records(comparators=comparators))).comparators == comparators


def test_percentiles_of_the_dfe_file_are_by_phase_and_size():
    large = next(row for row in compared(DFE) if row.measure == "ehcp_pct" and row.roll_from == 1000)

    rolls = [line.split(",") for line in DFE.read_text(encoding="utf-8-sig").splitlines()[1:]]
    shares = [int(cells[34]) / int(cells[32]) * 100 for cells in rolls if int(cells[32]) >= 1000]
    assert large[:7] == (DFE_SOURCE, "2022/23", "ehcp_pct", "secondary", 1000, None, len(shares))
    assert large[7:] == tuple(round(float(np.percentile(shares, n)), 2) for n in (10, 25, 50, 75, 90))


def test_few_schools_are_no_comparator(tmp_path):
    rows = [f"202223,{130000 + n},State-funded primary,,100,10,{n}" for n in range(LEAST_SCHOOLS)]

    assert len(compared(a_census(tmp_path, *rows))) == 2
    assert compared(a_census(tmp_path, *rows[1:])) == ()


def test_a_band_ends_below_its_upper_roll(tmp_path):
    rows = [f"202223,{130000 + n},State-funded primary,,{roll},10,1" for n, roll in enumerate([209] * 10 + [210] * 10)]

    assert [(row.roll_from, row.roll_to, row.schools) for row in compared(a_census(tmp_path, *rows)) if row.measure == "ehcp_pct"] == [
        (150, 210, 10),
        (210, 315, 10),
    ]


def test_all_through_schools_are_a_phase_and_independent_ones_are_left_out(tmp_path):
    rows = [f"202223,{130000 + n},State-funded secondary,All-through,1200,10,1" for n in range(10)]
    rows += [f"202223,{140000 + n},Independent school,,1200,10,1" for n in range(10)]

    assert {row.phase for row in compared(a_census(tmp_path, *rows))} == {"all_through"}


def test_a_hidden_count_leaves_the_school_out_and_is_never_nought(tmp_path):
    rows = [f"202223,{130000 + n},State-funded primary,,100,10,2" for n in range(11)]
    path = a_census(tmp_path, *rows, "202223,140001,State-funded primary,,100,10,c", "202223,140002,State-funded primary,,0,0,0")

    assert {row.schools for row in compared(path)} == {11}
    assert read_census(path, ["140001"]).warnings == ("sen.csv has no counts for school 140001.",)


def test_census_counts_of_the_trusts_own_schools_are_facts_of_the_spring_term():
    known = Records(schools=(School("130001", "Alder", "secondary", 1046),))

    planned = plan(reading_of(DFE, known), known)

    assert planned.faults == ()
    assert planned.changes.added["school_facts"] == (SchoolFact("130001", "2022-spring", census_ehcp=7, census_sen_support=17),)
    assert planned.changes.added["comparators"] == compared(DFE)


def test_other_facts_of_the_term_are_left_alone():
    fact = SchoolFact("130001", "2022-spring", senco_days=300, requests_made=4)
    known = Records(schools=(School("130001", "Alder", "secondary", 1046),), school_facts=(fact,))

    changed = plan(read_census(DFE, ["130001"]), known).changes.changed["school_facts"]

    assert changed == ((fact, fact._replace(census_ehcp=7, census_sen_support=17)),)


def test_a_file_of_benchmarks_may_be_imported_as_well():
    reading = reading_of(OPEN / "ta_benchmarks_by_size_2019.csv")

    assert reading.records().comparators == tuple(row for row in shipped(OPEN) if row.measure.startswith(("ta_", "pupils_per")))


@pytest.mark.parametrize("name", ["upn_test_vectors.csv", "gias_edubasealldata_sample_41.csv"])
def test_another_file_is_refused_by_what_it_lacks(name):
    with pytest.raises(DataRefused, match="has no column time_period"):
        compared(OPEN / name)


def test_a_year_that_is_none_is_refused(tmp_path):
    with pytest.raises(DataRefused, match="has a time_period that is not an academic year such as 202223"):
        compared(a_census(tmp_path, "2023,130001,State-funded primary,,100,10,1"))
