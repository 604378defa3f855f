"""The demo: renewed as often as wanted, and never over anything that is not the demo."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sendsite.errors import DataRefused
from sendsite.register.marks import mark, set_mark
from sendsite.workflow import demo, demo_loading, start, terms
from sendsite.workflow.folder import SiteFolder, open_folder


@pytest.fixture
def folder(demo_register: Path, tmp_path: Path) -> SiteFolder:
    return open_folder(Path(shutil.copytree(demo_register, tmp_path / "demo", ignore=shutil.ignore_patterns("build", "*-wal", "*-shm"))))


def snapshots(folder: SiteFolder) -> dict[str, bytes]:
    return {info.path.name: info.path.read_bytes() for info in terms.listed(folder)}


def test_the_demo_is_three_years_frozen_and_a_live_register(demo_register):
    folder = open_folder(demo_register)

    records, day = folder.records()

    assert len(terms.listed(folder)) == 9
    assert len(records.schools) == 6
    assert day > terms.listed(folder)[-1].data_date


def test_the_demos_register_says_that_it_is_the_demo(demo_register):
    with open_folder(demo_register).open_register() as register:
        assert mark(register, demo.MARK) == "yes"


def test_a_renewed_demo_is_the_same_demo(folder):
    before, records = snapshots(folder), folder.records()

    demo.renew(folder.root, tell=print)

    assert snapshots(folder) == before
    assert folder.records() == records


def test_renewing_keeps_the_trusts_own_pages_and_settings(folder):
    (folder.root / "content" / "pages" / "faq.md").write_text("mine")
    (folder.root / "sendsite.toml").write_text('trust = "Mine"')

    demo.renew(folder.root, tell=print)

    assert (folder.root / "content" / "pages" / "faq.md").read_text() == "mine"
    assert open_folder(folder.root).settings.trust == "Mine"


def test_a_register_that_is_not_the_demo_is_never_renewed(folder):
    with folder.open_register() as register:
        set_mark(register, demo.MARK, None)
    before = folder.register.read_bytes()

    with pytest.raises(DataRefused, match="not the demo's"):
        demo.renew(folder.root, tell=print)

    assert folder.register.read_bytes() == before


def test_a_new_site_folder_is_not_taken_for_the_demo(tmp_path):
    start.make(tmp_path / "ours")

    with pytest.raises(DataRefused, match="not empty"):
        demo.renew(tmp_path / "ours", tell=print)


def test_a_folder_of_other_things_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear")

    with pytest.raises(DataRefused, match="not empty"):
        demo.renew(tmp_path, tell=print)

    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_demo_that_was_stopped_half_way_is_made_whole_by_the_next(tmp_path, monkeypatch):
    def stopped(*_: object, **__: object) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(demo_loading, "freeze_term", stopped)
        with pytest.raises(KeyboardInterrupt):
            demo.renew(tmp_path / "demo", tell=print)

    folder = demo.renew(tmp_path / "demo", tell=print)

    assert len(terms.listed(folder)) == 9
