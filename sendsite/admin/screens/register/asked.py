"""What an address asks of the list: words to search for, filters, an order. Whatever is not offered is not asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sendsite.admin.census import NEED_WORDS, STATUS_WORDS, YEAR_WORDS
from sendsite.admin.screens.register.lines import Line
from sendsite.framework.records import NEEDS, SEN_STATUSES, YEAR_GROUPS
from sendsite.report.words import RATINGS

RATING_ORDER = ("red", "amber", "green", "unrated")
LONGEST_SEARCH = 100


class Column(NamedTuple):
    """A column of the list: its name in the address, its heading, what it is ordered by (None stands last), and whether the largest come first."""

    name: str
    label: str
    key: Callable[[Line], Any]
    numeric: bool = False


def _place(words: Sequence[str], word: str) -> int | None:
    return words.index(word) if word in words else None


COLUMNS = (
    Column("name", "Name", lambda line: line.pupil.name.casefold() or None),
    Column("id", "Id", lambda line: line.pupil.pupil_id.casefold()),
    Column("year", "Year", lambda line: _place(YEAR_GROUPS, line.pupil.year_group)),
    Column("class", "Class", lambda line: line.pupil.class_name.casefold() or None),
    Column("status", "SEN status", lambda line: _place(SEN_STATUSES, line.pupil.sen_status)),
    Column("need", "Need", lambda line: line.pupil.primary_need or None),
    Column("band", "Band", lambda line: line.pupil.funding_band.casefold() or None),
    Column("rating", "Rating", lambda line: _place(RATING_ORDER, line.rating)),
    Column("hours", "Needs h", lambda line: line.pupil.need_hours, True),
    Column("received", "Gets h", lambda line: line.received, True),
    Column("gap", "Gap", lambda line: line.gap - line.surplus if not line.gap else line.gap, True),
    Column("reviewed", "Reviewed", lambda line: line.reviewed_on),
)
BY_NAME = {column.name: column for column in COLUMNS}


class Asked(NamedTuple):
    """The query of the list's address. `sort` is a column's name, with - before it for the other way round."""

    q: str = ""
    year: str = ""
    class_name: str = ""
    status: str = ""
    rating: str = ""
    need: str = ""
    gaps: bool = False
    stale: bool = False
    tied: bool = False
    due: bool = False
    reviews: bool = False
    sort: str = "name"
    names: str = ""

    @property
    def sifts(self) -> bool:
        """Whether anybody is left out."""
        return self._replace(sort="name", names="") != Asked()

    @property
    def initials(self) -> bool:
        return self.names == "initials"

    def query(self, **other: Any) -> dict[str, Any]:
        """The parameters of the address of this list, or of it with something else asked; what asks nothing is left out."""
        asked = self._replace(**other)
        given = {"class" if name == "class_name" else name: "1" if value is True else value for name, value in asked._asdict().items()}
        return {name: value for name, value in given.items() if value and (name, value) != ("sort", "name")}

    def turned(self, column: Column) -> str:
        """What to sort by when this column's heading is pressed: the other way round where it is sorted already, else its first way."""
        first = f"-{column.name}" if column.numeric else column.name
        return (column.name if self.sort.startswith("-") else f"-{column.name}") if self.sort.removeprefix("-") == column.name else first

    def direction(self, column: Column) -> str:
        """The value of aria-sort, "" for a column that the list is not sorted by."""
        if self.sort.removeprefix("-") != column.name:
            return ""
        return "descending" if self.sort.startswith("-") else "ascending"


def read(args: Mapping[str, str]) -> Asked:
    """What an address asks; a value that is none of a filter's asks nothing."""
    sort = args.get("sort", "")
    return Asked(
        q=" ".join(args.get("q", "")[:LONGEST_SEARCH].split()),
        year=_known(args.get("year", ""), YEAR_GROUPS),
        class_name=args.get("class", "")[:LONGEST_SEARCH],
        status=_known(args.get("status", ""), SEN_STATUSES),
        rating=_known(args.get("rating", ""), RATING_ORDER),
        need=_known(args.get("need", ""), NEEDS),
        gaps=args.get("gaps") == "1",
        stale=args.get("stale") == "1",
        tied=args.get("tied") == "1",
        due=args.get("due") == "1",
        reviews=args.get("reviews") == "1",
        sort=sort if sort.removeprefix("-") in BY_NAME else "name",
        names=_known(args.get("names", ""), ("initials",)),
    )


def _known(value: str, known: Iterable[str]) -> str:
    return value if value in known else ""


def keeps(asked: Asked, line: Line) -> bool:
    """Whether a pupil is among those asked for. Every word searched for stands in the name, the id or the class."""
    pupil = line.pupil
    said = f"{pupil.name} {pupil.pupil_id} {pupil.class_name}".casefold()
    pairs = ((asked.year, pupil.year_group), (asked.class_name, pupil.class_name), (asked.status, pupil.sen_status))
    more = ((asked.rating, line.rating), (asked.need, pupil.primary_need))
    flags = ((asked.gaps, line.gap > 0), (asked.stale, line.stale), (asked.tied, line.tied), (asked.due, line.look_due), (asked.reviews, line.review_due))
    return (
        all(word in said for word in asked.q.casefold().split())
        and all(not wanted or wanted == there for wanted, there in (*pairs, *more))
        and all(holds or not wanted for wanted, holds in flags)
    )


def in_order(asked: Asked, found: Iterable[Line]) -> tuple[Line, ...]:
    """The lines in the order asked for; by name where that leaves it open, and whoever has no value last either way."""
    column = BY_NAME[asked.sort.removeprefix("-")]
    by_name = sorted(found, key=lambda line: (line.pupil.name.casefold(), line.pupil.pupil_id))
    known = sorted((line for line in by_name if column.key(line) is not None), key=column.key, reverse=asked.sort.startswith("-"))
    return (*known, *(line for line in by_name if column.key(line) is None))


class Filter(NamedTuple):
    """A filter as it is offered: its name in the address, its label, (value, words), and the value asked for."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


def filters(asked: Asked, every: Sequence[Line]) -> tuple[Filter, ...]:
    """The filters, with only what some pupil has, and what is asked for all the same."""
    pupils = [line.pupil for line in every]
    classes = sorted({pupil.class_name for pupil in pupils} | {asked.class_name}, key=str.casefold)
    return (
        Filter("year", "Year", _offered(YEAR_WORDS, {pupil.year_group for pupil in pupils} | {asked.year}), asked.year),
        Filter("class", "Class", tuple((name, name) for name in classes if name), asked.class_name),
        Filter("status", "SEN status", tuple(STATUS_WORDS.items()), asked.status),
        Filter("rating", "Rating", tuple((name, RATINGS[name]) for name in RATING_ORDER), asked.rating),
        Filter("need", "Primary need", _offered(NEED_WORDS, {pupil.primary_need for pupil in pupils} | {asked.need}), asked.need),
    )


def _offered(words: Mapping[str, str], codes: set[str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, said) for code, said in words.items() if code in codes)
