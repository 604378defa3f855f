"""What a reader sees, measured in a real Chromium: nothing squeezed, nothing black, nothing a stop that does not scroll."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def narrow(page: Page) -> Iterator[Page]:
    page.set_viewport_size({"width": 320, "height": 700})
    yield page
    page.set_viewport_size({"width": 1280, "height": 900})


def test_hidden_parts_of_a_bar_are_a_pale_hatch_in_light_in_dark_and_on_paper(page: Page, written: Path):
    page.goto((written / "school/140001/deployment.html").as_uri())
    bar = page.locator("#rest .track rect.hidden")
    fills = []
    for media, scheme in (("screen", "light"), ("screen", "dark"), ("print", "light")):
        page.emulate_media(media=media, color_scheme=scheme)  # type: ignore[arg-type]  # its literals, one by one
        fills.append(bar.evaluate("each => getComputedStyle(each).fill"))
    page.emulate_media(media="screen", color_scheme="light")

    assert fills == ["rgb(220, 218, 211)", "rgb(57, 65, 77)", "rgb(187, 187, 187)"]
    assert page.locator("#rest .track rect[fill='url(#p-hidden)']").count() == 1
    assert page.locator("#rest .legend use[href='#k-hidden']").count() == 1


def test_a_hidden_part_stands_quietly_in_the_legend(page: Page, written: Path):
    page.goto((written / "school/140001/deployment.html").as_uri())

    assert page.locator("#rest .legend .hush").inner_text().split() == ["Cover", "[c]"]


def test_a_chart_whose_figures_are_all_hidden_is_a_sentence_and_its_table(page: Page, written: Path):
    page.goto((written / "school/140001/deployment.html").as_uri())

    assert page.locator("#hidden .figure").count() == 0
    assert page.locator("#hidden .undrawn").is_visible()
    assert page.locator("#hidden .fold table").count() == 1


def test_what_to_do_next_is_told_on_the_first_screen(page: Page, written: Path):
    for path, anchor in (("school/140001/index.html", "#next"), ("trust/index.html", "#steps")):
        page.goto((written / path).as_uri())
        link = page.locator(".onward a")
        box = link.bounding_box()

        assert link.get_attribute("href") == anchor
        assert page.locator(anchor).count() == 1
        assert box is not None
        assert box["y"] + box["height"] < 900, path


def test_notes_on_schools_left_out_run_over_the_page(page: Page, written: Path):
    page.goto((written / "trust/index.html").as_uri())
    note = page.locator(".leftout li").first.bounding_box()

    assert note is not None
    assert note["width"] > 600


def test_only_a_table_that_is_wider_than_its_frame_is_a_stop(page: Page, written: Path):
    page.goto((written / "school/140001/index.html").as_uri())
    page.evaluate("document.querySelectorAll('details.fold').forEach(each => { each.open = true; })")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")  # who watches a size is told by then
    wrong = page.evaluate(
        "[...document.querySelectorAll('.scroll')].filter(each => each.clientWidth && (each.scrollWidth > each.clientWidth) !== each.hasAttribute('tabindex'))"
        ".map(each => each.outerHTML.slice(0, 90))"
    )

    assert wrong == []


def test_a_table_that_stands_open_for_its_chart_has_the_whole_width_of_the_dashboard(page: Page, demo_folder: Path):
    seen = []
    for place in sorted(demo_folder.glob("build/preview/2025-autumn/school/*/index.html")):
        page.goto(place.as_uri())
        seen += page.locator(".two > .card > .wide").evaluate_all("list => list.map(each => each.scrollWidth <= each.clientWidth)")

    assert seen
    assert all(seen)


def test_bands_are_sorted_from_the_weakest_up(page: Page, written: Path):
    page.goto((written / "trust/comparison.html").as_uri())
    heads = page.evaluate(
        """() => { const table = document.querySelector('#league table'), words = ['High', 'Low', 'Moderate'];
        [...table.tBodies[0].rows].forEach((row, at) => { row.cells[1].className = ''; row.cells[1].textContent = words[at % 3]; });
        table.querySelectorAll('thead button')[1].click();
        const order = [...table.tBodies[0].rows].filter(row => !row.classList.contains('total')).map(row => row.cells[1].textContent);
        return order.filter((word, at) => word !== order[at - 1]); }"""
    )

    assert heads in (["Low", "Moderate", "High"], ["High", "Moderate", "Low"])


def test_schools_among_real_ones_can_be_read_on_a_small_phone(narrow: Page, written: Path):
    narrow.goto((written / "school/140001/deployment.html").as_uri())
    sizes = narrow.locator("#ranges .lab, #ranges .lab small, #ranges .val, #ranges text").evaluate_all(
        "list => list.map(each => parseFloat(getComputedStyle(each).fontSize))"
    )
    width = narrow.locator("#ranges .track").first.bounding_box()

    assert min(sizes) >= 12
    assert width is not None
    assert 200 < width["width"] <= 320


def test_the_boards_picture_gives_way_to_plain_bars_on_a_small_phone(narrow: Page, written: Path):
    narrow.goto((written / "school/140001/summary.html").as_uri())

    assert narrow.locator(".narrow .bars").is_visible()
    assert not narrow.locator(".pictured").is_visible()


def test_on_paper_the_first_screen_goes_without_its_table_and_headings_stay_with_what_they_head(page: Page, written: Path):
    page.goto((written / "school/140001/index.html").as_uri())
    page.emulate_media(media="print")
    folded = page.locator(".hero .fold").is_visible()
    kept = page.locator(".part, .told, .card > h2").evaluate_all("list => list.map(each => getComputedStyle(each).breakAfter)")
    page.emulate_media(media="screen")

    assert not folded
    assert set(kept) == {"avoid"}


def test_the_page_for_what_is_not_there_needs_no_other_file(page: Page, written: Path):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((written / "404.html").as_uri())

    assert [url for url in asked if not url.startswith("data:")] == [(written / "404.html").as_uri()]


@pytest.mark.parametrize(
    "path, today, says",
    [
        ("school/140001/index.html", "2026-12-26", ""),
        ("school/140001/index.html", "2026-12-29", "These figures are 9 months old; ask the trust office for newer ones."),
        ("trust/index.html", "2028-04-01", "These figures are 24 months old; ask the trust office for newer ones."),
        ("2024-spring/school/140001/index.html", "2028-04-01", ""),
        ("draft/school/140001/index.html", "2028-04-01", ""),
    ],
)
def test_a_copy_whose_newest_figures_are_old_says_so(browser: Browser, written: Path, path: str, today: str, says: str):
    context = browser.new_context()
    page = context.new_page()
    page.clock.set_fixed_time(f"{today}T12:00:00")
    page.goto((written / path).as_uri())

    assert page.locator(".banner.aged").all_inner_texts() == ([says] if says else [])
    context.close()


def test_on_paper_the_lasting_address_is_printed_and_the_ratings_stay_together(page: Page, written: Path):
    page.goto((written / "school/140001/index.html").as_uri())
    page.locator(".foot .wrap").evaluate(
        "e => { const a = e.appendChild(document.createElement('a')); a.className = 'lasting'; a.href = '../../2025-spring/'; }"
    )
    page.evaluate("document.dispatchEvent(new Event('sendsite:opened'))")
    page.emulate_media(media="print")
    printed = page.locator("a.lasting").last.evaluate("each => getComputedStyle(each, '::after').content")
    kept = page.locator(".card").first.evaluate("each => { each.id = 'ratings'; return getComputedStyle(each).breakInside; }")
    page.emulate_media(media="screen")

    assert printed == f'": {(written / "2025-spring").as_uri()}/"'
    assert kept == "avoid"


def test_a_way_that_the_reader_may_not_go_is_left_out_of_the_breadcrumb(page: Page, written: Path):
    page.goto((written / "school/140001/index.html").as_uri())
    before = page.locator(".crumb").inner_text()
    page.locator(".crumb a").evaluate("each => each.removeAttribute('href')")

    assert before.startswith("All schools /")
    assert page.locator(".crumb").inner_text().strip() == before.split(" / ")[1]
