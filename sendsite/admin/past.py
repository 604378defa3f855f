"""The frozen terms, which the admin is given by whoever starts it: read once, and again when a snapshot is added, replaced or taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from sendsite.errors import DataRefused
from sendsite.framework.term import TermRecords
from sendsite.report.complete import complete_terms, of_school
from sendsite.report.views import Measured

Reading = Callable[[], tuple[TermRecords, ...]]
Stamp = tuple[tuple[str, int, int], ...]

WHOLE_TRUST = ""


@dataclass
class Past:
    """The terms as they were frozen and what was measured of them. `fault` says why they cannot be read; then there are none."""

    stamp: Stamp
    terms: tuple[TermRecords, ...]
    fault: str = ""
    _measured: dict[str, tuple[Measured, ...]] = field(default_factory=dict)

    def of(self, urn: str) -> tuple[Measured, ...]:
        """The terms of one school, or of the WHOLE_TRUST, measured once: they do not change."""
        if urn not in self._measured:
            self._measured[urn] = complete_terms(self.terms if urn == WHOLE_TRUST else [of_school(term, urn) for term in self.terms])
        return self._measured[urn]


class Shelf:
    """The newest Past, shared by all requests of an application."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._past: Past | None = None

    def at(self, folder: Path, read: Reading) -> Past:
        """The frozen terms as they lie in the folder now."""
        with self._lock:
            stamp = stamp_of(folder)
            if self._past is None or self._past.stamp != stamp:
                self._past = _read(stamp, read)
            return self._past


def _read(stamp: Stamp, read: Reading) -> Past:
    try:
        return Past(stamp, tuple(sorted(read(), key=lambda each: each.term)))
    except DataRefused as error:
        return Past(stamp, (), str(error))


def stamp_of(folder: Path) -> Stamp:
    """The names, sizes and times of the snapshots."""
    found = []
    for path in folder.glob("*.zip"):
        try:
            stat = path.stat()
        except FileNotFoundError:
            continue  # taken away while we looked
        found.append((path.name, stat.st_mtime_ns, stat.st_size))
    return tuple(sorted(found))
