"""Changes worth a second look across the trust: how many of each kind, at how many schools, and no school by name."""

from __future__ import annotations

from collections.abc import Iterator

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
    counts = {kind: view.figure(view.trust, f"bend.{kind}", BENDS[kind][1]) for kind in found}
    seen = any(not cell.mark for cell in counts.values())
    rows = [Row(BENDS[kind][0], (*([counts[kind]] if seen else []), view.figure(view.trust, f"bend.{kind}.schools", COUNT))) for kind in found]
    columns = (words_column("Change"), *([column("How many")] if seen else []), column("At schools"))
    return Section(
        "second-look",
        f"{plural(len(found), 'kind of change is', 'kinds of change are')} worth a second look",
        sub="Changes that can make the figures look different without support being different, all schools together",
        says="Each has good reasons as often as not. A trustee may ask how such decisions are made, and who sees them."
        if seen
        else "Seen at some schools; the numbers are too small to show. Ask the SEND lead: each has good reasons as often as not.",
        table=table("second-look", "Changes worth a second look", columns, rows),
        note=" ".join(_note(view)),
        open_table=True,
    )


def _note(view: View) -> Iterator[str]:
    """What the number of cut hours is, and where schools' own numbers stand, each only where there is one to be seen."""
    if view.number(view.trust, "bend.send_hours_cut"):
        yield "Where hours were cut, the largest fall at one school is given."
    if any(view.number(school, f"bend.{kind}") for school in view.schools for kind in BENDS):
        yield "What can be shown of a school stands on its deployment page."
