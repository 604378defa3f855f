"""People taken out of records: nothing of them stays, and every figure stands."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from sendsite.framework.document import document
from sendsite.framework.nameless import ERASED, Who, everybody, nameless, names_in, ordered, searchable, without_names
from sendsite.framework.records import Allocation, Leaver, Moderation, Outcome, OutcomeWeeks, Rating, Records, Review, Scenario
from sendsite.framework.settings import default
from sendsite.workflow.restoring import equal
from tests.builders import a_member_of_staff, a_pupil, a_school, measured
from tests.framework.trusts import trusts

URN, DAY = "140001", date(2025, 12, 12)
ADA = Who("pupil", URN, "UPN-CANARY-1")


def a_register() -> Records:
    """A school where Ada Canary stands in every table that can hold her."""
    key = (URN, ADA.person_id)
    school = a_school(
        a_pupil(ADA.person_id, needs=10, name="Ada Canary", class_name="Canary class", rated_on=date(2025, 9, 20)),
        a_pupil("p2", needs=5),
        a_member_of_staff("s1", name="Robin Example"),
    )
    seen = (date(2025, 9, 1), date(2025, 10, 1), date(2025, 11, 1))
    return school.__class__(
        **{
            **{table: getattr(school, table) for table in school.__dataclass_fields__},
            "outcomes": (
                Outcome(*key, "Ada-1", "canary area", "Ada Canary reads", "by May", 500, "developing", seen[2]),
                Outcome(URN, "p2", "o1", "semh", "Plays with ada  CANARY", "", None, "not_started"),
            ),
            "deployment": (
                Allocation(URN, "", "s1", ADA.person_id, 600, "Ada Canary and p2"),
                Allocation(URN, "", "s1", "p2", 600, "Ada Canary and p2"),
                Allocation(URN, "", "s1", "p2", 300, "Phonics"),
            ),
            "outcome_weeks": (OutcomeWeeks(*key, "Ada-1", 30),),
            "reviews": tuple(Review(*key, "Ada-1", day, "developing", "canary note") for day in seen),
            "ratings": tuple(Rating(*key, day, "R", rated_by="Ada's father") for day in seen),
            "moderations": (Moderation(*key, "2025-autumn", seen[1], "Kim", True, "canary note"),),
            "scenarios": (Scenario(URN, "what-if", "Without Ada Canary"),),
            "leavers": (Leaver(URN, "pupil", "p9", "Ben Leaver", seen[0]),),
        }
    )


def without_ada() -> Records:
    names = dict.fromkeys(searchable(ADA, {"Ada Canary"}), "erased-77")
    return nameless(a_register(), {ADA: "erased-77"}, names, DAY)


def figures(records: Records) -> dict[str, object]:
    return document(measured(records), default())


def test_nothing_of_the_person_stays():
    left = repr(without_ada()).casefold()

    assert [word for word in ("ada", "canary", "may", "kim") if word in left.replace("data", "")] == []
    assert "2025, 9, 20" not in left
    assert "2025, 10, 1" not in left


def test_every_row_and_every_figure_stands():
    before, after = a_register(), without_ada()

    assert [len(getattr(before, table)) for table in before.__dataclass_fields__] == [len(getattr(after, table)) for table in before.__dataclass_fields__]
    assert equal(figures(before), figures(after))


def test_dates_that_tell_rows_apart_keep_their_order_and_say_nothing():
    assert [row.reviewed_on for row in without_ada().reviews] == [date(2025, 12, 10), date(2025, 12, 11), DAY]
    assert [row.rated_on for row in without_ada().ratings] == [date(2025, 12, 10), date(2025, 12, 11), DAY]
    assert {row.pupil_id: row.rated_on for row in without_ada().pupils} == {"erased-77": None, "p2": date(2026, 3, 2)}


def test_a_name_in_somebody_elses_text_is_struck_and_labels_stay_apart():
    left = without_ada()

    assert {row.outcome for row in left.outcomes} == {ERASED, f"Plays with {ERASED}"}
    assert left.scenarios[0].note == f"Without {ERASED}"
    assert {row.group for row in left.deployment} == {"erased-77 and p2", "Phonics"}


def test_others_are_left_as_they_are():
    assert [row for row in without_ada().pupils if row.pupil_id == "p2"] == [row for row in a_register().pupils if row.pupil_id == "p2"]
    assert without_ada().leavers == a_register().leavers
    assert nameless(a_register(), {}, {}, DAY) == ordered(a_register())


def test_a_first_name_or_a_short_id_is_not_looked_for_in_others_texts():
    assert searchable(Who("pupil", URN, "P1"), {"Ann", "Ann Canary"}) == ("Ann Canary",)
    assert not names_in("An annual review of Annabel", ("Ann",))
    assert names_in("seen by ADA\nCANARY.", ("Ada Canary",))


def test_a_live_text_with_the_name_is_told_before_and_after():
    found = without_names(a_register(), ["Ada Canary"])

    assert {table: len(pairs) for table, pairs in found.items()} == {"outcomes": 2, "scenarios": 1}
    assert found["scenarios"][0][1].note == f"Without {ERASED}"


def test_a_member_of_staff_is_taken_out_too():
    robin = Who("staff", URN, "s1")
    left = nameless(a_register(), {robin: "erased-78"}, {"Robin Example": "erased-78"}, DAY)

    assert robin not in everybody(left)
    assert "Robin" not in repr(left)
    assert equal(figures(a_register()), figures(left))


@settings(deadline=None, max_examples=60)
@given(trusts(), st.data())
def test_whoever_is_taken_out_of_whatever_trust_the_figures_stand(records: Records, data: st.DataObject):
    people = sorted(everybody(records))
    chosen = data.draw(st.lists(st.sampled_from(people), unique=True)) if people else []
    left = nameless(records, {who: f"erased-{number}" for number, who in enumerate(chosen)}, {}, DAY)

    assert equal(figures(records), figures(left))
    assert not {*chosen} & {*everybody(left)}
