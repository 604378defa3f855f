"""The tables of the register: one Peewee model for each row of `framework.records`, and those in which it keeps its own notes."""

from __future__ import annotations

from peewee import Model

from sendsite.register.tables import acting, further, history, main, people
from sendsite.register.tables.main import Row

MODELS: dict[str, type[Row]] = {
    "schools": main.School,
    "staff": main.Staff,
    "pupils": main.Pupil,
    "outcomes": main.Outcome,
    "deployment": main.Allocation,
    "tasks": main.Task,
    "outcome_weeks": further.OutcomeWeeks,
    "reviews": further.Review,
    "ratings": further.Rating,
    "moderations": further.Moderation,
    "funding_bands": further.FundingBand,
    "school_facts": further.SchoolFact,
    "priorities": further.Priority,
    "scenarios": further.Scenario,
    "leavers": further.Leaver,
    "comparators": further.Comparator,
    "expectations": acting.Expectation,
}
OWN: dict[str, type[Model]] = {
    "marks": further.Mark,
    "edits": further.Edit,
    "change_sets": history.ChangeSet,
    "change_titles": history.ChangeTitle,
    "change_rows": history.ChangeRow,
    "users": people.User,
    "user_schools": people.UserSchool,
    "invites": people.Invite,
    "sessions": people.Session,
    "throttles": people.Throttle,
}

# Which rows a row hangs on: (table, its columns here). A staff row is a special case: one's own scenario or the live one.
HANGS_ON: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "staff": (("schools", ("school_urn",)),),
    "pupils": (("schools", ("school_urn",)),),
    "outcomes": (("pupils", ("school_urn", "pupil_id")),),
    "deployment": (("pupils", ("school_urn", "pupil_id")), ("staff", ("school_urn", "staff_id", "staff_scenario"))),
    "tasks": (("staff", ("school_urn", "staff_id", "staff_scenario")),),
    "outcome_weeks": (("outcomes", ("school_urn", "pupil_id", "outcome_id")),),
    "reviews": (("outcomes", ("school_urn", "pupil_id", "outcome_id")),),
    "ratings": (("pupils", ("school_urn", "pupil_id")),),
    "moderations": (("pupils", ("school_urn", "pupil_id")),),
    "school_facts": (("schools", ("school_urn",)),),
    "priorities": (("schools", ("owner",)),),
    "scenarios": (("schools", ("school_urn",)),),
    "leavers": (("schools", ("school_urn",)),),
    "expectations": (("schools", ("school_urn",)),),
}
