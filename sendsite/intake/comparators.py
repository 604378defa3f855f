"""
Comparators: percentiles of a measure over real schools of a phase and size band, and the census counts of the trust's own schools.

Percentages are of pupils on roll. A band holds the rolls from `roll_from` up to but not including `roll_to`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sendsite.framework.records import Comparator, Records, SchoolFact
from sendsite.intake.fault import unreadable
from sendsite.intake.frames import frame
from sendsite.intake.interchange.parse import ReadRow
from sendsite.intake.reading import Reading

if TYPE_CHECKING:
    from pandas import DataFrame, Series

BANDS = (0, 50, 100, 150, 210, 315, 420, 630, 1000)  # those of the shipped benchmarks; the last has no end
LEAST_SCHOOLS = 10  # a 10th percentile of fewer schools is one school
PERCENTILES = (10, 25, 50, 75, 90)
DFE_SOURCE = "DfE, Special educational needs in England, school level file"
_NO_END = 9999
_SOURCES = {
    "sen": "DfE school census, January 2019, all state-funded schools in England",
    "ta": "DfE school census, January 2019, and workforce census, November 2018, 88 local authorities",
}
_PHASES = {
    "state-funded nursery": "nursery",
    "state-funded primary": "primary",
    "state-funded secondary": "secondary",
    "state-funded special school": "special",
    "state-funded ap school": "alternative_provision",
    "pupil referral unit": "alternative_provision",
}
_DFE = ("time_period", "URN", "phase_type_grouping", "all_through", "Total pupils", "SEN support", "EHC plan")
_WHAT_DFE = "the DfE school-level file of special educational needs"


def shipped(folder: Path) -> tuple[Comparator, ...]:
    """The comparators of every `<what>_benchmarks_by_size_<year>.csv` of a folder; rows over all sizes are no comparator of a size."""
    return tuple(row for path in sorted(folder.glob("*_benchmarks_by_size_*.csv")) for row in _shipped(path))


def _shipped(path: Path) -> Iterator[Comparator]:
    name = re.fullmatch(r"(.+)_benchmarks_by_size_(\d{4})", path.stem)
    if name is None:
        raise unreadable(path.name, "has no year in its name", "Name it like sen_benchmarks_by_size_2019.csv.")
    percentiles = re.compile(r"(.+)_p(10|25|50|75|90)")
    header = path.read_text(encoding="utf-8-sig").partition("\n")[0].strip().split(",")
    columns = [column for column in header if percentiles.fullmatch(column)]
    table = frame(path, ("school_type", "nor_from", "nor_to", "schools", *columns), "a file of benchmarks by size")
    year = f"{int(name[2]) - 1}/{int(name[2]) % 100:02d}"
    for _, row in table.iterrows():
        whole, phase = (int(row["nor_from"]), int(row["nor_to"])), _PHASES.get(str(row["school_type"]).casefold())
        if phase is None or whole == (0, _NO_END):
            continue
        for measure in dict.fromkeys(column.rpartition("_p")[0] for column in columns):
            figures = [float(text) if (text := row[f"{measure}_p{n}"]) else None for n in PERCENTILES]
            end = None if whole[1] == _NO_END else whole[1]
            yield Comparator(_SOURCES.get(name[1], path.name), year, measure, phase, whole[0], end, int(row["schools"]), *figures)


def reading_of(path: Path, known: Records | None = None) -> Reading:
    """A file of comparators as an import: one of benchmarks by size, or the DfE school-level file with the counts of the schools known."""
    if "_benchmarks_by_size_" in path.stem:
        return Reading({"comparators": _rows(path.name, tuple(_shipped(path)), Comparator._fields)})
    return read_census(path, [school.urn for school in known.schools] if known else ())


def read_census(path: Path, schools: Collection[str]) -> Reading:
    """The DfE file as an import: its comparators, and the census counts of those of `schools` that it has."""
    table = _census(path)
    facts = tuple(_facts(table, schools))
    compared = tuple(_percentiles(table))
    missing = sorted(set(schools) - {fact.school_urn for fact in facts})
    warnings = [f"{path.name} has no counts for school {', '.join(missing)}."] if missing else []
    rows = {"school_facts": _rows(path.name, facts, ("school_urn", "term", "census_ehcp", "census_sen_support"))}
    return Reading({**rows, "comparators": _rows(path.name, compared, Comparator._fields)}, (), tuple(warnings))


def _rows(file: str, rows: tuple[SchoolFact, ...] | tuple[Comparator, ...], fields: tuple[str, ...]) -> tuple[ReadRow, ...]:
    return tuple(ReadRow(file, number, {field: getattr(row, field) for field in fields}) for number, row in enumerate(rows, start=1))


def _census(path: Path) -> DataFrame:
    """Schools with a roll above 0 and both counts; the marks that DfE puts for a hidden count leave a school out."""
    import pandas as pd

    table = frame(path, _DFE, _WHAT_DFE)
    for ours, theirs in (("roll", "Total pupils"), ("ehcp", "EHC plan"), ("sen_support", "SEN support")):
        table[ours] = pd.to_numeric(table[theirs], errors="coerce")
    table["phase"] = [
        "all_through" if through.casefold() in ("1", "yes", "all-through", "all through") else _PHASES.get(group.casefold(), "")
        for through, group in zip(table["all_through"], table["phase_type_grouping"], strict=True)
    ]
    table = table[(table["roll"] > 0) & table["ehcp"].notna() & table["sen_support"].notna()].copy()
    if not table["time_period"].str.fullmatch(r"\d{6}").all():
        raise unreadable(path.name, "has a time_period that is not an academic year such as 202223", f"Give {_WHAT_DFE}.")
    table["ehcp_pct"] = table["ehcp"] / table["roll"] * 100
    table["sen_support_pct"] = table["sen_support"] / table["roll"] * 100
    table["band"] = pd.cut(table["roll"], [*BANDS, float("inf")], right=False, labels=False)
    return table


def _percentiles(table: DataFrame) -> Iterator[Comparator]:
    """The share of pupils with an EHC plan and at SEN support, for each phase and size band of at least LEAST_SCHOOLS schools."""
    for (period, phase, band), schools in table[table["phase"] != ""].groupby(["time_period", "phase", "band"], sort=True):
        if len(schools) < LEAST_SCHOOLS:
            continue
        place = int(str(band).removesuffix(".0"))
        end = BANDS[place + 1] if place + 1 < len(BANDS) else None
        for measure in ("ehcp_pct", "sen_support_pct"):
            yield Comparator(DFE_SOURCE, _year(str(period)), measure, str(phase), BANDS[place], end, len(schools), *_figures(schools[measure]))


def _figures(shares: Series[float]) -> list[float]:
    """Percentiles to two decimals, as the shipped ones have them."""
    return [round(float(shares.quantile(n / 100)), 2) for n in PERCENTILES]


def _facts(table: DataFrame, schools: Collection[str]) -> Iterator[SchoolFact]:
    """The January census of an academic year is the spring term's."""
    own = table[table["URN"].isin(list(schools))].sort_values("URN")
    for urn, period, ehcp, support in zip(own["URN"], own["time_period"], own["ehcp"], own["sen_support"], strict=True):
        yield SchoolFact(str(urn), f"{str(period)[:4]}-spring", census_ehcp=int(ehcp), census_sen_support=int(support))


def _year(period: str) -> str:
    return f"{period[:4]}/{period[4:]}"
