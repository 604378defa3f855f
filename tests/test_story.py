"""The figures of the demo trust tell the story they are meant to tell."""

from __future__ import annotations

from functools import cache

import pytest

from sendsite.demo import story
from sendsite.demo.schools import CHARACTERS, DRIFTING, GAPS, LARGE, SMALL, SPECIAL, STRONG, Character
from sendsite.framework.columns import columns
from sendsite.framework.drift import TermMeasures, drift
from sendsite.framework.measure import measure
from sendsite.framework.model import BANDS, KPIS, SEI_BANDS, Measures
from sendsite.framework.records import LIVE
from sendsite.framework.settings import default

TERMS = range(10)
LAST = 9


@cache
def measures(place: int, scenario: str = LIVE) -> Measures:
    _, day, records = story()[place]
    return measure(columns(records, default(), scenario=scenario, on=day), default())


def row(school: Character) -> int:
    return measures(LAST).deployment.schools.urn.index(school.urn)


def sei_band(place: int, school: Character) -> str:
    """Low, moderate or high; blank where there is none."""
    code = int(measures(place).schools.sei.band[row(school)])
    return SEI_BANDS[code] if code >= 0 else ""


def seis(school: Character) -> list[float]:
    return [float(measures(place).schools.sei.value[row(school)]) for place in TERMS]


def absorbed_share(place: int, school: Character) -> float:
    hours = measures(place).schools.hours
    return float(hours.absorbed[row(school)] / hours.paid[row(school)])


def missing(place: int, school: Character) -> set[str]:
    return {kpi for kpi in KPIS if measures(place).schools.kpis[kpi].missing[row(school)]}


def test_there_are_nine_frozen_terms_and_a_live_one_each_dated_within_itself() -> None:
    terms = [term for term, _, _ in story()]

    assert [term.name for term in terms[:3] + terms[-1:]] == ["2023-autumn", "2023-spring", "2023-summer", "2026-autumn"]
    assert terms == sorted(set(terms))
    assert all(type(term).of(day) == term for term, day, _ in story())


@pytest.mark.parametrize("place", TERMS)
def test_the_trust_has_about_two_hundred_pupils_and_fifty_staff_in_six_schools(place: int) -> None:
    records = story()[place][2]

    assert len(records.schools) == 6
    assert 195 <= len(records.pupils) <= 230
    assert 48 <= sum(person.scenario == LIVE for person in records.staff) <= 56


def test_cover_takes_more_of_the_drifting_schools_hours_every_year_and_it_falls_from_the_top_of_moderate_to_low() -> None:
    shares = [absorbed_share(place, DRIFTING) for place in TERMS]

    assert shares == sorted(shares)
    assert shares[0] < 0.10 < 0.30 < shares[-1]
    assert 2.75 <= seis(DRIFTING)[0] < 3.0
    assert (sei_band(0, DRIFTING), sei_band(LAST, DRIFTING)) == ("moderate", "low")
    assert [measures(place).flags[row(DRIFTING)].count("support_drift") for place in (0, LAST)] == [0, 1]


def test_in_the_drifting_school_hours_go_on_where_need_has_fallen() -> None:
    first, last = (float(measures(place).schools.hours.surplus[row(DRIFTING)]) for place in (0, LAST))

    assert last > first + 5


@pytest.mark.parametrize("face", ["surplus", "past_need", "concentration"])
def test_every_face_of_drift_is_seen_in_the_drifting_schools_newest_snapshot_in_pupils_enough_to_be_shown(face: str) -> None:
    terms = [TermMeasures(story()[place][2], measures(place)) for place in (LAST - 1, LAST - 2)]

    assert len({case.pupil_id for case in drift(terms[0], terms[1], default()) if (case.urn, case.face) == (DRIFTING.urn, face)}) >= 5


@pytest.mark.parametrize("summer", [2, 5, 8])
def test_hours_are_found_to_go_on_past_need_in_summer_too(summer: int) -> None:
    terms = [TermMeasures(story()[place][2], measures(place)) for place in (summer, summer - 1)]

    assert [case for case in drift(terms[0], terms[1], default()) if (case.urn, case.face) == (DRIFTING.urn, "past_need")]


def test_the_strong_school_is_high_and_first_in_every_term() -> None:
    assert {sei_band(place, STRONG) for place in TERMS} == {"high"}
    assert all(measures(place).schools.sei.rank[row(STRONG)] == 1 for place in TERMS)


def test_the_small_school_has_figures_but_neither_band_nor_rank() -> None:
    for place in TERMS:
        assert seis(SMALL)[place] > 0
        assert sei_band(place, SMALL) == ""
        assert measures(place).schools.sei.rank[row(SMALL)] == 0
        assert {"small_school", "small_register"} <= set(measures(place).flags[row(SMALL)])


def test_the_school_with_gaps_has_an_sei_only_in_its_middle_years() -> None:
    gaps = [missing(place, GAPS) for place in TERMS]

    assert gaps[0] == gaps[1] == {"dqf"}
    assert gaps[2] == gaps[3] == gaps[4] == gaps[5] == set()
    assert gaps[7] == {"pif"}
    assert gaps[LAST] == {"dqf", "pif"}
    assert all(measures(place).left_out["pif"] == (GAPS.urn,) for place in (7, 8, LAST))


def test_the_special_school_is_all_ehcp_and_has_no_flag() -> None:
    for place in TERMS:
        register = measures(place).schools.register[row(SPECIAL)]
        assert register == measures(place).schools.ehcp[row(SPECIAL)] == measures(place).deployment.schools.roll[row(SPECIAL)]
        assert measures(place).flags[row(SPECIAL)] == ()
        assert sei_band(place, SPECIAL) == "high"


def test_the_large_school_gets_better_from_year_to_year() -> None:
    autumns, summers = seis(LARGE)[0:9:3], seis(LARGE)[2:9:3]

    assert autumns == sorted(autumns)
    assert summers[-1] > summers[0]
    assert [measures(place).flags[row(LARGE)] for place in (0, LAST)] == [("support_drift",), ()]


def test_progress_has_a_season() -> None:
    pif = [float(measures(place).trust.kpis["pif"].value[0]) for place in TERMS]

    assert all(pif[year] < pif[year + 1] < pif[year + 2] for year in (0, 3, 6))
    assert all(pif[summer] > pif[summer + 1] for summer in (2, 5, 8))


def test_the_what_ifs_of_the_drifting_school_would_mend_some_of_it() -> None:
    live, reds, supply = (float(measures(LAST, name).schools.sei.value[row(DRIFTING)]) for name in (LIVE, "Reds first", "Supply for cover"))

    assert live < reds < supply
    assert SEI_BANDS[int(measures(LAST, "Supply for cover").schools.sei.band[row(DRIFTING)])] == "moderate"


def test_one_more_member_of_staff_meets_more_need_and_costs_more() -> None:
    live, more = measures(LAST).schools.kpis, measures(LAST, "Shared HLTA").schools.kpis

    assert more["need"].value[row(SMALL)] > live["need"].value[row(SMALL)]
    assert more["finance"].value[row(SMALL)] > live["finance"].value[row(SMALL)]


def test_the_live_register_shows_every_band_of_the_sei_and_of_the_kpis_that_vary() -> None:
    assert {sei_band(LAST, school) for school in CHARACTERS} == {"low", "moderate", "high", ""}
    seen = {BANDS[int(code)] for place in TERMS for kpi in KPIS for code in measures(place).schools.kpis[kpi].band if code >= 0}
    assert seen == set(BANDS)


# Percent of roll at SEN support, tenth and ninetieth percentile, and with an EHCP, ninetieth: real schools of the phase and size, January 2019.
REAL_SHARES = {
    "990001": (5.49, 22.58, 3.90),
    "990002": (5.77, 20.77, 3.03),
    "990003": (5.93, 20.74, 3.21),
    "990004": (5.77, 20.77, 3.03),
    "990006": (4.26, 16.10, 2.92),
}
RISE_SINCE = {"support": 14.8 / 11.9, "ehcp": 6.0 / 3.1}  # England, January 2026 over January 2019


@pytest.mark.parametrize("urn", REAL_SHARES)
def test_shares_of_sen_lie_within_those_of_real_schools_of_the_phase_and_size(urn: str) -> None:
    low, high, ehcp_high = REAL_SHARES[urn]
    for place in TERMS:
        here = measures(place)
        school = here.deployment.schools.urn.index(urn)
        roll, ehcp = here.deployment.schools.roll[school], here.schools.ehcp[school]
        assert low <= 100 * (here.schools.register[school] - ehcp) / roll <= high * RISE_SINCE["support"]
        assert 0 < 100 * ehcp / roll <= ehcp_high * RISE_SINCE["ehcp"]
