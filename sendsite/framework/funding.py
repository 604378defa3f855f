"""What a pupil's top-up funding is on a day, and what else a school states that it spends."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date

from sendsite.framework.records import FundingBand, Pupil, Records, SchoolFact
from sendsite.framework.term import Term

PENCE = 100


def band_amounts(bands: Iterable[FundingBand], on: date | None) -> dict[str, float]:
    """
    Code -> GBP a year on a day: the amount of the newest row valid by then; NaN for a band nobody has priced.

    A row without a date is valid from the beginning. Without a day the newest row stands.
    """
    newest: dict[str, FundingBand] = {}
    for band in bands:
        if on is not None and band.valid_from is not None and band.valid_from > on:
            continue
        held = newest.get(band.code)
        if held is None or (band.valid_from or date.min) >= (held.valid_from or date.min):
            newest[band.code] = band
    return {code: math.nan if band.annual_amount is None else band.annual_amount / PENCE for code, band in newest.items()}


def top_up(pupil: Pupil, amounts: dict[str, float]) -> float:
    """GBP a year: the pupil's own amount where given, else its band's, else NaN."""
    if pupil.funding_amount is not None:
        return pupil.funding_amount / PENCE
    return amounts.get(pupil.funding_band, math.nan) if pupil.funding_band else math.nan


def other_costs(records: Records, on: date | None) -> dict[str, float]:
    """School -> other SEND costs, GBP a year, as stated for the newest term that has begun by the day; schools that state none are absent."""
    newest: dict[str, tuple[Term, SchoolFact]] = {}
    for fact in records.school_facts:
        term = Term.parse(fact.term)
        if fact.other_send_costs is None or (on is not None and term.begins > on):
            continue
        if fact.school_urn not in newest or newest[fact.school_urn][0] < term:
            newest[fact.school_urn] = (term, fact)
    return {urn: (fact.other_send_costs or 0) / PENCE for urn, (_, fact) in newest.items()}
