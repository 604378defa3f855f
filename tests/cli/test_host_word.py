"""The word in front of the site from the command line: shown once, kept as a hash, its files for the host private, and each refusal in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sendsite.register.history import history
from sendsite.workflow.folder import open_folder

MADE = r"[a-z]+(-[a-z]+){3}"


@pytest.fixture
def at_nginx(site: Path) -> Path:
    return told(site, host_files="nginx")


def told(site: Path, **settings: str) -> Path:
    with (site / "sendsite.toml").open("a", encoding="utf-8") as file:
        file.writelines(f'{name} = "{value}"\n' for name, value in settings.items())
    return site


def every_byte(site: Path) -> bytes:
    return b"".join(path.read_bytes() for path in site.rglob("*") if path.is_file())


def test_a_word_is_made_shown_this_once_and_kept_nowhere(run, at_nginx):
    result = run("host-word", "set", "--dir", at_nginx)

    word = result.stdout.strip()
    assert re.fullmatch(MADE, word)
    assert word not in result.stderr
    assert word.encode() not in every_byte(at_nginx)
    assert "A word is set since" in run("host-word", "--dir", at_nginx).stderr


def test_its_files_are_private_beside_the_site_and_it_is_said_where_they_go(run, at_nginx):
    result = run("host-word", "set", "--name", "governors", "--dir", at_nginx)

    passwords = at_nginx / "build" / "host" / "sendsite.passwords"
    assert passwords.read_text().startswith("governors:$2y$10$")
    assert passwords.stat().st_mode & 0o777 == 0o600
    assert f"Copy to the host, as /etc/nginx/sendsite.passwords: {passwords}" in result.stderr
    assert "mode 0640" in result.stderr
    assert "publish" in result.stderr


def test_a_word_of_ones_own_is_asked_for_twice_and_not_shown(run, at_nginx):
    result = run("host-word", "set", "--own", "--dir", at_nginx, answer="our-hall-has-a-clock\nour-hall-has-a-clock\n")

    assert result.exit_code == 0
    assert "our-hall" not in result.stdout + result.stderr


def test_a_readers_code_is_refused_as_the_word_and_nothing_changes(run, at_nginx):
    code = run("reader", "add", "Ann Lee", "--for", "140001", "--no-cards", "--dir", at_nginx).stdout.strip()

    result = run("host-word", "set", "--own", "--dir", at_nginx, answer=f"{code}\n{code}\n")

    assert result.exit_code == 4
    assert "It looks like a reading code" in result.stderr
    assert "There is no word." in run("host-word", "--dir", at_nginx).stderr


@pytest.mark.parametrize(
    "settings, said", [({}, "names no host"), ({"host_files": "netlify"}, "Visitor access"), ({"host_files": "apache"}, "host_passwords =")]
)
def test_a_word_that_nobody_would_ask_for_is_not_set(run, site, settings, said):
    result = run("host-word", "set", "--dir", told(site, **settings))

    assert result.exit_code != 0
    assert said in result.stderr
    assert result.stdout == ""
    assert "There is no word." in run("host-word", "--dir", site).stderr


def test_a_file_of_passwords_inside_of_the_site_is_refused(run, site):
    told(site, host_files="apache", target="rsync:user@host.example:/srv/site", host_passwords="/srv/site/passwords")

    assert "inside of the site" in run("host-word", "set", "--dir", site).stderr


def test_a_site_is_not_published_where_nobody_would_ask_for_the_word(run, at_nginx):
    run("host-word", "set", "--dir", at_nginx)

    result = run("publish", "--for", "cloudflare", "--dir", at_nginx)

    assert result.exit_code != 0
    assert "nobody would ask for it" in result.stderr
    assert not (at_nginx / "build" / "current").exists()


def test_the_word_is_taken_away_again_and_both_are_in_the_history(run, at_nginx):
    assert "There is no word" in run("host-word", "off", "--dir", at_nginx).stderr
    run("host-word", "set", "--dir", at_nginx)

    assert run("host-word", "off", "--dir", at_nginx).exit_code == 0

    assert "There is no word." in run("host-word", "--dir", at_nginx).stderr
    with open_folder(at_nginx).open_register() as register:
        titles = [each.title for each in history(register) if each.kind == "host"]
    assert titles == ["Took the word in front of the site away", "Set the word in front of the site, with the name trust"]
