"""What a line over terms says: seasons beside their like, by the rule of real change, and never of a small register."""

from __future__ import annotations

from functools import lru_cache

from sendsite.framework.records import Records
from sendsite.framework.term import Term
from sendsite.report.build import build_report
from sendsite.report.figures.pages import Report, SchoolDashboard, SchoolHistory, TermArchive, TrustTrends
from tests.builders import a_member_of_staff, a_pupil, a_school, an_outcome
from tests.report.looking import section
from tests.report.trust import NOW, SETUP, one_term, page, reading, terms_back, the_report


def of(*pupils: int, gets: float, rating: str = "RA") -> Records:
    (count,) = pupils
    outcomes = (an_outcome("on_track", reviewed_on=NOW.begins),)
    return a_school(
        *(a_pupil(f"p{place}", needs=4, gets=gets, rating=rating[place % len(rating)] if rating else "", outcomes=outcomes) for place in range(count)),
        a_member_of_staff("s1", contracted=120),
        a_member_of_staff("s2", contracted=120),
    )


def over(terms: dict[str, Records]) -> Report:
    return build_report(SETUP, [reading(Term.parse(name), records) for name, records in terms.items()])


def heading(report: Report, kpi: str = "need") -> str:
    history = page(report, "school/140001/history").figures
    assert isinstance(history, SchoolHistory)
    return section(history, f"history-{kpi}").heading


def test_this_term_is_compared_with_the_same_season_of_the_first_year():
    terms = {"2023-autumn": of(40, gets=1), "2023-spring": of(40, gets=2), "2024-spring": of(40, gets=2.5), "2025-spring": of(40, gets=3)}

    assert heading(over(terms)) == "Need met improved from 50.0% in spring 2023/24 to 75.0%"


def test_a_fall_is_called_a_fall():
    assert heading(over({"2024-spring": of(40, gets=3), "2025-spring": of(40, gets=1)})) == "Need met fell from 75.0% in spring 2024/25 to 25.0%"


def test_a_change_that_is_not_real_is_called_none_and_says_since_when():
    said = heading(over({"2024-spring": of(40, gets=3), "2025-spring": of(40, gets=3.1)}))

    assert said == "Need met has not really changed since spring 2024/25: 77.5% after 75.0%"


def test_a_small_register_has_no_change_called_in_a_heading():
    said = heading(over({"2024-spring": of(12, gets=1), "2025-spring": of(12, gets=4)}))

    assert said == "Need met: 100.0% this term, 25.0% a year before"


def test_a_history_says_once_that_pupils_are_too_few_to_call_anything_a_change():
    figures = page(over({"2024-spring": of(12, gets=1), "2025-spring": of(12, gets=4)}), "school/140001/history").figures
    assert isinstance(figures, SchoolHistory)

    notes = {each.slug: [row.note for row in each.table.rows] for each in figures.sections if each.table}
    found = [each.slug for each in figures.sections if any("too few" in said for said in (each.heading, *notes.get(each.slug, ())))]
    assert found == [figures.sections[0].slug]


def test_without_the_same_season_the_figure_stands_alone():
    assert heading(over({"2025-autumn": of(40, gets=1), "2025-spring": of(40, gets=3)})) == "Need met stands at 75.0%"


def test_a_term_without_an_index_names_the_last_one():
    unrated = over({"2024-spring": of(40, gets=3), "2025-spring": of(40, gets=3, rating="")})

    assert heading(unrated, "sei").startswith("No index this term; last ")
    assert heading(unrated, "sei").endswith(" in spring 2024/25")


def test_a_gap_in_a_line_is_spoken_of_only_where_there_is_one():
    many, few = of(40, gets=3), of(3, gets=3)
    whole, broken = (over({"2024-spring": first, "2024-summer": many, "2025-spring": many}) for first in (many, few))
    notes = [section(page(report, "school/140001/history").figures, "history-need").note for report in (whole, broken)]

    assert notes == ["", "A term without a figure is a gap in the line."]


@lru_cache(maxsize=1)
def one_of_three() -> Report:
    """Three schools, of which one is too small to be compared."""
    from tests.builders import a_trust
    from tests.report.trust import middling, small

    def schools(gets: float) -> Records:
        return a_trust(middling(gets=gets), small(), middling("140005", "Elmfield Primary", gets=1.5))

    return build_report(SETUP, [reading(term, schools(gets)) for term, gets in zip(terms_back(NOW, 4), (2.5, 2, 2, 1), strict=True)])


def test_schools_that_changed_are_counted_among_those_that_can_be_compared():
    trends = page(one_of_three(), "trust/trends").figures
    assert isinstance(trends, TrustTrends)

    assert section(trends, "trend-need").heading == "Need met is worse in 1 of the 2 that can be compared on the year"


def test_the_archive_tells_the_draft_from_what_was_published():
    archive = page(the_report(), "trust/archive").figures
    assert isinstance(archive, TermArchive)

    assert archive.heading == "4 published terms and a draft"
    assert archive.lede.startswith("The draft comes from the live register")
    assert archive.terms.rows[0].head.endswith("(draft, not published)")


def test_an_archive_without_a_draft_speaks_of_none():
    archive = page(one_term(of(20, gets=3)), "trust/archive").figures
    assert isinstance(archive, TermArchive)

    assert "draft" not in archive.heading + archive.lede


def test_on_a_dashboard_it_is_said_once_that_pupils_are_too_few_for_a_change():
    terms = {"2024-spring": of(12, gets=1), "2025-autumn": of(12, gets=3), "2025-spring": of(12, gets=4)}
    figures = page(over(terms), "school/140001").figures
    assert isinstance(figures, SchoolDashboard)
    told = [figures.index.says, figures.index.term, *(card.change for card in figures.kpis)]

    assert ["too few pupils" in repr(each) for each in told] == [True] + [False] * 6
    assert "100.0% after 25.0% in spring last year" in [card.change.words for card in figures.kpis if card.change]
