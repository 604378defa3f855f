"""The index, bands and ranks of schools, flags, and the trust's pooled figures."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sendsite.framework import sei
from sendsite.framework.document import document
from sendsite.framework.model import KPIS
from sendsite.framework.records import Records
from sendsite.framework.settings import default
from tests.builders import a_member_of_staff, a_pupil, a_school, a_trust, an_outcome, measured


def scores(*values: float) -> dict[str, np.ndarray[Any, np.dtype[np.float64]]]:
    """The same score in every KPI, a row a value."""
    return {kpi: np.array(values) for kpi in KPIS}


def schools(*values: float, register: int = 30, names: tuple[str, ...] = ()) -> Any:
    return sei.of_schools(scores(*values), np.full(len(values), register), names or tuple("x" for _ in values), default())


def whole(urn: str = "140001", *, pupils: int = 16, gets: float = 5, name: str = "Ash Lane") -> Records:
    """A school of which every figure is available."""
    register = (a_pupil(needs=5, rating="R" if number % 2 else "G", gets=gets, outcomes=(an_outcome("on_track"),)) for number in range(pupils))
    return a_school(*(a_member_of_staff(contracted=40, send=40) for _ in range(2)), *register, urn=urn, name=name)


def test_the_index_is_a_geometric_mean_with_a_floor():
    figures = {kpi: np.array([score]) for kpi, score in zip(KPIS, (4.5, 4.5, 4.5, 4.5, 0.0), strict=True)}

    assert sei.index(figures, default())[0] == pytest.approx((4.5**4 * 0.1) ** 0.2)


def test_the_index_is_not_available_while_any_kpi_is_not():
    assert np.isnan(sei.index(scores(3.0) | {"pif": np.array([np.nan])}, default())[0])


@pytest.mark.parametrize("register, band", [(14, -1), (15, 2)])
def test_a_register_under_fifteen_has_a_value_but_neither_band_nor_rank(register, band):
    index = schools(3.0, register=register)

    assert index.value[0] == pytest.approx(3.0)
    assert index.band[0] == band
    assert index.rank[0] == (1 if band >= 0 else 0)


@pytest.mark.parametrize(
    "value, register, uncertain", [(2.75, 29, True), (2.74, 29, False), (1.75, 15, True), (3.25, 15, True), (2.75, 30, False), (2.75, 14, False)]
)
def test_near_an_edge_a_register_under_thirty_is_uncertain(value, register, uncertain):
    assert schools(value, register=register).uncertain[0] == uncertain


def test_ranks_fall_with_the_index_and_equal_ones_follow_their_names():
    index = schools(2.0, 3.0, 2.0, np.nan, 1.0, names=("Birch", "Cedar", "Ash", "Elm", "Oak"))

    assert index.rank.tolist() == [3, 1, 2, 0, 4]


def test_the_trust_pools_sums_and_never_means_of_ratios():
    one = a_school(a_pupil(needs=10, gets=10), urn="140001")
    other = a_school(a_pupil(needs=30, gets=3), urn="140002")

    assert measured(a_trust(one, other)).trust.kpis["need"].value[0] == pytest.approx(13 / 40)


def test_the_trust_leaves_out_the_schools_whose_figure_is_not_available_and_names_them():
    listed = a_school(a_member_of_staff(contracted=10), roll=100, urn="140001")
    unlisted = a_school(a_pupil(), roll=100, urn="140002")

    measures = measured(a_trust(listed, unlisted))

    assert measures.trust.kpis["finance"].value[0] == pytest.approx(7600 / 89_000)
    assert measures.left_out["finance"] == ("140002",)
    assert measures.left_out["need"] == ("140001",)


def test_the_trust_always_has_a_band_even_of_small_registers():
    measures = measured(a_trust(whole(pupils=8), whole("140002", pupils=8)))

    assert measures.schools.sei.band.tolist() == [-1, -1]
    assert measures.trust.sei.band[0] >= 0


def test_where_a_figure_is_available_in_no_school_the_trust_has_none():
    measures = measured(a_trust(a_school(), a_school(urn="140002")))

    assert all(np.isnan(measures.trust.kpis[kpi].value[0]) for kpi in KPIS)
    assert measures.trust.kpis["ash"].missing == ("no_school",)


@pytest.mark.parametrize(
    "flag, raised, not_raised",
    [
        ("small_school", a_school(roll=149), a_school(roll=150)),
        ("small_school", a_school(roll=0), a_school(roll=40, phase="special")),
        ("small_school", a_school(roll=0), a_school(roll=40, phase="alternative_provision")),
        ("small_register", a_school(*(a_pupil() for _ in range(14))), a_school(*(a_pupil() for _ in range(15)))),
        ("support_drift", a_school(a_member_of_staff(send=20, tasks={"duty": 2.01})), a_school(a_member_of_staff(send=20, tasks={"duty": 2}))),
        ("support_drift", a_school(a_member_of_staff(send=20, tasks={"duty": 2.01})), a_school(a_member_of_staff(send=0, tasks={"duty": 2}))),
        ("overcommitted", a_school(a_member_of_staff(send=1, tasks={"duty": 1.01})), a_school(a_member_of_staff(send=1, tasks={"duty": 1}))),
        # 20.00 x 38 = 760 a contracted hour; half of 100 x 890 = 44,500 is 58.55... hours
        ("low_spend", a_school(a_member_of_staff(contracted=58.55), roll=100), a_school(a_member_of_staff(contracted=58.56), roll=100)),
        ("low_spend", a_school(a_member_of_staff(contracted=1), roll=100), a_school(roll=100)),
        (
            "high_need_intake",
            a_school(*(a_pupil(sen_status="E") for _ in range(5)), roll=124),
            a_school(*(a_pupil(sen_status="E") for _ in range(5)), roll=125),
        ),
        (
            "high_need_intake",
            a_school(*(a_pupil(sen_status="E") for _ in range(9)), roll=199, phase="secondary"),
            a_school(*(a_pupil(sen_status="E") for _ in range(9)), roll=200, phase="secondary"),
        ),
        ("high_need_intake", a_school(a_pupil(sen_status="E"), roll=10), a_school(a_pupil(sen_status="E"), roll=10, phase="special")),
        ("high_need_intake", a_school(a_pupil(sen_status="E"), roll=10), a_school(a_pupil(sen_status="E"), roll=0)),
    ],
)
def test_a_flag_is_raised_past_its_edge_and_not_on_it(flag, raised, not_raised):
    assert flag in measured(raised).flags[0]
    assert flag not in measured(not_raised).flags[0]


def test_the_document_has_every_key_of_a_ranked_school_in_ascending_urn_order():
    written: Any = document(measured(a_trust(whole("140002", gets=2), whole("140001"))), default())

    assert list(written) == ["framework", "schools", "trust"]
    assert written["framework"] == "hearts-1"
    assert [school["urn"] for school in written["schools"]] == ["140001", "140002"]
    assert list(written["schools"][0]) == ["urn", "name", "rank", "kpis", "sei", "rag", "hours", "flags"]
    assert list(written["schools"][0]["kpis"]) == list(KPIS)
    assert list(written["schools"][0]["kpis"]["need"]) == ["value", "score", "band"]
    assert list(written["schools"][0]["sei"]) == ["value", "band"]
    assert list(written["trust"]) == ["kpis", "sei"]


def test_what_is_not_available_is_null_and_an_unranked_school_has_no_rank():
    written: Any = document(measured(a_school()), default())
    school = written["schools"][0]

    assert school["kpis"]["need"] == {"value": None, "score": None, "band": None}
    assert school["sei"] == {"value": None, "band": None}
    assert "rank" not in school
