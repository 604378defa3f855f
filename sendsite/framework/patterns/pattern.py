"""A pattern of two or more measures, and what may be seen of a school when patterns are looked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sendsite.framework.settings import Framework

GREEN = "green"


@dataclass(frozen=True)
class Signs:
    """
    What may be seen of a school or a trust: what is hidden from whoever reads is not in here, and no pattern rests on it.

    `bands` holds the measures that have one; `worse` those that changed for the worse, by more than chance, on the year or else on the
    term; `unrated` is the share of the register without a rating, None where it may not be told.
    """

    framework: Framework
    bands: Mapping[str, str]
    flags: frozenset[str] = frozenset()
    worse: frozenset[str] = frozenset()
    unrated: float | None = None

    def green(self, kpi: str) -> bool:
        return self.bands.get(kpi) == GREEN

    def red(self, kpi: str) -> bool:
        return self.bands.get(kpi) == "red"

    @property
    def dear(self) -> bool:
        """Finance is amber or red, and the school is not flagged as small: in a small one staffing has a floor."""
        return self.short("finance") and "small_school" not in self.flags

    def short(self, kpi: str) -> bool:
        """Amber or red."""
        return self.bands.get(kpi) in ("amber", "red")


class Look(NamedTuple):
    """Something to check, and the admin address where it is kept."""

    words: str
    where: str


@dataclass(frozen=True)
class Pattern:
    """
    Measures that say more together than each alone: never a verdict, always a question.

    `kpis` are the measures it reads together, `flags` those that have to be raised; `when` says in words when it is shown, and `occurs` is
    that condition; `insights` names the rules whose advice belongs to it.
    """

    id: str
    title: str
    kpis: tuple[str, ...]
    when: str
    reading: str
    causes: tuple[str, ...]
    checks: tuple[Look, ...]
    insights: tuple[str, ...]
    occurs: Callable[[Signs], bool]
    flags: tuple[str, ...] = ()
