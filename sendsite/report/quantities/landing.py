"""Where every support hour lands, a school and the trust: the parts of one picture that adds up."""

from __future__ import annotations

import numpy as np

from sendsite.framework.landing import LONG_PREPARATION, OTHER_TASKS, landing
from sendsite.report.disclosure import Ledger
from sendsite.report.quantities.source import Source

PARTS = ("matched", "preparation", "beyond", *OTHER_TASKS, "unallocated")
"""In the order they are shown."""
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
            ledger.put(f"{scope}.land.{part}", float(value), float(supported[place]) if part in ("matched", "beyond") else None)
        ledger.put(f"{scope}.land.total", float(total[place]))
        ledger.put(f"{scope}.land.over", float(over[place]))
        ledger.add_up(f"{scope}.land.total", [f"{scope}.land.{part}" for part in PARTS])
