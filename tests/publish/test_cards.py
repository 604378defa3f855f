"""Cards: one page that prints four to a sheet, opens from a folder, fetches nothing, and whose square holds the address alone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import html5lib
import pytest
import segno

from sendsite.publish.cards import Printed, cards
from sendsite.publish.readers import Issued
from sendsite.publish.seal.keys import Box
from sendsite.publish.seal.slots import Slot
from sendsite.publish.secrets import Reader

TODAY = date(2026, 10, 9)
SCHOOLS = {str(urn): f"St Bartholomew and All Saints Church of England Primary School {urn}" for urn in range(140001, 140014)} | {
    "140099": "Ash Tree & Co <School>"
}
PRINTED = Printed("Larkfield Learning Trust", "https://send.larkfield.example/", "the trust office, telephone 01632 960123", TODAY)
LONG = "K7QX unwitting untouched thousands untouched untouched"


def issued(name: str, *audiences: str, code: str = "K7QX copper lantern orbit thimble meadow") -> Issued:
    slot = Slot("K7QX", 600_000, b"", Box(b"", b""))
    return Issued(Reader("K7QX", name, "", audiences, b"", slot, TODAY, TODAY, 5), code)


def words(html: str) -> str:
    """All text of a page as a reader meets it, without its style."""
    body = html5lib.parse(html, namespaceHTMLElements=False).find("body")
    assert body is not None
    return " ".join("".join(body.itertext()).split())


def test_a_card_says_who_reads_what_where_with_which_code_and_whom_to_ask():
    text = words(cards([issued("Ann Lee", "school:140099")], PRINTED, SCHOOLS))

    for said in (
        "Larkfield Learning Trust: reading card of 9 October 2026",
        "Ann Lee",
        "You may read Ash Tree & Co <School>",
        "https://send.larkfield.example",
        "copperlanternorbitthimblemeadow",
        "Tell the trust office, telephone 01632 960123 at once",
        "Print this card, then delete this file",
    ):
        assert said in text


def test_a_leader_s_card_says_everything():
    assert "You may read Every school, and the pages of the whole trust" in words(cards([issued("Bo", "trust")], PRINTED, SCHOOLS))


def test_more_schools_than_have_room_are_counted():
    text = words(cards([issued("Ann", *(f"school:{urn}" for urn in range(140001, 140014)))], PRINTED, SCHOOLS))

    assert "and 11 more" in text


def test_the_square_holds_the_address_and_nothing_of_the_code():
    html = cards([issued("Ann Lee", "trust")], PRINTED, SCHOOLS)
    path = segno.make(PRINTED.address, error="m", micro=False).svg_inline(omitsize=True, light="#fff", dark="#000", border=4, svgclass=None, lineclass=None)
    drawn = re.findall(r' d="([^"]+)"', path)

    assert re.findall(r' d="([^"]+)"', html) == drawn


def test_without_an_address_there_is_a_line_to_write_it_on_and_no_square():
    html = cards([issued("Ann Lee", "trust")], PRINTED._replace(address=""), SCHOOLS)

    assert "<svg" not in html
    assert 'class="line"' in html


def test_what_people_typed_is_text():
    html = cards([issued("<script>alert(1)</script>", "trust")], PRINTED._replace(trust='A "&" B', ask="<b>Kim"), SCHOOLS)

    assert "<script" not in html
    assert "<script>alert(1)</script>" in words(html)


def test_nothing_is_fetched_and_no_script_stands_in_it():
    html = cards([issued("Ann Lee", "trust")], PRINTED, SCHOOLS)

    assert not re.search(r"<(script|link|img|iframe|object)|url\(|@import|\bsrc=|\bhref=|style=", html)


@pytest.mark.browser
def test_cards_print_four_to_a_sheet_with_everything_on_them_and_fit_a_telephone(browser, tmp_path: Path):
    many = [f"school:{urn}" for urn in range(140001, 140014)]
    everybody = [issued("Bartholomew Featherstonehaugh-Cholmondeley of Nether Wallop and the Villages Around It", *many, code=LONG), issued("Bo", "trust")] * 3
    page = browser.new_page(viewport={"width": 1000, "height": 1200})
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    (tmp_path / "cards.html").write_text(cards(everybody, PRINTED, SCHOOLS), "utf-8")
    page.goto((tmp_path / "cards.html").as_uri())

    cut = page.evaluate(
        "[...document.querySelectorAll('.card')].filter(card => card.scrollHeight > card.clientHeight || card.scrollWidth > card.clientWidth).length"
    )
    page.set_viewport_size({"width": 320, "height": 700})
    wide = page.evaluate("document.documentElement.scrollWidth")
    sheets = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    page.close()

    assert (cut, wide, sheets, faults) == (0, 320, 2, [])
