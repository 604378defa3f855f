"""
The page of everything that is held about one person, in plain words: an answer has to be understood by whoever asked for it.

It is a copy to hand over: where rows about somebody else name them is told to whoever answers the request, and stands nowhere in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from sendsite.framework.codes import STATUS_WORDS
from sendsite.report.formats import day, plural
from sendsite.report.formats import listed as in_words
from sendsite.workflow.subject.copies import TODAY, Copy
from sendsite.workflow.subject.finding import Found
from sendsite.workflow.subject.held import held
from sendsite.workflow.subject.pieces import facts, folded, heading, paragraph, table, whole
from sendsite.workflow.subject.telling import Told, differing, moment, told
from sendsite.workflow.subject.wording import Called

DONE = {"added": "added", "removed": "taken out", "changed": "changed"}
WORDS = {
    "pupil": (
        (STATUS_WORDS["E"], "An education, health and care plan: drawn up by the local authority, with the support that a pupil must get."),
        (STATUS_WORDS["K"], "Support that the school gives for special educational needs without such a plan."),
        ("Red, amber, green", "How essential an adult’s support is for the pupil today: red most, green least. Eight questions are answered so."),
        ("Taken together", "The answer that most of the eight questions got; where two are equal, the one of higher need."),
        ("Second look", "Somebody else checks a rating."),
        ("Outcome", "What the support is for, as the plan says it, and how far it has come at each review."),
        ("Top-up", "Money a year that the local authority adds for the pupil’s support, often by bands."),
    ),
    "staff": (
        ("SEND support", "Support of pupils with special educational needs and disabilities."),
        ("Other task", "Hours in which there is no support of a pupil, such as cover or preparation."),
    ),
}
OF_OTHERS = {
    "pupil": "Adults are named who support the pupil or made an entry, as part of their work. What is written about other people is not in it.",
    "staff": "Pupils are called by letters that this file alone has. What is written about other people is not in it.",
}
"""What of others is in a file."""
COMMON = (
    ("h", "Hours a week."),
    ("Scenario", "A plan that somebody tried out. It was not what happened."),
    ("Frozen term", "The register as it stood in a term, kept for good so that figures can be checked."),
    ("URN", "The number that the Department for Education gives a school."),
)


def page(found: Found, on: date, trust: str) -> bytes:
    """The page, whole in itself."""
    called = _called(found)
    name = in_words(found.names) or found.who.person_id
    title = f"What {trust} holds about {name}"
    sections = tuple(_sections(found, called))
    contents = "".join(f'<li><a href="#{at}">{heading_of}</a></li>' for at, heading_of, _ in sections)
    body = "".join(f"<section>{heading(2, words, at)}{inside}</section>" for at, words, inside in sections)
    ways = f'<nav aria-label="Contents"><h2>Contents</h2><ol>{contents}</ol></nav>'
    return whole(title, f"<main>{heading(1, title)}{_about(found, on)}{ways}{body}</main>").encode()


def _about(found: Found, on: date) -> str:
    who = "Pupil" if found.who.kind == "pupil" else "Member of staff"
    words = f"{who} {found.who.person_id} of {found.school} (URN {found.who.school_urn}). Made on {day(on)}."
    held = "It is everything that the register of support holds, in words. Notes stand as they were written."
    return paragraph(words) + paragraph(f"{held} {OF_OTHERS[found.who.kind]}", quiet=True)


def _sections(found: Found, called: Called) -> Iterator[tuple[str, str, str]]:
    """Each section: its name to go to, its heading, what is in it."""
    today = [copy for copy in found.copies if copy.title == TODAY]
    frozen = [copy for copy in found.copies if copy.title != TODAY]
    inside = "".join(paragraph(copy.note, quiet=True) + held(copy, _as_in(copy, called), 3) for copy in today)
    yield "today", TODAY, inside or paragraph("Nothing: only earlier terms or the history hold something.")
    yield "terms", "Earlier terms", _terms(frozen, called) if frozen else paragraph("None: no frozen term holds anything.")
    yield "history", "The history of changes", _history(found, called)
    yield "words", "Words and abbreviations", facts((*WORDS[found.who.kind], *COMMON))


def _terms(frozen: list[Copy], called: Called) -> str:
    """The first frozen term in full, each later one by what differs, with the whole folded below."""
    said = "The register is kept as it stood at the end of each term. The first is told in full, each later one by what differs from the one before it."
    first = frozen[0]
    parts = [paragraph(f"{said} Unfold a term for all of it; a printout leaves out what is folded.")]
    parts += [heading(3, first.title, "term-1"), paragraph(first.note, quiet=True), held(first, _as_in(first, called), 4)]
    for number, (before, after) in enumerate(pairwise(frozen), start=2):
        changes = tuple(differing(before, after, _as_in(before, called), _as_in(after, called)))
        parts += [heading(3, after.title, f"term-{number}"), paragraph(after.note, quiet=True)]
        caption = f"What differs from {before.title[0].lower()}{before.title[1:]}"
        parts.append(table(caption, ("About", "Before", "Then"), map(_row, changes)) if changes else paragraph(f"The same as in {before.title}."))
        parts.append(folded(f"All that is kept of {after.title[0].lower()}{after.title[1:]}", held(after, _as_in(after, called), 4)))
    return "".join(parts)


def _row(change: Told) -> tuple[str, str, str]:
    """What differs, as a row: what is new has no before, what is gone has no after."""
    new, gone = "" if change.done != "added" else "–", "" if change.done != "removed" else "–"
    return change.what, change.before or new, change.after or gone


def _history(found: Found, called: Called) -> str:
    """One line for each change of a row, the newest first: when, who, what, from what, to what."""
    if not found.changes:
        return paragraph("It holds nothing of them.")
    lines, outcomes = [], dict(called.outcomes)
    for each in found.changes:
        if each.row.table == "outcomes" and each.row.after is not None:
            outcomes[each.row.after.outcome_id] = each.row.after.outcome
        change = told(each.row.table, each.row.before, each.row.after, called._replace(outcomes=outcomes))
        lines.append((moment(each.at), called.by(each.by), f"{change.what}: {DONE[change.done]}", *_row(change)[1:]))
    count = paragraph(f"{plural(len(lines), 'change')}, the newest first.")
    return count + table("What was changed", ("When", "By", "What", "From", "To"), reversed(lines))


def _called(found: Found) -> Called:
    outcomes = {row.outcome_id: row.outcome for copy in (*found.copies[1:], *found.copies[:1]) for row in copy.rows.get("outcomes", ()) if row.outcome}
    return Called(found.who, found.adults, {}, outcomes, found.shown)


def _as_in(copy: Copy, called: Called) -> Called:
    """With the bands and the outcomes of one copy."""
    own = {row.outcome_id: row.outcome for row in copy.rows.get("outcomes", ()) if row.outcome}
    return called._replace(bands=copy.bands, outcomes={**called.outcomes, **own})
