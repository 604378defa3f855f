"""What the words of a page mean, said where they stand: the five measures, the index, and the few others a governor meets first here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from sendsite.report.figures.charts import Section
from sendsite.report.words import KPI_MEANS, KPI_NAMES, KPI_SHORT


class Word(NamedTuple):
    """A word, what it means, and how it looks in running text; a measure's name counts only where it names a column or a row."""

    name: str
    meaning: str
    looks: re.Pattern[str] | None = None

    @property
    def running(self) -> str:
        """The word as a sentence has it."""
        return f"the {self.name}" if self.name == KPI_NAMES["sei"] else self.name


def _anywhere(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


MEASURES = tuple(Word(KPI_NAMES[kpi], meaning) for kpi, meaning in KPI_MEANS.items())
HEADS = {name: word for kpi, word in zip(KPI_MEANS, MEASURES, strict=True) for name in (KPI_NAMES[kpi], KPI_SHORT[kpi])}
OTHERS = (
    Word(
        "the register",
        "The school’s list of the pupils who get support for special needs, with the weekly hours that their plans ask for.",
        _anywhere("register"),
    ),
    Word(
        "drift",
        "Hours paid for as support for special needs that do not reach it: other tasks take them, they lie beyond a plan, they go on past need, "
        "or they sit with one pupil while another waits.",
        _anywhere("drift|drifts"),
    ),
    Word(
        "a matched hour",
        "One that a pupil receives and that the pupil’s plan asks for, of the kind it names. Hours beyond one pupil’s plan never fill another’s gap.",
        _anywhere("matched|matches"),
    ),
    Word(
        "standard cost",
        "A rate for each role, with employer’s costs in it, for the hours of a contract and the teaching weeks of a year. No salary is in it.",
        _anywhere("standard (?:cost|rates?)"),
    ),
    Word(
        "an EHCP", "An education, health and care plan: the local authority’s plan of what a child with high needs must by law be given.", _anywhere("EHCPs?")
    ),
    Word("top-up", "What the local authority pays for a pupil with high needs above what the school meets from its own budget.", _anywhere("top-up")),
    Word(
        "the notional SEND budget",
        "The part of a school’s budget that is meant for special needs. It is not set apart, and it is no target.",
        _anywhere("notional"),
    ),
)


def told_in(section: Section) -> frozenset[Word]:
    """The words of the glossary that a section uses, in its words or as heads of its table."""
    heads = [] if section.table is None else [*(column.label for column in section.table.columns), *(row.head for row in section.table.rows)]
    text = " ".join((section.heading, section.sub, section.says, section.note, *heads))
    return frozenset({word for word in OTHERS if word.looks and word.looks.search(text)} | {HEADS[head] for head in heads if head in HEADS})


def meanings(sections: Iterable[Section], known: Iterable[str] = ()) -> list[tuple[tuple[str, str], ...]]:
    """For each section the words it is the first to use, each with its meaning; `known` are names that the page explains already."""
    said = set(known)
    found = []
    for section in sections:
        used = told_in(section)
        new = [word for word in (*MEASURES, *OTHERS) if word in used and word.name not in said]
        said |= {word.name for word in new}
        found.append(tuple((word.running, word.meaning) for word in new))
    return found
