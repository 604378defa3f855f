"""The page itself: everything about one pupil, to be read by whoever sees the school and answered by whoever may edit it."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from sendsite.admin.addresses import IdConverter
from sendsite.admin.census import NEED_WORDS, STATUS_WORDS, YEAR_WORDS
from sendsite.admin.conflicts import Clash
from sendsite.admin.desk import desk
from sendsite.admin.forms import Form, filled
from sendsite.admin.me import may, me, now
from sendsite.admin.rights import right
from sendsite.admin.screens.pupil.blueprint import PUPIL, found, in_order, screen
from sendsite.admin.screens.pupil.looks import look_of
from sendsite.admin.screens.pupil.questions import ANSWER_FIELDS, answer_fields, lead, preview
from sendsite.admin.screens.pupil.strips import strips
from sendsite.admin.screens.pupil.telling import changes_of_hours, latest
from sendsite.admin.screens.pupil.words import OF_ANSWERS, Rated, State, against_need, balance, hours, how_old, kind_of_hours, rated, tag
from sendsite.framework.funding import band_amounts
from sendsite.framework.model import Measures
from sendsite.framework.one_pupil import PupilCost, Support, pupil_cost, support
from sendsite.framework.one_rating import age, answers_of, one_rating
from sendsite.framework.records import LIVE, Pupil, Rating, Records
from sendsite.register.versions import Versioned
from sendsite.report.formats import POUNDS, day, numeral
from sendsite.report.words import MODES


class Past(NamedTuple):
    """One rating of the history: its day, tag, the tags of its answers, who answered, and what to bear in mind."""

    on: str
    tag: State
    answers: tuple[State, ...]
    by: str
    cautions: tuple[str, ...]


class Given(NamedTuple):
    """One line of the week: by whom, how, and what it comes to."""

    staff_id: str
    name: str
    mode: str
    how: str
    hours: str
    received: str
    cost: str


@screen.get(f"{PUPIL}/")
@right("look")
def pupil(urn: str, pupil_id: str) -> ResponseReturnValue:
    """Everything about one pupil."""
    return show(found(urn, pupil_id))


def show(standing: Versioned, form: Form | None = None, *, version: str = "", clash: Clash | None = None) -> str:
    """The page; with a form as it was posted where that was not saved."""
    row, records = standing.row, now().of_school(standing.row.school_urn)
    measures = now().measures(row.school_urn, desk().framework)
    form = form or filled(answer_fields(), row, rated_on=now().today.isoformat(), rated_by=me().shown_name)
    return render_template(
        "pupil/index.html",
        pupil=row,
        row_version=version or standing.version,
        form=form,
        clash=clash,
        preview=preview(form),
        answers_from=ANSWER_FIELDS,
        lead=lead(desk().framework.questions),
        **heading(row),
        **_ratings(row, records),
        **_support(row, records, measures),
        strips=strips(row, records, now().today),
        outcome_costs=_outcome_costs(row, records, measures),
        moved=changes_of_hours(row),
        latest=latest(row),
        look=look_of(row),
    )


def heading(row: Pupil) -> dict[str, Any]:
    """What every page of the pupil begins with."""
    everybody = in_order(row.school_urn)
    place = next((place for place, each in enumerate(everybody) if each.pupil_id == row.pupil_id), 0)
    now_rated = one_rating(answers_of(row), desk().framework)
    return {
        "rated": rated(now_rated, desk().framework),
        "old": how_old(age(row.rated_on, now().today, desk().framework), now_rated.answered),
        "stale": _stale(row),
        "previous": everybody[place - 1] if place > 0 else None,
        "following": everybody[place + 1] if place + 1 < len(everybody) else None,
        "year": YEAR_WORDS.get(row.year_group, ""),
        "status_words": STATUS_WORDS[row.sen_status],
        "need_words": NEED_WORDS.get(row.primary_need, ""),
    }


def _stale(row: Pupil) -> bool:
    found_age = age(row.rated_on, now().today, desk().framework)
    return found_age is not None and found_age.stale


def _ratings(row: Pupil, records: Records) -> dict[str, Any]:
    """The ratings that were ever made, the newest first; the pupil's own answers where the history has none of that day."""
    rows = [rating for rating in records.ratings if rating.pupil_id == row.pupil_id]
    if any(answers_of(row)) and row.rated_on is not None and all(rating.rated_on != row.rated_on for rating in rows):
        rows.append(Rating(row.school_urn, row.pupil_id, row.rated_on, *answers_of(row)))
    return {"past": tuple(_past(rating) for rating in sorted(rows, key=lambda rating: rating.rated_on, reverse=True))}


def _past(rating: Rating) -> Past:
    seen: Rated = rated(one_rating(answers_of(rating), desk().framework), desk().framework)
    return Past(day(rating.rated_on), seen.tag, tuple(tag(OF_ANSWERS[answer]) for answer in answers_of(rating)), rating.rated_by, seen.cautions)


def _support(row: Pupil, records: Records, measures: Measures) -> dict[str, Any]:
    given = support(records, measures, row.pupil_id)
    cost = pupil_cost(records, measures, desk().framework, row.pupil_id)
    actual = pupil_cost(records, measures, desk().framework, row.pupil_id, "actual") if may("pay") else None
    return {
        "support": given,
        "state": against_need(given),
        "kinds": kind_of_hours(given),
        "lines": _given(given, cost, records),
        "cost": cost,
        "balance": balance(cost),
        "actual": POUNDS.text(actual.provision) if actual else "",
        "actual_balance": balance(actual) if actual and actual.balance is not None else "",
        "band": _band(row, records),
        "money": POUNDS.text,
        "group_limit": numeral(desk().framework.hours.group_size_limit),
        "element_2": desk().framework.cost.element_2,
        "h": hours,
        "row_id": f"row-{IdConverter(current_app.url_map).to_url(row.pupil_id)}",
    }


def _given(found_support: Support, cost: PupilCost, records: Records) -> tuple[Given, ...]:
    names = {person.staff_id: person.name for person in records.staff if person.scenario == LIVE}
    return tuple(
        Given(
            line.staff_id,
            names.get(line.staff_id) or line.staff_id,
            MODES[line.mode],
            f"{line.group}, a group of {line.members}" if line.group else "One to one",
            hours(line.hours),
            hours(line.received),
            POUNDS.text(amount),
        )
        for line, amount in zip(found_support.lines, cost.lines, strict=True)
    )


def _band(row: Pupil, records: Records) -> str:
    """Where the top-up comes from, in words."""
    if row.funding_amount is not None:
        return "an amount of the pupil's own"
    if not row.funding_band:
        return ""
    known = row.funding_band in band_amounts(records.funding_bands, now().today)
    return f"band {row.funding_band}" if known else f"band {row.funding_band}, which is not among the funding bands"


def _outcome_costs(row: Pupil, records: Records, measures: Measures) -> dict[str, str]:
    """What the planned hours of each outcome cost a year, at standard cost; without planned hours there is none."""
    costs = pupil_cost(records, measures, desk().framework, row.pupil_id).outcomes
    return {key: POUNDS.text(amount) for key, amount in costs.items() if amount is not None}
