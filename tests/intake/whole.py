"""One register that fits together, with every table in it. Invented people."""

from __future__ import annotations

from datetime import date

from sendsite.framework import records as r

DAY = date(2025, 9, 12)


def whole_register() -> r.Records:
    """Two schools, with text that looks like formulas and every kind of blank."""
    return r.Records(
        schools=(r.School("140001", "Alder Primary", "primary", 210, 4_512_350), r.School("140002", "=Birch", "special", 0)),
        staff=(
            r.Staff("140001", "S1", "'Amira", "TA", 3250, 1225, 2_150_000),
            r.Staff("140001", "-2", "Null", "HLTA", 6000, 6000),
            r.Staff("140001", "S1", "'t Hooft", "TA", 3000, 3000, None, "What if"),
        ),
        pupils=(
            r.Pupil("140001", "B801200005001", "nan", "R", "Oak", 1250, 250, "E", "ASD", "B1", 600_050, "R", "A", "G", "R", "A", "G", "", "", DAY),
            r.Pupil("140001", "7", "+Plus", "", "", 0, None, "K"),
        ),
        outcomes=(r.Outcome("140001", "7", "O1", "speech", "Says\nmore", "=target", 50, "on_track", DAY),),
        deployment=(r.Allocation("140001", "", "S1", "7", 225, "Phonics", "in_class", True), r.Allocation("140001", "What if", "-2", "7", 0)),
        tasks=(r.Task("140001", "", "S1", "cover", 125),),
        outcome_weeks=(r.OutcomeWeeks("140001", "7", "O1", 12),),
        reviews=(r.Review("140001", "7", "O1", DAY, "emerging", "@note"),),
        ratings=(r.Rating("140001", "7", DAY, "R", "", "A", rated_by="J Doe"),),
        moderations=(r.Moderation("140001", "7", "2025-autumn"), r.Moderation("140001", "7", "2024-summer", DAY, "K Roe", False, "Looked again")),
        funding_bands=(r.FundingBand("B1", None), r.FundingBand("B1", DAY, "Band 1", 123_456)),
        school_facts=(r.SchoolFact("140001", "2025-autumn", 250, 3, 2, 5, 20, 1_000),),
        priorities=(r.Priority("", 1, "Reds", "reds", "", 4_000), r.Priority("140001", 2, "Talk", "need_area", "communication_and_interaction", 3_350)),
        scenarios=(r.Scenario("140001", "What if", "Why not"),),
        leavers=(r.Leaver("140001", "pupil", "8", "Gone Away", DAY),),
        comparators=(r.Comparator("a source", "2018/19", "ehcp_pct", "primary", 0, 50, 448, 0.0, 0.1, 1.23, 3.45, None),),
        expectations=(
            r.Expectation("140001", 1, "2025-autumn", DAY, "amy", "absorbed", "=Hours back", "", "-note", 1.25, 1.5, 0.1, need_before=0.1 + 0.2),
            r.Expectation("140001", 2, "2025-autumn", DAY, "amy", "rebalance", scenario="What if"),
        ),
    )
