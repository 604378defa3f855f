"""One term's records, measured once: what the raw figures are taken from. It holds pupils, so nothing past `quantities` is given it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.columns import columns
from sendsite.framework.document import document
from sendsite.framework.measure import measure
from sendsite.framework.model import KPIS, Floats, Ints, Measures
from sendsite.framework.records import Pupil, Staff
from sendsite.framework.scenarios import rows_of
from sendsite.framework.settings import Framework
from sendsite.framework.term import TermRecords

TRUST = "trust"
SAID = ("schools", "trust", "kpis", "sei", *KPIS, "value", "score", "band")


@dataclass(frozen=True)
class Source:
    """
    A term with its measures. `pupils` and `staff` are the rows in the order of the columns; `last` is the snapshot before.

    `today` is the document by today's method, None where that is the method of then and comes to the same; `method` is that method, where it is known.
    """

    reading: TermRecords
    measures: Measures
    document: Mapping[str, Any]
    pupils: tuple[Pupil, ...]
    staff: tuple[Staff, ...]
    last: Source | None = None
    today: Mapping[str, Any] | None = None
    method: Framework | None = None

    @property
    def urns(self) -> tuple[str, ...]:
        return self.measures.deployment.schools.urn

    @property
    def of_pupil(self) -> Ints:
        """The school's row of each pupil."""
        return self.measures.deployment.pupils.school

    def scopes(self) -> tuple[str, ...]:
        """The schools and, last, the trust: whose figures there are."""
        return (*self.urns, TRUST)

    def counted(self, school: Ints, where: Sequence[bool] | np.ndarray[Any, Any]) -> Floats:
        """How many of a set of rows hold, a school; and, last, in the trust."""
        return self.summed(school, np.asarray(where, dtype=np.float64))

    def summed(self, school: Ints, values: Floats) -> Floats:
        """A sum a school and, last, the trust's."""
        sums = np.bincount(school, weights=values, minlength=len(self.urns))
        return np.append(sums, sums.sum())


def source_of(reading: TermRecords, last: Source | None = None, method: Framework | None = None) -> Source:
    """Measure a term. What was published then stands: its kept document is used where there is one. `method` is today's framework."""
    measures = measure(columns(reading.records, reading.framework, on=reading.data_date), reading.framework)
    known = set(measures.deployment.schools.urn)
    kept = reading.document if reading.document is not None else document(measures, reading.framework)
    pupils = tuple(row for row in reading.records.pupils if row.school_urn in known)
    staff = tuple(row for row in rows_of(reading.records, "").staff if row.school_urn in known)
    return Source(reading, measures, kept, pupils, staff, last, _by_todays_method(reading, measures, method), method)


def _by_todays_method(reading: TermRecords, measures: Measures, method: Framework | None) -> Mapping[str, Any] | None:
    """The same records measured by the rules and the code of today; of frozen terms only, and only where either is another than then."""
    if reading.draft or reading.document is None or method is None:
        return None
    same = method.sections == reading.framework.sections
    anew = document(measures if same else measure(columns(reading.records, method, on=reading.data_date), method), method)
    return None if same and _alike(anew, reading.document) else anew


def _alike(one: Any, other: Any) -> bool:
    """Whether two documents say the same of the index and the measures, but for noise in the last places."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return all(_alike(one.get(key), other.get(key)) for key in SAID if key in one or key in other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= NOISE
    return bool(one == other)
