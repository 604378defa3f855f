"""Reviews of a plan outcome: the newest one sets the outcome's status and day of review."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.conflicts import conflict_of, seen
from sendsite.admin.forms import Field, Form, of_table, read
from sendsite.admin.me import now
from sendsite.admin.rights import right
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.pupil.blueprint import screen
from sendsite.admin.screens.pupil.outcomes import OUTCOME, STATUS_CHOICES, found_outcome, show_outcome
from sendsite.admin.surroundings import day
from sendsite.framework.records import Outcome, Review
from sendsite.register.changes import Changes
from sendsite.register.refusals import RowChanged


def review_fields() -> tuple[Field, ...]:
    """The fields of a review."""
    return (
        of_table("reviews", "reviewed_on", "Reviewed on"),
        of_table("reviews", "status", "How far it has come", choices=STATUS_CHOICES),
        of_table("reviews", "note", "What was said", rows=3),
    )


@screen.post(f"{OUTCOME}/reviews")
@right("edit")
def add_review(urn: str, pupil_id: str, outcome_id: str) -> ResponseReturnValue:
    """Keep a review; where it is the newest, the outcome takes its status and its day."""
    key = (urn, pupil_id, outcome_id)
    outcome, form = found_outcome(*key), read(review_fields(), request.form)
    _look_over(form, outcome)
    if form.faults:
        return show_outcome(*key, review=form), 422
    review = Review(*key, **form.values)
    newest = outcome.reviewed_on is None or review.reviewed_on >= outcome.reviewed_on
    after = outcome._replace(status=review.status, reviewed_on=review.reviewed_on) if newest else outcome
    changes = Changes(added={"reviews": (review,)}, changed={"outcomes": ((outcome, after),) if after != outcome else ()})
    try:
        number = save(changes, title=f"Review of outcome {outcome_id}", expected=seen("outcomes", key, request.form))
    except RowChanged as refusal:
        return show_outcome(*key, review=form, clash=conflict_of(refusal, form.fields), clash_of="review"), 409
    return saved_to(url_for(".outcome", urn=urn, pupil_id=pupil_id, outcome_id=outcome_id), number)


@screen.post(f"{OUTCOME}/reviews/<id:on>/remove")
@right("edit")
def remove_review(urn: str, pupil_id: str, outcome_id: str, on: str) -> ResponseReturnValue:
    """Remove a review; the newest that is left gives the outcome its status and day, and without any the status stays."""
    key = (urn, pupil_id, outcome_id)
    outcome, rows = found_outcome(*key), _reviews(key)
    gone = next((each for each in rows if each.reviewed_on.isoformat() == on), None)
    if gone is None:
        abort(404)
    left = [each for each in rows if each != gone]
    after = outcome
    if outcome.reviewed_on is None or gone.reviewed_on >= outcome.reviewed_on:
        newest = max(left, key=lambda each: each.reviewed_on, default=None)
        after = outcome._replace(status=newest.status if newest else outcome.status, reviewed_on=newest.reviewed_on if newest else None)
    changed: dict[str, tuple[Any, ...]] = {"outcomes": ((outcome, after),) if after != outcome else ()}
    number = save(
        Changes(changed=changed, removed={"reviews": (gone,)}), title=f"Review of outcome {outcome_id} removed", expected=seen("outcomes", key, request.form)
    )
    return saved_to(url_for(".outcome", urn=urn, pupil_id=pupil_id, outcome_id=outcome_id), number)


def _reviews(key: tuple[str, str, str]) -> list[Review]:
    return [each for each in now().of_school(key[0]).reviews if each[:3] == key]


def _look_over(form: Form, outcome: Outcome) -> None:
    on = form.values.get("reviewed_on")
    if on is None:
        return
    if on > now().today:
        form.refuse("reviewed_on", f"Reviewed on {day(on)} is still to come. Write a day up to {day(now().today)}.")
    if any(each.reviewed_on == on for each in _reviews(outcome[:3])):
        form.refuse("reviewed_on", f"A review of {day(on)} is there already. Remove that one first, or write another day.")
