from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sendsite import stock
from sendsite.errors import DataRefused
from sendsite.framework.records import Records, School
from sendsite.intake.gias import read_trust
from sendsite.intake.phases import phase_of
from sendsite.intake.plan import plan

OPEN = stock.folder("open")
EDUBASE, GROUPS, COUNTS = OPEN / "gias_edubasealldata_sample_41.csv", OPEN / "gias_group_membership_sample.csv", OPEN / "real_small_trusts.csv"
HEARTS = {
    "137744": ("The Wickford Church of England School", 155),
    "138404": ("Briscoe Primary School & Nursery", 371),
    "141656": ("Stambridge Primary School", 72),
    "141715": ("Waterman Primary School", 91),
    "144834": ("Hilltop Infant School", 234),
    "145421": ("Hilltop Junior School", 327),
}
TRUSTS = sorted({row["Group Name"] for row in csv.DictReader(GROUPS.read_text(encoding="utf-8").splitlines())})


def edubase(folder: Path, *schools: dict[str, str]) -> Path:
    """An establishments file with all 140 columns and these schools, in the encoding of the download."""
    with EDUBASE.open(encoding="cp1252", newline="") as file:
        headings = next(csv.reader(file))
    plain = dict.fromkeys(headings, "") | {"EstablishmentStatus (name)": "Open", "PhaseOfEducation (name)": "Primary", "NumberOfPupils": "210"}
    path = folder / "edubasealldata.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(plain | school for school in schools)
    return path


@pytest.mark.parametrize("chosen", ["HEARTS ACADEMY TRUST", "hearts  academy trust", "3370", "TR01013"])
def test_a_real_trust_is_found_by_name_uid_or_reference(chosen):
    rows = read_trust(None, GROUPS, chosen).rows["schools"]

    assert {row.values["urn"]: row.values["name"] for row in rows} == {urn: name for urn, (name, _) in HEARTS.items()}


def test_a_real_trust_comes_with_its_phases_and_rolls():
    reading = read_trust(EDUBASE, GROUPS, "HEARTS ACADEMY TRUST", counts=COUNTS)

    assert (reading.faults, reading.warnings) == ((), ())
    assert reading.records().schools == tuple(School(urn, name, "primary", roll) for urn, (name, roll) in HEARTS.items())


@pytest.mark.parametrize("trust", TRUSTS)
def test_every_trust_of_the_sample_is_imported_whole(trust):
    expected = {row["urn"]: row["nor"] for row in csv.DictReader(COUNTS.read_text(encoding="utf-8").splitlines()) if row["trust_name"] == trust}

    reading = read_trust(EDUBASE, GROUPS, trust, counts=COUNTS)

    assert reading.faults == ()
    assert {school.urn: str(school.number_on_roll) for school in reading.records().schools} == expected


def test_a_school_without_a_roll_is_kept_and_named():
    reading = read_trust(EDUBASE, GROUPS, "3370")

    assert len(reading.rows["schools"]) == len(reading.warnings) == 6
    assert reading.warnings[0] == (
        "The Wickford Church of England School (137744) has no roll: the establishments file does not have it. "
        "A new school stands at 0 until you write its roll."
    )
    assert {school.number_on_roll for school in reading.records().schools} == {0}


def test_an_unknown_roll_never_overwrites_a_known_one():
    known = Records(schools=(School("137744", "The Wickford Church of England School", "primary", 160, 100),))

    planned = plan(read_trust(EDUBASE, GROUPS, "3370"), known)

    assert planned.counts["schools"][:3] == (5, 0, 1)


def test_the_roll_of_the_establishments_file_comes_first(tmp_path):
    path = edubase(tmp_path, {"URN": "137744", "EstablishmentName": "Wickford – renamed", "NumberOfPupils": "163"})

    schools = {school.urn: school for school in read_trust(path, GROUPS, "3370", counts=COUNTS).records().schools}

    assert schools["137744"] == School("137744", "Wickford – renamed", "primary", 163)


def test_the_establishments_file_alone_names_the_trust(tmp_path):
    path = edubase(
        tmp_path,
        {"URN": "140001", "EstablishmentName": "Alder", "Trusts (code)": "77", "Trusts (name)": "Invented Trust"},
        {"URN": "140002", "EstablishmentName": "Birch", "Trusts (code)": "78", "Trusts (name)": "Other Trust"},
        {"URN": "140003", "EstablishmentName": "Cedar", "Trusts (code)": "77", "Trusts (name)": "Invented Trust", "EstablishmentStatus (name)": "Closed"},
    )

    for chosen in ("Invented Trust", "77"):
        reading = read_trust(path, None, chosen)
        assert [row.values["name"] for row in reading.rows["schools"]] == ["Alder"]
        assert reading.warnings == ("Cedar (140003) is left out: its status is closed.",)


def test_two_trusts_of_one_name_are_told_apart_by_uid(tmp_path):
    schools = ({"URN": str(140000 + n), "EstablishmentName": "Alder", "Trusts (code)": str(n), "Trusts (name)": "Same Name"} for n in (1, 2))

    with pytest.raises(
        DataRefused, match=r"'Same Name' is the name of 2 trusts in edubasealldata\.csv\. Write the UID of one: 1 \(Same Name\), 2 \(Same Name\)\."
    ):
        read_trust(edubase(tmp_path, *schools), None, "Same Name")


def test_a_school_that_nothing_gives_a_phase_is_refused_by_name(tmp_path):
    school = {"URN": "140001", "EstablishmentName": "Alder", "PhaseOfEducation (name)": "Not applicable", "Trusts (code)": "7", "Trusts (name)": "T"}

    assert [str(fault) for fault in read_trust(edubase(tmp_path, school), None, "T").faults] == [
        "edubasealldata.csv row 2: 'Alder' (140001): phase 'Not applicable', type '' and ages ' to ' say no phase. Add the school by hand."
    ]


@pytest.mark.parametrize(
    "said, phase",
    [
        (("Nursery", "15", "Local authority nursery school"), "nursery"),
        (("Middle deemed primary", "1", "Community school"), "primary"),
        (("Middle deemed secondary", "34", "Academy converter"), "secondary"),
        (("16 plus", "39", "Free schools 16 to 19"), "secondary"),
        (("All-through", "35", "Free schools"), "all_through"),
        (("Not applicable", "44", "Academy special converter"), "special"),
        (("Secondary", "36", "Free schools special"), "special"),
        (("Not applicable", "42", "Academy alternative provision converter"), "alternative_provision"),
        (("Not applicable", "14", "Pupil referral unit"), "alternative_provision"),
        (("Not applicable", "11", "Other independent school", "3", "18"), "all_through"),
        (("Not applicable", "11", "Other independent school", "8", "13"), ""),
    ],
)
def test_phases_of_gias_are_those_of_the_register(said, phase):
    assert phase_of(*said) == phase


@pytest.mark.parametrize(
    "trust, said",
    [
        ("HEARTS", "'HEARTS' is no trust in gias_group_membership_sample.csv. Did you mean HEARTS ACADEMY TRUST?"),
        ("Harts Academy Trust", "Did you mean HEARTS ACADEMY TRUST"),
        ("zzz", "'zzz' is no trust in gias_group_membership_sample.csv. Write its name as GIAS has it, its UID or its TR reference."),
    ],
)
def test_an_unknown_trust_is_answered_with_those_it_could_be(trust, said):
    with pytest.raises(DataRefused) as refusal:
        read_trust(EDUBASE, GROUPS, trust)

    assert str(refusal.value).startswith(said) or said in str(refusal.value)


@pytest.mark.parametrize(
    "first, second, said",
    [
        (GROUPS, None, "gias_group_membership_sample.csv: has no column URN, EstablishmentName"),
        (EDUBASE, EDUBASE, "gias_edubasealldata_sample_41.csv: has no column Academy URN"),
        (Path("nowhere.csv"), None, "nowhere.csv: is not there. Give the path of the GIAS file of establishments"),
        (None, None, "No file to find 'x' in."),
    ],
)
def test_the_wrong_file_is_refused_by_what_it_lacks(first, second, said):
    with pytest.raises(DataRefused) as refusal:
        read_trust(first, second, "x")

    assert said in str(refusal.value)
