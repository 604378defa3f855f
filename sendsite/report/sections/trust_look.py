"""Changes worth a second look across the trust: how many of each kind, at how many schools, and no school by name."""

from __future__ import annotations

from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Row
from sendsite.report.formats import COUNT, plural
from sendsite.report.sections.drift import BENDS
from sendsite.report.tables import column, table, words_column
from sendsite.report.view import View


def section(view: View) -> Section | None:
    """The kinds that were found at any school; None where none was."""
    found = [kind for kind in BENDS if view.number(view.trust, f"bend.{kind}.schools")]
    if not found:
        return None
    rows = [
        Row(BENDS[kind][0], (view.figure(view.trust, f"bend.{kind}", BENDS[kind][1]), view.figure(view.trust, f"bend.{kind}.schools", COUNT))) for kind in found
    ]
    return Section(
        "second-look",
        f"{plural(len(found), 'kind of change is', 'kinds of change are')} worth a second look",
        sub="Changes that can make the figures look different without support being different, all schools together",
        says="Each has good reasons as often as not. A trustee may ask how such decisions are made, and who sees them.",
        table=table("second-look", "Changes worth a second look", (words_column("Change"), column("How many"), column("At schools")), rows),
        note="Where hours were cut, the largest fall at one school is given. Each school’s own list stands on its deployment page.",
        open_table=True,
    )
