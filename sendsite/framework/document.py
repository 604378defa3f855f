"""The metrics document: what `sendsite metrics --json` prints and a snapshot keeps. Unrounded; what is not available is None."""

from __future__ import annotations

from dataclasses import fields

from sendsite.framework.bands import available
from sendsite.framework.model import BANDS, RATINGS, SEI_BANDS, Kpi, Measures, Picture, SchoolHours
from sendsite.framework.settings import Framework

Document = dict[str, object]


def document(measures: Measures, framework: Framework) -> Document:
    """All schools in ascending URN order, and the trust."""
    urns = measures.deployment.schools.urn
    rows = sorted(range(len(urns)), key=lambda row: urns[row])
    return {"framework": framework.id, "schools": [_school(measures, row) for row in rows], "trust": _figures(measures.trust, 0)}


def _school(measures: Measures, row: int) -> Document:
    """One school; an unranked one has no `rank`."""
    schools, picture = measures.deployment.schools, measures.schools
    rank = int(picture.sei.rank[row])
    head: Document = {"urn": schools.urn[row], "name": schools.name[row]}
    if rank:
        head["rank"] = rank
    return {
        **head,
        **_figures(picture, row),
        "rag": {word: int(picture.ratings[row, RATINGS.index(word)]) for word in ("red", "amber", "green", "unrated")},
        "hours": {item.name: float(getattr(picture.hours, item.name)[row]) for item in fields(SchoolHours)},
        "flags": list(measures.flags[row]),
    }


def _figures(picture: Picture, row: int) -> Document:
    """The five KPIs and the SEI of one row."""
    band = int(picture.sei.band[row])
    return {
        "kpis": {kpi: _kpi(figure, row) for kpi, figure in picture.kpis.items()},
        "sei": {"value": number(picture.sei.value[row]), "band": SEI_BANDS[band] if band >= 0 else None},
    }


def _kpi(figure: Kpi, row: int) -> Document:
    band = int(figure.band[row])
    return {"value": number(figure.value[row]), "score": number(figure.score[row]), "band": BANDS[band] if band >= 0 else None}


def number(value: float) -> float | None:
    """A plain float; None where not available."""
    return float(value) if available(float(value)) else None
