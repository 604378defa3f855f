"""What a line over terms says, in words."""

from __future__ import annotations

from collections.abc import Sequence

from sendsite.report.view import View, better
from sendsite.report.words import KPI_NAMES


def trend_words(view: View, kpi: str, values: Sequence[float | None]) -> str:
    """
    The first and the last figure of a line, and whether they differ by more than chance makes.

    The same threshold as for a change between two terms; a line of one figure only states it.
    """
    form, name = view.format(kpi), "The index" if kpi == "sei" else KPI_NAMES[kpi]
    known = [value for value in values if value is not None]
    if not known:
        return f"{name} is not available yet"
    first, last = known[0], known[-1]
    if len(known) == 1:
        return f"{name} stands at {form.text(last)}"
    if abs(last - first) <= view.framework.real_change[kpi] + 1e-9:
        return f"{name} has hardly moved: {form.text(last)}, after {form.text(first)} at first"
    return f"{name} {'improved' if better(kpi, first, last) else 'slipped'} from {form.text(first)} to {form.text(last)}"
