"""Each rule speaks where it should and keeps quiet where it should; what an action would do is measured, not guessed."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from sendsite.framework.insights import INSIGHTS, Insight, insights
from sendsite.framework.insights.trial import alone
from sendsite.framework.measure import measure
from sendsite.framework.records import Records
from sendsite.framework.settings import default
from tests.builders import AnAllocation, APupil, a_member_of_staff, a_pupil, a_school, a_trust, an_allocation, an_outcome, measured
from tests.framework.test_worked_example import hollow_oak

TIED = (an_outcome("on_track"),)


def found(records: Records) -> dict[str, Insight]:
    return {insight.rule: insight for insight in insights(measured(records), default())}


def school(*parts: APupil | AnAllocation, send: float = 32.5, tasks: dict[str, float] | None = None, roll: int = 150, urn: str = "140001") -> Records:
    """Large enough not to be small; staff enough not to look incomplete."""
    extra = a_member_of_staff("extra", contracted=60, send=0)
    return a_school(a_member_of_staff("s1", send=send, tasks=tasks), extra, *parts, roll=roll, urn=urn)


def served(rating: str = "A", needs: float = 10, gets: float = 10) -> APupil:
    return a_pupil(needs=needs, gets=gets, rating=rating, outcomes=TIED)


def test_a_school_where_all_is_well_has_no_insight():
    assert found(school(served(), served(), served(), send=30)) == {}


def test_half_the_hours_absorbed_by_other_tasks_come_back_to_the_gaps_highest_need_first():
    trust = school(served("R", gets=6), served("A", gets=6), served("A"), send=26, tasks={"cover": 3, "preparation": 1})

    insight = found(trust)["absorbed"]

    # 3 of 26 hours are absorbed, 0.115; half of them, 1.5, reach the red pupil's gap of 4: matched 22 + 1.5 of 30 needed
    assert insight.figures == pytest.approx({"absorbed_hours": 3, "absorbed_share": 3 / 26, "task_cover": 3, "gap_hours": 8, "hours_to_gaps": 1.5})
    assert insight.effect is not None
    assert insight.effect.kpis["need"] == pytest.approx((22 / 30, 23.5 / 30))
    assert insight.effect.kpis["dqf"].after > insight.effect.kpis["dqf"].before
    assert insight.effect.sei.after > insight.effect.sei.before
    assert insight.diagnosis == (
        "12% of the hours paid for support are timetabled to something else: 3 hours a week. The largest part is covering for colleagues."
    )


def test_what_a_member_of_staff_is_over_by_comes_off_the_hours_that_come_back():
    trust = school(served(gets=10), served(needs=20, gets=12), send=24, tasks={"cover": 6})

    # 24 paid, 22 used, 6 absorbed: 4 over. Half of the tasks is 3: all of it comes off what is over, and nothing is left to give.
    assert found(trust)["absorbed"].figures["hours_to_gaps"] == 0
    # 3 absorbed: 1 over. Half is 1.5, of which 0.5 is left to give.
    less = school(served(gets=10), served(needs=20, gets=12), send=24, tasks={"cover": 3})
    assert found(less)["absorbed"].figures["hours_to_gaps"] == pytest.approx(0.5)


def test_highest_need_pupils_under_served_receive_what_others_have_beyond_their_plans():
    insight = found(school(served("R", gets=5), served("G", needs=4, gets=7), served("A", gets=10), send=22))["highest_need"]

    assert insight.figures == pytest.approx({"pupils": 1, "needed_hours": 10, "met_hours": 5, "met_share": 0.5, "hours_to_gaps": 3})
    assert insight.effect is not None
    assert insight.effect.kpis["need"] == pytest.approx((19 / 24, 22 / 24))


def test_highest_need_pupils_who_receive_their_share_are_no_insight():
    assert "highest_need" not in found(school(served("R", gets=7), served(), send=17))


def test_hours_nobody_holds_are_given_to_gaps():
    insight = found(school(served(gets=6), send=10))["unallocated"]

    assert insight.figures == pytest.approx({"unallocated_hours": 4, "unallocated_share": 0.4, "gap_hours": 4, "hours_to_gaps": 4})
    assert insight.effect is not None
    assert insight.effect.kpis["need"] == pytest.approx((0.6, 1.0))
    assert insight.effect.kpis["ash"] == pytest.approx((0.6, 1.0))


def test_without_a_gap_an_insight_promises_no_effect():
    insight = found(school(served(gets=10), send=15))["unallocated"]

    assert insight.effect is None
    assert "No plan is short of hours at present: " in insight.action


def test_support_beyond_the_plan_moves_to_gaps_without_touching_what_is_matched():
    insight = found(school(served(needs=5, gets=9), served(gets=7), send=16))["surplus"]

    assert insight.figures["hours_to_gaps"] == pytest.approx(3)
    assert insight.effect is not None
    assert insight.effect.kpis["need"] == pytest.approx((12 / 15, 1.0))


def test_a_group_that_stands_in_for_one_adult_to_one_pupil_frees_nothing():
    trust = school(
        a_pupil("p1", needs=5, one_to_one=5, outcomes=TIED), a_pupil("p2", needs=5, outcomes=TIED), an_allocation("s1", "p1", 5, group="Talk"), send=5
    )

    assert found(trust)["surplus"].effect is None


def test_over_committed_staff_are_an_insight_without_a_promise():
    insight = found(school(served(), send=8))["overcommitted"]

    assert insight.figures == {"staff": 1, "overcommitted_hours": 2}
    assert insight.effect is None


def test_support_that_no_reviewed_outcome_speaks_for_is_found():
    insight = found(school(served(), a_pupil(needs=5, gets=5), send=15))["untied"]

    assert insight.figures == pytest.approx({"pupils": 1, "untied_hours": 5, "untied_share": 5 / 15})


def test_unrated_pupils_who_hide_the_quality_of_deployment_are_grave():
    insight = found(school(served(), served(), served(), a_pupil(needs=10, gets=10, rating="", outcomes=TIED), send=40))["unrated"]

    assert insight.severity == "high"
    assert insight.figures == pytest.approx({"pupils": 1, "needed_hours": 10, "unrated_share": 0.25})


def test_a_small_school_is_to_be_read_with_care_and_low_spending_is_a_list_to_check():
    assert found(school(served(), send=10, roll=149))["small_school"].severity == "low"
    assert found(school(served(), send=10, roll=400))["low_spend"].where == "/staff"


@pytest.mark.parametrize("hours, severity", [(7.9, "low"), (8, "medium"), (24.9, "medium"), (25, "high")])
def test_an_insight_is_as_grave_as_the_hours_it_concerns(hours, severity):
    assert found(school(*(served(needs=hours / 2, gets=0) for _ in range(2)), served(), send=hours + 10))["unallocated"].severity == severity


def test_the_gravest_stand_first_and_then_those_that_concern_most_hours():
    got = insights(measured(a_trust(hollow_oak(), school(served("R", needs=40, gets=10), send=60, urn="140002"))), default())

    ranks = [("high", "medium", "low").index(insight.severity) for insight in got]
    assert ranks == sorted(ranks)
    assert got[0].urn == "140002"


def test_no_insight_names_a_person_or_counts_pupils_in_its_words():
    for insight in insights(measured(hollow_oak()), default()):
        words = " ".join(str(part) for part in asdict(insight).values() if isinstance(part, (str, tuple)))
        assert "Pupil p" not in words
        assert "Robin" not in words


def test_an_action_is_tried_out_on_its_own_school_alone():
    trust = a_trust(a_school(served(), urn="140009"), hollow_oak())
    one = measure(alone(measured(trust).deployment, 0), default())

    assert one.deployment.schools.urn == ("140001",)
    assert one.schools.sei.value[0] == measured(hollow_oak()).schools.sei.value[0]


def test_every_rule_stands_once_in_the_list():
    assert len(set(INSIGHTS)) == len(INSIGHTS)
