"""Moderation: a second person looks at a sample of a school's ratings each term."""

from __future__ import annotations

from typing import NamedTuple

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.conflicts import Clash, conflict_of, seen
from sendsite.admin.desk import desk
from sendsite.admin.forms import Form, filled, of_table, read
from sendsite.admin.me import me, now
from sendsite.admin.rights import right
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.pupil.blueprint import found, screen
from sendsite.admin.screens.pupil.looks import Look, look_of, looks, newest_rating, others_who_may, rated_pupils, this_term, to_draw, why_not
from sendsite.admin.screens.pupil.page import heading
from sendsite.admin.screens.pupil.words import OF_ANSWERS, rated, tag
from sendsite.framework.moderation import sample_size
from sendsite.framework.one_rating import answers_of, one_rating
from sendsite.framework.records import Moderation
from sendsite.framework.term import Term
from sendsite.register.changes import Changes
from sendsite.register.refusals import RowChanged
from sendsite.register.versions import versioned
from sendsite.report.formats import WHOLE_PERCENT, plural

FIELDS = (
    of_table(
        "moderations",
        "agreed",
        "Do you come to the same rating?",
        choices=(("yes", "Yes, I agree"), ("no", "No, I see it differently")),
        required=True,
        spread=True,
    ),
    of_table("moderations", "note", "What you saw", rows=3, hint="Needed where you do not agree: which answers you would give, and why."),
)


class Count(NamedTuple):
    """What came of a term's second looks."""

    term: str
    label: str
    drawn: int
    agreed: int
    otherwise: int
    waiting: int


@screen.get("/moderation")
@right("look")
def moderation(urn: str) -> ResponseReturnValue:
    """The sample of a term (this one unless `?term=` says which), its state, and the terms before."""
    terms = _terms(urn)
    asked = request.args.get("term", "") or this_term().name
    if asked != this_term().name and asked not in [each.term for each in terms]:
        abort(404)
    shown = looks(urn, asked)
    return render_template(
        "pupil/moderation.html",
        term=Term.parse(asked),
        current=asked == this_term().name,
        looks=[(look, rated(one_rating(answers_of(look.pupil), desk().framework), desk().framework)) for look in shown],
        count=_count(asked, [look.row for look in shown]),
        terms=terms,
        new=len(to_draw(urn)),
        rated_count=len(rated_pupils(urn)),
        sample=sample_size(len(rated_pupils(urn)), desk().framework),
        share=WHOLE_PERCENT.text(desk().framework.moderation.sample_share),
        least=desk().framework.moderation.sample_least,
        barred=any(look.why_not for look in shown),
        others=sorted({name for look in shown if look.why_not for name in others_who_may(look.pupil)}),
    )


@screen.post("/moderation/draw")
@right("edit")
def draw(urn: str) -> ResponseReturnValue:
    """Draw this term's sample, or what it lacks. Nobody chooses: whoever draws it again draws the same."""
    rows = tuple(Moderation(urn, pupil_id, this_term().name) for pupil_id in to_draw(urn))
    number = save(Changes(added={"moderations": rows}), title=f"{plural(len(rows), 'rating')} drawn for a second look")
    return saved_to(url_for(".moderation", urn=urn), number)


@screen.get("/moderation/<id:pupil_id>")
@right("look")
def second_look(urn: str, pupil_id: str) -> ResponseReturnValue:
    """One rating that was drawn this term: its answers, and the form for whoever may confirm it."""
    return _shown(_drawn(urn, pupil_id), filled(FIELDS))


@screen.post("/moderation/<id:pupil_id>")
@right("edit")
def look_taken(urn: str, pupil_id: str) -> ResponseReturnValue:
    """Keep what a second person found; or show both findings where somebody else took the look meanwhile."""
    look, key = _drawn(urn, pupil_id), (urn, pupil_id, this_term().name)
    form = read(FIELDS, request.form)
    if reason := why_not(look.pupil):
        form.refuse("", f"{reason} A second look is by somebody else.")
    if form.values.get("agreed") is False and not form.values.get("note") and "note" not in form.faults:
        form.refuse("note", "What you saw is blank and needs words where you do not agree. Write which answers you would give, and why.")
    if form.faults:
        return _shown(look, form, version=request.form.get("version", "")), 422
    after = look.row._replace(**form.values, moderated_on=now().today, moderated_by=me().shown_name)
    try:
        number = save(
            Changes(changed={"moderations": ((look.row, after),)}),
            title=f"Second look at the rating of {look.pupil.name or pupil_id}",
            expected=seen("moderations", key, request.form),
        )
    except RowChanged as refusal:
        return _shown(look, form, conflict_of(refusal, form.fields), version=request.form.get("version", "")), 409
    return saved_to(url_for(".moderation", urn=urn), number)


def _drawn(urn: str, pupil_id: str) -> Look:
    look = look_of(found(urn, pupil_id).row)
    if look is None:
        abort(404)
    return look


def _shown(look: Look, form: Form, clash: Clash | None = None, version: str = "") -> str:
    row, questions = look.pupil, desk().framework.questions
    key = (row.school_urn, row.pupil_id, look.row.term)
    newest = newest_rating(row)
    return render_template(
        "pupil/second_look.html",
        pupil=row,
        look=look,
        form=form,
        clash=clash,
        row_version=version or versioned(desk().register, "moderations", [key])[key].version,
        answers=[(question, tag(OF_ANSWERS[answer])) for question, answer in zip(questions, answers_of(row), strict=True)],
        rated_by=newest.rated_by if newest else "",
        term=this_term(),
        **heading(row),
    )


def _terms(urn: str) -> tuple[Count, ...]:
    """Every term that had a second look, the newest first."""
    by_term: dict[str, list[Moderation]] = {}
    for row in now().of_school(urn).moderations:
        by_term.setdefault(row.term, []).append(row)
    return tuple(_count(term, by_term[term]) for term in sorted(by_term, key=Term.parse, reverse=True))


def _count(term: str, rows: list[Moderation]) -> Count:
    found_agreed = [row.agreed for row in rows]
    return Count(term, Term.parse(term).label, len(rows), found_agreed.count(True), found_agreed.count(False), found_agreed.count(None))
