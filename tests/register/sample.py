"""A small trust with rows in every table of the register: two schools, a staffing scenario, groups, histories. All of it invented."""

from __future__ import annotations

from datetime import date

from sendsite.framework.records import (
    Allocation,
    Comparator,
    Expectation,
    FundingBand,
    Leaver,
    Moderation,
    Outcome,
    OutcomeWeeks,
    Priority,
    Pupil,
    Rating,
    Records,
    Review,
    Scenario,
    School,
    SchoolFact,
    Staff,
    Task,
)

A, B = "140001", "140002"
JANUARY, MARCH = date(2026, 1, 12), date(2026, 3, 2)


def a_trust() -> Records:
    """Rows stand in the order of their identity, as the register gives them back."""
    return Records(
        schools=(School(A, "Harbour Lane Primary", "primary", 210, 4_000_000), School(B, "Null", "secondary", 0)),
        staff=(
            Staff(A, "S1", "Robin Example", "TA", 32_50, 30_00, 1_900_000),
            Staff(A, "S1", "Robin Example", "TA", 20_00, 20_00, None, "fewer"),
            Staff(A, "S2", "", "HLTA", 1, 0),
            Staff(B, "S1", "Sam O'Sample", "learning_mentor", 60_00, 60_00, 1_000_000_000),
        ),
        pupils=(
            Pupil(A, "P1", "Ada Invented", "R", "Owl", 12_50, 2_00, "E", "SLCN", "B1", None, "R", "A", "G", "R", "A", "G", "R", "", JANUARY),
            Pupil(A, "P2", "", "", "", 0, None, "K"),
            Pupil(B, "P1", "Zoë “Zed” Ünreal", "11", "11C", 60_00, 60_00, "E", "DS", "", 1_000_000_000),
        ),
        outcomes=(
            Outcome(A, "P1", "O1", "Communication", "Asks for help", "Once a day", 2_00, "on_track", JANUARY),
            Outcome(A, "P1", "O2", "", "Reads ten words", "", None, "withdrawn"),
            Outcome(B, "P1", "O1", "", "Travels alone", "", 0, "not_started"),
        ),
        deployment=(
            Allocation(A, "", "S1", "P1", 10_00),
            Allocation(A, "", "S1", "P1", 1_25, "Phonics", "withdrawn", True),
            Allocation(A, "", "S1", "P2", 1_25, "Phonics", "withdrawn"),
            Allocation(A, "fewer", "S1", "P1", 20_00, "", "in_class"),
            Allocation(A, "fewer", "S2", "P2", 1, "", "intervention"),
            Allocation(B, "", "S1", "P1", 60_00),
        ),
        tasks=(Task(A, "", "S1", "cover", 1_00), Task(A, "fewer", "S1", "preparation", 1_00), Task(B, "", "S1", "other", 0)),
        outcome_weeks=(OutcomeWeeks(A, "P1", "O1", 38),),
        reviews=(Review(A, "P1", "O1", JANUARY, "emerging", "Slow start"), Review(A, "P1", "O1", MARCH, "on_track")),
        ratings=(Rating(A, "P1", JANUARY, "A", "A", "A", "A", "A", "A", "A", "", "J. Example"), Rating(A, "P1", MARCH, q1="R")),
        moderations=(Moderation(A, "P1", "2025-spring"), Moderation(B, "P1", "2025-spring", MARCH, "K. Other", False, "One higher")),
        funding_bands=(FundingBand("B1", None), FundingBand("B1", date(2025, 4, 1), "Band 1", 650_000)),
        school_facts=(SchoolFact(A, "2025-autumn", 2_50, 3, 2, 5, 20, 0), SchoolFact(A, "2025-spring")),
        priorities=(Priority("", 1, "Reds first", "reds", "", 60_00), Priority(A, 1, "Speech", "need_area", "communication_and_interaction", 0)),
        scenarios=(Scenario(A, "fewer", "What if one leaves?"),),
        leavers=(Leaver(A, "pupil", "P9", "Gone Away", MARCH), Leaver(A, "staff", "S9", "")),
        comparators=(Comparator("Invented", "2024/25", "ehcp_pct", "primary", 0, None, 12, 0.5, 1.1, 2.25, None, 1e-9),),
        expectations=(
            Expectation(A, 1, "2025-autumn", JANUARY, "J. Example", "absorbed", "Hours back", "", "Agreed", 1.25, 1.5, 0.1, need_before=0.1 + 0.2),
            Expectation(A, 2, "2025-spring", MARCH, "J. Example", "rebalance", scenario="fewer"),
        ),
    )
