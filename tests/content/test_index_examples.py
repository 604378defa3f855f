"""Worked examples of the index and of change agree with the framework's own arithmetic."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest

from sendsite.framework import sei
from sendsite.framework.bands import band_of, scores, sei_bands, shown
from sendsite.framework.change import is_real, split
from sendsite.framework.model import BANDS, KPIS, SEI_BANDS
from sendsite.framework.settings import default
from tests.content.articles import CONTENT, number, read, table

NAMES = {
    "Finance": "finance",
    "Average Support Hours": "ash",
    "% of SEND need met": "need",
    "Deployment Quality Factor": "dqf",
    "Progress Integration Factor": "pif",
}
INDEX = CONTENT / "explainers" / "what-the-index-is.md"
CHANGE = CONTENT / "explainers" / "reading-change.md"
VISIT = CONTENT / "explainers" / "ten-questions-for-a-governor-visit.md"


def score(kpi: str, value: float) -> float:
    return float(scores(kpi, np.array([value]), default())[0])


def index_of(values: dict[str, float]) -> float:
    """The SEI of five KPI values."""
    return float(sei.index({kpi: np.array([score(kpi, value)]) for kpi, value in values.items()}, default())[0])


def index_of_scores(given: list[float]) -> float:
    return float(sei.index({kpi: np.array([value]) for kpi, value in zip(KPIS, given, strict=True)}, default())[0])


def figures(path, heading="Measure", column="Figure") -> dict[str, float]:
    return {NAMES[row["Measure"]]: number(row[column]) for row in table(path, heading) if row["Measure"] in NAMES}


def test_the_four_points_of_each_measure_are_the_frameworks():
    rows = table(INDEX, "Measure | Score 0")

    assert {NAMES[row["Measure"]]: tuple(number(row[f"Score {level}"]) for level in ("0", "1.5", "3.0", "4.5")) for row in rows} == {
        kpi: default().points(kpi) for kpi in KPIS
    }


def test_the_five_scores_of_the_worked_school_are_right():
    for row in table(INDEX, "Measure | Figure | Score"):
        assert row["Score"] == shown(score(NAMES[row["Measure"]], number(row["Figure"])), 2)


def test_the_bands_in_the_worked_school_are_those_of_its_figures():
    for path in (INDEX, VISIT):
        heading = "Measure | What it asks | Figure" if path == INDEX else "Measure | Figure | Shown as"
        for row in table(path, heading):
            assert row["Shown as"] == band_of(NAMES[row["Measure"]], number(row["Figure"]), default())


def test_the_index_of_the_worked_school_is_right():
    values = figures(INDEX, "Measure | Figure | Score")

    assert f"the index is **{shown(index_of(values), 2)}**" in read(INDEX).text
    assert SEI_BANDS[sei_bands(np.array([index_of(values)]), default())[0]] == "moderate"


def test_equal_plain_averages_and_different_indices_are_as_printed():
    for row in table(INDEX, "School | Five scores"):
        given = [float(part) for part in row["Five scores"].split(", ")]
        assert row["Plain average"] == shown(sum(given) / 5, 2)
        assert row["Index"] == shown(index_of_scores(given), 2)


def test_what_one_change_would_do_to_the_index_is_right():
    values = figures(INDEX, "Measure | Figure | Score")
    for row in table(INDEX, "If only this changed"):
        kpi = "need" if row["If only this changed"].startswith("Need") else "pif"
        before, after = (number(part) for part in re.findall(r"[\d.]+%?(?=$|\sto)", row["If only this changed"]))
        assert values[kpi] == before
        became = index_of(values | {kpi: after})
        assert (row["Index"], row["Difference"]) == (shown(became, 2), f"+{shown(became - index_of(values), 2)}")


def test_the_puzzle_of_the_visit_adds_up():
    rows = table(VISIT, "Measure | Figure | Shown as")
    values = {NAMES[row["Measure"]]: number(row["Figure"]) for row in rows}

    assert [row["Score"] for row in rows] == [shown(score(kpi, values[kpi]), 2) for kpi in KPIS]
    assert f"the index is {shown(index_of(values), 2)}, Moderate" in read(VISIT).text


def test_the_edges_in_how_it_works_are_the_frameworks():
    for row in table(CONTENT / "pages" / "how-it-works.md", "Measure | What it asks | Better"):
        _, red_edge, green_edge, _ = default().points(NAMES[row["Measure"]])
        assert number(row["Red"].split()[-1]) == red_edge
        assert number(re.findall(r"[\d.]+%?", row["Green"])[0]) == green_edge


def test_the_limits_of_no_real_change_are_the_frameworks():
    rows = table(CHANGE, "Measure | No real change up to")
    printed = [number(row["No real change up to"]) / (100 if "points" in row["No real change up to"] else 1) for row in rows]

    assert printed == [default().real_change[key] for key in (*KPIS, "sei")]


def test_the_split_of_a_change_adds_up_and_is_the_frameworks():
    rows = {NAMES[row["Measure"]]: row for row in table(CHANGE, "Measure | Autumn 2025") if row["Measure"] in NAMES}
    before, after = ({kpi: number(row[term]) for kpi, row in rows.items()} for term in ("Autumn 2025", "Autumn 2026"))
    parts = split({kpi: score(kpi, value) for kpi, value in before.items()}, {kpi: score(kpi, value) for kpi, value in after.items()})
    whole = table(CHANGE, "Measure | Autumn 2025")[-1]

    assert {kpi: number(row["Part of the index’s move"]) for kpi, row in rows.items()} == {kpi: float(shown(part, 2)) for kpi, part in parts.items()}
    assert [whole["Autumn 2025"], whole["Autumn 2026"]] == [shown(index_of(before), 2), shown(index_of(after), 2)]
    assert number(whole["Part of the index’s move"]) == pytest.approx(sum(number(row["Part of the index’s move"]) for row in rows.values()))


def test_which_changes_are_called_real_is_the_frameworks():
    for row in table(CHANGE, "Measure | Autumn 2025"):
        kpi = NAMES.get(row["Measure"], "sei")
        real = is_real(kpi, number(row["Autumn 2025"]), number(row["Autumn 2026"]), 52, default())
        assert (row["Real change?"] == "no real change") == (not real), kpi


def words(step: float) -> str:
    return f"{'up' if step > 0 else 'down'} {abs(step):.2f}"


def test_the_season_of_progress_is_worked_out_right():
    rows = table(CHANGE, "Term | Figure")
    seen = [number(row["Figure"]) for row in rows]

    assert [row["On the term before"] for row in rows[1:]] == [words(later - earlier) for earlier, later in pairwise(seen)]
    assert rows[-1]["On the same term last year"] == words(seen[-1] - seen[0])


def test_every_band_word_is_known():
    assert {row["Shown as"] for row in table(INDEX, "Measure | What it asks | Figure")} <= set(BANDS)
