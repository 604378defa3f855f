"""Articles: what may stand in them, what is refused with file and line, what is related, and the feed."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask

from sendsite import stock
from sendsite.errors import ConfigError
from sendsite.site import theme
from sendsite.site.app import create_site
from sendsite.site.articles import Articles, load
from sendsite.site.prose import prose
from tests.figures import report

TOP = '+++\ntitle = "{title}"\nsummary = "What it says."\npublished = 2026-09-0{day}\n{more}+++\n\n'


def put(folder: Path, name: str, text: str = "## One\n\nWords.\n", *, title: str = "A title", day: int = 1, more: str = "") -> Path:
    path = folder / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TOP.format(title=title, day=day, more=more) + text, "utf-8")
    return path


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The least that a site can be made of."""
    put(tmp_path, "pages/home")
    return tmp_path


def refusal(content: Path) -> str:
    with pytest.raises(ConfigError) as told:
        load([content])
    return str(told.value)


def site_of(articles: Articles) -> Flask:
    return create_site(report(), articles, theme.load("plain", [stock.folder("themes")], check=False))


@pytest.mark.parametrize(
    "text, line, words",
    [
        ("# Just Markdown\n", 1, "there is no front matter"),
        ('+++\ntitle = "A"\n', 1, "is not closed"),
        ('+++\ntitle = "A"\nsummary = "B"\n+++\n', 1, "'published' is missing"),
        ('+++\ntitle = "A"\nsummary = "B"\npublished = "2026-09-01"\n+++\n', 4, "is not a date"),
        ('+++\ntitle = ""\nsummary = "B"\npublished = 2026-09-01\n+++\n', 2, "is not words"),
        ('+++\ntitle = "A"\nsumary = "B"\npublished = 2026-09-01\n+++\n', 3, "Did you mean summary?"),
        ('+++\ntitle = "A"\nsummary = "B"\npublished = 2026-09-01\ntags = "one"\n+++\n', 5, "is not a list of words"),
        ('+++\ntitle = "A"\nsummary = "B"\npublished = 2026-09-01\n+++\n\nWords.\n\n# Again\n', 9, "Write ## here"),
    ],
)
def test_wrong_front_matter_is_refused_with_file_and_line(content: Path, text: str, line: int, words: str):
    path = content / "explainers" / "drift.md"
    path.parent.mkdir()
    path.write_text(text, "utf-8")

    told = refusal(content)

    assert told.startswith(f"{path} line {line}: ")
    assert words in told


def test_broken_toml_is_refused_with_the_place(content: Path):
    put(content, "explainers/drift", more="tags = [\n")

    assert "drift.md, front matter" in refusal(content)


def test_a_file_name_that_cannot_be_an_address_is_refused(content: Path):
    put(content, "explainers/Small Schools")

    assert "small letters, digits and hyphens" in refusal(content)


def test_a_site_without_a_front_page_is_refused(tmp_path: Path):
    assert "pages/home.md" in refusal(tmp_path)


def test_a_related_article_that_is_not_there_is_refused(content: Path):
    put(content, "explainers/drift", more='related = ["gone"]\n')

    assert "'gone'" in refusal(content)


def test_a_later_folder_takes_the_place_of_an_earlier_one_file_by_file(content: Path, tmp_path_factory: pytest.TempPathFactory):
    put(content, "explainers/drift", title="Stock")
    put(content, "explainers/money", title="Kept")
    own = tmp_path_factory.mktemp("own")
    put(own, "explainers/drift", title="Own")

    assert {article.title for article in load([content, own]).explainers} == {"Own", "Kept"}


def test_explainers_stand_newest_first(content: Path):
    for name, day in (("a", 2), ("b", 5), ("c", 3)):
        put(content, f"explainers/{name}", day=day, title=name)

    assert [article.title for article in load([content]).explainers] == ["b", "c", "a"]


def test_without_related_articles_those_that_share_most_tags_are_offered(content: Path):
    for name, tags in (("a", '["x", "y"]'), ("b", '["x"]'), ("c", '["x", "y"]'), ("d", '["z"]')):
        put(content, f"explainers/{name}", title=name, more=f"tags = {tags}\n")
    articles = load([content])

    assert [article.title for article in articles.related(articles.by_key["explainers/a"])] == ["c", "b"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src="https://elsewhere.example/a.png">',
        '<p style="color: red" onclick="x()">Words</p>',
        "[words](javascript:alert(1))",
        "[words](//elsewhere.example/page)",
        "[words](/\\elsewhere.example)",
        "<iframe src='https://elsewhere.example'></iframe>",
        "<style>p { color: red }</style>",
    ],
)
def test_nothing_but_plain_text_markup_comes_through(text: str):
    html = prose(f"Before.\n\n{text}\n").html

    assert not any(bad in html for bad in ("script", "elsewhere", "style", "onclick", "<img", "iframe", "alert(1)&quot;"))


def test_tables_have_scopes_and_a_frame_and_footnotes_lead_there_and_back():
    html = prose("| A | B |\n| - | - |\n| 1 | 2 |\n\nA fact.[^one]\n\n[^one]: A source.\n").html

    assert '<th scope="col">A</th>' in html
    assert 'role="region"' in html
    assert 'href="#fn:one"' in html
    assert 'href="#fnref:one"' in html


def test_the_contents_of_an_article_are_its_second_level_headings():
    assert prose("## One thing\n\n### Less\n\n## Another\n").contents == (("one-thing", "One thing"), ("another", "Another"))


def test_trust_and_plan_are_filled_in_and_escaped(content: Path):
    put(content, "explainers/drift", "At {trust} it is the {plan}.\n")

    text = site_of(load([content])).test_client().get("/explainers/drift.html").text

    assert "At Saltmarsh and Upper Fenland Learning Partnership it is the One Plan." in text


def test_a_link_to_no_page_is_refused_with_file_and_line(content: Path):
    path = put(content, "explainers/drift", "## One\n\nSee [this](../gone.html).\n")

    with pytest.raises(ConfigError, match="leads to no page") as told:
        site_of(load([content]))
    assert str(told.value).startswith(f"{path} line 9: ")


def test_the_feed_holds_titles_and_summaries_and_the_newest_day(content: Path):
    put(content, "explainers/a", day=2, title="Older", more="updated = 2026-10-01\n")
    put(content, "explainers/b", day=5, title="Newer & better")
    answer = site_of(load([content])).test_client().get("/explainers/feed.xml")
    atom = "{http://www.w3.org/2005/Atom}"

    feed = ElementTree.fromstring(answer.data)

    assert [entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")] == ["Newer & better", "Older"]
    assert feed.findtext(f"{atom}updated") == "2026-10-01T00:00:00Z"
    assert all((entry.findtext(f"{atom}id") or "").startswith("urn:uuid:") for entry in feed.iter(f"{atom}entry"))
    assert [link.get("href") for entry in feed.iter(f"{atom}entry") for link in entry.iter(f"{atom}link")] == ["b.html", "a.html"]
