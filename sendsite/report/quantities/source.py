"""One term's records, measured once: what the raw figures are taken from. It holds pupils, so nothing past `quantities` is given it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sendsite.framework.columns import columns
from sendsite.framework.document import document
from sendsite.framework.measure import measure
from sendsite.framework.model import Floats, Ints, Measures
from sendsite.framework.records import Pupil, Staff
from sendsite.framework.scenarios import rows_of
from sendsite.framework.term import TermRecords

TRUST = "trust"


@dataclass(frozen=True)
class Source:
    """A term with its measures. `pupils` and `staff` are the rows in the order of the columns; `last` is the snapshot before."""

    reading: TermRecords
    measures: Measures
    document: Mapping[str, Any]
    pupils: tuple[Pupil, ...]
    staff: tuple[Staff, ...]
    last: Source | None = None

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


def source_of(reading: TermRecords, last: Source | None = None) -> Source:
    """Measure a term. What was published then stands: its kept document is used where there is one."""
    measures = measure(columns(reading.records, reading.framework, on=reading.data_date), reading.framework)
    known = set(measures.deployment.schools.urn)
    kept = reading.document if reading.document is not None else document(measures, reading.framework)
    pupils = tuple(row for row in reading.records.pupils if row.school_urn in known)
    staff = tuple(row for row in rows_of(reading.records, "").staff if row.school_urn in known)
    return Source(reading, measures, kept, pupils, staff, last)
