"""A stated priority: its share of hours may lie 5 points below its target."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sendsite.framework.records import Priority, Records
from tests.builders import a_member_of_staff, a_pupil, a_school, an_allocation
from tests.framework.insights.schools import REVIEWED, found, school, served


def stating(records: Records, *stated: tuple[str, str, float], urn: str = "140001") -> Records:
    """With priorities: what each is measured by, of what, and its target share."""
    rows = (Priority(urn, at, "Ours", measure, of, round(share * 10_000)) for at, (measure, of, share) in enumerate(stated, 1))
    return replace(records, priorities=tuple(rows))


REDS = ("reds", "", 0.45)


@pytest.mark.parametrize("red, speaks", [(39.9, True), (40, False), (40.1, False)])
def test_from_more_than_the_edge_below_its_target_it_speaks(red, speaks):
    assert ("priority" in found(stating(school(served("R", red), served("A", 100 - red)), REDS))) == speaks


def test_how_far_it_falls_short_is_told_in_hours():
    insight = found(stating(school(served("R", 30), served("A", 70)), REDS))["priority"]

    assert insight.figures == pytest.approx({"pupils": 1, "priority_target": 0.45, "priority_share": 0.3, "priority_hours": 15})
    assert insight.severity == "low"
    assert insight.diagnosis == "A stated priority asks for 45% of hours to go to pupils rated red. In the timetable 30% goes there: 15 hours a week fewer."


@pytest.mark.parametrize(
    "measure, of, whom",
    [("need_area", "semh", "social, emotional and mental health needs"), ("key_stage", "KS1", "key stage 1"), ("key_stage", "EYFS", "the early years")],
)
def test_areas_and_key_stages_are_looked_at_by_the_pupils_rows(measure, of, whom):
    records = school(served("A", 10, primary_need="SEMH", year_group="R" if of == "EYFS" else "2"), served("A", 90, primary_need="MLD", year_group="6"))

    insight = found(stating(records, (measure, of, 0.2)))["priority"]

    assert insight.figures["priority_share"] == pytest.approx(0.1)
    assert whom in insight.diagnosis


def test_a_mode_is_measured_in_staff_hours():
    group = [an_allocation("s1", key, 2, group="g", mode="in_class") for key in ("p1", "p2")]
    pupils = (a_pupil("p1", needs=10, outcomes=REVIEWED), a_pupil("p2", needs=10, outcomes=REVIEWED))
    records = a_school(a_member_of_staff("s1", contracted=60), *pupils, *group, an_allocation("s1", "p1", 8, mode="withdrawn"))

    figures = found(stating(records, ("mode", "in_class", 0.5)))["priority"].figures

    assert figures == pytest.approx({"pupils": 2, "priority_target": 0.5, "priority_share": 0.2, "priority_hours": 3})


def test_the_one_furthest_short_in_hours_is_told_and_the_others_are_counted():
    records = stating(school(served("R", 30, year_group="2"), served("A", 70, year_group="6")), ("key_stage", "KS1", 0.4), REDS)

    insight = found(records)["priority"]

    assert "rated red" in insight.diagnosis
    assert insight.diagnosis.endswith("Another stated priority falls short too.")


def test_no_school_is_held_to_the_trusts_own_priorities():
    assert "priority" not in found(stating(school(served("R", 10), served("A", 90)), REDS, urn=""))


def test_without_records_or_hours_it_is_silent():
    assert "priority" not in found(stating(school(served("R", 10), served("A", 90)), REDS), dated=False)
    assert "priority" not in found(stating(school(served("R", 10, gets=0)), REDS))
