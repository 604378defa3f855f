"""A frozen term that is gone is missed before anything is published, whichever it is; a build says so and goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sendsite.errors import DataRefused
from sendsite.framework.term import Term
from sendsite.register import chain
from sendsite.workflow import building, publishing, terms
from sendsite.workflow.folder import SiteFolder, open_folder
from sendsite.workflow.none_missing import missing
from sendsite.workflow.publishing import Wish


@pytest.fixture
def folder(demo_register: Path, tmp_path: Path) -> SiteFolder:
    return open_folder(Path(shutil.copytree(demo_register, tmp_path / "demo", ignore=shutil.ignore_patterns("build", "*-wal", "*-shm"))))


def quiet(words: str) -> None:
    """Nobody listens."""


def test_nothing_is_missing_where_all_are_there(folder):
    assert missing(folder) == ()


@pytest.mark.parametrize("trying", [True, False])
def test_a_term_taken_out_of_the_middle_stops_a_publication_before_anything_is_made(folder, trying):
    gone = folder.snapshots / "2024-summer.zip"
    number = next(info.seq for info in terms.listed(folder) if info.path == gone)
    gone.unlink()

    with pytest.raises(DataRefused, match=f"Nothing was published.*Snapshot number {number} in the order of taking is missing.*from a backup") as refused:
        publishing.publish(folder, Wish(dry_run=trying), tell=quiet)
    assert "sendsite" not in str(refused.value).replace(str(folder.snapshots), ""), "no way round is offered"
    assert not (folder.root / "data" / "secrets.json").exists()
    assert [path.name for path in folder.current.parent.iterdir() if path.name != ".lock"] == []


def test_the_newest_that_was_taken_out_is_missed_by_the_history(folder):
    made = terms.take(folder, Term.of(folder.records()[1]), by="Sam Reed", noted_by="sam")
    assert missing(folder) == ()
    made.unlink()

    (words,) = missing(folder)
    assert words.startswith(f"{made.name}, which sam froze on ")
    with pytest.raises(DataRefused, match=made.name):
        publishing.publish(folder, tell=quiet)


def test_what_was_frozen_of_the_invented_trust_and_went_with_it_is_not_missed(folder):
    made = terms.take(folder, Term.of(folder.records()[1]), by="sam")
    with folder.open_register() as register:
        chain.note(register, by="sam", kind="demo", title="Took the invented trust out")
    shutil.rmtree(folder.snapshots)

    assert not made.exists()
    assert missing(folder) == ()


@pytest.mark.slow
def test_a_build_says_what_is_missing_and_goes_on(folder):
    for info in terms.listed(folder)[:-2]:
        info.path.unlink()
    told: list[str] = []
    built = building.build(folder, tell=told.append)

    assert (built.site / "index.html").is_file()
    assert any(words.startswith("This would stop a publication: Snapshot number 1 ") for words in told)
