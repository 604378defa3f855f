"""What an owner writes into the folder's settings holds from the next request on; a slip in them shuts nobody out."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from sendsite.admin.desk import settings_now, taken_over
from sendsite.config import read
from tests.admin.people import OWN, texts


@pytest.fixture
def root(admin):
    return admin.extensions["desk"].root


def written(path, words):
    """A file that was written later than the one before, whatever this machine's clock can tell apart."""
    before = path.stat().st_mtime_ns if path.is_file() else 0
    path.write_text(words, "utf-8")
    os.utime(path, ns=(before + 1_000_000_000, before + 1_000_000_000))


def foot(caller):
    return " ".join(texts(caller.get("/").text, "footer"))


def test_a_setting_that_is_written_holds_from_the_next_request_on(admin, root, as_role):
    owner = as_role("owner")
    written(root / "sendsite.toml", 'trust = "Saltmarsh Learning"\nplan_name = "ISP"\n')

    assert "Saltmarsh Learning" in foot(owner)
    assert admin.extensions["desk"].settings.plan_name == "ISP"


def test_where_the_server_answers_waits_for_its_next_start_and_a_flag_stands(root, admin):
    desk = admin.extensions["desk"]
    started = replace(desk.settings, keep_terms_years=9, origins={**desk.settings.origins, "keep_terms_years": "flag --keep-terms-years"})
    written(root / "sendsite.toml", 'host = "0.0.0.0"\nadmin_address = "https://else.example"\nkeep_terms_years = 3\nbackups_kept = 12\n')
    found = taken_over(started, read(root))

    assert (found.host, found.admin_address, found.keep_terms_years, found.backups_kept) == (started.host, started.admin_address, 9, 12)


def test_figures_go_by_a_framework_that_was_written_since(admin, root, as_role):
    owner = as_role("owner")
    address = f"/school/{OWN}/dashboard"
    before = owner.get(address).text
    written(root / "framework.toml", "[index]\nregister_least = 500\nregister_full = 600\n")
    after = owner.get(address).text
    (root / "framework.toml").unlink()

    assert texts(before, "main") != texts(after, "main")
    assert texts(owner.get(address).text, "main") == texts(before, "main")


@pytest.mark.parametrize("name", ["sendsite.toml", "framework.toml"])
def test_a_slip_leaves_what_was_in_force_and_is_said_to_those_who_publish(admin, root, as_role, name):
    owner, senco, before = as_role("owner"), as_role("senco"), admin.extensions["desk"]
    was = (root / name).read_text("utf-8") if (root / name).is_file() else ""
    written(root / name, "trust = Saltmarsh\n")

    assert [caller.get("/").status_code for caller in (owner, senco)] == [200, 200]
    assert (admin.extensions["desk"].settings, admin.extensions["desk"].framework) == (before.settings, before.framework)
    told = [" ".join(texts(caller.get("/").text, "aside")) for caller in (owner, senco)]
    assert ["A file of settings cannot be read." in words and name in words for words in told] == [True, False]

    written(root / name, was)
    assert "cannot be read" not in owner.get("/").text


def test_files_that_stand_as_they_were_are_not_read_again(admin, as_role, monkeypatch):
    owner = as_role("owner")
    monkeypatch.setattr("sendsite.admin.in_force.read", lambda root: pytest.fail("it was read again"))

    assert owner.get("/").status_code == 200


def test_what_is_decided_for_many_goes_by_the_settings_of_this_moment(admin, root):
    written(root / "sendsite.toml", "suppress_below = 9\n")
    with admin.app_context():
        assert settings_now().suppress_below == 9
