"""The people who sign in, from the command line; the first owner; the demo's people; the admin with the site beside it."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sendsite.admin.passwords import is_old, matches
from sendsite.register.invites import invited
from sendsite.register.people import credentials
from sendsite.register.people_edits import set_password
from sendsite.workflow import demo_people
from sendsite.workflow.folder import open_folder

GOOD = "lantern meadow tide"
TWICE = f"{GOOD}\n{GOOD}\n"


def listed(run, site: Path) -> list[dict[str, object]]:
    return json.loads(run("user", "list", "--json", "--dir", site).stdout)  # type: ignore[no-any-return]


def may_sign_in(site: Path, name: str, password: str = GOOD) -> bool:
    with open_folder(site).open_register() as register:
        found = credentials(register, name)
    return found is not None and matches(password, found.password_hash)


def test_somebody_added_gets_a_link_that_is_good(run, site):
    result = run("user", "add", "Kim.O", "--role", "senco", "--school", "140001", "--shown-name", "Kim Oduya", "--dir", site)

    link = result.stdout.strip()
    assert link.startswith("http://127.0.0.1:8001/invitation/")
    assert "answers at port 8001" in result.stderr
    with open_folder(site).open_register() as register:
        who = invited(register, link.rpartition("/")[2])
    assert who is not None
    assert (who.name, who.shown_name, who.schools) == ("kim.o", "Kim Oduya", ("140001",))
    expected = {"name": "kim.o", "shown_name": "Kim Oduya", "role": "senco", "schools": ["140001"], "state": "invited", "second_factor": False}
    assert listed(run, site) == [expected]


def test_the_link_is_of_the_address_that_people_use(run, site):
    with (site / "sendsite.toml").open("a") as settings:
        settings.write('\nadmin_address = "https://sendsite.trust.example/"\n')

    assert run("user", "add", "kim", "--role", "owner", "--dir", site).stdout.startswith("https://sendsite.trust.example/invitation/")


def test_somebody_added_with_a_password_may_sign_in_at_once_and_it_is_not_shown(run, site):
    result = run("user", "add", "kim", "--role", "owner", "--password", "--dir", site, answer=TWICE)

    assert result.exit_code == 0
    assert may_sign_in(site, "kim")
    assert GOOD not in result.output


def test_a_new_password_replaces_the_old(run, site):
    run("user", "add", "kim", "--role", "owner", "--password", "--dir", site, answer=TWICE)

    result = run("user", "passwd", "KIM", "--dir", site, answer="otters kettles moor\n" * 2)

    assert result.exit_code == 0
    assert (may_sign_in(site, "kim"), may_sign_in(site, "kim", "otters kettles moor")) == (False, True)


@pytest.mark.parametrize(
    ("words", "answer", "said"),
    [
        (["add", "kim", "--role", "senco"], "", "Name at least one"),
        (["add", "kim", "--role", "senco", "--school", "999999"], "", "There is no school 999999"),
        (["add", "kim", "--role", "owner", "--password"], "short\nshort\n", "Write at least 12"),
        (["passwd", "nobody"], TWICE, "Nobody signs in as 'nobody'"),
        (["disable", "nobody"], "", "Known are: nobody yet"),
    ],
)
def test_what_cannot_be_is_refused_in_words(run, site, words, answer, said):
    result = run("user", *words, "--dir", site, answer=answer)

    assert result.exit_code == 4
    assert said in result.stderr
    assert listed(run, site) == []


def test_the_last_owner_is_not_disabled_and_another_is(run, site):
    for name in ("kim", "sam"):
        run("user", "add", name, "--role", "owner", "--password", "--dir", site, answer=TWICE)

    assert run("user", "disable", "kim", "--dir", site).exit_code == 0
    last = run("user", "disable", "sam", "--dir", site)

    assert last.exit_code == 4
    assert "one owner who can sign in must stay" in last.stderr
    assert (may_sign_in(site, "kim"), may_sign_in(site, "sam")) == (False, True)
    run("user", "disable", "kim", "--enable", "--dir", site)
    assert may_sign_in(site, "kim")


def test_a_role_that_is_none_is_usage(run, site):
    assert run("user", "add", "kim", "--role", "king", "--dir", site).exit_code == 2


def test_the_demos_people_sign_in_with_the_password_that_is_printed(demo):
    with open_folder(demo).open_register() as register:
        found = [credentials(register, each.name) for each in demo_people.EVERYBODY]
        lines = demo_people.who_may_sign_in(register, "demo")

    assert {each.role for each in demo_people.EVERYBODY} == {"owner", "trust_officer", "senco", "viewer"}
    assert all(each is not None and each.password_hash == demo_people.KEPT for each in found)
    assert (matches(demo_people.PASSWORD, demo_people.KEPT), is_old(demo_people.KEPT)) == (True, False)
    assert all(each.name in line and demo_people.PASSWORD in line for each, line in zip(demo_people.EVERYBODY, lines[1:], strict=True))


def test_a_demo_password_that_was_changed_is_printed_no_more(demo):
    with open_folder(demo).open_register() as register:
        found = credentials(register, "amara")
        assert found is not None
        set_password(register, found.user.id, "$argon2id$another", by="test")

        assert not [line for line in demo_people.who_may_sign_in(register, "demo") if "amara" in line]


def test_no_register_but_the_demos_is_told_of_its_people(site):
    with open_folder(site).open_register() as register:
        assert demo_people.who_may_sign_in(register, "demo") == ()


@contextmanager
def started(folder: Path, *words: str) -> Iterator[tuple[list[str], list[str]]]:
    """`sendsite admin` in a process of its own, asked to end at the end: what it printed as data, and what else it said."""
    command = [sys.executable, "-u", "-m", "sendsite", "admin", "--port", "0", *words, "--dir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stderr is not None
    assert process.stdout is not None
    said: list[str] = []
    try:
        for line in process.stderr:
            said.append(line.rstrip())
            if "Ctrl-C" in line:
                break
        data = [process.stdout.readline().strip()]
        if any("There is no owner" in line for line in said):
            data.append(process.stdout.readline().strip())
        yield data, said
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert process.returncode in (0, 1, 130), "130: stopped before it listened for the signal"


def fetched(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return str(answer.read().decode())


def test_an_admin_without_an_owner_prints_a_link_for_the_first_and_each_start_a_new_one(site):
    links = []
    for _ in range(2):
        with started(site, "--owner", "Kim") as (data, said):
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", data[0])
            assert data[1].startswith(f"{data[0]}invitation/")
            assert "become kim" in " ".join(said)
            assert "Choose a password" in fetched(data[1])
            links.append(data[1].rpartition("/")[2])

    with open_folder(site).open_register() as register:
        assert [invited(register, token) is not None for token in links] == [False, True]


def test_an_admin_with_an_owner_prints_no_link(run, site):
    run("user", "add", "kim", "--role", "owner", "--password", "--dir", site, answer=TWICE)

    with started(site) as (data, said):
        assert len(data) == 1
        assert "owner" not in " ".join(said)


def test_the_demos_admin_prints_who_may_sign_in_and_shows_the_site_beside_it(demo):
    (demo / "build" / "preview").mkdir(parents=True, exist_ok=True)
    (demo / "build" / "preview" / "index.html").write_text("<h1>The site</h1>", "utf-8")

    with started(demo, "--with-site", "--serve-port", "0") as (data, said):
        site = next(line for line in said if line.startswith("The site: ")).removeprefix("The site: ")
        assert "amara" in " ".join(said)
        assert fetched(site) == "<h1>The site</h1>"
        assert "Sign in" in fetched(data[0])


def test_a_port_of_the_site_in_use_is_said_so(run, demo):
    (demo / "build" / "preview").mkdir(parents=True, exist_ok=True)
    (demo / "build" / "preview" / "index.html").write_text("x", "utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "sendsite", "admin", "--with-site", "--port", "0", "--serve-port", str(taken.getsockname()[1]), "--dir", str(demo)]
        result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert result.returncode == 1
    assert "Choose another with --serve-port" in result.stderr


def test_without_a_built_site_there_is_none_to_show(run, site):
    result = run("admin", "--with-site", "--port", "0", "--dir", site)

    assert result.exit_code == 1
    assert "sendsite build" in result.stderr


def test_an_owner_named_as_somebody_else_is_refused(site, run):
    run("user", "add", "kim", "--role", "viewer", "--school", "140001", "--dir", site)

    result = run("admin", "--port", "0", "--owner", "kim", "--dir", site)

    assert result.exit_code == 4
    assert "Name another with --owner NAME" in result.stderr
