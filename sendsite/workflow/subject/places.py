"""
Where rows about somebody else name a person, for whoever answers their request: to be read through, and handed to nobody.

The copy to hand over holds none of it, for these rows are about another person too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sendsite.framework.nameless import Who
from sendsite.framework.records import IDENTITY, TABLES
from sendsite.report.formats import capital, day
from sendsite.workflow.subject.mentioned import Mention


class Place(NamedTuple):
    """
    One row, or the title of a change, and every copy and change of the history in which it names them, in words.

    `about` is the pupil or colleague whom the row is about, None where it is about neither. `perhaps`: by one word of the name alone.
    """

    what: str
    where: tuple[str, ...]
    about: Who | None
    perhaps: bool

    @property
    def words(self) -> str:
        """`The review on 9 May 2025 of outcome O1 of P-0014: the register today; change 31 of the history`."""
        return f"{self.what}: {'; '.join(self.where)}"


TITLE = "The title of a change"


def places(mentions: Iterable[Mention], urn: str) -> tuple[Place, ...]:
    """Each row once, those with the full name first. `urn` is the person's own school: another is named."""
    found: dict[tuple[bool, str, Who | None], dict[str, None]] = {}
    for each in mentions:
        found.setdefault((each.perhaps, _what(each, urn), _about(each)), {})[each.told] = None
    told = (Place(what, tuple(where), about, perhaps) for (perhaps, what, about), where in found.items())
    return tuple(sorted(told, key=lambda place: place.perhaps))


def _what(mention: Mention, urn: str) -> str:
    """What a row is called, with its school where that is another."""
    from sendsite.register.words import subject

    if not mention.table:
        return TITLE
    row = TABLES[mention.table](*mention.row)
    key = (getattr(row, column) for column in IDENTITY[mention.table])
    words = subject(mention.table, tuple(day(part) if isinstance(part, date) else part for part in key))
    school = getattr(row, "school_urn", "")
    return f"{capital(words)}{f' (school {school})' if school not in ('', urn) else ''}"


def _about(mention: Mention) -> Who | None:
    return next(_whom(TABLES[mention.table](*mention.row)), None) if mention.table else None


def _whom(row: object) -> Iterator[Who]:
    for kind in ("pupil", "staff"):
        if ident := getattr(row, f"{kind}_id", ""):
            yield Who(kind, getattr(row, "school_urn", ""), ident)
