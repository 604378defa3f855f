"""A snapshot goes back into an empty register, which then equals it, figures too; into any other it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from sendsite.errors import DataRefused, SendsiteError
from sendsite.framework.nameless import ordered
from sendsite.framework.records import Records
from sendsite.framework.term import Term
from sendsite.register import chain, facts
from sendsite.register.history import change_set
from sendsite.register.verify import verify_history
from sendsite.workflow import restoring, terms
from sendsite.workflow.folder import SiteFolder, open_folder
from sendsite.workflow.start import make
from tests.builders import a_member_of_staff, a_pupil, a_school
from tests.framework.trusts import trusts

TERM = "2025-autumn"


def a_site(root: Path, records: Records | None = None) -> SiteFolder:
    """A site folder; with records in its register where some are given."""
    from sendsite.register.edits import replace_all

    make(root)
    folder = open_folder(root)
    if records:
        with folder.open_register(create=True) as register:
            replace_all(register, records, by="Kim")
    return folder


def frozen(folder: SiteFolder) -> SiteFolder:
    terms.take(folder, Term.parse(TERM), on=date(2025, 12, 12), by="Kim")
    return folder


def emptied(folder: SiteFolder) -> SiteFolder:
    """The same folder without its register."""
    for path in folder.register.parent.glob("sendsite.sqlite*"):
        path.unlink()
    return folder


def held(folder: SiteFolder) -> Records:
    with folder.open_register() as register:
        return facts.records(register)


SMALL = a_school(a_pupil("p1", needs=10, gets=6), a_pupil("p2"), a_member_of_staff("s1"))


@settings(deadline=None, max_examples=12)
@given(trusts())
def test_any_register_comes_back_as_it_was_and_so_do_its_figures(records: Records):
    with TemporaryDirectory() as place:
        folder = frozen(a_site(Path(place) / "site", records))
        before = held(folder)

        done = restoring.restore(emptied(folder), TERM, by="Kim")

        assert held(folder) == before
        assert done.same_metrics


def test_the_demo_comes_back_as_it_was(demo: Path):
    from sendsite.snapshots.shelf import load

    folder = emptied(open_folder(demo))
    done = restoring.restore(folder, TERM, by="Kim")

    assert held(folder) == ordered(load(folder.snapshots / f"{TERM}.zip").records)
    assert (done.same_metrics, done.rows["pupils"], done.erased) == (True, 220, 0)


def test_the_history_notes_what_was_put_back(tmp_path: Path):
    folder = emptied(frozen(a_site(tmp_path / "site", SMALL)))
    done = restoring.restore(folder, TERM, by="Kim")

    with folder.open_register() as register:
        noted = change_set(register, done.change)
        assert noted is not None
        assert (noted.kind, noted.by, noted.title) == ("restore", "Kim", "Put back the snapshot 2025-autumn")
        assert verify_history(register) == ()


def test_a_register_that_holds_a_school_is_left_as_it_is(tmp_path: Path):
    folder = frozen(a_site(tmp_path / "site", SMALL))
    before = held(folder)

    with pytest.raises(DataRefused, match="The register holds Harbour Lane Primary, .* Nothing was changed"):
        restoring.restore(folder, TERM, by="Kim")

    assert held(folder) == before


def test_a_restore_that_fails_leaves_no_register_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = emptied(frozen(a_site(tmp_path / "site", SMALL)))
    monkeypatch.setattr(restoring, "_document", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        restoring.restore(folder, TERM, by="Kim")

    assert not folder.register.exists()


def test_a_register_that_would_not_equal_the_snapshot_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = emptied(frozen(a_site(tmp_path / "site", SMALL)))
    with folder.open_register(create=True) as register:
        head = chain.head(register)
    read = facts.records
    monkeypatch.setattr(facts, "records", lambda register: replace(read(register), pupils=read(register).pupils[:1]))

    with pytest.raises(SendsiteError, match="nothing was put back"):
        restoring.restore(folder, TERM, by="Kim")

    monkeypatch.undo()
    with folder.open_register() as register:
        assert (chain.head(register), facts.records(register)) == (head, Records())


def test_a_damaged_snapshot_is_not_put_back(tmp_path: Path):
    folder = emptied(frozen(a_site(tmp_path / "site", SMALL)))
    path = folder.snapshots / f"{TERM}.zip"
    path.write_bytes(path.read_bytes()[:-200])

    with pytest.raises(DataRefused, match="2025-autumn.zip"):
        restoring.restore(folder, TERM, by="Kim")

    assert not folder.register.exists()


def test_numbers_are_equal_to_within_noise_and_words_to_the_letter():
    assert restoring.equal({"a": [1.0, None, "x"]}, {"a": [1.0 + 1e-12, None, "x"]})
    assert not restoring.equal({"a": 1.0}, {"a": 1.001})
    assert not restoring.equal({"a": "x"}, {"a": "y"})
    assert not restoring.equal({"a": None}, {"a": 0})
