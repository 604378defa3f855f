"""Relations a reader can work out from what stands side by side: none leaves a hidden figure alone beside shown ones."""

from __future__ import annotations

from functools import lru_cache

import pytest

from sendsite.framework.records import Priority, Records
from sendsite.report.disclosure import Ledger, Released
from sendsite.report.quantities import SUBJECTS, gathered, source_of
from tests.builders import a_member_of_staff, a_pupil, a_school, a_trust, an_allocation, an_outcome
from tests.report.trust import NOW, a_trust_of_four, middling, reading, small


def ledger_of(*schools: object) -> Ledger:
    ledger, source = Ledger(), source_of(reading(NOW, a_trust(*schools)))  # type: ignore[arg-type]  # records
    for enter in SUBJECTS:
        enter(ledger, source)
    return ledger


@lru_cache(maxsize=1)
def three_roles() -> Released:
    """Two roles support three pupils each, a third the rest; all have other tasks."""
    outcomes = (an_outcome("on_track"), an_outcome("withdrawn"))
    pupils = [a_pupil(f"p{place}", needs=5, outcomes=outcomes) for place in range(26)]
    given = {"t": range(6, 26), "l": range(3), "h": range(3, 6)}
    rows = [an_allocation(staff, f"p{place}", 2) for staff, places in given.items() for place in places]
    people = [
        a_member_of_staff(staff, contracted=60, role=role, tasks={"cover": 6, "preparation": 4}) for staff, role in (("t", "TA"), ("l", "LSA"), ("h", "HLTA"))
    ]
    return ledger_of(a_school(*pupils, *people, *rows)).decide(5)


@pytest.mark.parametrize("what", ["prepared", "absorbed", "unallocated"])
def test_where_one_role_supports_few_pupils_the_split_by_role_is_hidden_for_all(what: str):
    released = three_roles()

    assert [released.mark(f"140001.role.{role}.used") for role in ("TA", "LSA", "HLTA")] == ["c", "c", "c"]
    assert [released.mark(f"140001.role.{role}.{what}") for role in ("TA", "LSA", "HLTA")] == ["c", "c", "c"]


def test_tasks_do_not_tell_what_a_role_hides():
    released = three_roles()

    assert [released.mark(f"trust.task.cover.{role}") for role in ("TA", "LSA", "HLTA")] == ["c", "c", "c"]
    assert "140001.task.cover.TA" not in released
    assert released.number("140001.task.cover.hours")


def test_hours_of_all_pupils_together_are_not_the_rest_of_the_picture_where_few_are_supported():
    few = a_school(*(a_pupil(f"p{place}", gets=4 if place < 3 else 0) for place in range(30)), a_member_of_staff("s1", contracted=60, tasks={"cover": 3}))
    released = ledger_of(few).decide(5)

    assert released.mark("140001.land.used") == "c"
    assert "c" in {released.mark(f"140001.land.{part}") for part in ("preparation", "cover", "unallocated")}
    assert released.mark("140001.land.unallocated") == released.mark("140001.hours.unallocated")


SUMS = [
    ("140001.hours.needed", {"140001.hours.matched", "140001.hours.gap"}),
    ("140001.hours.delivered", {"140001.hours.matched", "140001.hours.surplus"}),
    ("140001.register", {"140001.ehcp", "140001.support"}),
    ("140001.money.uses", {"140001.money.provision", "140001.money.preparation", "140001.money.drift_cost", "140001.money.unallocated"}),
    ("140001.outcome.all", {"140001.outcome.going", "140001.outcome.withdrawn"}),
    ("140001.register", {f"140001.ages.{band}.pupils" for band in ("to_2", "3_to_6", "7_to_9", "from_10", "")}),
    ("140001.register", {f"140001.area.{area}.pupils" for area in ("cognition_and_learning", "communication_and_interaction", "semh", "rarer")}),
    ("trust.area.rarer.gap", {f"trust.area.{area}.gap" for area in ("sensory_and_physical", "other", "")}),
    ("trust.area.semh.pupils", {"trust.area.semh.ehcp", "trust.area.semh.support"}),
    ("140001.outcome_cost.all.cost", {f"140001.outcome_cost.{half}.cost" for half in ("forward", "not_yet", "withdrawn")}),
    ("trust.funded.balance", {"140001.funded.balance", "140002.funded.balance"}),
    ("140001.funded.top_up", {"140001.money.top_up"}),
    ("140001.land.used", {"140001.mode.hours"}),
    ("trust.outcome.on_track", {"140001.outcome.on_track", "140002.outcome.on_track"}),
    ("trust.mode.in_class.hours", {"140001.mode.in_class.hours", "140002.mode.in_class.hours"}),
    ("trust.land.cover", {"140001.land.cover", "140002.land.cover"}),
]


@pytest.mark.parametrize("total, parts", SUMS, ids=[f"{total} of {len(parts)}" for total, parts in SUMS])
def test_what_stands_side_by_side_is_declared_as_a_sum(total: str, parts: set[str]):
    declared = [(relation.total, set(relation.parts)) for relation in ledger_of(middling(), small()).sums]

    assert (total, parts) in declared or any(part == {total} and {name} == parts for name, part in declared)


@pytest.mark.parametrize("whole", [False, True], ids=["published", "with the finer figures"])
def test_every_declared_sum_adds_up(whole: bool):
    ledger = gathered(source_of(reading(NOW, a_trust_of_four())), whole=whole)

    for relation in ledger.sums:
        values = [ledger.entries[name].value for name in (relation.total, *relation.parts)]
        if all(value is not None for value in values):
            assert values[0] == pytest.approx(sum(values[1:]), abs=1e-6), relation.total  # type: ignore[arg-type]  # none is None


def test_no_declared_sum_leaves_one_hidden_figure_alone():
    ledger = ledger_of(middling(), small())
    released = ledger.decide(5)

    for relation in ledger.sums:
        names = (relation.total, *relation.parts)
        if all(ledger.entries[name].value is not None for name in names):
            assert sum(released.mark(name) == "c" for name in names) != 1, relation.total


def test_the_total_of_counted_outcomes_stays_where_few_are_withdrawn():
    pupils = [a_pupil(f"p{place}", gets=1, outcomes=(an_outcome("withdrawn" if place < 2 else "on_track"),)) for place in range(20)]
    released = ledger_of(a_school(*pupils, a_member_of_staff(contracted=60))).decide(5)

    assert [released.mark(f"140001.outcome.{name}") for name in ("going", "withdrawn", "all")] == ["", "c", "c"]


def test_what_an_achieved_outcome_costs_goes_with_the_count_of_them():
    reached = ["on_track"] * 3 + ["achieved"] * 11
    pupils = [a_pupil(f"p{place}", gets=1, outcomes=(an_outcome(status),)) for place, status in enumerate(reached)]
    ledger = ledger_of(a_school(*pupils, a_member_of_staff(contracted=60)))
    released = ledger.decide(5)

    assert ledger.entries["140001.money.per_achieved_outcome"].value
    assert [released.mark(f"140001.{name}") for name in ("outcome.achieved", "money.per_achieved_outcome")] == ["c", "c"]


def stated(stage: str, of: str = "key_stage") -> Ledger:
    """Twelve pupils of Year 1, three of Reception and twenty of Year 4, one of them with a rarer need; a priority names a group."""
    pupils = [a_pupil(f"p{place}", needs=10, gets=8, year_group="1" if place < 12 else "R" if place < 15 else "4", primary_need="MLD") for place in range(34)]
    records = a_school(*pupils, a_pupil("last", needs=10, gets=8, year_group="4", primary_need="HI"), a_member_of_staff(contracted=80))
    return ledger_of(a_trust(records, Records(priorities=(Priority("140001", 1, "First", of, stage, 4000),))))


def test_a_priority_for_a_key_stage_rests_on_figures_of_its_own():
    ledger = stated("KS2")

    assert ledger.entries["140001.priority.1.share"].of == ("140001.stage.KS2.received", "140001.hours.delivered")
    assert ledger.decide(5).number("140001.priority.1.share") == pytest.approx(20 / 35, abs=0.01)
    assert "140001.stage.KS1.received" not in ledger.entries


@pytest.mark.parametrize(("group", "of"), [("KS1", "key_stage"), ("EYFS", "key_stage"), ("sensory_and_physical", "need_area")])
def test_the_share_of_a_priority_tells_nothing_of_the_few_who_are_pooled_with_it(group: str, of: str):
    released = stated(group, of).decide(5)

    assert released.mark("140001.priority.1.share") == "c"


def test_a_priority_for_a_published_area_rests_on_what_is_published():
    ledger = stated("semh", "need_area")

    assert "140001.area.other.received" not in ledger.entries
    assert "140001.priority.1.share" in ledger.entries
