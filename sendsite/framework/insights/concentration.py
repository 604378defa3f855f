"""Adults whose time goes mostly to one of several pupils, while others wait."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.framework.bands import NOISE
from sendsite.framework.drift import Drift, TermMeasures, drift
from sendsite.framework.insights.amounts import Share, hours, share
from sendsite.framework.insights.insight import SENCO, Insight, Look, short
from sendsite.framework.records import Records


def concentration(look: Look) -> Iterator[Insight]:
    """
    More than a share of the staff hours given to pupils is a case of concentration: one pupil takes most of an adult who has several.

    A case counts only while another pupil of the school has a gap (framework.drift). Nothing is tried out: who else could give the
    hours is for people to say.
    """
    rules = look.framework.drift
    for school, cases in _cases(look).items():
        given, held = float(look.hours.staff_time[school]), sum(case.hours for case in cases)
        if held / given <= look.framework.insights.concentration_share + NOISE:
            continue
        gap = float(look.hours.gap[school])
        yield Insight(
            rule="concentration",
            urn=look.urn(school),
            severity=look.severity(min(held, gap)),
            title="Some adults' time goes mostly to one pupil",
            diagnosis=(
                f"Some adults support {rules.concentration_pupils} or more pupils and give more than {share(rules.concentration_share)} of that time to one "
                f"of them: {hours(held)} a week, {share(Share(held, given))} of the staff hours spent with pupils."
            ),
            why=f"{short(gap)} A pupil who has one adult for most of the time has fewer chances to work alone and with others.",
            action="Ask for each of these pupils whether part of the time could be shared in a group, or given by the class teacher.",
            steps=(
                "Look at what the adult and the pupil do together, hour by hour.",
                "Ask which of it needs one adult for one pupil, and which could be done in a small group.",
                "Try a change in one lesson first, and ask the pupil how it went.",
                "Timetable what comes free to pupils with gaps.",
            ),
            who=SENCO,
            where="/deployment",
            figures={
                "pupils": float(len({case.pupil_id for case in cases})),
                "concentration_hours": held,
                "concentration_share": Share(held, given),
                "gap_hours": gap,
            },
            effect=None,
            weight=min(held, gap),
            not_when="It does not apply where a pupil's plan names one adult to one pupil for these hours.",
        )


def _cases(look: Look) -> dict[int, list[Drift]]:
    """The cases of each school that has any, by its row."""
    term = TermMeasures(look.records or Records(), look.measures)
    found: dict[int, list[Drift]] = {}
    rows = {urn: row for row, urn in enumerate(look.deployment.schools.urn)}
    for case in drift(term, None, look.framework):
        if case.face == "concentration":
            found.setdefault(rows[case.urn], []).append(case)
    return found
