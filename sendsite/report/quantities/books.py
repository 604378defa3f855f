"""What adds up in a school's books: what SEND support costs, and the funding for it, beside what is known of them from elsewhere."""

from __future__ import annotations

from sendsite.report.disclosure import Ledger
from sendsite.report.quantities.source import TRUST, Source


def enter(ledger: Ledger, source: Source) -> None:
    """
    SEND costs are those of staff and others that are stated; funding is the notional SEND budget and top-up.

    The trust's funding is that of the schools whose budget is known: beside its budget it tells the top-up of these alone.
    """
    for scope in source.scopes():
        name = f"{scope}.money"
        other = {f"{name}.other": -1.0} if _known(ledger, f"{name}.other") else {}
        ledger.tie({f"{name}.send_cost": 1.0, f"{name}.send_staff_cost": -1.0} | other)
        if scope != TRUST:
            ledger.add_up(f"{name}.funding_identified", [f"{name}.budget", f"{name}.top_up"])
    for figure in ("funding_identified", "budget"):
        known = [f"{urn}.money.{figure}" for urn in source.urns if _known(ledger, f"{urn}.money.{figure}")]
        if known and len(known) < len(source.urns):
            ledger.add_up(f"{TRUST}.money.{figure}", known)


def _known(ledger: Ledger, name: str) -> bool:
    return ledger.entries[name].value is not None
