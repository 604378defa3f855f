"""Funding that a plan should bring and nobody has written down."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.framework.checks.finding import OFFICER, Finding, Look, on_pupil
from sendsite.framework.funding import band_amounts


def ehcp(look: Look) -> Iterator[Finding]:
    """An EHCP with neither an amount nor a band: top-up may be coming in that no figure shows."""
    for pupil in look.pupils:
        if pupil.sen_status == "E" and pupil.funding_amount is None and not pupil.funding_band:
            yield on_pupil("ehcp_without_funding", "medium", pupil, "has an EHCP but no top-up funding. Enter its band or amount; enter 0 where there is none.")


def bands(look: Look) -> Iterator[Finding]:
    """A band in use that nobody has priced, one finding a band."""
    amounts = band_amounts(look.records.funding_bands, look.on)
    used = {pupil.funding_band for pupil in look.pupils if pupil.funding_band and pupil.funding_amount is None}
    for code in sorted(used):
        if code not in amounts or amounts[code] != amounts[code]:  # not a number: a band without an amount
            words = f"Funding band {code} is in use and has no amount on {look.on.isoformat()}. Enter what it pays a year."
            yield Finding("band_without_amount", "", "medium", code, words, OFFICER, "/funding-bands")
