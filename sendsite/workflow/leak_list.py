"""What must not leave the building, read from the register and every snapshot that the site shows, and handed to the gate of publish/."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from sendsite import stock
from sendsite.publish.leak_gate import allow
from sendsite.publish.leak_gate.gate import Held, LeakGate
from sendsite.publish.leak_gate.needles import Person, Told
from sendsite.publish.verify.canaries import Canaries, of_schools
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.site_terms import site_terms

if TYPE_CHECKING:
    from sendsite.framework.records import Records


class Gates(NamedTuple):
    """What all that is published passes: no person of the register anywhere, and no school on what anybody can read."""

    leak_gate: LeakGate
    schools_unnamed: Canaries


def gates(folder: SiteFolder) -> Gates:
    """The gates of a site folder, made anew each time, for the register changes."""
    held, schools = _held(folder)
    return Gates(LeakGate(held, allow.read(folder.root)), Canaries(of_schools(schools), held.said))


def leak_gate(folder: SiteFolder) -> LeakGate:
    """The first of them alone."""
    return gates(folder).leak_gate


def _held(folder: SiteFolder) -> tuple[Held, tuple[tuple[str, str], ...]]:
    """
    All people, texts and schools of the live register, frozen terms and their earlier editions. Each name that a school had counts.

    The product's own articles and templates go with them: no trust can have written a name into those.
    """
    people: dict[Person, None] = {}
    texts: dict[Told, None] = {}
    schools: dict[tuple[str, str], None] = {}
    for records in all_records(folder):
        people |= dict.fromkeys(_people(records))
        texts |= dict.fromkeys(_texts(records))
        schools |= dict.fromkeys((school.urn, school.name) for school in records.schools)
    own = (*stock.folder("content").rglob("*.md"), *stock.folder("themes").rglob("*.html"))
    articles = tuple(path.read_bytes() for path in sorted(own))
    chosen = folder.settings
    return Held(tuple(people), tuple(texts), articles, (chosen.trust, chosen.published_by, chosen.plan_name)), tuple(schools)


def all_records(folder: SiteFolder) -> Iterator[Records]:
    """The records of each term that the site shows, one term in memory at a time."""
    for term in site_terms(folder):
        for each in (*term.earlier, term):
            yield each.open().records


def _people(records: Records) -> Iterator[Person]:
    for pupil in records.pupils:
        yield Person("pupil", pupil.school_urn, pupil.pupil_id, pupil.name, pupil.class_name, year_group=pupil.year_group)
    for staff in records.staff:
        yield Person("staff", staff.school_urn, staff.staff_id, staff.name, salary=staff.annual_salary)
    for leaver in records.leavers:
        yield Person(leaver.kind, leaver.school_urn, leaver.person_id, leaver.name)


def _texts(records: Records) -> Iterator[Told]:
    """What people wrote about a pupil, a rating or a plan of theirs."""
    for outcome in records.outcomes:
        yield Told(outcome.outcome, f"a plan outcome of school {outcome.school_urn}")
        yield Told(outcome.target, f"a target of school {outcome.school_urn}")
    for review in records.reviews:
        yield Told(review.note, f"the note of a review of school {review.school_urn}")
    for rating in records.ratings:
        yield Told(rating.rated_by, f"who rated at school {rating.school_urn}")
    for moderation in records.moderations:
        yield Told(moderation.note, f"the note of a moderation of school {moderation.school_urn}")
        yield Told(moderation.moderated_by, f"who moderated at school {moderation.school_urn}")
    for scenario in records.scenarios:
        yield Told(scenario.note, f"the note of a scenario of school {scenario.school_urn}")
