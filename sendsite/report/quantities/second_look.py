"""Changes worth a second look across the trust. At how many schools each was found is not told: so many values of at least 1 would narrow each."""

from __future__ import annotations

from sendsite.framework.bends import KINDS
from sendsite.report.disclosure import Ledger
from sendsite.report.quantities.drift import NO_PUPIL
from sendsite.report.quantities.source import TRUST, Source


def enter(ledger: Ledger, source: Source) -> None:
    """What schools show of a kind adds up to what the trust shows (but for shares of hours)."""
    for kind in KINDS:
        if kind not in NO_PUPIL:
            ledger.add_up(f"{TRUST}.bend.{kind}", [f"{urn}.bend.{kind}" for urn in source.urns])
