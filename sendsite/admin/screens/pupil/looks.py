"""Second looks at the ratings of a school: who was drawn in a term, what came of it, and who may look."""

from __future__ import annotations

import re
from typing import NamedTuple

from sendsite.admin.desk import desk
from sendsite.admin.me import may, me, now
from sendsite.admin.rights import has, reaches
from sendsite.framework.moderation import drawn, still_to_draw
from sendsite.framework.one_rating import answers_of
from sendsite.framework.records import Moderation, Pupil, Rating
from sendsite.framework.term import Term
from sendsite.register.history import history
from sendsite.register.people import User, users


class Look(NamedTuple):
    """
    One second look. `why_not` says in words why the asker may not take it, "" where they may.

    `moved_on` says that the pupil was rated again after the look.
    """

    pupil: Pupil
    row: Moderation
    why_not: str
    moved_on: bool


def this_term() -> Term:
    """The term of today."""
    return Term.of(now().today)


def rated_pupils(urn: str) -> tuple[Pupil, ...]:
    """Pupils with a rating: only those can be drawn."""
    return tuple(pupil for pupil in now().of_school(urn).pupils if any(answers_of(pupil)))


def to_draw(urn: str) -> tuple[str, ...]:
    """Who would be drawn now, besides whoever was drawn in this term already."""
    rated = [pupil.pupil_id for pupil in rated_pupils(urn)]
    already = [row.pupil_id for row in now().of_school(urn).moderations if row.term == this_term().name and row.pupil_id in rated]
    return still_to_draw(already, drawn(urn, rated, this_term(), desk().framework))


def looks(urn: str, term: str) -> tuple[Look, ...]:
    """The second looks of a term: those to be taken first, then by name."""
    pupils = {pupil.pupil_id: pupil for pupil in now().of_school(urn).pupils}
    rows = [row for row in now().of_school(urn).moderations if row.term == term and row.pupil_id in pupils]
    ordered = sorted(rows, key=lambda row: (row.agreed is not None, pupils[row.pupil_id].name.casefold(), row.pupil_id))
    return tuple(_look(pupils[row.pupil_id], row) for row in ordered)


def look_of(pupil: Pupil) -> Look | None:
    """This term's second look at one pupil's rating, None where the pupil was not drawn."""
    rows = (row for row in now().of_school(pupil.school_urn).moderations if row.pupil_id == pupil.pupil_id and row.term == this_term().name)
    row = next(rows, None)
    return _look(pupil, row) if row is not None else None


def _look(pupil: Pupil, row: Moderation) -> Look:
    moved_on = row.moderated_on is not None and pupil.rated_on is not None and pupil.rated_on > row.moderated_on
    return Look(pupil, row, why_not(pupil) if row.agreed is None else "", moved_on)


def newest_rating(pupil: Pupil) -> Rating | None:
    """The rating of the history that the pupil's answers are."""
    rows = (row for row in now().of_school(pupil.school_urn).ratings if row.pupil_id == pupil.pupil_id)
    return max(rows, key=lambda row: row.rated_on, default=None)


def why_not(pupil: Pupil) -> str:
    """
    Why whoever asks may not take the second look at a rating, "" where they may.

    Not without the right to edit; not who answered; not who saved the answers, unless they came with an import.
    """
    if not may("edit"):
        return "Your role lets you read this and not change it."
    rating = newest_rating(pupil)
    if rating is None:
        return "" if any(answers_of(pupil)) else "There is no rating to look at."
    words = re.findall(r"\w+", rating.rated_by.casefold())
    if any(_within(name, words) for name in _own_words(me())):
        return f"You are named among those who answered ({rating.rated_by})."
    saved = history(desk().register, table="ratings", key=(rating.school_urn, rating.pupil_id, rating.rated_on), kind="edit", limit=1)
    return "You saved these answers yourself." if saved and saved[0].by == me().name else ""


def others_who_may(pupil: Pupil) -> tuple[str, ...]:
    """Who else may take the second look, by the names that are shown: whoever may edit the school, did not answer and did not save the answers."""
    rating = newest_rating(pupil)
    words = re.findall(r"\w+", rating.rated_by.casefold()) if rating else []
    saved = history(desk().register, table="ratings", key=(rating.school_urn, rating.pupil_id, rating.rated_on), kind="edit", limit=1) if rating else ()
    free = [
        each
        for each in users(desk().register)
        if has(each, "edit") and reaches(each, pupil.school_urn) and each.ready and not each.disabled and each.id != me().id
        if not any(_within(name, words) for name in _own_words(each)) and not (saved and saved[0].by == each.name)
    ]
    return tuple(sorted(each.shown_name for each in free))


def _own_words(person: User) -> list[list[str]]:
    """The names that somebody may be called by among those who answered, as words."""
    return [re.findall(r"\w+", name.casefold()) for name in (person.shown_name, person.name, *(["SENCO"] if person.role == "senco" else []))]


def _within(name: list[str], words: list[str]) -> bool:
    """Whether a name stands among words, whole and in order."""
    return bool(name) and any(words[place : place + len(name)] == name for place in range(len(words)))
