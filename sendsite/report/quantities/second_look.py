"""Changes worth a second look across the trust: at how many schools each was found. Counts only, and of no school by name."""

from __future__ import annotations

from sendsite.framework.bends import KINDS
from sendsite.report.disclosure import Ledger
from sendsite.report.quantities.drift import NO_PUPIL
from sendsite.report.quantities.source import TRUST, Source


def enter(ledger: Ledger, source: Source) -> None:
    """`trust.bend.<kind>.schools`: it is no count of pupils. What schools show of a kind adds up to what the trust shows (but for shares of hours)."""
    for kind in KINDS:
        names = [f"{urn}.bend.{kind}" for urn in source.urns]
        found = [ledger.entries[name].value for name in names]
        known = [value for value in found if value is not None]
        ledger.put(f"{TRUST}.bend.{kind}.schools", float(sum(value > 0 for value in known)) if known else None, why="z")
        if kind not in NO_PUPIL:
            ledger.add_up(f"{TRUST}.bend.{kind}", names)
