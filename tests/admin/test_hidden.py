"""What is hidden, why, and what would make it visible: for those who publish alone."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic, sleep
from typing import Any

import pytest
from flask import Flask

from tests.admin.people import OWN, Caller, document, texts

PAGE = "/publishing/hidden"
LIVE = f"{PAGE}?term=live"


@pytest.fixture
def officer(as_role):
    return as_role("trust_officer")


def worked_out(app: Flask, caller: Caller, path: str) -> Any:
    """The page once what it asks for was worked out beside the requests."""
    caller.get(path)
    until = monotonic() + 120
    while app.extensions["desk"].looks.bench.work.running and monotonic() < until:
        sleep(0.05)
    return caller.get(path)


def folds(page: str) -> dict[str, Any]:
    """The fold of each place by its name."""
    return {"".join(each.find("summary/b").itertext()): each for each in document(page).iter("details") if each.get("class") == "hidden-of"}


def frozen(caller: Caller) -> None:
    caller.post("/terms/freeze/sign-off", {"term": "2026-autumn", "edition": "1", "by": "Odd Officer", "looked": "yes"})


def test_it_says_that_it_is_at_work_and_then_what_is_hidden(admin, officer):
    first = officer.get(LIVE).text
    then = worked_out(admin, officer, LIVE).text

    assert any("Working it out as a build does" in words for words in texts(first, "p"))
    assert next(each.get("hx-get") for each in document(first).iter("div") if each.get("id") == "hidden") == LIVE
    assert any("figures are hidden" in words for words in texts(then, "h2"))
    assert not list(document(then).iter("progress"))


def test_each_school_has_a_fold_with_figures_in_words_their_values_and_reasons(admin, officer):
    page = worked_out(admin, officer, LIVE).text
    rows = [["".join(cell.itertext()) for cell in row] for row in folds(page)["Winterbrook Primary School"].iter("tr")]

    assert list(folds(page))[-1] == "The trust as a whole"
    assert any(row[0].startswith("Pupils rated") and row[1].startswith("It counts") and "more pupil" in row[2] for row in rows)
    assert not [row for row in rows if "_" in "".join(row)]


def test_the_address_chooses_a_school_and_a_reason(admin, officer):
    every = folds(worked_out(admin, officer, LIVE).text)
    chosen = folds(officer.get(f"{LIVE}&school={OWN}&reason=few").text)
    unknown = folds(officer.get(f"{LIVE}&school=nowhere&reason=nothing").text)

    assert list(chosen) == ["Winterbrook Primary School"]
    assert chosen["Winterbrook Primary School"].get("open") is not None
    assert {words for row in chosen["Winterbrook Primary School"].iter("tr") for words in ["".join(row[1].itertext())]} - {"Why it is hidden"}
    assert list(unknown) == list(every)


def test_nothing_here_un_hides_and_it_says_why(admin, officer):
    page = worked_out(admin, officer, LIVE).text
    main = next(document(page).iter("main"))

    assert {form.get("method") for form in main.iter("form")} == {"get"}
    assert "Why nothing here can be shown by hand" in texts(page, "h3")


def test_until_a_term_is_frozen_the_newest_frozen_one_is_none(admin, officer):
    page = worked_out(admin, officer, PAGE).text

    assert "No term has been frozen" in texts(page, "h2")
    assert "/publishing/hidden?term=live" in [each.get("href") for each in document(page).iter("a")]


def test_the_newest_frozen_term_is_shown_first_and_the_publishing_screen_counts_it(admin, officer):
    frozen(officer)
    before = officer.get("/publishing").text
    page = worked_out(admin, officer, PAGE).text
    after = officer.get("/publishing").text

    assert any(words.startswith("Autumn term 2026/27: ") for words in texts(page, "h2"))
    assert any(words.startswith("See what is hidden") for words in texts(before, "p"))
    assert any("figures of the newest frozen term are hidden" in words for words in texts(after, "p"))


def test_a_change_of_the_register_is_looked_at_anew(admin, officer):
    worked_out(admin, officer, LIVE)
    officer.post(f"/school/{OWN}/scenarios", {"name": "Try", "source": "live", "note": ""})

    assert any("Working it out" in words for words in texts(officer.get(LIVE).text, "p"))
    assert any("figures are hidden" in words for words in texts(worked_out(admin, officer, LIVE).text, "h2"))


def test_what_cannot_be_worked_out_is_said_and_tried_again_only_when_asked(admin, officer):
    folder = admin.extensions["desk"].root / "data" / "snapshots"
    folder.mkdir(exist_ok=True)
    (folder / "2026-autumn.zip").write_bytes(b"no snapshot")
    page = worked_out(admin, officer, PAGE).text
    (alert,) = [each for each in document(page).iter("div") if each.get("role") == "alert" and each.get("class") == "summary"]
    officer.get(PAGE)

    assert "2026-autumn.zip" in "".join(alert.itertext())
    assert admin.extensions["desk"].looks.bench.work.state == "failed"
    assert [each.get("href") for each in alert.iter("a")] == [f"{PAGE}?again=yes"]


def test_htmx_gets_the_part_alone(admin, officer):
    worked_out(admin, officer, LIVE)
    part = officer.part("get", LIVE).text

    assert part.lstrip().startswith('<div id="hidden"')
    assert "<html" not in part


def test_it_is_for_those_who_publish_and_is_kept_nowhere(admin, officer, as_role):
    answer = worked_out(admin, officer, LIVE)

    assert [as_role(role).get(LIVE).status_code for role in ("owner", "senco", "viewer")] == [200, 403, 403]
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_raised_threshold_is_the_one_it_speaks_of(admin, officer):
    desk = admin.extensions["desk"]
    admin.extensions["desk"] = replace(desk, settings=replace(desk.settings, suppress_below=8))
    page = worked_out(admin, officer, LIVE).text

    assert any("at least 8 are needed" in words for words in texts(page, "td"))
    assert any("A figure needs 8 pupils, a share or an average 16" in words for words in texts(page, "li"))
