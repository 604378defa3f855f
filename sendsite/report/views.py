"""The views of all terms, one after another: each term is read, measured and released, and its records are let go before the next but one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from sendsite.framework.term import Shelved, Term, TermRecords
from sendsite.report.charts.canvas import Canvas
from sendsite.report.disclosure import Decision, Past, Released
from sendsite.report.disclosure.remembered import Remembered
from sendsite.report.figures.values import Standing
from sendsite.report.formats import day
from sendsite.report.quantities import TRUST, gathered, source_of
from sendsite.report.quantities.source import Source
from sendsite.report.setup import Setup
from sendsite.report.view import EarlierEdition, Moment, Place, View

Releasing = Callable[[Source], Released]
Readable = TermRecords | Shelved
"""A term at hand, or one that is read when it is asked for."""

OVER_TERMS = frozenset({"kpi", "score", "band", "register", "ehcp", "support", "drift", "today"})
"""The kinds of figures that pages show of terms more than a year back."""


class Measured(NamedTuple):
    """A term as it was read, what was measured of it, and its figures as they may be shown."""

    reading: TermRecords
    source: Source
    moment: Moment


@dataclass
class Told:
    """
    What was told so far, term after term: it binds what may be told next. An edition is bound by those of its term before it as well.

    `remembered`: decisions of builds before, which are made again only where something has changed.
    """

    k: int
    remembered: Remembered = field(default_factory=Remembered)
    past: Past = field(default_factory=Past)

    def edition(self, source: Source) -> Released:
        """The figures of an earlier edition; what it hides, no later one shows."""
        found = self._decided(source)
        self.past = self.past.after_edition(found.past, found.hidden)
        return found.released

    def term(self, source: Source) -> Released:
        """The figures of a term in its last edition."""
        found = self._decided(source)
        self.past = found.past
        return found.released

    def _decided(self, source: Source) -> Decision:
        return self.remembered.decided(gathered(source), self.k, self.past)


def in_order(terms: Sequence[Readable]) -> list[Shelved]:
    """Ascending, the draft last. Of several editions of a term the last one given stands, and the others are its earlier ones."""
    editions: dict[tuple[bool, Term], list[Readable]] = {}
    for each in terms:
        editions.setdefault((each.draft, each.term), []).append(each)
    return [_shelved(*editions[key]) for key in sorted(editions)]


def _shelved(*editions: Readable) -> Shelved:
    *others, newest = editions
    earlier = (*newest.earlier, *(Shelved(each.term, each.open, each.draft) for each in others))
    return Shelved(newest.term, newest.open, newest.draft, earlier)


def root_of(terms: Sequence[Shelved]) -> Shelved:
    """The term whose pages stand at the root: the newest snapshot, or a draft where there is none."""
    return next((each for each in reversed(terms) if not each.draft), terms[-1])


def views_of(setup: Setup, terms: Sequence[Readable], canvas: Canvas) -> Iterator[View]:
    """One view a term, ascending, the draft last. At most two terms' records are in memory: one, and the one it is compared with."""
    shelved = in_order(terms)
    root, past, last, told = root_of(shelved), list[Moment](), None, Told(setup.k, Remembered(setup.decisions))
    for each in shelved:
        past = [moment if moment.term >= each.term.year_before else replace(moment, figures=moment.figures.only(OVER_TERMS)) for moment in past]
        view, last = _view(setup, each, (past, last), canvas, each is root, told)
        past.append(view.history[-1])
        yield view
        del view


def _view(setup: Setup, shelved: Shelved, before: tuple[list[Moment], Source | None], canvas: Canvas, root: bool, told: Told) -> tuple[View, Source]:
    """A term's view, and what the next one is compared with."""
    editions = tuple(earlier_edition(each, told) for each in shelved.earlier)
    past, last = before
    (now,) = measured((shelved.open(),), told.term, last, setup)
    view = _of_moments(setup, now, past, canvas, root)
    return replace(view, editions=editions), replace(now.source, last=None)


def earlier_edition(shelved: Shelved, told: Told) -> EarlierEdition:
    """What is still told of an edition that another has followed."""
    reading = shelved.open()
    return EarlierEdition(reading.edition, _taken(reading), reading.reason, told.edition(source_of(reading)).only(("kpi", "band")))


def measured(readings: Sequence[TermRecords], releasing: Releasing, before: Source | None = None, setup: Setup | None = None) -> tuple[Measured, ...]:
    """Each term measured beside the one before it; `before` stands before the first. With a setup, by its method too."""
    found, last = [], before
    for reading in readings:
        source = source_of(reading, last, setup.method if setup else None)
        found.append(Measured(reading, source, Moment(reading.term, releasing(source), reading.draft, reading.framework)))
        last = replace(source, last=None)
    return tuple(found)


def view_of(setup: Setup, now: Measured, earlier: Sequence[Measured], canvas: Canvas, root: bool) -> View:
    """The view of a term, with the history of the terms before it."""
    return _of_moments(setup, now, [each.moment for each in earlier], canvas, root)


def _of_moments(setup: Setup, now: Measured, past: Sequence[Moment], canvas: Canvas, root: bool) -> View:
    reading = now.reading
    prefix = "" if root else "draft/" if reading.draft else f"{reading.term.name}/"
    return View(
        setup=setup,
        framework=reading.framework,
        term=reading.term,
        now=now.moment.figures,
        history=(*(each for each in past if each.term < reading.term), now.moment),
        trust=Place(TRUST, setup.trust),
        schools=places(reading),
        comparators=reading.records.comparators,
        standing=standing(setup, reading, root),
        prefix=prefix,
        canvas=canvas,
    )


def places(reading: TermRecords) -> tuple[Place, ...]:
    """The schools of a term in ascending URN order."""
    return tuple(Place(school.urn, school.name, school.phase, float(school.number_on_roll)) for school in sorted(reading.records.schools))


def standing(setup: Setup, reading: TermRecords, root: bool) -> Standing:
    """What every page of the term says of itself."""
    return Standing(
        trust=setup.trust,
        term=reading.term.name,
        term_label=reading.term.label,
        data_date=day(reading.data_date),
        data_day=reading.data_date.isoformat(),
        published="not published" if reading.draft else f"{_taken(reading)} by {setup.published_by}",
        edition=reading.edition,
        draft=reading.draft,
        latest=root,
        reason=reading.reason,
    )


def _taken(reading: TermRecords) -> str:
    return day(date.fromisoformat(reading.taken_at[:10]) if reading.taken_at else reading.data_date)
