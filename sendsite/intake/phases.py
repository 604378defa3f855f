"""The phase of a school as the register knows it, from what GIAS says of its phase, its type and its ages."""

from __future__ import annotations

# TypeOfEstablishment codes of GIAS.
SPECIAL = frozenset(("7", "8", "10", "12", "32", "33", "36", "44"))
ALTERNATIVE = frozenset(("14", "38", "42", "43"))

_PHASES = {
    "nursery": "nursery",
    "primary": "primary",
    "middle deemed primary": "primary",
    "secondary": "secondary",
    "middle deemed secondary": "secondary",
    "16 plus": "secondary",
    "all-through": "all_through",
    "all through": "all_through",
}


def phase_of(phase: str, type_code: str, type_name: str, low_age: str = "", high_age: str = "") -> str:
    """
    The phase; "" where nothing says it.

    The type goes first: GIAS gives special schools and alternative provision no phase. Then the phase, then the ages.
    """
    kind = type_name.casefold()
    if type_code in SPECIAL or "special" in kind:
        return "special"
    if type_code in ALTERNATIVE or "alternative provision" in kind or "pupil referral" in kind:
        return "alternative_provision"
    return _PHASES.get(phase.casefold().strip()) or _by_ages(low_age, high_age)


def _by_ages(low: str, high: str) -> str:
    """Ages of statutory admission: up to 5 nursery, up to 11 primary, from 9 secondary, from 7 or below to 16 or above all-through."""
    if not (low.isdecimal() and high.isdecimal()):
        return ""
    first, last = int(low), int(high)
    if last <= 5:
        return "nursery"
    if last <= 11 or (first <= 5 and last <= 13):
        return "primary"
    if first >= 9:
        return "secondary"
    return "all_through" if first <= 7 and last >= 16 else ""
