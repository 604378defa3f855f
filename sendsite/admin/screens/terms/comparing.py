"""Two frozen terms side by side, or one and the register of today: who joined and left, whose need changed, hours, measures, what moved the index."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.me import now
from sendsite.admin.rights import right
from sendsite.admin.screens.terms.blueprint import folder, screen
from sendsite.admin.screens.terms.shelf import editions, names_of
from sendsite.errors import DataRefused
from sendsite.workflow.snapshots_diff import LIVE, Compared, compare
from sendsite.workflow.snapshots_told import Sheet, figures_sheet, hours_sheet, moved_sheet, need_words


@screen.get("/terms/compare")
@right("publish")
def comparing() -> ResponseReturnValue:
    """The comparison of `a` with `b`, each the name of an edition or `live`; with the choice above it."""
    names = (*names_of(editions()[0]), (LIVE, "The register as it stands now"))
    known = {name for name, _ in names}
    first, second = (asked if (asked := request.args.get(name, "")) in known else "" for name in ("a", "b"))
    found, fault = None, ""
    if first and second and first != second:
        try:
            found = compare(folder(), first, second)
        except DataRefused as refusal:
            fault = refusal.screen
    schools = {school.urn: school.name for school in now().records.schools}
    return render_template(
        "terms/compare.html", names=names, first=first, second=second, words=dict(names), found=found, fault=fault, sheets=_sheets(found) if found else (),
        need_words=need_words, schools=schools,
    )  # fmt: skip


def _sheets(found: Compared) -> tuple[tuple[str, Sheet], ...]:
    """The tables of a comparison with their titles."""
    framework = desk().framework
    return (
        ("Hours a week", hours_sheet(found)),
        ("The five measures and the index", figures_sheet(found, framework)),
        ("What moved the index", moved_sheet(found, framework)),
    )
