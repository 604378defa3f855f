"""A school's deployment page: roles, where hours go by need and age, how support is given, tasks and drift, priorities."""

from __future__ import annotations

from sendsite.report.figures.pages import SchoolDeployment
from sendsite.report.heads import school_head, school_notices
from sendsite.report.school_dashboard import there
from sendsite.report.sections import drift, landing, priorities, pupils, ratings, support
from sendsite.report.view import Place, View


def school_deployment(view: View, place: Place) -> SchoolDeployment:
    """The school’s deployment page."""
    return SchoolDeployment(
        standing=view.standing,
        school=school_head(view, place),
        heading=landing.heading(view, place),
        lede="How the hours of support staff are timetabled; not a record of what was delivered on the day.",
        notices=school_notices(view, place),
        sections=there(
            support.roles(view, place),
            landing.section(view, place),
            pupils.hours(view, place),
            ratings.by_rating(view, place),
            ratings.by_group(view, place, "area"),
            *ratings.by_age(view, place),
            support.modes(view, place),
            support.groups(view, place),
            support.pairings(view, place),
            drift.tasks(view, place),
            drift.section(view, place),
            drift.second_look(view, place),
            priorities.section(view, place),
        ),
    )
