"""Terms of the academic year, and a trust's records as they stood in one of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import TYPE_CHECKING

from sendsite.errors import DataRefused
from sendsite.framework.records import Records

if TYPE_CHECKING:
    from sendsite.framework.settings import Framework

SEASONS = ("autumn", "spring", "summer")


@total_ordering
@dataclass(frozen=True)
class Term:
    """`2025-spring` is the spring term of 2025/26; terms sort in school order."""

    year: int
    season: str

    @classmethod
    def parse(cls, text: str) -> Term:
        """Read a term's name; DataRefused says what to write instead."""
        match = re.fullmatch(r"(20\d\d)-(autumn|spring|summer)", text.strip())
        if not match:
            raise DataRefused(
                f"'{text}' is not a term. Write the calendar year the academic year began in and the season, such as 2025-autumn, 2025-spring or 2025-summer."
            )
        return cls(int(match[1]), match[2])

    @classmethod
    def of(cls, day: date) -> Term:
        """The term a day falls in: autumn from September, spring from January, summer from Easter's usual end in mid April to August."""
        if day.month >= 9:
            return cls(day.year, "autumn")
        return cls(day.year - 1, "spring" if (day.month, day.day) < (4, 15) else "summer")

    @property
    def name(self) -> str:
        return f"{self.year}-{self.season}"

    @property
    def label(self) -> str:
        """Such as `Spring term 2025/26`."""
        return f"{self.season.capitalize()} term {self.year}/{(self.year + 1) % 100:02d}"

    @property
    def begins(self) -> date:
        """The first day that counts as this term."""
        return {"autumn": date(self.year, 9, 1), "spring": date(self.year + 1, 1, 1), "summer": date(self.year + 1, 4, 15)}[self.season]

    @property
    def ends(self) -> date:
        """The last day that counts as this term."""
        return {"autumn": date(self.year, 12, 31), "spring": date(self.year + 1, 4, 14), "summer": date(self.year + 1, 8, 31)}[self.season]

    @property
    def year_before(self) -> Term:
        return Term(self.year - 1, self.season)

    @property
    def before(self) -> Term:
        """The term just before this one."""
        place = SEASONS.index(self.season)
        return Term(self.year, SEASONS[place - 1]) if place else Term(self.year - 1, "summer")

    def __str__(self) -> str:
        return self.name

    def __lt__(self, other: Term) -> bool:
        return (self.year, SEASONS.index(self.season)) < (other.year, SEASONS.index(other.season))


@dataclass(frozen=True)
class TermRecords:
    """
    A trust's records as they stood in a term, with the framework in force then: a snapshot read back, or the live register as a draft.

    `document` is the metrics document as it was computed and kept (None for the draft): published figures do not change when code does.
    `reason` is why there is a new edition, "" for the first.
    """

    term: Term
    data_date: date
    records: Records
    framework: Framework
    draft: bool = False
    edition: int = 1
    taken_at: str = ""
    taken_by: str = ""
    document: dict[str, object] | None = None
    reason: str = ""

    @property
    def earlier(self) -> tuple[Shelved, ...]:
        """Records at hand know of no other edition."""
        return ()

    def open(self) -> TermRecords:
        """Itself: it is open already."""
        return self


@dataclass(frozen=True)
class Shelved:
    """
    A term that is read when it is asked for and can be let go again: of many terms only those being looked at need to be in memory.

    `earlier` are the editions of the term before this one, ascending.
    """

    term: Term
    reading: Callable[[], TermRecords]
    draft: bool = False
    earlier: tuple[Shelved, ...] = ()

    def open(self) -> TermRecords:
        """The records, read now."""
        return self.reading()
