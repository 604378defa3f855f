"""Plan outcomes of one pupil: one more, one changed, one removed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.conflicts import Clash, conflict_of, seen
from sendsite.admin.desk import desk
from sendsite.admin.forms import Field, Form, filled, of_table, read
from sendsite.admin.me import now
from sendsite.admin.rights import right
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.pupil.blueprint import PUPIL, address, found, screen
from sendsite.admin.screens.pupil.page import heading
from sendsite.admin.screens.pupil.strips import Strip, strips
from sendsite.framework.records import Outcome, OutcomeWeeks, Pupil
from sendsite.register.carrying import Expected
from sendsite.register.changes import Changes
from sendsite.register.dependents import with_dependents
from sendsite.register.refusals import RowChanged
from sendsite.register.versions import versioned
from sendsite.report.words import STATUSES

OUTCOME = f"{PUPIL}/outcomes/<id:outcome_id>"
STATUS_CHOICES = tuple(STATUSES.items())
WEEKS_VERSION = "weeks_version"


def outcome_fields() -> tuple[Field, ...]:
    """The fields of an outcome; its weeks stand in a table of their own."""
    weeks = f"{desk().framework.cost.weeks:g}"
    return (
        of_table("outcomes", "outcome", "Outcome", rows=2, hint="What the pupil will be able to do."),
        of_table("outcomes", "target", "Target", rows=2, hint="What will show that it is reached."),
        of_table("outcomes", "area", "Area", hint="Of need or of the plan, such as Communication and interaction."),
        of_table("outcomes", "planned_hours", "Planned hours a week"),
        of_table("outcome_weeks", "weeks", "Weeks a year", required=False, hint=f"Blank is {weeks}, a whole school year."),
        of_table("outcomes", "status", "Status", choices=STATUS_CHOICES),
    )


@screen.get(f"{PUPIL}/outcomes/add")
@right("edit")
def new_outcome(urn: str, pupil_id: str) -> ResponseReturnValue:
    """The form for one more outcome."""
    return _shown(found(urn, pupil_id).row, filled(outcome_fields(), None, status="not_started"))


@screen.post(f"{PUPIL}/outcomes/add")
@right("edit")
def add_outcome(urn: str, pupil_id: str) -> ResponseReturnValue:
    """Keep one more outcome, under the next free id."""
    row = found(urn, pupil_id).row
    form = _read()
    if form.faults:
        return _shown(row, form), 422
    records = now().of_school(urn)
    given = dict(form.values)
    weeks = given.pop("weeks")
    outcome = Outcome(urn, pupil_id, next_id(each.outcome_id for each in records.outcomes if each.pupil_id == pupil_id), **given)
    added: dict[str, tuple[Any, ...]] = {"outcomes": (outcome,), "outcome_weeks": (OutcomeWeeks(*outcome[:3], weeks),) if weeks else ()}
    number = save(Changes(added=added), title=f"Outcome {outcome.outcome_id} of {row.name or pupil_id}")
    return saved_to(address(row), number)


@screen.get(f"{OUTCOME}/")
@right("look")
def outcome(urn: str, pupil_id: str, outcome_id: str) -> ResponseReturnValue:
    """One outcome with its reviews."""
    return show_outcome(urn, pupil_id, outcome_id)


@screen.post(f"{OUTCOME}/")
@right("edit")
def save_outcome(urn: str, pupil_id: str, outcome_id: str) -> ResponseReturnValue:
    """Keep an outcome as it was typed, with its weeks."""
    row, key = found(urn, pupil_id).row, (urn, pupil_id, outcome_id)
    stands, form = found_outcome(*key), _read()
    if form.faults:
        return show_outcome(*key, form=form), 422
    changes = _changed(stands, _weeks(key), form)
    expected: Expected = {**seen("outcomes", key, request.form), **seen("outcome_weeks", key, request.form, WEEKS_VERSION)}
    try:
        number = save(changes, title=f"Outcome {outcome_id} of {row.name or pupil_id}", expected=expected)
    except RowChanged as refusal:
        return show_outcome(*key, form=form, clash=_clash(refusal, key, form)), 409
    return saved_to(url_for(".outcome", urn=urn, pupil_id=pupil_id, outcome_id=outcome_id), number)


@screen.post(f"{OUTCOME}/remove")
@right("edit")
def remove_outcome(urn: str, pupil_id: str, outcome_id: str) -> ResponseReturnValue:
    """Remove an outcome with its reviews. What was only dropped from the plan is better marked as withdrawn."""
    row, key = found(urn, pupil_id).row, (urn, pupil_id, outcome_id)
    changes = with_dependents(now().of_school(urn), Changes(removed={"outcomes": (found_outcome(*key),)}))
    number = save(changes, title=f"Outcome {outcome_id} of {row.name or pupil_id} removed", expected=seen("outcomes", key, request.form))
    return saved_to(address(row), number)


def found_outcome(urn: str, pupil_id: str, outcome_id: str) -> Outcome:
    """The outcome as it stands; 404 where the pupil has no such one."""
    standing = versioned(desk().register, "outcomes", [(urn, pupil_id, outcome_id)])
    if not standing:
        abort(404)
    row: Outcome = standing[urn, pupil_id, outcome_id].row
    return row


def show_outcome(
    urn: str, pupil_id: str, outcome_id: str, *, form: Form | None = None, review: Form | None = None, clash: Clash | None = None, clash_of: str = "outcome"
) -> str:
    """The page of an outcome, with one of its forms as it was posted where that was not saved."""
    from sendsite.admin.screens.pupil.reviews import review_fields

    row, key = found(urn, pupil_id).row, (urn, pupil_id, outcome_id)
    standing, weeks = versioned(desk().register, "outcomes", [key]), versioned(desk().register, "outcome_weeks", [key])
    if key not in standing:
        abort(404)
    posted = request.form if request.method == "POST" else {}
    strip = next((each for each in strips(row, now().of_school(urn), now().today) if each.row.outcome_id == outcome_id), None)
    given = {"weeks": str(weeks[key].row.weeks)} if key in weeks else {}
    return _shown(
        row,
        form or filled(outcome_fields(), standing[key].row, **given),
        outcome=standing[key].row,
        strip=strip,
        row_version=posted.get("version") or standing[key].version,
        weeks_now=weeks[key].version if key in weeks else 0,
        weeks_version=posted.get(WEEKS_VERSION) or (weeks[key].version if key in weeks else 0),
        review=review or filled(review_fields(), None, reviewed_on=now().today.isoformat(), status=standing[key].row.status),
        clash=clash,
        clash_of=clash_of,
        reviews=sorted((each for each in now().of_school(urn).reviews if each[:3] == key), key=lambda each: each.reviewed_on, reverse=True),
        statuses=STATUSES,
    )


def _shown(row: Pupil, form: Form, outcome: Outcome | None = None, strip: Strip | None = None, clash: Clash | None = None, **more: Any) -> str:
    context = heading(row) | {"review": None, "row_version": "", "weeks_version": 0, "weeks_now": 0, "reviews": (), "clash_of": ""} | more
    return render_template("pupil/outcome.html", pupil=row, form=form, outcome=outcome, strip=strip, clash=clash, **context)


def _read() -> Form:
    form = read(outcome_fields(), request.form)
    weeks = form.values.get("weeks")
    if weeks is not None and not 1 <= weeks <= 52:
        form.refuse("weeks", f"Weeks a year '{weeks}' is not between 1 and 52. Write a whole number from 1 to 52, or leave it blank.")
    return form


def _changed(row: Outcome, weeks: OutcomeWeeks | None, form: Form) -> Changes:
    """The outcome and its weeks as typed: blank weeks are the framework's, and need no row."""
    given = dict(form.values)
    wanted = given.pop("weeks")
    after = row._replace(**given)
    changed: dict[str, tuple[Any, ...]] = {"outcomes": ((row, after),) if after != row else ()}
    if weeks is None:
        return Changes(added={"outcome_weeks": (OutcomeWeeks(*row[:3], wanted),) if wanted else ()}, changed=changed)
    if wanted is None:
        return Changes(changed=changed, removed={"outcome_weeks": (weeks,)})
    return Changes(changed=changed | {"outcome_weeks": ((weeks, weeks._replace(weeks=wanted)),) if wanted != weeks.weeks else ()})


def _clash(refusal: RowChanged, key: tuple[str, str, str], form: Form) -> Clash:
    """Both values; whichever of the two rows was changed, the form sent again names the outcome's version of now."""
    clash, standing = conflict_of(refusal, form.fields), versioned(desk().register, "outcomes", [key])
    return clash._replace(version=standing[key].version) if key in standing and not clash.removed else clash


def _weeks(key: tuple[str, str, str]) -> OutcomeWeeks | None:
    standing = versioned(desk().register, "outcome_weeks", [key])
    return standing[key].row if standing else None


def next_id(taken: Iterable[str]) -> str:
    """The next free id of a pupil's outcomes: O1, O2, ..."""
    numbers = [int(found[1]) for each in taken if (found := re.fullmatch(r"O(\d{1,9})", each))]
    return f"O{max(numbers, default=0) + 1}"
