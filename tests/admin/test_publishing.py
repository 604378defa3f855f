"""Publishing: the build with its progress, and the preview as each reader would see it."""

from __future__ import annotations

from datetime import date
from threading import Event

import pytest

from sendsite.admin.works import Bench
from sendsite.errors import BuildFailed
from sendsite.framework.term import Term
from sendsite.publish.leak_gate.gate import Leaks
from sendsite.publish.verify.findings import Finding
from sendsite.register import chain
from sendsite.register.history import history
from sendsite.register.marks import mark
from sendsite.workflow.folder import DATE_MARK
from tests.admin.at_rest import at_rest
from tests.admin.people import OTHER, OWN, document, texts


@pytest.fixture
def officer(as_role):
    return as_role("trust_officer")


@pytest.fixture
def built(admin, officer):
    """The officer's admin after a build from its screen."""
    officer.post("/publishing/build")
    at_rest()
    return officer


def test_a_build_from_the_screen_makes_the_site_and_notes_who_did_it(admin, built):
    desk = admin.extensions["desk"]

    assert desk.bench.work.state == "done"
    assert (desk.root / "build" / "preview" / "index.html").is_file()
    assert [each.by for each in history(desk.register, kind="build")] == ["trust_officer"]
    _sees_their_own_pages_alone(built)


def _sees_their_own_pages_alone(officer):
    """Also here, so that one build serves all."""

    def status(audience: str, path: str) -> int:
        return int(officer.get(f"/publishing/preview/{audience}/{path}").status_code)

    assert status(OWN, f"school/{OWN}/") == status(OWN, "research.html") == status("trust", f"school/{OTHER}/") == status("trust", "trust/") == 200
    assert status(OWN, f"school/{OTHER}/") == status(OWN, "trust/") == status(OWN, f"school/{OTHER}/finance.html") == status(OWN, "nothing.html") == 404
    assert status(OWN, "x/../trust/") == status(OWN, "trust/./index.html") == status("trust", "a" * 5000) == 404
    assert status(OWN, "../../data/sendsite.sqlite") == status(OWN, "..%2f..%2fdata%2fsendsite.sqlite") == status("nobody", "") == 404


def test_a_second_build_is_not_begun_while_one_runs():
    bench, go_on = Bench(), Event()

    def job(progress):
        progress(1, 4, "index.html")
        go_on.wait(10)
        return "made"

    assert bench.begin(job, by="Kim")
    assert not bench.begin(job, by="Robin")
    go_on.set()
    at_rest()
    assert (bench.work.state, bench.work.by, bench.work.words) == ("done", "Kim", "made")


def test_a_build_that_fails_says_why():
    bench = Bench()

    def job(progress):
        raise BuildFailed("There is no term.")

    bench.begin(job, by="Kim")
    at_rest()

    assert (bench.work.state, bench.work.words) == ("failed", "There is no term.")


def test_what_was_changed_while_the_site_was_built_counts_as_changed_since(admin, officer):
    register = admin.extensions["desk"].register
    begun = chain.head(register)[0]
    officer.post(f"/school/{OWN}/scenarios", {"name": "Meanwhile", "source": "live", "note": ""})
    chain.note(register, by="trust_officer", kind="build", title=f"Built the site as it stands after change {begun}")

    assert ["Meanwhile" in words for words in texts(officer.get("/publishing").text, "li") if "New scenario" in words] == [True]


def test_the_end_of_a_build_brings_what_was_changed_since(officer):
    parts = [each.get("id") for each in document(officer.part("get", "/publishing/progress").text).iter("div")]

    assert {"build", "changed"} <= set(parts)


def test_the_screen_lists_what_was_changed(officer):
    officer.post(f"/school/{OWN}/scenarios", {"name": "Try", "source": "live", "note": ""})

    page = officer.get("/publishing").text

    assert any("New scenario Try" in words for words in texts(page, "li"))
    assert [form.get("action") for form in document(page).iter("form")].count("/publishing/build") == 1


def test_a_frozen_term_and_a_reader_count_as_changed_and_a_backup_does_not(admin, officer):
    register = admin.extensions["desk"].register
    for kind, title in (("snapshot", "Froze 2026-autumn"), ("readers", "Added a reader"), ("backup", "Made and proved a backup")):
        chain.note(register, by="trust_officer", kind=kind, title=title)

    changed = " ".join(texts(officer.get("/publishing").text, "li"))

    assert "Froze 2026-autumn" in changed
    assert "Added a reader" in changed
    assert "a backup" not in changed


def test_what_nobody_has_frozen_is_not_published_unless_asked_for(admin, officer):
    officer.post("/publishing/publish")
    at_rest()

    page = officer.get("/publishing").text

    assert any("no term has been frozen" in words for words in texts(page, "p"))
    assert not (admin.extensions["desk"].root / "build" / "current").exists()


def test_a_publication_from_the_screen_is_sealed_and_noted(admin, officer):
    desk = admin.extensions["desk"]
    before = officer.get("/publishing").text
    officer.post("/readers", {"name": "Ann Lee", "email": "", "audiences": ["trust"]})
    officer.post("/publishing/publish", {"draft": "yes"})
    at_rest()
    after = officer.get("/publishing").text

    assert (desk.bench.work.state, desk.bench.work.kind) == ("done", "publish"), desk.bench.work.words
    assert (desk.root / "build" / "current" / "now.js").is_file()
    assert [each.by for each in history(desk.register, kind="publish")] == ["trust_officer"]
    assert any("Nobody has a code for" in words for words in texts(before, "p"))
    assert not any("Nobody has a code for" in words for words in texts(after, "p"))
    assert any("Published. Publication 1" in words for words in texts(after, "p"))


def _ticked(page: str) -> bool:
    return next(each.get("checked") is not None for each in document(page).iter("input") if each.get("name") == "draft")


def test_a_look_at_what_would_go_keeps_the_tick_and_says_whether_the_draft_goes_along(admin, officer):
    desk = admin.extensions["desk"]
    before = officer.get("/publishing").text
    officer.post("/publishing/publish", {"draft": "yes", "try": "yes"})
    at_rest()
    looked = officer.get("/publishing").text
    officer.post("/publishing/publish", {"draft": "yes"})
    at_rest()
    desk.bench.begin(lambda progress: "made", by="Kim")
    at_rest()
    published = officer.get("/publishing").text

    draft = f"with the draft of {Term.of(date.fromisoformat(mark(desk.register, DATE_MARK) or '')).label}"
    assert [_ticked(page) for page in (before, looked, published)] == [False, True, True]
    assert any(f"This would be publication 1, {draft}:" in words for words in texts(looked, "p"))
    assert any(words.startswith("Last published") and words.partition(". ")[0].endswith(draft) for words in texts(published, "p"))
    assert history(desk.register, kind="publish")[0].title.startswith(f"Published the site, number 1: {draft}; as it stands after change ")


def test_the_end_of_a_publication_brings_the_build_button_again(officer):
    part = document(officer.part("get", "/publishing/sealing").text)
    beside = next(each for each in part.iter("div") if each.get("id") == "build")

    assert beside.get("hx-swap-oob") == "true"
    assert "/publishing/build" in [form.get("action") for form in beside.iter("form")]


def test_a_part_of_a_work_is_told_by_its_name():
    bench, seen = Bench(), []

    def job(progress):
        progress(2, 4, "a")
        seen.append((bench.work.stage, bench.work.done))
        progress.of("sealing")(3, 4, "b")
        seen.append((bench.work.stage, bench.work.done))
        return "made"

    bench.begin(job, by="Kim", draft=True)
    at_rest()

    assert seen == [("", 2), ("sealing", 3)]
    assert bench.work.draft


def test_a_governors_draft_is_offered_where_the_built_site_has_it(admin, officer):
    place = admin.extensions["desk"].root / "build" / "preview"
    for path in ("index.html", f"draft/school/{OWN}/index.html"):
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text("built", "utf-8")
    links = [each.get("href") for each in document(officer.get("/publishing").text).iter("a")]
    (draft,) = [each for each in links if "/draft/" in (each or "")]

    assert officer.get(draft).text == "built"
    assert f"/publishing/preview/{OWN}/" in draft


def test_going_back_from_the_screen_publishes_the_older_content_anew(admin, officer):
    desk = admin.extensions["desk"]
    for name in ("", "Try"):
        if name:
            officer.post(f"/school/{OWN}/scenarios", {"name": name, "source": "live", "note": ""})
        officer.post("/publishing/publish", {"draft": "yes"})
        at_rest()
    links = [each.get("href") for each in document(officer.get("/publishing").text).iter("a")]
    asked = officer.get("/publishing/back/1")
    answer = officer.post("/publishing/back/1")
    at_rest()
    after = officer.get("/publishing").text

    assert "/publishing/back/1" in links
    assert "/publishing/back/2" not in links
    assert texts(asked.text, "h1") == ["Go back to publication 1?"]
    assert (answer.status_code, officer.get("/publishing/back/9").status_code, officer.get("/publishing/back/3").status_code) == (303, 404, 404)
    assert any("Publication 3 has the content of 1" in words for words in texts(after, "p")), desk.bench.work.words
    assert any("New scenario Try" in words for words in texts(after, "li")), "what the older content has not is changed since"


def test_a_leak_that_stops_a_publication_is_told_in_plain_words_line_by_line(admin, officer):
    def job(progress):
        raise Leaks([Finding("leak gate", "explainers/thanks.html", "line 3, character 9: the full name of a pupil of school 990001 stands there.")])

    bench = admin.extensions["desk"].bench
    bench.begin(job, by="Kim", kind="publish")
    at_rest()
    page = document(officer.get("/publishing").get_data(as_text=True))
    summary = ["".join(each.itertext()) for each in page.findall(".//div[@class='summary']/p")]

    assert summary[0].startswith("Nothing was published")
    assert summary[1] == "explainers/thanks.html: line 3, character 9: the full name of a pupil of school 990001 stands there."
    assert "leak-allow.toml" in summary[2]


def test_a_site_that_was_built_at_the_command_line_is_told_as_that(admin, officer):
    assert "It has not been built yet." in texts(officer.get("/publishing").text, "p")
    place = admin.extensions["desk"].root / "build" / "preview"
    place.mkdir(parents=True, exist_ok=True)
    (place / "index.html").write_text("built", "utf-8")

    said = texts(officer.get("/publishing").text, "p")

    assert any(words.startswith("There is a built site. It was not built on this page") for words in said)
