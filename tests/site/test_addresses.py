"""Addresses: keys, paths, the catalogue, a namer that hides them, and downloads."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from sendsite import stock
from sendsite.errors import BuildFailed
from sendsite.report.contents import contents_of
from sendsite.report.downloads import csv_bytes
from sendsite.report.figures.pages import SchoolFinance
from sendsite.site import articles, theme
from sendsite.site.addresses import beside, path_of, relative, term_prefix
from sendsite.site.app import addresses_of, create_site
from sendsite.site.articles import Articles
from sendsite.site.catalogue import Directory, catalogue
from sendsite.site.theme import Theme
from tests.figures import LONG, NOW, SCHOOLS, report, school_pages, sections, table


@pytest.fixture(scope="module")
def words() -> Articles:
    return articles.load([stock.folder("content")])


@pytest.fixture(scope="module")
def look() -> Theme:
    return theme.load("default", [stock.folder("themes")], check=False)


def opaque(audience: str, path: str) -> str:
    """Addresses that tell nothing, as a sealed site has them."""
    stem, _, ending = path.rpartition(".")
    return f"s/{hashlib.sha256(audience.encode()).hexdigest()[:8]}/{hashlib.sha256(stem.encode()).hexdigest()[:12]}.{ending}" if audience != "public" else path


@pytest.mark.parametrize(
    "key, path",
    [
        ("home", "index.html"),
        ("faq", "faq.html"),
        ("trust", "trust/index.html"),
        ("trust/metric-need", "trust/metric-need.html"),
        ("school/140001", "school/140001/index.html"),
        ("school/140001/finance", "school/140001/finance.html"),
        ("2024-autumn/trust", "2024-autumn/trust/index.html"),
        ("draft/school/140001", "draft/school/140001/index.html"),
        ("explainers", "explainers/index.html"),
        ("explainers/drift", "explainers/drift.html"),
    ],
)
def test_a_key_names_a_path(key: str, path: str):
    assert path_of(key) == path


def test_downloads_stand_beside_their_page():
    assert beside("school/1/finance.html", "by-role", "csv") == "school/1/finance.by-role.csv"
    assert beside("school/1/finance.html", "", "xlsx") == "school/1/finance.xlsx"
    with pytest.raises(BuildFailed, match="cannot name a file"):
        beside("a.html", "By Role", "csv")


def test_links_are_relative_to_the_page_they_stand_on():
    assert relative("school/1/finance.html", "trust/index.html") == "../../trust/index.html"
    assert relative("index.html", "faq.html") == "faq.html"


def test_a_term_is_told_by_the_beginning_of_a_key():
    assert term_prefix("2024-autumn/school/1/finance") == "2024-autumn/"
    assert term_prefix("draft/trust") == "draft/"
    assert term_prefix("school/1") == term_prefix("trust/finance") == term_prefix("explainers/trust") == ""


def test_every_address_has_the_audience_of_its_page(words: Articles, look: Theme):
    told = {address.path: address.audience for address in catalogue(report(), words, look)}

    assert told["index.html"] == told["research.html"] == told["explainers/feed.xml"] == told["404.html"] == "public"
    assert told["trust/index.html"] == told["trust/comparison.league-table.csv"] == "trust"
    assert told["school/140001/finance.html"] == told["school/140001/finance.xlsx"] == told["2024-spring/school/140001/index.html"] == "school:140001"


def test_static_files_are_named_by_the_hash_of_their_content(words: Articles, look: Theme):
    style = next(address for address in catalogue(report(), words, look) if address.key == "site.css")

    assert style.path == f"static/site.{hashlib.sha256(look.static['site.css'].content).hexdigest()[:10]}.css"


def test_links_and_downloads_follow_the_namer(words: Articles, look: Theme):
    site = create_site(report(), words, look, opaque)
    places = Directory(addresses_of(site))
    page = places.pages["school/140001/finance"]

    text = site.test_client().get(f"/{page.path}").text

    assert relative(page.path, places.pages["school/140001"].path) in text
    assert relative(page.path, places.files["table", "school/140001/finance", "league-table"].path) in text
    assert 'download="school-140001-finance-league-table.csv"' in text
    assert "finance.html" not in text
    assert all(site.test_client().get(f"/{address.path}").status_code == 200 for address in addresses_of(site))


def test_a_namer_that_gives_two_pages_one_address_is_refused(words: Articles, look: Theme):
    with pytest.raises(BuildFailed, match="Two pages have the address"):
        catalogue(report(), words, look, lambda audience, path: "same.html")


def test_public_pages_of_a_sealed_site_name_no_school(words: Articles, look: Theme):
    client = create_site(report(), words, look, name_schools=False).test_client()

    assert LONG not in client.get("/index.html").text
    assert LONG in client.get("/trust/index.html").text


def test_a_download_holds_the_table_of_its_page(words: Articles, look: Theme):
    client = create_site(report(), words, look).test_client()

    assert client.get("/school/140001/finance.league-table.csv").data == csv_bytes(table("league-table", 16, 9))
    assert client.get("/school/140001/finance.xlsx").data[:2] == b"PK"


def test_all_tables_and_pictures_of_a_page_are_found_in_reading_order():
    dashboard = school_pages(*SCHOOLS[0], NOW)[0]

    found = contents_of(dashboard.key, dashboard.figures)

    assert list(found.tables)[:3] == ["what-moved", "stack-table", "stacks-table"]
    assert list(found.pictures) == ["spread-picture"]


def test_two_different_tables_of_one_slug_are_refused():
    finance = school_pages(*SCHOOLS[0], NOW)[1].figures
    assert isinstance(finance, SchoolFinance)
    other = replace(sections()[0], table=table("league-table"))

    with pytest.raises(BuildFailed, match="two different tables of the slug 'league-table'"):
        contents_of("school/140001/finance", replace(finance, sections=(*sections(), other)))


def test_a_link_to_a_page_that_is_not_there_fails_the_page(words: Articles, look: Theme):
    data = next(page for page in school_pages(*SCHOOLS[0], NOW) if page.key.endswith("/data"))
    site = create_site(replace(report(), pages=(data,)), words, look)
    site.testing = True

    with pytest.raises(BuildFailed, match="links to 'school/140001/finance', and there is no such page"):
        site.test_client().get("/school/140001/data.html")
