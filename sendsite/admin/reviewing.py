"""The review cycle of a school as the admin shows it: the steps with the ways to their screens, and one line of progress."""

from __future__ import annotations

from typing import NamedTuple

from flask import url_for

from sendsite.admin import complete, lately
from sendsite.admin.attention import findings
from sendsite.admin.desk import desk
from sendsite.admin.me import now
from sendsite.admin.set_out import set_out
from sendsite.admin.where import way
from sendsite.framework.review import Grounds, review
from sendsite.framework.term import Term


class Task(NamedTuple):
    """A task with the way to its screen, "" where whoever is asking has none."""

    words: str
    done: bool
    href: str


class Step(NamedTuple):
    """A step of the cycle. `state` is done, begun or due."""

    number: int
    name: str
    says: str
    tasks: tuple[Task, ...]
    state: str


class Cycle(NamedTuple):
    """The six steps of a term, how many are done, and the first that is not."""

    term: str
    steps: tuple[Step, ...]
    done: int
    next: Step | None


def cycle(urn: str) -> Cycle:
    """The cycle of the term that is running."""
    steps = []
    for number, step in enumerate(review(_grounds(urn)), 1):
        tasks = tuple(Task(task.words, task.done, _to(task.where, urn)) for task in step.tasks)
        state = "done" if step.done else "begun" if any(task.done for task in tasks) else "due"
        steps.append(Step(number, step.name, step.says, tasks, state))
    done = sum(step.state == "done" for step in steps)
    return Cycle(Term.of(now().today).label, tuple(steps), done, next((step for step in steps if step.state != "done"), None))


def _grounds(urn: str) -> Grounds:
    term, published = Term.of(now().today), lately.unpublished((urn,))
    earlier = [each for each in set_out(urn) if not each.looked and not each.never_live and each.row.term != term.name]
    return Grounds(
        records=now().of_school(urn),
        measures=now().measures(urn, desk().framework),
        findings=findings((urn,)),
        insights=[each.insight for each in complete.view(urn).now.advice if each.insight.urn == urn],
        term=term,
        frozen=any(each.term == term for each in desk().past.terms),
        waiting=None if published.at is None else published.changes,
        earlier=len(earlier),
        held=sum(each.frozen is not None for each in earlier),
    )


def _to(where: str, urn: str) -> str:
    match where:
        case "/mend":
            return url_for("home.school", urn=urn, _anchor="mend")
        case "/set-out":
            return url_for("figures.insights", urn=urn, _anchor="set-out")
    return way(where, urn)
