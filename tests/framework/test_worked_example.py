"""
One invented school worked through by hand, every figure. Hours a week, GBP a year.

Hollow Oak Primary, 100 on roll, notional SEND budget 12,000.

| staff | role | contracted | SEND | tasks                  | salary |
| s1    | TA   | 30         | 20   | preparation 3, cover 1 | -      |
| s2    | HLTA | 20         | 10   | -                      | 28,000 |
| s3    | LSA  | 10         | 0    | -                      | -      |

| pupil | need | 1:1 | answers  | rating                    | outcomes                              | progress        |
| p1 E  | 10   | 4   | RRRAAA-- | red (tie red/amber, 6)    | on_track 0.75, developing 0.5         | 1.25 / 2 = .625 |
| p2    | 5    | -   | AAAAAAAA | amber                     | none                                  | 0, counted      |
| p3    | 4    | -   | GGGGGAAA | green                     | withdrawn                             | not counted     |
| p4 E  | 6    | 5   | RRRRAAAG | red                       | achieved 1, withdrawn                 | 1               |
| p5    | 3    | -   | AA------ | amber (2 answers)         | not_started but reviewed 0, emerging .25 | .125         |
| p6    | 2    | -   | --------  | unrated                   | not_started, never reviewed           | not counted     |
| p7    | 1    | -   | GGGGGGGG | green                     | none                                  | 0, counted      |
| p8    | 1    | -   | GGGGGGGG | green                     | achieved                              | 1               |

Cells: s1-p1 4 and s1-p4 3 one-to-one; s1 group "Phonics": p1 2, p2 2, p3 1. s2-p2 4 and s2-p5 5 one-to-one; s2 group "Talk": all eight, 2 each.
Talk has 8 members, above the limit of 6: each gets 2 x 6/8 = 1.5.

| pupil | received            | matched                              | gap | surplus | attributed staff hours        |
| p1    | 4 + 2 + 1.5   = 7.5 | min(7.5, 10, 4 + 10 - 4 = 10)  = 7.5 | 2.5 | 0       | 4 + .8 + .25          = 5.05  |
| p2    | 2 + 1.5 + 4   = 7.5 | min(7.5, 5, ...)               = 5   | 0   | 2.5     | .8 + .25 + 4          = 5.05  |
| p3    | 1 + 1.5       = 2.5 | min(2.5, 4)                    = 2.5 | 1.5 | 0       | .4 + .25              = .65   |
| p4    | 3 + 1.5       = 4.5 | min(4.5, 6, 3 + 6 - 5 = 4)     = 4   | 2   | .5      | 3 + .25               = 3.25  |
| p5    | 5 + 1.5       = 6.5 | min(6.5, 3, ...)               = 3   | 0   | 3.5     | 5 + .25               = 5.25  |
| p6    | 1.5                 | min(1.5, 2)                    = 1.5 | .5  | 0       | .25                           |
| p7    | 1.5                 | min(1.5, 1)                    = 1   | 0   | .5      | .25                           |
| p8    | 1.5                 | min(1.5, 1)                    = 1   | 0   | .5      | .25                           |
| sum   | 33                  | 25.5                                 | 6.5 | 7.5     | 20                            |

Phonics takes its longest cell, 2, of s1, shared 2:2:1 -> .8, .8, .4. Talk takes 2 of s2, shared by 8 -> .25 each.

| staff | used           | prepared          | absorbed      | left                  |
| s1    | 4 + 3 + 2 = 9  | min(3, 2.0) = 2   | 3 + 1 - 2 = 2 | 20 - 9 - 2 - 2 = 7    |
| s2    | 4 + 5 + 2 = 11 | 0                 | 0             | 10 - 11 = -1          |
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sendsite.framework.columns import columns
from sendsite.framework.document import document
from sendsite.framework.landing import landing
from sendsite.framework.measure import measure
from sendsite.framework.model import AMBER, GREEN, RED, UNRATED, Measures
from sendsite.framework.money import money, staff_cost
from sendsite.framework.records import Records
from sendsite.framework.settings import default
from tests.builders import a_member_of_staff, a_pupil, a_school, an_allocation, an_outcome

REVIEWED = date(2026, 1, 20)


def hollow_oak() -> Records:
    one_to_one = [("s1", "p1", 4), ("s1", "p4", 3), ("s2", "p2", 4), ("s2", "p5", 5)]
    return a_school(
        a_member_of_staff(role="TA", contracted=30, send=20, tasks={"preparation": 3, "cover": 1}),
        a_member_of_staff(role="HLTA", contracted=20, send=10, salary=28_000),
        a_member_of_staff(role="LSA", contracted=10, send=0),
        a_pupil(
            needs=10,
            one_to_one=4,
            answers="RRRAAA",
            sen_status="E",
            funding_amount=500_000,
            outcomes=(an_outcome("on_track", planned=2, weeks=12), an_outcome("developing")),
        ),
        a_pupil(needs=5, answers="AAAAAAAA"),
        a_pupil(needs=4, answers="GGGGGAAA", outcomes=(an_outcome("withdrawn", reviewed_on=REVIEWED),)),
        a_pupil(needs=6, one_to_one=5, answers="RRRRAAAG", sen_status="E", outcomes=(an_outcome("achieved"), an_outcome("withdrawn"))),
        a_pupil(needs=3, answers="AA", outcomes=(an_outcome("not_started", reviewed_on=REVIEWED), an_outcome("emerging"))),
        a_pupil(needs=2, rating="", outcomes=(an_outcome("not_started"),)),
        a_pupil(needs=1, rating="G"),
        a_pupil(needs=1, rating="G", outcomes=(an_outcome("achieved", planned=1),)),
        *(an_allocation(staff, pupil, hours) for staff, pupil, hours in one_to_one),
        *(an_allocation("s1", pupil, hours, group="Phonics") for pupil, hours in (("p1", 2), ("p2", 2), ("p3", 1))),
        *(an_allocation("s2", f"p{number}", 2, group=" Talk ") for number in range(1, 9)),
        name="Hollow Oak Primary",
        roll=100,
        budget=12_000,
    )


@pytest.fixture(scope="module")
def measures() -> Measures:
    return measure(columns(hollow_oak(), default()), default())


def test_ratings_follow_the_most_frequent_answer_and_a_tie_goes_to_the_higher_need(measures):
    assert measures.pupils.rating.tolist() == [RED, AMBER, GREEN, RED, AMBER, UNRATED, GREEN, GREEN]
    assert measures.pupils.tied.tolist() == [True] + [False] * 7
    assert measures.pupils.answered.tolist() == [6, 8, 8, 8, 2, 0, 8, 8]


def test_each_pupils_hours(measures):
    assert measures.pupils.received.tolist() == pytest.approx([7.5, 7.5, 2.5, 4.5, 6.5, 1.5, 1.5, 1.5], abs=1e-12)
    assert measures.pupils.matched.tolist() == pytest.approx([7.5, 5, 2.5, 4, 3, 1.5, 1, 1], abs=1e-12)
    assert measures.pupils.gap.tolist() == pytest.approx([2.5, 0, 1.5, 2, 0, 0.5, 0, 0], abs=1e-12)
    assert measures.pupils.surplus.tolist() == pytest.approx([0, 2.5, 0, 0.5, 3.5, 0, 0.5, 0.5], abs=1e-12)
    assert measures.pupils.attributed.tolist() == pytest.approx([5.05, 5.05, 0.65, 3.25, 5.25, 0.25, 0.25, 0.25], abs=1e-12)


def test_each_member_of_staffs_hours(measures):
    assert measures.staff.used.tolist() == pytest.approx([9, 11, 0], abs=1e-12)
    assert measures.staff.prepared.tolist() == pytest.approx([2, 0, 0], abs=1e-12)
    assert measures.staff.absorbed.tolist() == pytest.approx([2, 0, 0], abs=1e-12)
    assert measures.staff.unallocated.tolist() == pytest.approx([7, 0, 0], abs=1e-12)
    assert measures.staff.overcommitted.tolist() == pytest.approx([0, 1, 0], abs=1e-12)


def test_the_document_of_the_school(measures):
    written: Any = document(measures, default())
    school = written["schools"][0]

    assert school["hours"] == pytest.approx(
        {
            "contracted": 60,
            "paid": 30,
            "delivered": 33,
            "needed": 32,
            "matched": 25.5,
            "gap": 6.5,
            "surplus": 7.5,
            "prepared": 2,
            "absorbed": 2,
            "unallocated": 7,
            "overcommitted": 1,
            "staff_time": 20,
        },
        abs=1e-9,
    )
    assert school["rag"] == {"red": 2, "amber": 2, "green": 3, "unrated": 1}
    # 2 pupils with EHCP of 100 on roll: 0.020, under 0.040. Absorbed 2 of 30 paid: 0.067, under 0.10. Finance 0.55, not under 0.50.
    assert school["flags"] == ["overcommitted", "small_register", "small_school"]


def test_finance_by_hand(measures):
    # TA 20.00 x 30 x 38 = 22,800; HLTA 24.50 x 20 x 38 = 18,620; LSA 20.00 x 10 x 38 = 7,600: 49,020. Benchmark 100 x 890 = 89,000.
    value = 49_020 / 89_000  # 0.5507865...
    assert kpi(measures, "finance") == pytest.approx((value, 3.0 + 1.5 * (1.00 - value) / 1.00, 2), abs=1e-9)


def test_average_support_hours_by_hand(measures):
    # s1 min(9 + 2, 20 - 2) = 11; s2 min(11 + 0, 10 - 0) = 10: 21 of 30 paid = 0.70, the very edge of amber.
    assert kpi(measures, "ash") == pytest.approx((0.70, 1.5, 1), abs=1e-9)


def test_need_met_by_hand(measures):
    # 25.5 / 32 = 0.796875; score 1.5 + 1.5 x 0.096875 / 0.20 = 2.2265625
    assert kpi(measures, "need") == pytest.approx((0.796875, 2.2265625, 1), abs=1e-9)


def test_deployment_quality_by_hand(measures):
    # rated: w received 7.5 + 3.75 + 4.5 + 3.25 = 19 of 31.5 received; w need 10 + 2.5 + 6 + 1.5 = 20 of 30 needed
    # (19 / 31.5) / (20 / 30) = 570 / 630 = 0.904761...; unrated hold 2 of 32 needed hours: 6.25%
    assert kpi(measures, "dqf") == pytest.approx((570 / 630, 3.0 + 1.5 * (570 / 630 - 0.90) / 0.10, 2), abs=1e-9)


def test_progress_integration_by_hand(measures):
    # counted p1 p2 p4 p5 p7 p8: received 7.5 + 7.5 + 4.5 + 6.5 + 1.5 + 1.5 = 29
    # 7.5 x .625 + 4.5 x 1 + 6.5 x .125 + 1.5 x 1 = 4.6875 + 4.5 + .8125 + 1.5 = 11.5; 11.5 / 29 = 0.39655
    # Shown 0.40, so amber, though its score, 1.5 x 0.19655 / 0.20 = 1.474..., stands below 1.5.
    assert kpi(measures, "pif") == pytest.approx((11.5 / 29, 1.5 * (11.5 / 29 - 0.20) / 0.20, 1), abs=1e-9)


def test_the_index_is_the_geometric_mean_of_the_five_scores_and_a_small_register_gets_no_band(measures):
    # scores 3.673820..., 1.5, 2.2265625, 3.071428..., 1.474137...
    product = (3 + 1.5 * (1 - 49_020 / 89_000)) * 1.5 * 2.2265625 * (3 + 15 * (570 / 630 - 0.9)) * (7.5 * (11.5 / 29 - 0.2))
    assert measures.schools.sei.value[0] == pytest.approx(product**0.2, abs=1e-9)
    assert measures.schools.sei.band[0] == -1
    assert measures.schools.sei.rank[0] == 0
    assert measures.trust.sei.band[0] == 1  # the trust always has a band: 2.23 is moderate


def test_standard_money_by_hand(measures):
    got = money(measures, default())

    # SEND cost: s1 22,800 x 20/30 = 15,200; s2 18,620 x 10/20 = 9,310; s3 0
    assert got.send_staff_cost[0] == pytest.approx(24_510)
    assert got.send_cost[0] == pytest.approx(24_510)
    # funding: 12,000 + p1's 5,000
    assert got.funding_identified[0] == pytest.approx(17_000)
    assert got.utilisation[0] == pytest.approx(24_510 / 17_000)
    assert got.per_pupil[0] == pytest.approx(24_510 / 8)
    assert got.per_delivered_hour[0] == pytest.approx(24_510 / (33 * 38))
    assert got.per_achieved_outcome[0] != got.per_achieved_outcome[0]  # 2 achieved, fewer than 5: not a number
    # hours of s1 cost 20 x 38 = 760 a year, of s2 24.50 x 38 = 931
    assert staff_cost(measures.deployment, default()).hourly.tolist() == pytest.approx([20, 24.5, 20])
    expected = [
        4.8 * 760 + 0.25 * 931,  # p1 3,880.75
        0.8 * 760 + 4.25 * 931,  # p2 4,564.75
        0.4 * 760 + 0.25 * 931,  # p3 536.75
        3.0 * 760 + 0.25 * 931,  # p4 2,512.75
        5.25 * 931,  # p5 4,887.75
        232.75,
        232.75,
        232.75,
    ]
    assert got.provision_by_pupil.tolist() == pytest.approx(expected)
    assert got.provision[0] == pytest.approx(17_081)
    assert got.preparation[0] == pytest.approx(2 * 760)
    assert got.drift_cost[0] == pytest.approx(2 * 760)
    assert got.unallocated[0] == pytest.approx(7 * 760)
    assert got.overcommitted[0] == pytest.approx(931)
    # 17,081 + 1,520 + 1,520 + 5,320 = 25,441 = 24,510 + 931
    # p1's top-up 5,000 + min(6,000, 3,880.75) - 3,880.75 = 5,000; nobody else has one
    assert got.balance_by_pupil[0] == pytest.approx(5_000)
    assert got.balance_by_pupil[3] != got.balance_by_pupil[3]


def test_the_cost_of_outcomes_by_hand(measures):
    costs = money(measures, default()).outcome_cost

    # p1: average hour (4.8 x 20 + 0.25 x 24.50) / 5.05 = 102.125 / 5.05; share 5.05 / 8 cell hours; 2 h x 12 weeks -> 24 x 102.125 / 8
    assert costs[0] == pytest.approx(306.375)
    # p8: average hour 24.50; share 0.25 / 2; 1 h x 38 weeks -> 38 x 24.50 x 0.125
    assert costs[-1] == pytest.approx(116.375)
    assert costs[1] != costs[1]  # no planned hours: no cost


def test_actual_money_by_hand(measures):
    got = money(measures, default(), "actual")

    # s2: 28,000 x 1.30 = 36,400, half of it SEND hours; hourly 36,400 / (20 x 38) = 47.894...
    assert got.send_staff_cost[0] == pytest.approx(15_200 + 18_200)
    assert staff_cost(measures.deployment, default(), "actual").hourly[1] == pytest.approx(36_400 / 760)
    # provision: s1 9 h x 760 + s2 11 h x 1,820 = 6,840 + 20,020; + 1,520 + 1,520 + 5,320 = 35,220 = 33,400 + 1 x 1,820
    assert got.provision[0] == pytest.approx(26_860)


def test_where_every_hour_lands_by_hand(measures):
    got = landing(measures)

    # p1 5.05, p2 5.05 x 5/7.5, p3 .65, p4 3.25 x 4/4.5, p5 5.25 x 3/6.5, p6 .25, p7 and p8 .25 x 1/1.5
    matched = 5.05 + 5.05 * 5 / 7.5 + 0.65 + 3.25 * 4 / 4.5 + 5.25 * 3 / 6.5 + 0.25 + 2 * 0.25 / 1.5
    assert got.matched[0] == pytest.approx(matched)
    assert got.beyond[0] == pytest.approx(20 - matched)
    assert got.preparation[0] == pytest.approx(2)
    assert {task: hours[0] for task, hours in got.tasks.items() if hours[0]} == pytest.approx({"cover": 1, "long_preparation": 1})
    assert got.unallocated[0] == pytest.approx(7)
    assert got.total[0] == pytest.approx(31)  # 20 + 2 + 2 + 7 = 30 paid + 1 overcommitted


def kpi(measures: Measures, name: str) -> tuple[float, float, int]:
    """Value, score and band's place among red, amber, green."""
    figure = measures.schools.kpis[name]
    return float(figure.value[0]), float(figure.score[0]), int(figure.band[0])
