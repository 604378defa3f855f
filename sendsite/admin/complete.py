"""The report's pages of the register as it stands, complete: worked out once for each state of the register, one school at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sendsite.admin.desk import desk
from sendsite.admin.me import now
from sendsite.admin.past import WHOLE_TRUST
from sendsite.framework.document import document as document_of
from sendsite.framework.term import Term, TermRecords
from sendsite.report.complete import complete_page, complete_view, of_school
from sendsite.report.figures.pages import PageFigures
from sendsite.report.setup import Setup
from sendsite.report.view import Place, View


def view(urn: str = WHOLE_TRUST) -> View:
    """The figures of a school, or of the whole trust, beside those of the terms before."""
    past = desk().past
    return now().kept(("view", urn, past.stamp), lambda: _made(urn))


def page(name: str, urn: str = WHOLE_TRUST) -> PageFigures:
    """A page by its name on the site, "" for the first one."""
    return now().kept(("page", name, urn, desk().past.stamp), lambda: complete_page(view(urn), name, place(urn) if urn else None))


def document() -> Mapping[str, Any]:
    """The figures of every school as programs read them, by the method in force."""
    found = now().kept(("term",), _term).document
    assert found is not None
    return found


def place(urn: str) -> Place:
    """A school as the report names it."""
    return next(each for each in view(urn).schools if each.scope == urn)


def fault() -> str:
    """Why the terms before cannot be read, "" where they can."""
    return desk().past.fault


def _made(urn: str) -> View:
    settings = desk().settings
    live = now().kept(("term",), _term)
    reading = live if urn == WHOLE_TRUST else of_school(live, urn)
    return complete_view(Setup(settings.trust, settings.plan_name, settings.published_by), reading, desk().past.of(urn))


def _term() -> TermRecords:
    """The register as the term it is in. Its document holds the trust's own index, which a school's pages show beside theirs."""
    stands, framework = now(), desk().framework
    kept = document_of(stands.of_trust(framework), framework)
    return TermRecords(Term.of(stands.today), stands.today, stands.records, framework, draft=True, document=kept)
