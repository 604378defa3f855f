"""How an expectation came out, in words: the same on the admin's pages and on the site."""

from __future__ import annotations

from sendsite.report.figures.values import Band

CAME = {
    "reached": Band("As expected", "green", "●"),
    "part": Band("On the way", "amber", "◆"),
    "none": Band("No real change", "amber", "◆"),
    "away": Band("The other way", "red", "▲"),
    "unknown": Band("Cannot be said", "", "○"),
}
"""A word, a tone and a shape for each of `retest.READS`."""

CAME_SAYS = {
    "reached": "The figures came out as expected.",
    "part": "Some of what was expected has come.",
    "none": "The figures have not changed by more than chance makes.",
    "away": "A figure went the other way. Ask what else changed before you look for blame.",
    "unknown": "No change is called: the register is small, or a figure is not available.",
}
