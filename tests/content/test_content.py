"""What every stock article keeps to: a whole top, links that lead somewhere, sources, and words a lay governor can read."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from sendsite.report.figures.values import MARKS
from sendsite.site.articles import load
from tests.content.articles import CONTENT, EXPLAINERS, PAGES, ROOT, Article, read

PAGE_SLUGS = {"home", "how-it-works", "research", "faq", "who-can-read-this", "privacy", "accessibility", "reading-together"}
FOREIGN = (
    r"color|colors|colored|center|centers|centered|behavior|behaviors|program of support|organize[ds]?|organizing|recognize[ds]?|recognizing"
    r"|analyze[ds]?|analyzing|labor|favor|honor|gray|fulfill|enroll|counselor|judgment|catalog|meter|license to|practicing|math|grade level|toward"
    r"|summarize[ds]?|emphasize[ds]?|prioritize[ds]?|utilize[ds]?|paraprofessionals?|check mark|learned helplessness|special ed"
)
LEFT_OVER = r"TODO|FIXME|TBC|TKTK|XXX|lorem ipsum|\?\?\?"
JARGON = r"leverage|stakeholders?|holistic|granular|robust|deep dive|actionable|synerg\w+|going forward|KPIs?\b"

articles = pytest.mark.parametrize("path", [*PAGES, *EXPLAINERS], ids=lambda path: path.stem)
explainers = pytest.mark.parametrize("path", EXPLAINERS, ids=lambda path: path.stem)


def _allowed_tags() -> set[str]:
    words = (ROOT / "docs" / "writing.md").read_text("utf-8").split("## Tags")[1].split("\n## ")[0]
    return {row.split("|")[1].strip() for row in words.splitlines() if row.startswith("| ")} - {"Tag", "---"}


def test_every_standing_page_is_there_and_at_least_eight_explainers():
    assert {path.stem for path in PAGES} == PAGE_SLUGS
    assert len(EXPLAINERS) >= 8


def test_the_site_reads_every_stock_article_as_it_stands():
    found = load([CONTENT])

    assert {article.key for article in found.pages} == PAGE_SLUGS
    assert {article.key.removeprefix("explainers/") for article in found.explainers} == {path.stem for path in EXPLAINERS}
    assert all(found.related(article) for article in found.explainers)


@articles
def test_the_top_of_a_file_says_title_summary_date_and_tags(path):
    top = read(path).top

    assert top.keys() <= {"title", "summary", "published", "updated", "author", "tags", "related"}
    assert top["title"].strip() == top["title"] != ""
    assert 30 <= len(top["summary"]) <= 200
    assert type(top["published"]) is date
    assert date(2026, 9, 1) <= top["published"] <= date(2026, 11, 20)
    assert "{" not in top["title"] + top["summary"]


@articles
def test_related_articles_exist_and_are_not_the_article_itself(path):
    related = read(path).top.get("related", [])

    assert set(related) <= {explainer.stem for explainer in EXPLAINERS} - {path.stem}
    assert len(related) == len(set(related))


@articles
def test_tags_are_those_of_the_writing_guide(path):
    tags = read(path).top["tags"]

    assert tags
    assert set(tags) <= _allowed_tags()


def test_every_tag_of_the_writing_guide_is_carried_by_an_explainer():
    assert {tag for path in EXPLAINERS for tag in read(path).top["tags"]} == _allowed_tags()


@articles
def test_links_lead_to_our_own_pages_and_to_no_other_host(path):
    article = read(path)
    outside = [link for link in article.links if ":" in link or link.startswith("//")]
    missing = [link for link in article.links if not _source(article, link).is_file()]

    assert not outside, "name a source in words; the site asks nothing of another host"
    assert not missing
    assert "http" not in article.body
    assert "<" not in article.body.replace("< ", "")


def _source(article: Article, link: str):
    """The Markdown file a link will come from: pages stand at the top, explainers in their folder."""
    target = (article.path.parent if article.path.parent.name == "explainers" else article.path.parents[1]) / link.split("#")[0]
    place = target.resolve()
    folder = place.parent if place.parent.name == "explainers" else ROOT / "content" / "pages"
    stem = "home" if place.stem == "index" else place.stem
    return folder / f"{stem}.md"


@articles
def test_every_footnote_is_used_and_every_mark_has_its_footnote(path):
    article = read(path)
    marks = set(re.findall(r"\[\^([a-z0-9]+)\]", article.text))

    assert marks == set(article.notes)


@articles
def test_a_footnote_names_its_year_or_says_that_there_is_none(path):
    for name, words in read(path).notes.items():
        assert re.search(r"\b(19|20)\d\d\b|undated", words), name
        assert words.endswith("."), name


@articles
def test_sentences_are_short_enough_to_read_in_the_evening(path):
    lengths = [len(sentence.split()) for sentence in read(path).sentences]

    assert len(lengths) > 15
    assert sum(lengths) / len(lengths) < 22
    assert max(lengths) <= 45, max(read(path).sentences, key=lambda sentence: len(sentence.split()))


@articles
def test_spelling_is_british(path):
    assert re.findall(rf"\b(?:{FOREIGN})\b", read(path).body, re.IGNORECASE) == []


@articles
def test_quotation_marks_and_apostrophes_are_curly_as_on_the_generated_pages(path):
    article = read(path)

    assert re.findall(r"""['"]""", article.body + article.top["title"] + article.top["summary"]) == []


@articles
@pytest.mark.parametrize("short, long", [("EHCP", "Education, Health and Care Plan"), ("SENCO", "SEND co-ordinator")])
def test_an_abbreviation_is_explained_in_the_article_that_uses_it(path, short, long):
    text = read(path).text

    assert short not in text or long in text


@articles
def test_nothing_is_left_over_and_no_jargon_creeps_in(path):
    assert re.findall(rf"\b(?:{LEFT_OVER})", read(path).body) == []
    assert re.findall(rf"\b(?:{JARGON})", read(path).body) == []


@articles
def test_only_known_placeholders_stand_in_braces(path):
    assert set(re.findall(r"\{([^}]*)\}", read(path).body)) <= {"trust", "plan"}


@articles
def test_headings_begin_at_the_second_level_and_skip_none(path):
    levels = [len(mark) for mark in re.findall(r"^(#+) ", read(path).body, re.MULTILINE)]

    assert levels[0] == 2
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert set(levels) <= {2, 3}


@articles
def test_every_column_of_a_table_has_its_heading(path):
    lines = read(path).text.splitlines()
    headings = [before for before, line in pairwise(lines) if line.startswith("| ---")]

    assert all(all(cell.strip() for cell in heading.strip("|").split("|")) for heading in headings)


@explainers
def test_an_explainer_has_its_length_a_table_and_subheadings(path):
    text = read(path).text

    assert 600 <= len(text.split()) <= 1_250  # marks of tables counted in
    assert "\n| --- |" in text or "\n| --- " in text
    assert text.count("\n## ") >= 3
    assert read(path).notes


@explainers
def test_an_explainer_is_reached_from_another_article(path):
    others = [read(other) for other in [*PAGES, *EXPLAINERS] if other != path]

    assert any(path.stem in other.top.get("related", []) for other in others)


def test_there_are_fifteen_questions_and_more_each_with_an_answer():
    faq = next(read(path) for path in PAGES if path.stem == "faq")
    parts = re.split(r"^### ", faq.text, flags=re.MULTILINE)[1:]
    questions = [part.split("\n", 1)[0] for part in parts]

    assert len(questions) == len(set(questions)) >= 15
    assert all(question.rstrip().endswith(("?", "place?", "start?")) for question in questions)
    assert all(len(part.split("\n", 1)[1].split()) >= 20 for part in parts)


def test_the_page_on_readers_says_that_a_preview_has_no_lock():
    page = next(read(path) for path in PAGES if path.stem == "who-can-read-this")

    assert "it is a preview" in page.text
    assert "should not be on a public host" in page.text


def test_the_page_on_readers_says_what_no_lock_protects():
    page = next(read(path) for path in PAGES if path.stem == "who-can-read-this")
    limits = page.text.partition("## What nothing protects")[2].partition("## ")[0]

    named = ("passed on", "photographed", "former reader", "host’s account", "forge", "from outside", "no record", "Malware", "same web address")
    assert [each for each in named if each not in limits] == []
    assert "What it cannot do: hide what somebody knows already" in page.text


@pytest.mark.parametrize("page", ["how-it-works", "faq"])
def test_the_marks_are_told_in_the_words_of_the_key_below_the_figures(page):
    told = (CONTENT / "pages" / f"{page}.md").read_text("utf-8")

    for mark, words in MARKS.items():
        assert f"`[{mark}]`" in told
        assert words.replace("does not apply", "not apply").partition(":")[0] in told


@articles
def test_no_article_has_a_mark_that_no_page_shows_or_one_that_is_not_set_off(path):
    marks = re.findall(r"(`?)\[([a-z]{1,3})\](?![(:\[])(`?)", path.read_text("utf-8"))

    assert [mark for before, mark, after in marks if mark not in MARKS or (before, after) != ("`", "`")] == []
