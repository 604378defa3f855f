"""Ways a register is grouped: the area of a primary need, and the key stage of a year group."""

from __future__ import annotations

from sendsite.framework.records import AREAS

AREA_OF = {need: area for area, needs in AREAS.items() for need in needs}
STAGE_OF = {
    **dict.fromkeys(("N1", "N2", "R"), "EYFS"),
    **dict.fromkeys(("1", "2"), "KS1"),
    **dict.fromkeys(("3", "4", "5", "6"), "KS2"),
    **dict.fromkeys(("7", "8", "9"), "KS3"),
    **dict.fromkeys(("10", "11"), "KS4"),
    **dict.fromkeys(("12", "13", "14"), "KS5"),
    "": "",
}
"""Year group -> key stage; "" is a year group that nobody entered."""
