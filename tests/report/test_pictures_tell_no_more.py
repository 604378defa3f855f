"""An attack on the published files: the pictures of the demo's schools tell no more of their hours than what is printed, and would if drawn exactly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from sendsite.report.charts.board import Bullet, board
from sendsite.report.charts.canvas import Canvas
from sendsite.workflow.folder import open_folder
from sendsite.workflow.site_terms import site_terms
from tests.report.reading_pictures import Published, bar_of, by_print, by_the_bar, by_the_figure, published

PIXEL = 0.01 / 295.488 * 4.5
"""A hundredth, in which the picture's numbers are told, in scores."""
EDGES = (1.5, 3.0, 4.5)


class Found(NamedTuple):
    """A school in a term: as published, and as it would be with a bar that ends at the exact score."""

    told: Published
    exactly: Published


@pytest.fixture(scope="module")
def schools(demo_folder: Path) -> tuple[Found, ...]:
    """Every school and frozen term of the demo that tells hours needed and need met."""
    return tuple(_found(demo_folder))


def _found(folder: Path) -> Iterator[Found]:
    for shelved in site_terms(open_folder(folder)):
        reading = shelved.open()
        document = reading.document
        if document is None:
            continue
        for school in document["schools"]:  # type: ignore[attr-defined]  # as its JSON is
            told = published(folder / "build" / "preview" / reading.term.name / "school" / str(school["urn"]))
            if told is not None:
                yield Found(told, told._replace(drawn=_drawn_exactly(float(school["kpis"]["need"]["score"]))))


def _drawn_exactly(score: float) -> float:
    names = ("Finance", "Support hours", "Need met", "Deployment quality", "Progress")
    bullets = [Bullet(name, "", score if name == "Need met" else 2.0, None) for name in names]
    drawn = bar_of(board(Canvas(), "board-picture", "Scores", "Scores", bullets, EDGES).svg)
    assert drawn is not None
    return drawn


def test_a_bar_ends_at_the_score_that_is_printed_beside_it(schools: tuple[Found, ...]):
    assert len(schools) >= 50
    assert [found.told for found in schools if abs(found.told.drawn - float(found.told.score)) > PIXEL] == []


def test_no_picture_leaves_a_reader_fewer_hours_to_choose_from_than_print_does(schools: tuple[Found, ...]):
    """The end of a bar is a function of the printed score: where it is read so, nothing is ruled out."""
    left = [(by_print(told), by_the_bar(told, 0.005 + PIXEL)) for told, _ in schools]

    assert all(print_ and picture == print_ for print_, picture in left)


def test_bars_that_ended_at_exact_scores_would_single_out_the_hours_of_most_schools(schools: tuple[Found, ...]):
    alone = [len(by_the_bar(exactly, PIXEL)) == 1 for _, exactly in schools]
    by_what_is_printed = [len(by_print(told)) == 1 for told, _ in schools]

    assert sum(alone) > 0.9 * len(schools)
    assert sum(by_what_is_printed) < 0.25 * len(schools)


def test_a_reader_who_takes_bars_for_exact_is_mostly_led_astray(schools: tuple[Found, ...]):
    found = [by_the_bar(told, PIXEL) for told, _ in schools]

    assert sum(len(each) == 0 for each in found) > 0.5 * len(schools)


def test_the_printed_measure_alone_singles_out_few(schools: tuple[Found, ...]):
    assert sum(len(by_the_figure(told)) == 1 for told, _ in schools) < 0.15 * len(schools)
