"""How the history is told to a person: what a record is called, when something was done, what a change came to."""

from __future__ import annotations

from datetime import datetime

from sendsite.register.changes import Key

ONE_AND_MANY = {
    "schools": ("school", "schools"),
    "staff": ("member of staff", "staff rows"),
    "pupils": ("pupil", "pupils"),
    "outcomes": ("outcome", "outcomes"),
    "deployment": ("cell of hours", "cells of hours"),
    "tasks": ("task", "tasks"),
    "outcome_weeks": ("outcome's weeks", "outcomes' weeks"),
    "reviews": ("review", "reviews"),
    "ratings": ("rating", "ratings"),
    "moderations": ("moderation", "moderations"),
    "funding_bands": ("funding band", "funding bands"),
    "school_facts": ("term's facts of a school", "terms' facts of schools"),
    "priorities": ("priority", "priorities"),
    "scenarios": ("scenario", "scenarios"),
    "leavers": ("leaver", "leavers"),
    "comparators": ("comparator", "comparators"),
    "expectations": ("thing set out to do", "things set out to do"),
}


def subject(table: str, key: Key) -> str:
    """What a row is called within its school: `pupil P-0014`, `the hours of TA01 with P-0014`. It gives ids, never names."""
    part = [str(each) if each not in ("", None) else "" for each in key]
    match table:
        case "deployment":
            return f"the hours of {part[2]} with {part[3]}{_within(part[4], 'group')}{_within(part[1], 'scenario')}"
        case "tasks":
            return f"{part[2]}'s hours of {part[3].replace('_', ' ')}{_within(part[1], 'scenario')}"
        case "staff":
            return f"member of staff {part[1]}{_within(part[2], 'scenario')}"
        case "outcomes" | "outcome_weeks" | "reviews":
            what = {"outcomes": "outcome", "outcome_weeks": "the weeks of outcome", "reviews": f"the review on {part[-1]} of outcome"}[table]
            return f"{what} {part[2]} of {part[1]}"
        case "ratings" | "moderations":
            return f"the {ONE_AND_MANY[table][0]} of {part[1]} {'on' if table == 'ratings' else 'in'} {part[2]}"
        case "priorities":
            return f"priority {part[1]} of {part[0] or 'the trust'}"
        case "school_facts":
            return f"the facts of school {part[0]} for {part[1]}"
        case "leavers":
            return f"leaver {part[2]}"
        case "schools":
            return f"school {part[0]}"
        case "expectations":
            return f"what was set out to do, number {part[1]} of school {part[0]}"
        case "comparators":
            return f"comparator {', '.join(each for each in part if each)}"
    return f"{ONE_AND_MANY[table][0]} {' from '.join(each for each in part[-2:] if each) if table == 'funding_bands' else part[1]}"


def when(made_at: str, today: datetime | None = None) -> str:
    """`on 14 March at 14:02`, by this machine's clock; with the year where it is not this one."""
    moment = datetime.fromisoformat(made_at).astimezone()
    year = "" if moment.year == (today or datetime.now().astimezone()).year else f" {moment.year}"
    return f"on {moment.day} {moment:%B}{year} at {moment:%H:%M}"


def summary(counts: dict[str, dict[str, int]]) -> str:
    """What a change came to: `3 pupils added, 1 outcome changed`."""
    each = ((table, kind, rows) for table, kinds in counts.items() if table in ONE_AND_MANY for kind, rows in kinds.items())
    return ", ".join(f"{rows:,} {ONE_AND_MANY[table][rows != 1]} {kind}" for table, kind, rows in each)


def _within(name: str, what: str) -> str:
    return f" in {what} {name}" if name else ""
