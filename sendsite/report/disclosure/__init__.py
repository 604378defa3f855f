"""
What may be shown: the one place where the decision is made.

Raw figures of one term go into a Ledger, each under a name, with the pupils it rests on and the figures it is worked out from; what a reader
can add up is declared. `Ledger.decide` looks at the whole term at once, and at the term before, and gives a Released, which is all that a page,
chart or sentence ever sees.

The rules: `primary` finds what is small; `secondary` hides what would give it away, by linear programmes over everything that is released;
`audit` proves the outcome by whole numbers, apart from how it was found, and stops the build where a hidden figure can be inferred;
`over_time` keeps hidden what was small last term, and audits two terms together; `rounding` says how coarse hours and money are told.
"""

from sendsite.report.disclosure.advising import exact_advice
from sendsite.report.disclosure.deciding import Decision, decided
from sendsite.report.disclosure.entries import HOURLY, HOURS, LEAST_K, MEAN_MONEY, MONEY, OUTCOMES, PUPILS, SHARE, Entry, Ledger, Relation, Sum, Told
from sendsite.report.disclosure.over_time import Past
from sendsite.report.disclosure.released import Advice, Released, Value, marked, shown_cell

__all__ = [
    "HOURLY",
    "HOURS",
    "LEAST_K",
    "MEAN_MONEY",
    "MONEY",
    "OUTCOMES",
    "PUPILS",
    "SHARE",
    "Advice",
    "Decision",
    "Entry",
    "Ledger",
    "Past",
    "Relation",
    "Released",
    "Sum",
    "Told",
    "Value",
    "decided",
    "exact_advice",
    "marked",
    "shown_cell",
]
