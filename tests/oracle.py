"""
A second, independent reading of the framework's words, in exact fractions, for comparison with sendsite.framework.

It shares no code with the product on purpose. `document(read(folder))` gives what `sendsite metrics --json --from folder` should print.
Where both differ, the words of the method decide which is mended.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from tests.oracle_sums import FILES, ROOM, Row, Tables, read, rows_of, school_sums, text

__all__ = ["FILES", "Row", "Tables", "document", "read", "rows_of"]

POINTS = {
    "finance": ("1.75", "1.30", "1.00", "0.00"),
    "ash": ("0.55", "0.70", "0.85", "0.95"),
    "need": ("0.45", "0.70", "0.90", "1.00"),
    "dqf": ("0.60", "0.75", "0.90", "1.00"),
    "pif": ("0.20", "0.40", "0.60", "0.80"),
}
SCORES = ("0", "1.5", "3.0", "4.5")
PLACES = {"finance": 2, "ash": 2, "need": 3, "dqf": 2, "pif": 2, "sei": 2}


def available(kpi: str, s: dict[str, Fraction]) -> bool:
    """The last column of the table of KPIs, turned round."""
    if kpi == "finance":
        return s["staff"] > 0 and s["roll"] > 0
    if kpi == "ash":
        return s["paid"] > 0
    if kpi == "need":
        return s["needed"] > 0
    if kpi == "dqf":
        if s["unrated_need"] > Fraction(1, 5) * s["needed"] + ROOM * s["needed"] or s["red"] + s["amber"] < 3:
            return False
        return s["rated_need"] > 0 and s["w_need"] > 0
    return s["delivered"] > 0 and s["reviewed"] >= (Fraction(1, 2) - ROOM) * s["delivered"]


def value_of(kpi: str, s: dict[str, Fraction]) -> Fraction:
    """The figure from a school's own sums, or the trust's pooled ones."""
    if kpi == "finance":
        return s["cost"] / s["benchmark"]
    if kpi == "ash":
        return s["support"] / s["paid"]
    if kpi == "need":
        return s["matched"] / s["needed"]
    if kpi == "dqf":
        if s["rated_received"] == 0:
            return Fraction(0)
        return (s["w_received"] / s["rated_received"]) / (s["w_need"] / s["rated_need"])
    return s["r_progress"] / s["counted"]


def score_of(kpi: str, value: Fraction) -> Fraction:
    """Straight lines between the four points, clamped outside them."""
    points = [Fraction(point) for point in POINTS[kpi]]
    scores = [Fraction(score) for score in SCORES]
    if points[0] > points[-1]:
        points, scores = points[::-1], scores[::-1]
    if value <= points[0]:
        return scores[0]
    for left in range(3):
        if value <= points[left + 1]:
            share = (value - points[left]) / (points[left + 1] - points[left])
            return scores[left] + share * (scores[left + 1] - scores[left])
    return scores[3]


def as_shown(value: float, places: int) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def band_of(kpi: str, value: Fraction) -> str:
    shown = as_shown(float(value), PLACES[kpi])
    amber, green = Decimal(POINTS[kpi][1]), Decimal(POINTS[kpi][2])
    if kpi == "finance":
        return "green" if shown <= green else "amber" if shown <= amber else "red"
    return "green" if shown >= green else "amber" if shown >= amber else "red"


def sei_of(scores: list[Fraction]) -> float:
    """Geometric mean of the five scores, each no less than 0.1, to fifty digits."""
    product = Fraction(1)
    for score in scores:
        product *= max(score, Fraction(1, 10))
    with localcontext() as context:
        context.prec = 50
        return float((Decimal(product.numerator) / Decimal(product.denominator)) ** (Decimal(1) / Decimal(5)))


def sei_band(value: float) -> str:
    shown = as_shown(value, PLACES["sei"])
    return "high" if shown >= Decimal("3.0") else "moderate" if shown >= Decimal("1.5") else "low"


def kpi_entry(kpi: str, value: Fraction | None) -> dict[str, object]:
    if value is None:
        return {"value": None, "score": None, "band": None}
    return {"value": float(value), "score": float(score_of(kpi, value)), "band": band_of(kpi, value)}


def sei_entry(values: dict[str, Fraction | None], has_band: bool) -> dict[str, object]:
    known = [score_of(kpi, value) for kpi, value in values.items() if value is not None]
    if len(known) < len(values):
        return {"value": None, "band": None}
    sei = sei_of(known)
    return {"value": sei, "band": sei_band(sei) if has_band else None}


def flags_of(phase: str, s: dict[str, Fraction]) -> list[str]:
    flags = []
    if phase not in ("special", "alternative_provision") and s["roll"] < 150:
        flags.append("small_school")
    if s["register"] < 15:
        flags.append("small_register")
    if s["paid"] > 0 and s["absorbed"] / s["paid"] > Fraction(1, 10) + ROOM:
        flags.append("support_drift")
    if s["overcommitted"] > ROOM:
        flags.append("overcommitted")
    if available("finance", s) and value_of("finance", s) < Fraction(1, 2) - ROOM:
        flags.append("low_spend")
    limit = {"nursery": "0.040", "primary": "0.040", "secondary": "0.045", "all_through": "0.045"}.get(phase)
    if limit and s["roll"] > 0 and s["ehcp"] / s["roll"] > Fraction(limit) + ROOM:
        flags.append("high_need_intake")
    return sorted(flags)


HOURS = ("contracted", "paid", "delivered", "needed", "matched", "gap", "surplus", "prepared", "absorbed", "unallocated", "overcommitted", "staff_time")


def document(tables: Tables) -> dict[str, object]:
    """The metrics document of the live scenario."""
    entries: list[dict[str, object]] = []
    pooled: dict[str, dict[str, Fraction]] = {kpi: {} for kpi in POINTS}
    for school in sorted(tables["schools"], key=lambda row: text(row, "urn")):
        sums = school_sums(tables, school)
        values = {kpi: value_of(kpi, sums) if available(kpi, sums) else None for kpi in POINTS}
        for kpi, value in values.items():
            if value is not None:
                for name, term in sums.items():
                    pooled[kpi][name] = pooled[kpi].get(name, Fraction(0)) + term
        entries.append(
            {
                "urn": text(school, "urn"),
                "name": text(school, "name"),
                "kpis": {kpi: kpi_entry(kpi, value) for kpi, value in values.items()},
                "sei": sei_entry(values, sums["register"] >= 15),
                "rag": {name: int(sums[name]) for name in ("red", "amber", "green", "unrated")},
                "hours": {name: float(sums[name]) for name in HOURS},
                "flags": flags_of(text(school, "phase"), sums),
            }
        )
    give_ranks(entries)
    trust = {kpi: value_of(kpi, pooled[kpi]) if pooled[kpi] else None for kpi in POINTS}
    return {
        "framework": "hearts-1",
        "schools": entries,
        "trust": {"kpis": {kpi: kpi_entry(kpi, value) for kpi, value in trust.items()}, "sei": sei_entry(trust, True)},
    }


def give_ranks(entries: list[dict[str, object]]) -> None:
    """Unrounded SEI descending; those that tie in consecutive ranks by name; no band, no rank."""

    def place(entry: dict[str, object]) -> tuple[float, str, str]:
        sei = entry["sei"]
        assert isinstance(sei, dict)
        return -sei["value"], str(entry["name"]), str(entry["urn"])

    banded = [entry for entry in entries if isinstance(entry["sei"], dict) and entry["sei"]["band"]]
    for rank, entry in enumerate(sorted(banded, key=place), start=1):
        entry["rank"] = rank
