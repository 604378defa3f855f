"""The views of all terms: each term measured once, its figures released, its prefix and standing found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sendsite.framework.term import TermRecords
from sendsite.report.charts.canvas import Canvas
from sendsite.report.disclosure import Released
from sendsite.report.figures.values import Standing
from sendsite.report.formats import day
from sendsite.report.quantities import TRUST, released, source_of
from sendsite.report.quantities.source import Source
from sendsite.report.setup import Setup
from sendsite.report.view import Moment, Place, View

Releasing = Callable[[Source], Released]


class Measured(NamedTuple):
    """A term as it was read, what was measured of it, and its figures as they may be shown."""

    reading: TermRecords
    source: Source
    moment: Moment


def views_of(setup: Setup, terms: Sequence[TermRecords], canvas: Canvas) -> list[View]:
    """One view a term, ascending, the draft last. Of several editions of a term the last one given stands."""
    newest = {(reading.term, reading.draft): reading for reading in terms}
    readings = sorted(newest.values(), key=lambda reading: (reading.draft, reading.term))
    shown = [reading for reading in readings if not reading.draft]
    root = shown[-1] if shown else readings[-1]
    found = measured(readings, lambda source: released(source, setup.k))
    return [view_of(setup, each, found[:place], canvas, each.reading is root) for place, each in enumerate(found)]


def measured(readings: Sequence[TermRecords], releasing: Releasing, before: Source | None = None) -> tuple[Measured, ...]:
    """Each term measured beside the one before it; `before` stands before the first."""
    found, last = [], before
    for reading in readings:
        source = source_of(reading, last)
        found.append(Measured(reading, source, Moment(reading.term, releasing(source), reading.draft)))
        last = replace(source, last=None)
    return tuple(found)


def view_of(setup: Setup, now: Measured, earlier: Sequence[Measured], canvas: Canvas, root: bool) -> View:
    """The view of a term, with the history of the terms before it."""
    reading = now.reading
    prefix = "" if root else "draft/" if reading.draft else f"{reading.term.name}/"
    schools = tuple(Place(school.urn, school.name, school.phase, float(school.number_on_roll)) for school in sorted(reading.records.schools))
    return View(
        setup=setup,
        framework=reading.framework,
        term=reading.term,
        now=now.moment.figures,
        history=(*(each.moment for each in earlier if each.reading.term < reading.term), now.moment),
        trust=Place(TRUST, setup.trust),
        schools=schools,
        comparators=reading.records.comparators,
        standing=standing(setup, reading, root),
        prefix=prefix,
        canvas=canvas,
    )


def standing(setup: Setup, reading: TermRecords, root: bool) -> Standing:
    """What every page of the term says of itself."""
    taken = reading.taken_at[:10]
    when = day(date.fromisoformat(taken)) if taken else day(reading.data_date)
    return Standing(
        trust=setup.trust,
        term=reading.term.name,
        term_label=reading.term.label,
        data_date=day(reading.data_date),
        published="not published" if reading.draft else f"{when} by {setup.published_by}",
        edition=reading.edition,
        draft=reading.draft,
        latest=root,
    )
