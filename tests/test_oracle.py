"""The framework against an independent reading of its words: every figure within 1e-9; bands, ranks, flags and what is missing exactly."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from sendsite.cli.group import sendsite
from sendsite.demo import story
from sendsite.framework.bands import sei_bands, shown
from sendsite.framework.columns import columns
from sendsite.framework.document import document
from sendsite.framework.measure import measure
from sendsite.framework.model import KPIS, SEI_BANDS
from sendsite.framework.records import Records
from sendsite.framework.sei import index
from sendsite.framework.settings import default
from sendsite.intake.interchange import files, records_of
from tests import edge_folders, oracle
from tests.odd_folders import as_files, folder_of, write

DAY = date(2026, 3, 2)
CASES = 320
LOTS = 8


def figures(records: Records) -> dict[str, object]:
    """What the product prints."""
    return document(measure(columns(records, default(), on=DAY), default()), default())


def differences(expected: Any, given: Any, where: str = "") -> list[str]:
    """Each place where two documents differ: by more than 1e-9 for a number, at all for anything else."""
    if isinstance(expected, dict) and isinstance(given, dict):
        found = [f"{where}: {key} on one side only" for key in sorted(set(expected) ^ set(given))]
        return found + [line for key in expected if key in given for line in differences(expected[key], given[key], f"{where}/{key}")]
    if isinstance(expected, list) and isinstance(given, list) and len(expected) == len(given):
        return [line for place, pair in enumerate(zip(expected, given, strict=True)) for line in differences(*pair, f"{where}/{place}")]
    if isinstance(expected, float) and isinstance(given, (int, float)):
        return [] if abs(expected - given) <= 1e-9 else [f"{where}: expected {expected!r}, got {given!r}"]
    return [] if expected == given else [f"{where}: expected {expected!r}, got {given!r}"]


@pytest.mark.parametrize("lot", range(LOTS))
def test_every_figure_of_an_odd_folder_is_what_the_words_of_the_framework_say(lot: int) -> None:
    for seed in range(lot, CASES, LOTS):
        tables = folder_of(seed)

        found = differences(oracle.document(tables), figures(records_of(as_files(tables))))

        assert not found, f"folder {seed}:\n" + "\n".join(found[:10])


def test_the_odd_folders_reach_every_band_flag_and_reason_for_a_missing_figure() -> None:
    seen: Counter[str] = Counter()
    for seed in range(CASES):
        for school in oracle.document(folder_of(seed))["schools"]:  # type: ignore[attr-defined]
            seen.update(f"{kpi} {entry['band']}" for kpi, entry in school["kpis"].items())
            seen.update(school["flags"])
            seen.update([f"sei {school['sei']['band']}", "ranked" if "rank" in school else "unranked"])

    for kpi in oracle.POINTS:
        assert all(seen[f"{kpi} {band}"] >= 3 for band in ("red", "amber", "green", None)), (kpi, seen)
    assert all(seen[f"sei {band}"] >= 3 for band in ("low", "moderate", "high", None)), seen
    flags = ("small_school", "small_register", "support_drift", "overcommitted", "low_spend", "high_need_intake")
    assert all(seen[flag] >= 3 for flag in flags), seen


@pytest.mark.parametrize("place", range(10))
def test_every_term_of_the_demo_trust_is_what_the_words_of_the_framework_say(place: int) -> None:
    records = story()[place][2]
    tables = {name: oracle.rows_of(files(records).get(f"{name}.csv", b"")) for name in oracle.FILES}

    assert differences(oracle.document(tables), figures(records)) == []


@pytest.mark.parametrize("value", [0.895, 0.8949999, 0.845, 0.8995, 0.6995, 2.995, 2.9949999999, 1.495, 1.005, 1.305, 0.595, 0.395, 0.0, 4.5, 1e-7, 0.285])
@pytest.mark.parametrize("places", [2, 3])
def test_a_figure_is_shown_rounded_half_up_from_its_shortest_decimal_form(value: float, places: int) -> None:
    assert shown(value, places) == str(oracle.as_shown(value, places))


@pytest.mark.parametrize("value", [2.995, 2.9949999999, 3.0, 1.495, 1.4949999999, 1.5, 0.1, 4.5])
def test_the_band_of_the_sei_belongs_to_the_figure_as_shown(value: float) -> None:
    assert SEI_BANDS[sei_bands(np.array([value]), default())[0]] == oracle.sei_band(value)


EDGES = {
    "finance": (edge_folders.finance("894.45"), "amber"),  # 1.005, shown 1.01
    "finance of 1.0049...": (edge_folders.finance("894.44"), "green"),
    "finance of 1.305": (edge_folders.finance("1161.45"), "red"),
    "ash": (edge_folders.ash("16.9"), "green"),  # 0.845, shown 0.85
    "ash of 0.695": (edge_folders.ash("13.9"), "amber"),
    "need": (edge_folders.need("17.99"), "green"),  # 0.8995, shown 90.0%
    "dqf": (edge_folders.dqf("8.95"), "green"),  # 0.895, shown 0.90
    "dqf of 0.745": (edge_folders.dqf("7.45"), "amber"),
    "pif": (edge_folders.pif("13.8"), "green"),  # 0.595, shown 0.60
    "pif of 0.395": (edge_folders.pif("5.8"), "amber"),
}


@pytest.mark.parametrize("edge", EDGES)
def test_a_figure_exactly_on_an_edge_gets_the_band_of_the_figure_as_shown(edge: str) -> None:
    make, band = EDGES[edge]
    kpi = edge.split()[0]
    for seed in range(30):
        given = figures(records_of(as_files(make(Random(seed)))))

        assert given["schools"][0]["kpis"][kpi]["band"] == band, (edge, seed, given["schools"][0]["kpis"][kpi]["value"])  # type: ignore[index]


@pytest.mark.parametrize("make", [edge_folders.half_reviewed, edge_folders.a_fifth_unrated, edge_folders.at_every_limit])
def test_a_limit_just_met_is_not_broken_by_rounding_noise(make: Callable[[Random], oracle.Tables]) -> None:
    for seed in range(30):
        tables = make(Random(seed))

        assert differences(oracle.document(tables), figures(records_of(as_files(tables)))) == []


def test_the_limits_just_met_raise_no_flag_and_hide_no_figure() -> None:
    school = oracle.document(edge_folders.at_every_limit(Random(1)))["schools"][0]  # type: ignore[index]
    half, fifth = (oracle.document(make(Random(1)))["schools"][0]["kpis"] for make in (edge_folders.half_reviewed, edge_folders.a_fifth_unrated))  # type: ignore[index]

    assert school["flags"] == []
    assert half["pif"]["value"] is not None
    assert fifth["dqf"]["value"] is not None


@pytest.mark.parametrize("score", [2.995, 1.495, 3.0, 1.5])
def test_five_scores_alike_make_an_sei_of_just_that_score(score: float) -> None:
    """A mean of logarithms may end in ...999; the band must not turn on it."""
    value = float(index({kpi: np.array([score]) for kpi in KPIS}, default())[0])

    assert value == score == oracle.sei_of([Fraction(str(score))] * 5)


@pytest.mark.parametrize("seed", [3, 17, 40, 101, 256])
def test_the_command_line_prints_the_same_figures_for_a_folder(seed: int, tmp_path: Path) -> None:
    tables = folder_of(seed)
    source = write(tables, tmp_path / "source")

    given = CliRunner().invoke(sendsite, ["metrics", "--json", "--from", str(source), "--dir", str(tmp_path)])

    assert given.exit_code == 0, given.output
    assert differences(oracle.document(oracle.read(source)), json.loads(given.stdout)) == []
