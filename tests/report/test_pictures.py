"""Pictures drawn by matplotlib: clean, described, the same bytes each time, drawn once."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from sendsite.report.charts.board import Bullet, board
from sendsite.report.charts.canvas import Canvas
from sendsite.report.charts.funnel import Share, funnel, outside
from sendsite.report.figures.charts import Picture

BULLETS = [Bullet("Finance", "1.08 ◆ Amber", 2.6, 2.4), Bullet("Need met", "[x]", None, None)]
EDGES = (1.5, 3.0, 4.5)


def drawn(canvas: Canvas | None = None, slug: str = "board-picture") -> Picture:
    return board(canvas or Canvas(), slug, "Finance <holds> it back", "Finance 1.08, need & more", BULLETS, EDGES)


def test_a_picture_passes_a_strict_policy():
    svg = drawn().svg

    assert "style" not in svg
    assert "<script" not in svg
    assert "xlink" not in svg


def test_a_picture_has_role_title_and_description():
    root = ElementTree.fromstring(drawn().svg)

    assert (root.get("role"), root[0].text, root[1].text) == ("img", "Finance <holds> it back", "Finance 1.08, need & more")
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"


def test_colours_of_a_picture_are_classes():
    assert "fill-s1" in drawn().svg


def test_text_of_a_picture_stays_text():
    words = [element.text for element in ElementTree.fromstring(drawn().svg).iter() if element.tag.endswith("text")]

    assert "Finance" in words


def test_two_pictures_on_a_page_share_no_id():
    ids = [{element.get("id") for element in ElementTree.fromstring(drawn(slug=slug).svg).iter() if element.get("id")} for slug in ("one", "two")]

    assert ids[0].isdisjoint(ids[1])


def test_every_id_that_is_referred_to_is_there():
    picture = funnel(Canvas(), "f", "T", "D", [Share(f"School {number}", 20 + number, 0.8) for number in range(8)], 0.8, "y")
    assert picture is not None
    root = ElementTree.fromstring(picture.svg)
    ids = {element.get("id") for element in root.iter()}
    named = {value.removeprefix("#") for element in root.iter() for key, value in element.attrib.items() if key == "href"}

    assert named
    assert named <= ids


def test_the_same_picture_has_the_same_bytes():
    assert drawn(Canvas()) == drawn(Canvas())


def test_no_clock_and_no_program_is_written_into_a_picture():
    picture = drawn()

    assert b"tEXt" not in picture.png
    assert "metadata" not in picture.svg


def test_a_picture_is_drawn_once_in_a_build():
    canvas = Canvas()

    assert drawn(canvas) is drawn(canvas)


def test_a_kept_picture_is_read_and_not_drawn(tmp_path: Path):
    first = drawn(Canvas(tmp_path))
    (svg,) = tmp_path.glob("*.svg")
    svg.write_text("<svg/>", encoding="utf-8")

    assert drawn(Canvas(tmp_path)) == Picture("<svg/>", first.png, first.slug)


def test_a_picture_without_a_description_is_refused():
    with pytest.raises(ValueError, match="needs a title and a description"):
        Canvas().draw("x", "Title", " ", (), lambda axes: None, None)  # type: ignore[arg-type]  # refused before it is looked at


def test_control_limits_need_eight_schools():
    shares = [Share(f"School {number}", 20 + number, 0.8) for number in range(7)]

    assert funnel(Canvas(), "f", "T", "D", shares, 0.8, "y") is None


def test_eight_schools_get_control_limits():
    shares = [Share(f"School {number}", 20 + number, 0.8) for number in range(8)]

    picture = funnel(Canvas(), "f", "T", "D", shares, 0.8, "y")

    assert picture is not None
    assert "99.8%" in picture.svg


def test_a_school_far_below_the_trust_lies_outside_the_limits():
    assert outside([Share("Oak", 60, 0.3), Share("Elm", 60, 0.82)], 0.8) == ["Oak"]
