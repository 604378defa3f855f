"""
Top-up beside what the support of the same pupils costs, in aggregate: of a school all funded pupils together, of the trust by funding band as well.

A school has one or two pupils in a band; what they cost is nobody else's business.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import numpy as np

from sendsite.framework.model import Floats, Ints
from sendsite.framework.money import money
from sendsite.report.disclosure import MONEY, Ledger
from sendsite.report.quantities.money import largest
from sendsite.report.quantities.source import TRUST, Source

SUMS = ("top_up", "provision", "balance")


class Funded(NamedTuple):
    """Top-up, what support costs, and what is left, GBP a year and pupil; and the rows of the pupils with top-up."""

    columns: dict[str, Floats]
    rows: Ints


def enter(ledger: Ledger, source: Source) -> None:
    """`<scope>.funded.*`: pupils with top-up and the three sums; `trust.top_up.<band>.*`, which add up to the trust's; `bands`, their names."""
    funded = _funded(source)
    _group(ledger, source, "funded", funded, funded.rows, source.scopes())
    for scope in source.scopes():
        ledger.same(f"{scope}.funded.top_up", f"{scope}.money.top_up")
    for what in ("pupils", *SUMS):
        ledger.add_up(f"{TRUST}.funded.{what}", [f"{urn}.funded.{what}" for urn in source.urns])
    bands(ledger, source, (TRUST,))


def enter_whole(ledger: Ledger, source: Source) -> None:
    """Each school's top-up by band, for those who may see every pupil."""
    bands(ledger, source, source.urns)


def bands(ledger: Ledger, source: Source, scopes: Collection[str]) -> None:
    """`<scope>.top_up.<band>.*` for each funding band."""
    funded = _funded(source)
    codes = [source.pupils[row].funding_band for row in funded.rows.tolist()]
    order = list(dict.fromkeys([*(band.code for band in source.reading.records.funding_bands), *sorted(set(codes))]))
    labels = {band.code: band.label for band in source.reading.records.funding_bands}
    ledger.tell("bands", "\n".join(f"{code}\t{labels.get(code) or code or 'No band: own amount'}" for code in order))
    of_band = np.array([order.index(code) for code in codes], dtype=np.int64)
    for place, code in enumerate(order):
        _group(ledger, source, f"top_up.{code}", funded, funded.rows[of_band == place], scopes)
    for scope in scopes:
        for what in ("pupils", *SUMS):
            ledger.add_up(f"{scope}.funded.{what}", [f"{scope}.top_up.{code}.{what}" for code in order])


def _funded(source: Source) -> Funded:
    figures = money(source.measures, source.reading.framework, "standard", source.reading.term.season == "autumn")
    top_up = source.measures.deployment.pupils.top_up
    columns = {"top_up": top_up, "provision": figures.provision_by_pupil, "balance": figures.balance_by_pupil}
    return Funded(columns, np.flatnonzero(~np.isnan(top_up)).astype(np.int64))


def _group(ledger: Ledger, source: Source, group: str, funded: Funded, rows: Ints, scopes: Collection[str]) -> None:
    """A group of funded pupils: how many, and their sums. Where all have the same top-up, it is a known number of times the pupils."""
    school, inside = source.of_pupil[rows], np.isin(np.arange(len(source.pupils)), rows)
    counts = source.summed(school, np.ones(len(rows)))
    sums = {what: source.summed(school, column[rows]) for what, column in funded.columns.items()}
    most = {what: largest(source, np.where(inside, np.abs(column), 0.0)) for what, column in funded.columns.items()}
    for at, scope in enumerate(source.scopes()):
        if scope not in scopes:
            continue
        name = f"{scope}.{group}"
        ledger.count(f"{name}.pupils", float(counts[at]))
        for what, column in sums.items():
            of = [f"{name}.pupils"] if what == "top_up" else [f"{name}.pupils", f"{name}.top_up"]
            more = {"unit": MONEY, "largest": float(most[what][at]), "signed": what == "balance"}
            ledger.put(f"{name}.{what}", float(column[at]), float(counts[at]), of, **more)  # type: ignore[arg-type]  # by name
        paid = funded.columns["top_up"][rows if scope == TRUST else rows[school == at]]
        if len(paid) and np.ptp(paid) == 0:
            ledger.tie({f"{name}.top_up": 1.0, f"{name}.pupils": -float(paid[0])})
