"""Every command: what it prints where, and the exit code it ends with."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sendsite import __version__
from sendsite.cli.group import COMMANDS


def test_the_version_is_the_products(run):
    assert run("--version").stdout.strip().endswith(__version__)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run, command):
    result = run(command, "--help")

    assert result.exit_code == 0
    assert "Usage: sendsite" in result.stdout


@pytest.mark.parametrize(
    "words",
    [["nonsense"], ["metrics", "--nonsense"], ["snapshot", "nonsense"], ["serve", "--port", "x"], ["completion", "tcsh"], ["check", "--on", "30.9.2026"]],
)
def test_words_that_are_no_command_are_usage(run, words):
    assert run(*words).exit_code == 2


def test_a_misspelt_command_is_answered_with_the_nearest(run):
    result = run("metrcs", "--json")

    assert result.exit_code == 2
    assert "Did you mean 'metrics'?" in result.stderr


@pytest.mark.parametrize(
    "words", [["check"], ["metrics"], ["build"], ["export", "out"], ["import", "x"], ["snapshot", "list"], ["snapshot", "take"], ["serve"]]
)
def test_outside_of_a_site_folder_it_says_what_to_do(run, tmp_path, words):
    result = run(*words, "--dir", tmp_path)

    assert result.exit_code == 3
    assert "sendsite init" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["check"], ["metrics"], ["build"], ["config"], ["snapshot", "list"]])
def test_a_setting_that_is_none_is_configuration(run, site, words):
    (site / "sendsite.toml").write_text('thme = "default"')

    result = run(*words, "--dir", site)

    assert result.exit_code == 3
    assert "Did you mean 'theme'?" in result.stderr


def test_a_framework_that_cannot_be_is_configuration(run, site):
    (site / "framework.toml").write_text("nonsense = 1")

    result = run("metrics", "--dir", site)

    assert result.exit_code == 3
    assert "framework.toml" in result.stderr


@pytest.mark.parametrize("words", [["check"], ["metrics"], ["export", "out"], ["snapshot", "take"]])
def test_without_a_register_nothing_can_be_read(run, tmp_path, words):
    run("init", tmp_path)

    result = run(*words, "--dir", tmp_path)

    assert result.exit_code == 4
    assert "sendsite import" in result.stderr


def test_a_build_of_nothing_says_so(run, tmp_path):
    run("init", tmp_path)

    result = run("build", "--dir", tmp_path)

    assert result.exit_code == 1
    assert "sendsite import" in result.stderr


def test_init_makes_a_folder_that_a_second_init_refuses(run, tmp_path):
    assert run("init", tmp_path / "new", "--trust", 'The "Ash" Trust').exit_code == 0
    assert {path.name for path in (tmp_path / "new").iterdir()} == {"sendsite.toml", ".gitignore", "content", "themes", "data", "build"}
    assert json.loads(run("config", "--json", "--dir", tmp_path / "new").stdout)["trust"] == {"value": 'The "Ash" Trust', "from": "sendsite.toml"}

    (tmp_path / "new" / "sendsite.toml").write_text('trust = "Ours"')
    assert run("init", tmp_path / "new").exit_code == 3
    assert (tmp_path / "new" / "sendsite.toml").read_text() == 'trust = "Ours"'


def test_init_leaves_files_that_are_there_alone(run, tmp_path):
    (tmp_path / ".gitignore").write_text("mine")
    (tmp_path / "notes.txt").write_text("mine")

    run("init", tmp_path)

    assert (tmp_path / ".gitignore").read_text() == "mine"
    assert (tmp_path / "notes.txt").read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_the_register_is_its_owners_alone(run, site):
    assert (site / "data").stat().st_mode & 0o077 == 0
    assert (site / "data" / "sendsite.sqlite").stat().st_mode & 0o077 == 0


def test_config_shows_each_value_and_its_origin(run, site, monkeypatch):
    monkeypatch.setenv("SENDSITE_THEME", "other")

    found = json.loads(run("config", "--json", "--dir", site).stdout)

    assert found["theme"] == {"value": "other", "from": "environment SENDSITE_THEME"}
    assert found["suppress_below"] == {"value": 5, "from": "default"}


def test_the_folder_is_named_before_or_after_the_command_or_in_the_environment(run, site, monkeypatch):
    after = run("metrics", "--json", "--dir", site)
    before = run("--dir", site, "metrics", "--json")
    monkeypatch.setenv("SENDSITE_DIR", str(site))

    assert after.stdout == before.stdout == run("metrics", "--json").stdout
    assert after.exit_code == 0


def test_metrics_of_a_folder_are_those_of_the_register_it_was_imported_into(run, site, files, tmp_path):
    live = json.loads(run("metrics", "--json", "--dir", site, "--on", "2026-10-01").stdout)
    folder = json.loads(run("metrics", "--json", "--from", files, "--dir", tmp_path, "--on", "2026-10-01").stdout)

    assert folder == live
    assert [school["urn"] for school in live["schools"]] == ["140001"]
    assert set(live["schools"][0]["kpis"]) == {"finance", "ash", "need", "dqf", "pif"}


def test_a_schools_name_is_not_needed_in_capitals_of_json(run, site):
    document = run("metrics", "--json", "--dir", site).stdout

    assert "NaN" not in document
    assert "Infinity" not in document


def test_metrics_for_a_reader_is_a_table(run, site):
    result = run("metrics", "--dir", site)

    assert result.exit_code == 0
    assert re.search(r"^140001 +Ash Tree Primary School ", result.stdout, re.MULTILINE)
    assert "[x]" in result.stdout


@pytest.mark.parametrize(
    "words, code",
    [
        (["--term", "2026-autumn", "--from", "x"], 2),
        (["--term", "2026-winter"], 4),
        (["--term", "2020-autumn"], 4),
        (["--scenario", "none"], 4),
        (["--from", "nowhere"], 4),
    ],
)
def test_metrics_of_what_is_not_there_are_refused(run, site, words, code):
    result = run("metrics", *words, "--dir", site)

    assert result.exit_code == code
    assert result.stdout == ""


def test_check_ends_with_1_where_there_is_something_to_mend(run, site):
    result = run("check", "--json", "--dir", site)
    findings = json.loads(result.stdout)["findings"]

    assert result.exit_code == 1
    assert any(finding["urn"] == "140001" for finding in findings)
    assert {"code", "urn", "severity", "subject", "words", "who", "where"} <= set(findings[0])


def test_a_term_is_frozen_once_and_then_listed(run, site):
    first = run("snapshot", "take", "2026-autumn", "--on", "2026-10-01", "--by", "Ada Quill", "--dir", site)
    second = run("snapshot", "take", "2026-autumn", "--on", "2026-10-01", "--dir", site)
    (listed,) = json.loads(run("snapshot", "list", "--json", "--dir", site).stdout)["snapshots"]

    assert first.exit_code == 0, first.stderr
    assert second.exit_code == 4
    assert (listed["term"], listed["edition"], listed["data_date"], listed["by"]) == ("2026-autumn", 1, "2026-10-01", "Ada Quill")


def test_a_frozen_term_keeps_its_figures_when_the_register_moves_on(run, site, files):
    run("snapshot", "take", "2026-autumn", "--on", "2026-10-01", "--dir", site)
    then = json.loads(run("metrics", "--json", "--on", "2026-10-01", "--dir", site).stdout)
    (files / "pupils.csv").write_text((files / "pupils.csv").read_text().replace("10.5", "20"))
    run("import", files, "--yes", "--dir", site)

    assert json.loads(run("metrics", "--json", "--term", "2026-autumn", "--dir", site).stdout) == then
    assert json.loads(run("metrics", "--json", "--on", "2026-10-01", "--dir", site).stdout) != then


def test_serve_without_a_site_says_what_to_do(run, site):
    result = run("serve", "--dir", site)

    assert result.exit_code == 1
    assert "sendsite build" in result.stderr


def test_doctor_finds_a_sound_house(run, site):
    looks = json.loads(run("doctor", "--json", "--dir", site).stdout)["looks"]

    assert {"sqlite", "register", "journal", "framework", "content", "theme", "disk"} <= {look["name"] for look in looks}
    assert [look for look in looks if look["sound"] is False and look["name"] != "disk"] == []


def test_doctor_finds_a_spoilt_register(run, site):
    register = site / "data" / "sendsite.sqlite"
    spoilt = bytearray(register.read_bytes())
    spoilt[8192:40960] = b"\xff" * (40960 - 8192)
    register.write_bytes(spoilt)

    result = run("doctor", "--dir", site)

    assert result.exit_code == 1
    assert "NOT SOUND" in result.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_doctor_finds_a_folder_that_others_can_read(run, site):
    (site / "data").chmod(0o755)

    result = run("doctor", "--dir", site)

    assert result.exit_code == 1
    assert "chmod go=" in result.stdout


@pytest.mark.parametrize("shell, words", [("bash", "complete "), ("zsh", "compdef"), ("fish", "complete ")])
def test_completion_is_printed_for_the_shell(run, shell, words):
    result = run("completion", shell)

    assert result.exit_code == 0
    assert words in result.stdout


def test_a_half_written_command_is_completed():
    environ = {"_SENDSITE_COMPLETE": "bash_complete", "COMP_WORDS": "sendsite sna", "COMP_CWORD": "1", "PATH": "/usr/bin:/bin"}
    top = Path(__file__).parent.parent.parent

    assert "snapshot" in subprocess.run([sys.executable, "-m", "sendsite"], env=environ, cwd=top, capture_output=True, text=True, check=False).stdout


def test_an_unexpected_fault_shows_its_trace_only_when_asked(run, site, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr("sendsite.workflow.checking.check", broken)

    quiet, loud = run("check", "--dir", site), run("check", "--debug", "--dir", site)

    assert (quiet.exit_code, type(quiet.exception)) == (1, SystemExit)
    assert "--debug" in quiet.stderr
    assert isinstance(loud.exception, ZeroDivisionError)
