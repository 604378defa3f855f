"""What is hidden, why, and what would make it visible: for those who publish alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from tests.admin.at_rest import at_rest
from tests.admin.people import OWN, Caller, document, texts

PAGE = "/publishing/hidden"
LIVE = f"{PAGE}?term=live"


@pytest.fixture
def officer(as_role):
    return as_role("trust_officer")


def worked_out(app: Flask, caller: Caller, path: str) -> Any:
    """The page once what it asks for was worked out beside the requests."""
    caller.get(path)
    at_rest()
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

    assert next(iter(folds(page))) == "The trust as a whole"
    assert any(row[0].startswith("Pupils rated") and row[1].startswith("It counts") and "pupils in this group, or none; now" in row[2] for row in rows)
    assert not [row for row in rows if "_" in "".join(row)]


def test_the_address_chooses_a_school_and_a_reason(admin, officer):
    every = folds(worked_out(admin, officer, LIVE).text)
    chosen = folds(officer.get(f"{LIVE}&school={OWN}&reason=few").text)
    lost = officer.get(f"{LIVE}&school=nowhere&reason=nothing").text

    assert list(chosen) == ["Winterbrook Primary School"]
    assert chosen["Winterbrook Primary School"].get("open") is not None
    assert {words for row in chosen["Winterbrook Primary School"].iter("tr") for words in ["".join(row[1].itertext())]} - {"Why it is hidden"}
    assert list(folds(lost)) == list(every)
    assert any("names a school that is not in this term" in words for words in texts(lost, "p"))
    assert any("names a reason that this page does not know" in words for words in texts(lost, "p"))


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


def test_a_raised_threshold_is_the_one_it_speaks_of_without_a_restart(admin, officer):
    worked_out(admin, officer, LIVE)
    settings = admin.extensions["desk"].root / "sendsite.toml"
    settings.write_text(settings.read_text("utf-8") + "\nsuppress_below = 10\n", "utf-8")
    page = worked_out(admin, officer, f"{LIVE}&school={OWN}").text

    assert any("fewer than 10 are not shown" in words for words in texts(page, "td"))
    assert any("shown of 10 pupils and more, a share or an average of 20" in words for words in texts(page, "p"))
    assert not any("can raise it to 10" in words for words in texts(page, "li"))


def test_a_build_from_the_admin_goes_by_a_threshold_raised_since_it_started(admin, officer, monkeypatch):
    begun = []
    monkeypatch.setattr("sendsite.admin.screens.publishing.build", lambda folder, **_: begun.append(folder.settings.suppress_below))
    settings = admin.extensions["desk"].root / "sendsite.toml"
    settings.write_text(settings.read_text("utf-8") + "\nsuppress_below = 9\n", "utf-8")
    officer.post("/publishing/build")
    at_rest()

    assert begun == [9]


def test_a_threshold_out_of_bounds_is_said_and_nothing_is_built(admin, officer):
    settings = admin.extensions["desk"].root / "sendsite.toml"
    settings.write_text(settings.read_text("utf-8") + "\nsuppress_below = 3\n", "utf-8")

    assert [officer.get(LIVE).status_code, officer.post("/publishing/build").status_code, officer.get("/publishing").status_code] == [500, 500, 200]
    assert any("suppress_below is 3" in words for words in texts(officer.get(LIVE).text, "p"))
    assert not admin.extensions["desk"].bench.work.running


def test_a_threshold_given_as_a_flag_stands(admin, officer):
    desk = admin.extensions["desk"]
    given = replace(desk.settings, suppress_below=8, origins={**desk.settings.origins, "suppress_below": "flag --suppress-below"})
    admin.extensions["desk"] = replace(desk, settings=given)
    page = worked_out(admin, officer, f"{LIVE}&school=990001").text

    assert any("fewer than 8 are not shown" in words for words in texts(page, "td"))


def test_the_table_adds_up(admin, officer):
    page = document(worked_out(admin, officer, LIVE).text)
    table = next(each for each in page.iter("table") if each.find("tfoot") is not None)
    rows = [["".join(cell.itertext()).strip() for cell in row if cell.tag == "td"] for row in table.iter("tr") if row.find("td") is not None]
    counts = [([int(part.replace(",", "")) for cell in cells[:3] for part in cell.split(" of ")], int(cells[3].split()[0].replace(",", ""))) for cells in rows]

    assert all(sum(parts[1::2]) - sum(parts[::2]) == hidden for parts, hidden in counts)
    assert counts[-1][1] == sum(hidden for _, hidden in counts[:-1])
    headings = ["".join(each.itertext()) for each in page.iter("h2")]
    assert any(f"{counts[-1][1]:,} of {sum(counts[-1][0][1::2]):,} figures are hidden" in words for words in headings)


def test_choosing_sends_nothing_and_the_reasons_are_counted_of_the_school(admin, officer):
    page = worked_out(admin, officer, f"{LIVE}&school={OWN}").text
    (form,) = [each for each in document(page).iter("form") if each.get("class") == "pick"]
    options = {each.get("value"): "".join(each.itertext()) for each in form.iter("option")}
    (summary,) = ["".join(each.find("summary").itertext()) for each in document(page).iter("details") if each.get("class") == "hidden-of"]

    assert form.get("hx-trigger") is None
    assert f"{options['few'].rpartition('(')[2].rstrip(')')} of few pupils" in summary


def test_the_tables_links_lead_to_the_list(admin, officer):
    page = document(worked_out(admin, officer, LIVE).text)

    assert f"/publishing/hidden?term=live&school={OWN}#hidden-list" in [each.get("href") for each in page.iter("a")]
    assert "hidden-list" in [each.get("id") for each in page.iter("h2")]


def test_many_figures_hidden_for_one_reason_are_folded(admin, officer):
    page = document(worked_out(admin, officer, LIVE).text)
    cells = [each for each in page.iter("th") if each.get("scope") == "row" and each.find("details") is not None]

    assert cells
    assert all(len(each.findall("span")) <= 4 for each in cells)


def test_a_shortfall_leads_to_the_screen_where_it_is_mended(admin, officer):
    page = worked_out(admin, officer, f"{LIVE}&school={OWN}").text
    rows = [row for row in document(page).iter("tr") if row.find("td") is not None and "".join(row[0].itertext()).startswith("Hours short")]
    mended = [row for row in rows if "With none" in "".join(row[2].itertext())]

    assert mended
    assert all(f"/school/{OWN}/deployment" in [each.get("href") for each in row[2].iter("a")] for row in mended)


def test_publishing_counts_the_draft_beside_the_frozen_term_once_it_was_looked_at(admin, officer):
    frozen(officer)
    worked_out(admin, officer, PAGE)
    before = officer.get("/publishing").text
    worked_out(admin, officer, LIVE)
    after = officer.get("/publishing").text

    assert any("the same of the draft" in words for words in texts(before, "p"))
    assert any("figures of the newest frozen term and" in words and "figures of the draft are hidden" in words for words in texts(after, "p"))
