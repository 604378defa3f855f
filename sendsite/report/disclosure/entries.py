"""The raw figures of a term and everything that a reader knows of how they hang together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, isnan
from typing import TYPE_CHECKING, NamedTuple

from sendsite.framework.insights import Insight

if TYPE_CHECKING:
    from sendsite.report.disclosure.over_time import Past
    from sendsite.report.disclosure.released import Released

LEAST_K = 5
PUPILS, OUTCOMES, HOURS, MONEY, MEAN_MONEY, HOURLY, SHARE = "pupils", "outcomes", "hours", "money", "mean money", "hourly", "share"
"""What a figure counts; SHARE is a part of hours or money over a whole (`of`, in this order). Any other is "": a measure, a score, a rank."""
COUNTS = frozenset({PUPILS, OUTCOMES})


class Entry(NamedTuple):
    """
    A raw figure. `rests_on`: pupils behind it, None where it rests on no pupil. `of`: figures it is worked out from. `why`: x or z if None.

    `times`: how many times k it must rest on. `part`: of those it rests on, the pupils a share is of. `largest`: one pupil's largest part in a sum.
    `signed`: whether it may lie below nought. `narrow`: of k to 2k pupils it is told to the trust alone, and is not hidden.
    `public`: known from elsewhere, so that hiding it would cover nothing. `places`: of a figure without a unit, the decimal places in which it is told.
    `people`: colleagues whose hours they are, of hours that are told by role. `pooled`: told within a larger figure, and never by itself.
    """

    value: float | None
    rests_on: float | None = None
    of: tuple[str, ...] = ()
    why: str = "x"
    unit: str = ""
    times: int = 1
    part: float | None = None
    largest: float | None = None
    signed: bool = False
    narrow: bool = False
    public: bool = False
    places: int = 0
    people: int | None = None
    pooled: bool = False


def below_nought(entry: Entry) -> bool:
    """Whether a figure may lie below nought: one that does, may."""
    return entry.signed or (entry.value or 0.0) < 0


def least(entry: Entry) -> float:
    """
    What a reader takes a hidden figure to be at least.

    Of a count that is not nought that is 1: rows of nought are left out of tables, and nought is hidden beside others only where nothing else helps.
    """
    return -inf if below_nought(entry) else 1.0 if entry.unit in COUNTS and entry.value else 0.0


class Sum(NamedTuple):
    """
    A total and the parts that add up to it, by name. `first` is hidden before any other of them.

    `split`: the parts sort pupils by something that is nobody else's business, so that one part which holds all of few pupils tells each of them.
    """

    total: str
    parts: tuple[str, ...]
    first: str = ""
    split: bool = False


class Relation(NamedTuple):
    """Names and times: what a reader knows of their weighted sum, its value, wherever `given` is shown ("" for always)."""

    times: tuple[tuple[str, float], ...]
    given: str = ""


class Told(NamedTuple):
    """Words that belong to figures (a band, a reason, a title): not shown where any of these is hidden."""

    words: str
    of: tuple[str, ...] = ()


class Advised(NamedTuple):
    """
    An insight, and the same as it is told; the figures on which the numbers of what was seen rest, those on which its hours rest besides,
    and those on which all of what it would change rests.
    """

    insight: Insight
    told: Insight
    seen: tuple[str, ...]
    hours: tuple[str, ...]
    tried: tuple[str, ...]


@dataclass
class Ledger:
    """The raw figures of one term, gathered before anything is decided."""

    entries: dict[str, Entry] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    words: dict[str, Told] = field(default_factory=dict)
    insights: list[Advised] = field(default_factory=list)

    def put(self, name: str, value: float | None, rests_on: float | None = None, of: Iterable[str] = (), **more: str | float | bool | None) -> None:
        """Enter a figure that rests on so many pupils (None: on no pupil). NaN and None are not available. `more`: fields of Entry by name."""
        known = None if value is None or isnan(value) else float(value)
        self.entries[name] = Entry(known, rests_on, tuple(of), **more)  # type: ignore[arg-type]  # fields by name

    def count(self, name: str, pupils: float, of: Iterable[str] = ()) -> None:
        """Enter a count of pupils: it rests on itself."""
        self.entries[name] = Entry(float(pupils), float(pupils), tuple(of), unit=PUPILS)

    def add_up(self, total: str, parts: Sequence[str], first: str = "", split: bool = False) -> None:
        """Declare that the parts add up to the total, so that a hidden part cannot be worked out from the rest; `first` is what readers miss least."""
        self.sums.append(Sum(total, tuple(parts), first, split))

    def same(self, name: str, other: str) -> None:
        """Declare that two figures are one number under two names: where one is hidden, so is the other."""
        self.sums.append(Sum(name, (other,)))

    def tie(self, times: Mapping[str, float], given: str = "") -> None:
        """Declare that a reader knows so many times one figure and so many times another together, wherever `given` is shown."""
        if times:
            self.relations.append(Relation(tuple(times.items()), given))

    def tell(self, name: str, words: str, of: Iterable[str] = ()) -> None:
        """Enter words that belong to figures."""
        self.words[name] = Told(words, tuple(of))

    def advise(self, insight: Insight, of: Iterable[str], hours: Iterable[str] = (), tried: Iterable[str] = (), told: Insight | None = None) -> None:
        """
        Enter an insight with the figures that its numbers rest on, and what it would change besides; they stand in the order they are entered.

        `told`: the insight as it is told, where that is another.
        """
        self.insights.append(Advised(insight, told or insight, tuple(of), (*of, *hours), (*of, *hours, *tried)))

    def decide(self, k: int, past: Past | None = None) -> Released:
        """Decide for the whole term what is shown. A k under 5 counts as 5."""
        from sendsite.report.disclosure.deciding import decided

        return decided(self, k, past).released
