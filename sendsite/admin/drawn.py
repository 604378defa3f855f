"""
What the theme's page templates are given when the admin draws with them: the page, and links to screens of the admin.

The templates are those of the site; `_school.html` and `_trust.html`, which they extend, are here the admin's own (decision 9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import url_for

from sendsite.admin.me import may, me
from sendsite.admin.rights import reaches
from sendsite.admin.set_out import this_term
from sendsite.admin.where import Way, kept_at, label, way
from sendsite.report.contents import contents_of
from sendsite.report.figures.pages import InsightCard, PageFigures
from sendsite.report.marks import left_over

SCHOOL_KEY = re.compile(r"school/([^/]+)(?:/([^/]+))?")
TRUST_KEY = re.compile(r"trust(?:/([^/]+))?")
OF_SCHOOL = {"": "dashboard", "finance": "finance", "deployment": "hours", "insights": "insights", "history": "terms"}
"""The site's pages of a school that the admin has, and the screens of them."""

OF_TRUST = {"": "overview", "comparison": "comparison", "trends": "trends", "finance": "finance", "insights": "insights"}
"""The site's pages of the trust that the admin has, and what they are called here."""


class File(NamedTuple):
    """A download as a page offers it; its size is not told, for it is made when it is asked for."""

    href: str
    name: str
    size: str = ""


class Kept(NamedTuple):
    """Where a section's figures are kept."""

    words: str
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Links:
    """The links of one page: of a school, or with no URN of the trust. `page` is its screen."""

    urn: str
    page: str
    figures: PageFigures | None = None

    def to(self, key: str) -> str:
        """The screen that shows what the site's page of this key shows; the page itself where there is none."""
        return _screen(key) or "#content-start"

    def has(self, key: str) -> bool:
        """Whether there is such a screen, and whoever is asking may see it."""
        return bool(_screen(key))

    def table(self, slug: str, key: str = "") -> File:
        """A table of this page as CSV, complete."""
        return File(self._file(slug), f"{self._name}-{slug}.csv")

    def workbook(self, key: str = "") -> File | None:
        """All tables of this page as one workbook; None where there is none."""
        tables = contents_of(self.page, self.figures).tables
        return File(self._file(""), f"{self._name}.xlsx") if tables else None

    def kept(self, slug: str) -> Kept | None:
        """Where a section's figures are changed; None where that is at no one place."""
        ways = kept_at(slug, self.urn)
        return Kept("Change these figures:" if may("edit") else "These figures are kept in:", ways) if ways else None

    def mend(self, card: InsightCard) -> Way | None:
        """The screen on which an insight's action is done."""
        urn = self.urn or (card.school.key.rpartition("/")[2] if card.school else "")
        address = way(card.where, urn)
        return Way(f"{'Do this in' if may('edit') else 'See'} {label(card.where)}", address) if address else None

    def accept(self, card: InsightCard) -> Way | None:
        """The screen on which an insight that can be tried out is set out to be done; where it was this term already, the list of that."""
        urn = self.urn or (card.school.key.rpartition("/")[2] if card.school else "")
        if not urn or not card.effects or not may("edit"):
            return None
        if any(row.rule == card.rule for row in this_term(urn)):
            return Way("Set out this term", url_for("figures.insights", urn=urn, _anchor="set-out"))
        return Way("We will do this", url_for("acting.asking", urn=urn, rule=card.rule))

    def check(self, where: str) -> Way | None:
        """The screen on which something to check is kept."""
        address = way(where, self.urn)
        return Way(label(where), address) if address else None

    @property
    def _name(self) -> str:
        return f"{self.urn or 'trust'}-{self.page}-complete"

    def _file(self, slug: str) -> str:
        """The address of a table, or without one of the workbook."""
        if self.urn:
            return url_for("figures.table", urn=self.urn, page=self.page, slug=slug) if slug else url_for("figures.workbook", urn=self.urn, page=self.page)
        return url_for("figures.trust_table", page=self.page, slug=slug) if slug else url_for("figures.trust_workbook", page=self.page)


def surroundings(links: Links, key: str, title: str, tabs: tuple[Way, ...]) -> dict[str, Any]:
    """All that a template of the theme, and the admin's page around it, is given. `tabs` are the pages beside this one."""
    return {
        "page": links.figures,
        "standing": getattr(links.figures, "standing", None),
        "links": links,
        "key": key,
        "kind": "page",
        "title": title,
        "marks": left_over(links.figures),
        "terms": (),
        "beside": tabs,
    }


def template_of(figures: PageFigures) -> str:
    """The theme's template of a page: SchoolDashboard is drawn by school_dashboard.html."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(figures).__name__).lower() + ".html"


def _screen(key: str) -> str:
    """The address of the screen for a page of the site, "" where there is none or it is not for whoever is asking."""
    key = key.partition("#")[0]
    if key == "home":
        return url_for("home.home")
    if (found := SCHOOL_KEY.fullmatch(key)) and (found[2] or "") in OF_SCHOOL and reaches(me(), found[1]):
        return url_for(f"figures.{OF_SCHOOL[found[2] or '']}", urn=found[1])
    if (found := TRUST_KEY.fullmatch(key)) and (found[1] or "") in OF_TRUST and may("trust"):
        return url_for("figures.trust_page", page=found[1]) if found[1] else url_for("figures.trust")
    return ""
