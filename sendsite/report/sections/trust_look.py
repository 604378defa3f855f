"""Changes worth a second look across the trust: how many of each kind, and no school by name."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Row
from sendsite.report.formats import plural
from sendsite.report.sections.drift import BENDS
from sendsite.report.tables import column, table, words_column
from sendsite.report.view import View


def section(view: View) -> Section | None:
    """The kinds that were found at any school, or whose number is hidden; None where there is none."""
    cells = {kind: view.figure(view.trust, f"bend.{kind}", form) for kind, (_, form, *_) in BENDS.items()}
    found = [kind for kind, cell in cells.items() if cell.value or cell.mark == "c"]
    if not found:
        return None
    seen = any(not cells[kind].mark for kind in found)
    rows = [Row(BENDS[kind][0], (cells[kind],)) for kind in found]
    columns = (words_column("Change"), column("How many"))
    return Section(
        "second-look",
        f"{plural(len(found), 'kind of change is', 'kinds of change are')} worth a second look",
        sub="Changes that can make the figures look different without support being different, all schools together",
        says="Each has good reasons as often as not. A trustee may ask how such decisions are made, and who sees them."
        if seen
        else "Some were seen; the numbers are too small to show. Ask the SEND lead: each has good reasons as often as not.",
        table=table("second-look", "Changes worth a second look", columns, rows) if seen else None,
        note=" ".join(_note(view)),
        open_table=True,
    )


def _note(view: View) -> Iterator[str]:
    """What the number of cut hours is, and where schools' own numbers stand, each only where there is one to be seen."""
    if view.number(view.trust, "bend.send_hours_cut"):
        yield "Where hours were cut, the largest fall at one school is given."
    if any(view.number(school, f"bend.{kind}") for school in view.schools for kind in BENDS):
        yield "What can be shown of a school stands on its deployment page."
