"""`import`: shown first, asked about, then all of it or nothing."""

from __future__ import annotations

import json
import random
import zipfile

import pytest

from tests.cli.conftest import FILES


def changed(text: str, old: str, new: str) -> bytes:
    assert old in text
    return text.replace(old, new).encode()


PUPILS, STAFF, DEPLOYMENT = FILES["pupils.csv"], FILES["staff.csv"], FILES["deployment.csv"]
BAD = {
    "not a table": ("pupils.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "pupils.csv"),
    "another kind of file": ("letter.docx", b"PK\x03\x04 a letter", "letter.docx"),
    "a misspelt heading": ("pupils.csv", changed(PUPILS, "need_hours", "ned_hours"), "need_hours"),
    "a heading twice": ("pupils.csv", changed(PUPILS, "primary_need", "need_hours"), "need_hours"),
    "no required column": ("staff.csv", b"school_urn,name\n140001,Ada Quill\n", "staff_id"),
    "words for a number": ("pupils.csv", changed(PUPILS, "10.5", "ten"), "pupils.csv row 3, need_hours"),
    "a number with its unit": ("pupils.csv", changed(PUPILS, "10.5", "10.5h"), "pupils.csv row 3, need_hours"),
    "minutes for hours": ("pupils.csv", changed(PUPILS, "10.5", "630"), "pupils.csv row 3, need_hours"),
    "not a number at all": ("staff.csv", changed(STAFF, "32.5", "NaN"), "staff.csv row 2, contracted_hours"),
    "an unknown code": ("staff.csv", changed(STAFF, "HLTA", "Helper"), "staff.csv row 3, role"),
    "a date that is none": ("pupils.csv", changed(PUPILS, "A,2026-09-20\n140001,P2", "A,2026-02-30\n140001,P2"), "pupils.csv row 2, rated_on"),
    "a row twice": ("pupils.csv", changed(PUPILS, "140001,P2", "140001,P1"), "pupils.csv row"),
    "hours for nobody": ("deployment.csv", changed(DEPLOYMENT, "S2,P2", "S2,P9"), "deployment.csv row 3"),
    "hours of nobody": ("deployment.csv", changed(DEPLOYMENT, "S2,P2", "S9,P2"), "deployment.csv row 3"),
    "an unknown school": ("staff.csv", changed(STAFF, "140001,S2", "140002,S2"), "staff.csv row 3"),
    "more SEND hours than contract": ("staff.csv", changed(STAFF, "30,20", "20,30"), "staff.csv row 3"),
    "an encoding that is none": ("pupils.csv", PUPILS.replace("Cora", "C\u00f3ra").encode("utf-16-le"), "pupils.csv"),
    "an empty file": ("pupils.csv", b"", "pupils.csv"),
    "noise": ("pupils.csv", random.Random(5).randbytes(5_000_000), "pupils.csv"),
    "a zip that is none": ("all.zip", b"PK\x03\x04" + b"\0" * 40, "all.zip"),
}


@pytest.mark.parametrize("name, content, where", BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_where_it_is_bad_and_changes_nothing(run, site, files, name, content, where):
    (files / name).write_bytes(content)
    source = files if name.endswith(".csv") else files / name
    register = site / "data" / "sendsite.sqlite"
    before = register.read_bytes()

    result = run("import", source, "--yes", "--dir", site)

    assert result.exit_code == 4, result.stderr
    assert where in result.stderr
    assert "Traceback" not in result.stderr
    assert register.read_bytes() == before
    assert len(result.stderr) < 20_000


@pytest.mark.parametrize("name, content, where", BAD.values(), ids=BAD)
def test_metrics_from_a_bad_folder_are_refused_alike(run, tmp_path, files, name, content, where):
    (files / name).write_bytes(content)

    result = run("metrics", "--json", "--from", files if name.endswith(".csv") else files / name, "--dir", tmp_path)

    assert (result.exit_code, result.stdout) == (4, "")
    assert where in result.stderr


def test_a_refused_first_import_makes_no_register(run, tmp_path, files):
    run("init", tmp_path / "new")
    (files / "pupils.csv").write_bytes(b"")

    assert run("import", files, "--yes", "--dir", tmp_path / "new").exit_code == 4
    assert not (tmp_path / "new" / "data" / "sendsite.sqlite").exists()


def test_counts_are_shown_a_table(run, site, files):
    (files / "pupils.csv").write_text(PUPILS.replace("10.5", "11") + "140001,P4,Fay Teal,6,2,K,,,,,\n")

    result = run("import", files, "--dry-run", "--dir", site)

    assert result.exit_code == 0
    assert "pupils: 4 rows: 1 new, 1 changed, 2 unchanged" in result.stderr
    assert "Nothing was changed." in result.stderr


def test_each_value_that_would_change_is_shown(run, site, files):
    (files / "pupils.csv").write_text(PUPILS.replace("10.5", "11"))

    result = run("import", files, "--dry-run", "--json", "--dir", site)

    assert "pupils 140001 P2: need_hours 10.5 -> 11\n" in result.stderr
    assert json.loads(result.stdout)["changes"] == [{"table": "pupils", "identity": ["140001", "P2"], "column": "need_hours", "before": "10.5", "after": "11"}]


def test_a_dry_run_changes_no_byte(run, site, files):
    register = site / "data" / "sendsite.sqlite"
    before = register.read_bytes()
    (files / "pupils.csv").write_text(PUPILS.replace("10.5", "11"))

    run("import", files, "--dry-run", "--dir", site)

    assert register.read_bytes() == before


@pytest.mark.parametrize("answer, words, code", [("y\n", "Imported.", 0), ("n\n", "Nothing was changed.", 0), ("", "Add --yes to apply without asking", 2)])
def test_it_asks_before_it_applies(run, site, files, answer, words, code):
    (files / "pupils.csv").write_text(PUPILS.replace("10.5", "11"))

    result = run("import", files, "--dir", site, answer=answer)

    assert result.exit_code == code
    assert words in result.stderr
    again = run("import", files, "--dry-run", "--dir", site)
    assert ("1 changed" in again.stderr) is (words != "Imported.")


def test_a_second_import_changes_nothing_and_asks_nothing(run, site, files):
    result = run("import", files, "--dir", site)

    assert result.exit_code == 0
    assert "Nothing was changed." in result.stderr
    assert "Apply this?" not in result.stderr


def test_rows_that_a_file_does_not_have_go_only_with_replace(run, site, files):
    (files / "pupils.csv").write_text("\n".join(PUPILS.splitlines()[:3]) + "\n")

    assert "removed" not in run("import", files, "--dry-run", "--dir", site).stderr
    assert "pupils: 2 rows: 2 unchanged, 1 removed" in run("import", files, "--dry-run", "--replace", "--dir", site).stderr


def test_json_holds_the_counts_and_the_faults(run, site, files):
    (files / "pupils.csv").write_text(PUPILS.replace("10.5", "ten"))

    result = run("import", files, "--yes", "--json", "--dir", site)
    found = json.loads(result.stdout)

    assert (result.exit_code, found["applied"]) == (4, False)
    assert found["tables"]["staff"] == {"added": 0, "changed": 0, "unchanged": 2, "removed": 0, "refused": 0}
    assert (found["faults"][0]["row"], found["faults"][0]["column"]) == (3, "need_hours")


def test_how_headings_were_read_is_shown_and_remembered(run, site, files):
    (files / "pupils.csv").write_text(PUPILS.replace("primary_need", "Primary SEN type"))

    first = run("import", files, "--yes", "--dir", site)

    assert first.exit_code in (0, 4)
    assert "Primary SEN type" in first.stderr


def test_an_export_imports_again_without_a_difference(run, site, tmp_path):
    for target in (tmp_path / "out", tmp_path / "out.zip", tmp_path / "out.xlsx"):
        assert run("export", target, "--dir", site).exit_code == 0
        result = run("import", target, "--dry-run", "--json", "--dir", site)
        counts = json.loads(result.stdout)["tables"].values()
        assert counts
        assert all(each["added"] == each["changed"] == each["removed"] == each["refused"] == 0 for each in counts)


def test_an_export_without_pay_has_no_salary(run, site, tmp_path):
    run("export", tmp_path / "out.zip", "--without-pay", "--dir", site)

    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert b"annual_salary" not in archive.read("staff.csv")


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_an_export_overwrites_nothing(run, site, tmp_path, name):
    (tmp_path / name).write_text("precious")

    result = run("export", tmp_path / name, "--dir", site)

    assert result.exit_code == 4
    assert (tmp_path / name).read_text() == "precious"


def test_the_sample_trust_is_imported_by_its_name(run, tmp_path):
    run("init", tmp_path / "new")

    result = run("import", "sample", "--yes", "--dir", tmp_path / "new")

    assert result.exit_code == 0, result.stderr
    assert "Imported." in result.stderr


@pytest.mark.parametrize("words", [[], ["a", "--dfe", "b"], ["--gias", "g"], ["--groups", "g"], ["a", "--trust", "T"]])
def test_an_import_has_one_source(run, site, words):
    assert run("import", *words, "--dir", site).exit_code == 2
