"""Freezing, correcting, verifying and copying terms from the command line: what is printed, what is refused, and with which exit code."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from pyrage import x25519

from sendsite.age import decrypt

TERM = ("2026-autumn", "--on", "2026-10-01")


@pytest.fixture
def frozen(run, site) -> Path:
    """A site folder with one frozen term."""
    assert run("snapshot", "take", *TERM, "--by", "Ada Quill", "--dir", site).exit_code == 0
    return Path(site)


def test_taking_says_first_what_the_checks_find(run, site):
    result = run("snapshot", "take", *TERM, "--dir", site)
    (listed,) = json.loads(run("snapshot", "list", "--json", "--dir", site).stdout)["snapshots"]

    assert "The checks find what is missing or doubtful" in result.stderr
    assert sum(listed["findings"].values()) > 0
    assert result.stdout.strip().endswith("data/snapshots/2026-autumn.zip")


def test_taking_is_noted_in_the_history(run, frozen):
    from sendsite.register.database import open_register

    with open_register(frozen / "data" / "sendsite.sqlite") as register, register.asking() as database:
        rows = database.execute_sql("SELECT made_by, kind FROM change_sets ORDER BY id DESC LIMIT 1").fetchall()

    assert [tuple(row) for row in rows] == [("Ada Quill", "snapshot")]


def test_a_correction_is_an_edition_with_its_reason_beside_the_first(run, frozen):
    result = run("snapshot", "take", *TERM, "--edition", "--reason", "A roll was wrong", "--by", "Ben Rook", "--dir", frozen)
    listed = json.loads(run("snapshot", "list", "--json", "--dir", frozen).stdout)["snapshots"]

    assert result.exit_code == 0, result.stderr
    assert [(each["file"], each["edition"], each["reason"], each["by"], each["seq"]) for each in listed] == [
        ("2026-autumn.zip", 1, "", "Ada Quill", 1),
        ("2026-autumn.2.zip", 2, "A roll was wrong", "Ben Rook", 2),
    ]
    assert "A roll was wrong" in run("snapshot", "list", "--dir", frozen).stdout


REFUSED = (
    (("2026-autumn", "--edition"), 2, "Add --reason"),
    (("2026-autumn", "--edition", "--reason", "  "), 2, "Add --reason"),
    (("2026-autumn", "--reason", "A roll was wrong"), 2, "Add --edition"),
    (("2026-autumn",), 4, "there is a snapshot already, 2026-autumn.zip"),
    (("2026-autumn", "--edition", "--reason", "Hours of Cora Finch"), 4, "The reason names somebody"),
    (("2025-autumn", "--edition", "--reason", "A roll was wrong"), 4, "there is nothing to correct"),
    (("2099-autumn",), 4, "there is nothing to freeze yet"),
    (("2026-winter",), 4, "'2026-winter' is not a term"),
    (("../../etc",), 4, "is not a term"),
    (("2026-autumn", "--edition", "--reason", "A\x1b[31mB"), 4, "The reason is"),
)


@pytest.mark.parametrize("words, code, said", REFUSED, ids=[" ".join(words) for words, _, _ in REFUSED])
def test_what_cannot_be_taken_is_refused_and_nothing_is_written(run, frozen, words, code, said):
    before = {path: path.stat().st_mtime_ns for path in (frozen / "data").rglob("*") if "sqlite" not in path.name}
    result = run("snapshot", "take", *words, "--on", "2026-10-01", "--dir", frozen)

    assert result.exit_code == code
    assert said in result.stderr
    assert {path: path.stat().st_mtime_ns for path in (frozen / "data").rglob("*") if "sqlite" not in path.name} == before


def test_a_first_refusal_makes_no_key(run, site):
    run("snapshot", "take", "2099-autumn", "--dir", site)

    assert not (Path(site) / "data" / "signing.key").exists()


def test_verifying_ends_with_0_where_all_is_good_and_prints_the_newest_number(run, frozen):
    result = run("snapshot", "verify", "--dir", frozen)
    document = json.loads(run("snapshot", "verify", "--json", "--dir", frozen).stdout)

    assert result.exit_code == 0
    assert "2026-autumn.zip" in result.stdout
    assert "The newest is 2026-autumn.zip, number 1, manifest " in result.stderr
    assert document["good"] is True
    assert [(each["name"], each["state"]) for each in document["found"]] == [("2026-autumn.zip", "good"), ("the chain", "good")]


def test_verifying_ends_with_1_where_something_is_wrong_and_says_what(run, frozen):
    path = frozen / "data" / "snapshots" / "2026-autumn.zip"
    path.write_bytes(path.read_bytes()[:-100])
    result = run("snapshot", "verify", "2026-autumn", "--dir", frozen)

    assert result.exit_code == 1
    assert "bad" in result.stdout
    assert "Put the snapshot back from a backup." in result.stdout


def test_verifying_an_empty_shelf_is_good_and_a_term_that_is_none_is_refused(run, site):
    assert run("snapshot", "verify", "--dir", site).exit_code == 0
    assert run("snapshot", "verify", "2026-autumn", "--dir", site).exit_code == 4
    assert run("snapshot", "verify", "autumn", "--dir", site).exit_code == 4


def test_doctor_tells_a_damaged_snapshot(run, frozen):
    path = frozen / "data" / "snapshots" / "2026-autumn.zip"
    path.write_bytes(path.read_bytes()[:-1])
    looks = {look["name"]: look for look in json.loads(run("doctor", "--json", "--dir", frozen).stdout)["looks"]}

    assert looks["snapshots"]["sound"] is False


def test_a_copy_is_sealed_to_the_recipients(run, frozen, tmp_path, monkeypatch):
    identity = x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(f"{identity}\n")
    monkeypatch.setenv("SENDSITE_AGE_RECIPIENTS", str(identity.to_public()))
    result = run("snapshot", "copy", "2026-autumn", tmp_path, "--dir", frozen)
    place = tmp_path / "2026-autumn.zip.age"

    assert result.stdout.strip() == str(place)
    assert place.stat().st_mode & 0o777 == 0o600
    assert decrypt(place.read_bytes(), tmp_path / "key.txt") == (frozen / "data" / "snapshots" / "2026-autumn.zip").read_bytes()
    assert run("snapshot", "copy", "2026-autumn", tmp_path, "--dir", frozen).exit_code == 4


def test_a_copy_without_recipients_or_into_the_build_is_refused(run, frozen, tmp_path, monkeypatch):
    assert run("snapshot", "copy", "2026-autumn", tmp_path, "--dir", frozen).exit_code == 3
    monkeypatch.setenv("SENDSITE_AGE_RECIPIENTS", str(x25519.Identity.generate().to_public()))
    assert run("snapshot", "copy", "2026-autumn", frozen / "build" / "x.age", "--dir", frozen).exit_code == 4
    assert list(tmp_path.rglob("*.age")) == []


def test_a_new_key_signs_from_then_on_and_the_old_ones_stand(run, frozen):
    asked = run("snapshot", "new-key", "--dir", frozen)
    made = run("snapshot", "new-key", "--yes", "--dir", frozen)
    run("snapshot", "take", *TERM, "--edition", "--reason", "A roll was wrong", "--dir", frozen)
    listed = json.loads(run("snapshot", "list", "--json", "--dir", frozen).stdout)["snapshots"]

    assert asked.exit_code == 2
    assert listed[1]["signed_by"] == made.stdout.strip() != listed[0]["signed_by"]
    assert run("snapshot", "verify", "--dir", frozen).exit_code == 0


def test_a_lost_key_is_said_before_anything_is_written(run, frozen):
    (frozen / "data" / "signing.key").unlink()
    result = run("snapshot", "take", *TERM, "--edition", "--reason", "A roll was wrong", "--dir", frozen)

    assert result.exit_code == 2
    assert "sendsite snapshot new-key" in result.stderr
    assert len(list((frozen / "data" / "snapshots").iterdir())) == 1


def test_standard_tools_check_a_snapshot(run, frozen, tmp_path):
    """As docs/snapshots.md says, without sendsite: unzip, minisign, sha256sum."""
    import shutil

    if not all(shutil.which(tool) for tool in ("unzip", "minisign", "sha256sum")):
        pytest.skip("unzip, minisign or sha256sum is not installed here")
    subprocess.run(["unzip", "-q", frozen / "data" / "snapshots" / "2026-autumn.zip", "-d", tmp_path / "out"], check=True)
    subprocess.run(["minisign", "-V", "-p", frozen / "data" / "signing.pub", "-m", "manifest.json"], cwd=tmp_path / "out", check=True)
    files = json.loads((tmp_path / "out" / "manifest.json").read_text())["files"]
    sums = "".join(f"{note['sha256']}  {name}\n" for name, note in files.items())
    subprocess.run(["sha256sum", "--check", "--strict"], input=sums, text=True, cwd=tmp_path / "out", check=True)


def test_who_names_a_spring_by_its_own_year_is_told_how_terms_are_named(run, site):
    result = run("snapshot", "take", "2026-spring", "--on", "2026-03-02", "--dir", site)

    assert result.exit_code == 4
    assert "Take 2025-spring, or wait. A term is named by the year in which its school year began: spring 2026 is 2025-spring." in result.stderr
    assert "school year" not in run("snapshot", "take", "2099-autumn", "--dir", site).stderr


def test_an_edition_is_verified_by_its_name(run, frozen):
    run("snapshot", "take", *TERM, "--edition", "--reason", "A roll was wrong", "--dir", frozen)

    def names(term: str) -> list[str]:
        return [each["name"] for each in json.loads(run("snapshot", "verify", term, "--json", "--dir", frozen).stdout)["found"]]

    assert names("2026-autumn.2") == ["2026-autumn.2.zip", "the chain"]
    assert names("2026-autumn.1") == ["2026-autumn.zip", "the chain"]
    assert names("2026-autumn") == ["2026-autumn.zip", "2026-autumn.2.zip", "the chain"]
    unknown = run("snapshot", "verify", "2026-autumn.3", "--dir", frozen)
    assert (unknown.exit_code, "There is no snapshot 2026-autumn.3" in unknown.stderr) == (4, True)


def test_a_bad_name_to_compare_is_answered_with_editions_and_the_register_of_now(run, frozen):
    for name in ("last autumn", "2024-autumn"):
        result = run("snapshot", "diff", name, "2026-autumn", "--dir", frozen)
        assert (result.exit_code, "called live" in result.stderr) == (4, True)
    assert "An edition is such as 2025-autumn.2" in run("snapshot", "diff", "last autumn", "live", "--dir", frozen).stderr


def test_a_reason_that_names_somebody_is_refused_with_the_word_and_no_log_has_it(run, frozen, caplog):
    result = run("snapshot", "take", *TERM, "--edition", "--reason", "Hours of cora  finch were wrong", "--dir", frozen)

    assert result.exit_code == 4
    assert "names somebody, 'cora  finch', " in result.stderr
    assert "finch" not in caplog.text


@pytest.mark.parametrize("who", [("149999", "P1"), ("140001", "P9")])
def test_an_unknown_person_is_told_before_yes_is_asked_for(run, site, who):
    result = run("snapshot", "erase", *who, "--why", "Asked for", "--dir", site)

    assert result.exit_code == 4
    assert "Nothing is held of pupil" in result.stderr
    assert "--yes" not in result.stderr


def test_one_pupil_is_one_pupil(run, site):
    result = run("snapshot", "erase", "140001", "P1", "--why", "Asked for", "--dir", site)

    assert "1 pupil," in result.stderr
    assert "Add --yes" in result.stderr
