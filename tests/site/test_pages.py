"""Every address answers, and what it answers is a sound, strict, self-contained page."""

from __future__ import annotations

import gzip
import posixpath
import re
from xml.etree import ElementTree

import html5lib
import pytest
from flask import Flask

from sendsite.site.app import addresses_of
from sendsite.site.desk import Desk
from sendsite.site.links import size_words
from tests.site.conftest import pages_of

HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES, MOST_ZIPPED = 66_000, 15_000


def parsed(text: str) -> ElementTree.Element:
    """The page as a strict parser reads it; any fault of the HTML is an error."""
    tree: ElementTree.Element = html5lib.HTMLParser(strict=True).parse(text)
    return tree


@pytest.fixture(scope="module")
def trees(site: Flask) -> dict[str, ElementTree.Element]:
    client = site.test_client()
    return {address.path: parsed(client.get(f"/{address.path}").text) for address in pages_of(site)}


def test_every_address_answers_with_the_type_that_its_name_tells(site: Flask):
    types = {"html": "text/html", "csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
    types |= {"svg": "image/svg+xml", "png": "image/png", "xml": "application/xml", "css": "text/css", "js": "text/javascript", "txt": "text/plain"}
    client = site.test_client()

    answers = {address.path: client.get(f"/{address.path}") for address in addresses_of(site)}

    assert {path for path, answer in answers.items() if answer.status_code != 200} == set()
    assert {path: answer.mimetype for path, answer in answers.items() if answer.mimetype != types[path.rpartition(".")[2]]} == {}


def test_every_link_and_anchor_leads_somewhere(site: Flask, trees: dict[str, ElementTree.Element]):
    known = {address.path for address in addresses_of(site)}
    ids = {path: {element.get("id") for element in tree.iter()} for path, tree in trees.items()}
    lost = []
    for path, tree in trees.items():
        for element in tree.iter():
            to = element.get("href") or element.get("src") or "#"
            place, _, anchor = to.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), place)) if place else path
            inside = not to.startswith("data:")
            if inside and (target not in known or (anchor and anchor not in ids.get(target, set()))):
                lost.append((path, to))

    assert lost == []


def test_no_id_stands_twice_on_a_page(trees: dict[str, ElementTree.Element]):
    for path, tree in trees.items():
        ids = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
        assert sorted(ids) == sorted(set(ids)), path


def test_a_page_has_no_inline_style_no_inline_script_and_a_strict_policy(trees: dict[str, ElementTree.Element]):
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
    for path, tree in trees.items():
        assert [element.tag for element in tree.iter() if element.get("style") or element.tag == f"{HTML}style"] == [], path
        assert [element for element in tree.iter(f"{HTML}script") if element.text or not element.get("src")] == [], path
        assert [name for element in tree.iter() for name in element.attrib if name.startswith("on")] == [], path
        told = {element.get("http-equiv") or element.get("name"): element.get("content") for element in tree.iter(f"{HTML}meta")}
        assert told["Content-Security-Policy"] == policy
        assert told["robots"] == "noindex, nofollow"


def test_a_page_names_no_other_host(trees: dict[str, ElementTree.Element]):
    for path, tree in trees.items():
        values = [value for element in tree.iter() for name, value in element.attrib.items() if not name.endswith("xmlns")]
        outside = [value for value in values if re.match(r"(?:[a-z]+:)?//", value)]
        assert outside == [], path


def test_what_is_shared_of_a_page_tells_nothing_of_it(trees: dict[str, ElementTree.Element]):
    for tree in trees.values():
        told = {element.get("property"): element.get("content") for element in tree.iter(f"{HTML}meta") if element.get("property")}
        assert told["og:title"] == "A report on support for special needs"


def test_every_picture_has_a_name_or_is_left_out_for_those_who_cannot_see_it(trees: dict[str, ElementTree.Element]):
    for path, tree in trees.items():
        inner = {child for svg in tree.iter(f"{SVG}svg") for child in svg.iter(f"{SVG}svg") if child is not svg}
        for svg in (each for each in tree.iter(f"{SVG}svg") if each not in inner):
            named = svg.get("role") == "img" and (svg.get("aria-label") or svg.get("aria-labelledby"))
            assert named or svg.get("aria-hidden") == "true", path


def test_each_page_has_one_first_heading_and_skips_no_level(trees: dict[str, ElementTree.Element]):
    for path, tree in trees.items():
        levels = [int(element.tag[-1]) for element in tree.iter() if re.fullmatch(rf"{re.escape(HTML)}h[1-6]", element.tag)]
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in zip([1, *levels], levels, strict=False)), (path, levels)


def test_a_dashboard_is_small_enough_for_a_slow_line(default_site: Flask):
    client = default_site.test_client()
    for path in ("school/140001/index.html", "trust/index.html"):
        page = client.get(f"/{path}").data
        assert len(page) <= MOST_BYTES
        assert len(gzip.compress(page)) <= MOST_ZIPPED


def test_a_page_takes_one_style_sheet_and_at_most_one_script(trees: dict[str, ElementTree.Element]):
    """But the page for what is not there takes none: a host shows it at addresses from which no relative link to a file holds."""
    for path, tree in trees.items():
        sheets = [element for element in tree.iter(f"{HTML}link") if element.get("rel") == "stylesheet"]
        assert len(sheets) == (0 if path == "404.html" else 1), path
        assert len(list(tree.iter(f"{HTML}script"))) <= 1, path


def test_the_same_report_makes_the_same_bytes(default_site: Flask):
    desk: Desk = default_site.extensions["sendsite"]
    for address in addresses_of(default_site):
        assert desk.body(address) == desk.body(address), address.path


def test_an_older_term_and_a_draft_say_so_and_lead_to_the_latest(trees: dict[str, ElementTree.Element]):
    for path, words in (("2024-spring/school/140001/index.html", "An older term."), ("draft/school/140001/index.html", "Draft.")):
        assert words in "".join(trees[path].itertext())
    links = {element.get("href") for element in trees["2024-spring/school/140001/index.html"].iter(f"{HTML}a")}
    assert "../../../school/140001/index.html" in links


def test_a_page_leads_to_the_same_page_of_the_other_terms(default_site: Flask):
    here, there = "school/140001/index.html", "2024-spring/school/140001/index.html"
    draft = f"../../draft/{here}"
    for path, way in ((there, f"../../../{here}"), (f"draft/{here}", f"../../../{there}"), (here, f"../../{there}"), (here, draft), (there, f"../{draft}")):
        tree = parsed(default_site.test_client().get(f"/{path}").text)
        menus = [each for each in tree.iter(f"{HTML}details") if "Other terms" in "".join(each.itertext())]
        assert way in [element.get("href") for menu in menus for element in menu.iter(f"{HTML}a")], path


def test_a_small_download_tells_no_size():
    assert [size_words(size) for size in (618, 999, 1000, 1499, 1500)] == ["", "", "1 kB", "1 kB", "2 kB"]


def test_a_finding_that_heads_the_page_is_not_said_twice(default_site: Flask):
    tree = parsed(default_site.test_client().get("/trust/comparison.html").text)
    heads = ["".join(each.itertext()) for each in tree.iter() if each.tag in (f"{HTML}h1", f"{HTML}h2")]

    assert sorted(heads) == sorted(set(heads))


def test_marked_cells_are_explained_below_and_never_read_as_zero(trees: dict[str, ElementTree.Element]):
    text = "".join(trees["school/140001/finance.html"].itertext())
    assert "[c]" in text
    assert "hidden: it could point to a child, or would give away another hidden figure" in text


def test_a_list_of_what_is_not_shown_leads_to_why_at_every_depth(trees: dict[str, ElementTree.Element]):
    lists = {path: part for path, tree in trees.items() for part in tree.iter(f"{HTML}section") if part.get("id") == "not-shown"}
    led = {path: [each.get("href") for each in part.iter(f"{HTML}a")] for path, part in lists.items()}

    assert {path.count("/") for path in led} >= {1, 2}
    assert led == {path: ["../" * path.count("/") + "research.html#hidden-h"] for path in led}


def test_what_is_not_there_answers_404_with_a_way_home(site: Flask):
    answer = site.test_client().get("/school/999999/index.html")

    assert answer.status_code == 404
    assert 'href="../../index.html"' in answer.text


def test_a_folder_answers_with_its_index(site: Flask):
    client = site.test_client()

    assert client.get("/").data == client.get("/index.html").data
    assert client.get("/trust/").data == client.get("/trust/index.html").data


def test_crawlers_are_sent_away(site: Flask):
    assert site.test_client().get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
