"""Nothing that the register holds about a person gets out: not by publishing, trying, going back, archiving or building, and not unseen afterwards."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sendsite.demo.canaries import PUPILS
from sendsite.publish.leak_gate.allow import FILE
from sendsite.publish.leak_gate.gate import Leaks
from sendsite.register.edits import replace_all
from sendsite.register.facts import records
from sendsite.workflow import building, leak_list, publishing, verifying
from sendsite.workflow.folder import SiteFolder, open_folder
from sendsite.workflow.publishing import Wish

ARTICLE = "content/explainers/thanks.md"
SAID = "Support Hours"
"""Words that stand on every site, and here are a pupil's name."""


def quiet(words: str) -> None:
    """Nobody listens."""


@pytest.fixture
def site(published_demo: Path, tmp_path: Path) -> SiteFolder:
    return open_folder(Path(shutil.copytree(published_demo, tmp_path / "demo")))


def named_in_an_article(site: SiteFolder, name: str) -> None:
    place = site.root / ARTICLE
    place.parent.mkdir(parents=True, exist_ok=True)
    head = '+++\ntitle = "Thanks"\nsummary = "Whom we thank."\npublished = 2026-09-01\nauthor = "The trust"\ntags = ["governors"]\nrelated = []\n+++\n'
    place.write_text(f"{head}\nThis week we thank **{name}**.\n", "utf-8")


@pytest.mark.slow
def test_a_name_in_an_article_stops_publishing_and_building_warns(site):
    before = (site.current / "now.js").read_bytes()
    named_in_an_article(site, PUPILS[3])

    with pytest.raises(Leaks, match=r"explainers/thanks\.html: line \d+, character \d+: the full name of a pupil of school \d+") as refused:
        publishing.publish(site, Wish(dry_run=True, draft=True), tell=quiet)
    told: list[str] = []
    built = building.build(site, tell=told.append)

    assert (site.current / "now.js").read_bytes() == before
    assert PUPILS[3] not in str(refused.value)
    assert {each.path for each in built.leaks} == {"explainers/thanks.html"}
    assert any("would stop a publication" in words for words in told)
    (site.root / FILE).write_text(f'[[allow]]\nwords = "{PUPILS[3]}"\nreason = "She asked to be thanked, in writing"\n', "utf-8")
    assert leak_list.leak_gate(site).found(site.preview) == ()


@pytest.mark.slow
def test_going_back_passes_the_gate_of_today_and_verifying_finds_what_stands_there(site):
    clean = verifying.verify(site)
    with site.open_register() as register:
        there = records(register)
        pupils = (there.pupils[0]._replace(name=SAID), *there.pupils[1:])
        replace_all(register, replace(there, pupils=pupils), by="senco", kind="edit")

    with pytest.raises(Leaks, match="the full name of a pupil"):
        publishing.publish(site, Wish(rollback="1"), tell=quiet)
    found = verifying.verify(site).problems

    assert clean.problems == ()
    assert {each.check for each in found} == {"leak gate"}
    assert any(each.path.startswith("school/") for each in found), "sealed pages are opened"


@pytest.mark.slow
def test_the_clean_demo_passes_and_all_of_it_is_looked_for(demo_folder):
    folder = open_folder(demo_folder)
    gate = leak_list.leak_gate(folder)

    assert gate.finder.size > 20_000
    assert gate.found(folder.preview) == ()
