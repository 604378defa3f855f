"""The invented trust loaded into an empty register, and taken out again."""

from __future__ import annotations

import pytest

from sendsite.errors import DataRefused
from sendsite.framework.records import School
from sendsite.register.edits import Changes, apply
from sendsite.register.facts import records
from sendsite.register.history import history
from sendsite.register.marks import mark, set_mark
from sendsite.register.people_edits import add_user
from sendsite.register.undo import CannotUndo, undo
from sendsite.signing import SigningKey, public_keys
from sendsite.workflow import demo_loading, start
from sendsite.workflow.demo_people import add_demo_people
from sendsite.workflow.folder import DATE_MARK, open_folder
from sendsite.workflow.importing import begun
from sendsite.workflow.terms import listed


@pytest.fixture
def folder(tmp_path):
    start.make(tmp_path / "site")
    return open_folder(tmp_path / "site")


def test_it_comes_into_an_empty_register_and_goes_again_leaving_people_and_real_schools_figures(folder):
    with begun(folder) as register:
        before = records(register)
        add_user(register, name="kim", shown_name="Kim Example", role="owner", password_hash="x", by="test")

        demo_loading.load(folder, register)
        assert (len(records(register).schools), len(listed(folder)), mark(register, "demo")) == (6, 9, "yes")

        demo_loading.take_out(folder, register, by="kim")
        assert (records(register), listed(folder), mark(register, "demo"), mark(register, DATE_MARK)) == (before, (), None, None)


def test_the_site_that_was_built_of_it_goes_with_it(folder):
    with begun(folder) as register:
        demo_loading.load(folder, register)
        folder.preview.mkdir(parents=True)
        (folder.preview / "index.html").write_text("an invented school")

        demo_loading.take_out(folder, register, by="kim")

    assert not folder.preview.exists()


def test_it_never_comes_over_what_is_there(folder):
    with begun(folder) as register:
        demo_loading.load(folder, register)

        with pytest.raises(DataRefused, match="only where there is no school"):
            demo_loading.load(folder, register)


def test_it_does_not_go_while_somebody_has_the_printed_password(folder):
    with begun(folder) as register:
        demo_loading.load(folder, register)
        add_demo_people(register, by="test")

        with pytest.raises(DataRefused, match="printed"):
            demo_loading.take_out(folder, register, by="amara")
        assert len(records(register).schools) == 6


def test_it_is_not_brought_back_by_an_undo_without_its_terms(folder):
    with begun(folder) as register:
        demo_loading.load(folder, register)
        demo_loading.take_out(folder, register, by="kim")
        last = history(register, kind="demo", limit=1)[0]

        with pytest.raises(CannotUndo, match="as a whole"):
            undo(register, last.id, by="kim")


def test_it_does_not_take_a_real_school_along(folder):
    with begun(folder) as register:
        demo_loading.load(folder, register)
        apply(register, Changes(added={"schools": (School("140001", "Harbour Lane", "primary", 210),)}), by="kim")

        with pytest.raises(DataRefused, match="Harbour Lane"):
            demo_loading.take_out(folder, register, by="kim")


@pytest.mark.parametrize("seed, stays", ((demo_loading.KEY_SEED, False), (bytes(32), True)))
def test_the_key_that_everybody_knows_goes_with_the_invented_trust_and_a_trusts_own_stays(folder, seed, stays):
    data = folder.register.parent
    SigningKey(seed).save(data / "signing.key")
    with begun(folder) as register:
        set_mark(register, demo_loading.MARK, "yes")
        demo_loading.take_out(folder, register, by="kim")

    assert ((data / "signing.key").exists(), len(public_keys(data))) == (stays, int(stays))
