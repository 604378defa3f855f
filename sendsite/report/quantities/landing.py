"""Where every support hour lands, a school and the trust: the parts of one picture that adds up."""

from __future__ import annotations

import numpy as np

from sendsite.framework.landing import LONG_PREPARATION, OTHER_TASKS, landing
from sendsite.report.disclosure import HOURS, Ledger
from sendsite.report.quantities.source import TRUST, Source

PARTS = ("matched", "preparation", "beyond", *OTHER_TASKS, "unallocated")
"""In the order they are shown."""
SUPPORT = ("matched", "beyond")
"""The two that are hours with pupils."""
assert LONG_PREPARATION in PARTS


def enter(ledger: Ledger, source: Source) -> None:
    """`<scope>.land.<part>` and `<scope>.land.total`, staff hours a week; hours given to pupils rest on the pupils who get them."""
    picture, hours = landing(source.measures), source.measures.pupils
    columns = {"matched": picture.matched, "beyond": picture.beyond, "preparation": picture.preparation, **picture.tasks, "unallocated": picture.unallocated}
    supported = source.counted(source.of_pupil, hours.received > 0)
    total = np.append(picture.total, picture.total.sum())
    over = np.append(picture.overcommitted, picture.overcommitted.sum())
    for place, scope in enumerate(source.scopes()):
        for part in PARTS:
            value = columns[part][place] if place < len(source.urns) else columns[part].sum()
            ledger.put(f"{scope}.land.{part}", float(value), float(supported[place]) if part in SUPPORT else None, unit=HOURS)
        used = sum(ledger.entries[f"{scope}.land.{part}"].value or 0.0 for part in SUPPORT)
        ledger.put(f"{scope}.land.used", used, float(supported[place]), unit=HOURS)
        ledger.put(f"{scope}.land.total", float(total[place]), unit=HOURS)
        ledger.put(f"{scope}.land.over", float(over[place]), unit=HOURS)
        _relations(ledger, scope)
    for part in (*PARTS, "used"):
        ledger.add_up(f"{TRUST}.land.{part}", [f"{urn}.land.{part}" for urn in source.urns])


def _relations(ledger: Ledger, scope: str) -> None:
    """What a reader of one place can add up: the picture itself, and its parts where they stand under other names."""
    parts = [f"{scope}.land.{part}" for part in PARTS if part not in SUPPORT]
    ledger.add_up(f"{scope}.land.used", [f"{scope}.land.{part}" for part in SUPPORT])
    ledger.add_up(f"{scope}.land.total", [f"{scope}.land.used", *parts])
    ledger.add_up(f"{scope}.hours.absorbed", [f"{scope}.land.{part}" for part in OTHER_TASKS])
    ledger.same(f"{scope}.land.preparation", f"{scope}.hours.prepared")
    ledger.same(f"{scope}.land.unallocated", f"{scope}.hours.unallocated")
