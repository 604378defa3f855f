"""What the system or a file does not give ends in one plain line: where, what stood there, what to do. Obstacles are such that root meets them too."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from sendsite.cli.group import of_the_system

INTERNAL = "should not have happened"


def one_line(result, code: int, *words: str) -> None:
    """The exit code, and one line on standard error that holds these words."""
    last = result.stderr.strip().splitlines()[-1]
    assert result.exit_code == code, result.stderr
    assert last.startswith("sendsite: ")
    assert INTERNAL not in last
    assert all(word in last for word in words), last


@pytest.mark.parametrize("name", ["out", "out.zip", "out.xlsx"])
def test_an_export_below_a_file_cannot_be_written(run, site, tmp_path, name):
    (tmp_path / "file").write_text("not a folder")

    one_line(run("export", tmp_path / "file" / name, "--dir", site), 1, str(tmp_path / "file" / name), "cannot be written", "Name a place")


@pytest.mark.parametrize("name", ["out.zip", "out.xlsx"])
def test_an_export_into_a_folder_that_is_not_there_names_the_folder(run, site, tmp_path, name):
    one_line(run("export", tmp_path / "missing" / name, "--dir", site), 1, f"there is no folder {tmp_path / 'missing'}", "Make it first")


def test_a_build_that_cannot_have_its_lock_names_it(run, site):
    (site / "build" / ".lock").mkdir()

    one_line(run("build", "--dir", site), 1, ".lock", "cannot be written", "See who may write")


def test_init_where_nothing_can_be_made_names_the_place(run, tmp_path):
    (tmp_path / "file").write_text("not a folder")

    one_line(run("init", tmp_path / "file" / "site"), 1, str(tmp_path / "file" / "site"), "cannot be made", "Name a folder")


def test_init_refuses_a_name_that_config_would_refuse(run, tmp_path):
    one_line(run("init", tmp_path / "new", "--trust", " "), 3, "flag --trust: trust is empty", "Write the trust's name")
    assert not (tmp_path / "new").exists()


def test_a_framework_file_that_cannot_be_read_is_configuration(run, site):
    (site / "framework.toml").mkdir()

    one_line(run("metrics", "--dir", site), 3, str(site / "framework.toml"), "cannot be read")


def test_a_framework_file_in_utf_16_is_configuration(run, site):
    (site / "framework.toml").write_bytes("[rates]\nTA = 20.0\n".encode("utf-16"))

    one_line(run("metrics", "--dir", site), 3, str(site / "framework.toml"), "not UTF-8", "Save it as UTF-8")


def test_a_host_that_is_none_is_configuration(run, site):
    (site / "build" / "preview").mkdir()
    (site / "build" / "preview" / "index.html").write_text("home")

    one_line(run("serve", "--host", "bad host", "--port", "0", "--dir", site), 3, "host is 'bad host'", "127.0.0.1")


def test_any_other_fault_of_the_system_is_told_with_its_file(run, site, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/somewhere/file")

    monkeypatch.setattr("sendsite.workflow.checking.check", full)

    one_line(run("check", "--dir", site), 1, "/somewhere/file", "No space left on device", "its disk has room")
    assert isinstance(run("check", "--debug", "--dir", site).exception, OSError)


def test_a_fault_of_the_system_without_a_file_is_told_too():
    assert of_the_system(OSError("odd")).startswith("the system says: odd. Look whether")


DOUBT = "will stand for good as what was then"


@pytest.mark.parametrize("term, said", [("2025-autumn", True), ("2025-spring", True), ("2025-summer", False)])
def test_who_freezes_a_term_long_past_is_told_what_will_stand_there(run, demo, term, said):
    (demo / "data" / "snapshots" / f"{term}.zip").unlink()

    result = run("snapshot", "take", term, "--dir", demo)

    assert result.exit_code == 0, result.stderr
    assert (DOUBT in result.stderr) is said


@pytest.mark.parametrize("day, said", [("2024-12-31", False), ("2025-03-01", False), ("2025-03-02", True)])
def test_a_day_of_the_term_or_up_to_60_days_after_leaves_no_doubt(run, site, day, said):
    result = run("snapshot", "take", "2024-autumn", "--on", day, "--dir", site)

    assert result.exit_code == 0, result.stderr
    assert (DOUBT in result.stderr) is said


@pytest.mark.parametrize("where", ["folder without settings", "missing"])
def test_doctor_and_config_tell_a_folder_that_is_no_site_folder(run, tmp_path, where):
    place = tmp_path / where
    if where != "missing":
        place.mkdir()
    found = run("doctor", "--json", "--dir", place)
    looks = {look["name"]: look for look in json.loads(found.stdout)["looks"]}

    assert found.exit_code == 1
    assert looks["settings"]["sound"] is False
    assert "is not a site folder" in looks["settings"]["words"]
    one_line(run("config", "--dir", place), 3, "is not a site folder", "sendsite init")


def test_doctor_tells_a_folder_that_is_not_there_in_words(run, tmp_path):
    found = run("doctor", "--dir", tmp_path / "nowhere")

    assert "there is no folder" in found.stdout
    assert "Errno" not in found.output


def test_doctor_lists_broken_settings_and_looks_at_the_rest(run, site):
    (site / "sendsite.toml").write_text('thme = "default"')
    found = run("doctor", "--json", "--dir", site)
    looks = {look["name"]: look for look in json.loads(found.stdout)["looks"]}

    assert found.exit_code == 1
    assert (looks["settings"]["sound"], looks["register"]["sound"]) == (False, True)
    assert "Did you mean 'theme'?" in looks["settings"]["words"]


def test_a_frozen_terms_table_has_the_frameworks_order(run, site):
    run("snapshot", "take", "2026-autumn", "--on", "2026-10-01", "--dir", site)
    headings = run("metrics", "--term", "2026-autumn", "--dir", site).stdout.splitlines()[0].split()

    assert headings == ["urn", "school", "finance", "ash", "need", "dqf", "pif", "SEI"]


def test_where_the_trusts_framework_stands_is_told_to_nobody(site: Path):
    from sendsite.workflow.folder import open_folder

    (site / "framework.toml").write_text("[rates]\nTA = 21.5\n")
    framework = open_folder(site).framework()

    assert framework.source("rates.TA") == "Set by the trust in framework.toml."
    assert str(site) not in framework.text
