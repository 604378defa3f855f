"""
Figures by name, in words: which table each belongs to, what it is called there, and its true value.

For a list of what is hidden, which a publisher reads inside the admin; no page of the site is made from it.
"""

from __future__ import annotations

from typing import NamedTuple

from sendsite.framework.model import KPIS
from sendsite.framework.settings import Framework
from sendsite.report.disclosure import HOURLY, HOURS, MEAN_MONEY, MONEY, OUTCOMES, PUPILS, Entry, Ledger
from sendsite.report.formats import COUNT, HOURS_H, PENNIES, PERCENT, POUNDS, TENTH, Format, capital, kpi_format, small
from sendsite.report.hidden_words import ALONE, AMONG, FUNDED, GROUPED, OF_BAND, OF_OUTCOMES, OF_PUPILS, OF_ROLE, OF_SCENARIO, OTHER, TABLE_OF, TABLES
from sendsite.report.hidden_words import HOURS as OF_HOURS
from sendsite.report.quantities import TRUST
from sendsite.report.sections.drift import BENDS
from sendsite.report.sections.set_out import DEEDS
from sendsite.report.sections.set_out import OTHER as SOME_DEED
from sendsite.report.words import KPI_NAMES

MISSING = "not available"
SHARES = frozenset({"share", "send_share", "met", "utilisation", "forward", "target"})
FORMS: dict[str, Format] = {PUPILS: COUNT, OUTCOMES: COUNT, HOURS: HOURS_H, MONEY: POUNDS, MEAN_MONEY: POUNDS, HOURLY: PENNIES}


class Figure(NamedTuple):
    """
    A figure in words. `scope` is a URN or `trust`, `table` a key of TABLES, `text` its true value.

    `known` is False where there are no words for it, which no figure should be. `nought`: its true value is none.
    """

    name: str
    scope: str
    table: str
    words: str
    text: str
    known: bool = True
    nought: bool = False


def scope_of(name: str) -> str:
    """The school, or `trust`, that a figure is of."""
    return name.partition(".")[0]


def within(words: str) -> str:
    """Words as they stand within a sentence: `hours needed`, `SEND hours`."""
    return words if words[1:2].isupper() else small(words)


class Namer:
    """What the figures of one ledger are called."""

    def __init__(self, ledger: Ledger, framework: Framework) -> None:
        self.ledger, self.framework = ledger, framework
        bands = ledger.words.get("bands")
        self.bands = dict(line.split("\t") for line in bands.words.splitlines() if "\t" in line) if bands else {}

    def figure(self, name: str) -> Figure:
        """A figure of the ledger in words."""
        scope, _, rest = name.partition(".")
        kind, *more = rest.split(".")
        words = ALONE.get(rest) or self._words(scope, kind, more)
        table = TABLE_OF.get(kind, kind if kind in TABLES else OTHER)
        entry = self.ledger.entries[name]
        said = capital(words or rest.replace(".", " ").replace("_", " "))
        return Figure(name, scope, table, said, self._text(kind, more, entry), bool(words), entry.value == 0)

    def _words(self, scope: str, kind: str, more: list[str]) -> str:
        """What a figure of a kind is called, "" where nothing is known of it."""
        if kind in OF_MANY:
            return OF_MANY[kind](self, scope, more)
        if kind in ("rating", "area", "ages", "stage", "year") and len(more) == 2:
            return self._grouped(kind, more[0], OF_PUPILS.get(more[1], ""))
        if kind in ("kpi", "score", "today") and more:
            after = {"kpi": "", "score": ", score", "today": ", by today’s method"}[kind]
            return KPI_NAMES.get(more[0], "") + after if more[0] in KPI_NAMES else ""
        return self._of_hours(kind, more)

    def _of_hours(self, kind: str, more: list[str]) -> str:
        if kind == "hours" and more:
            return OF_HOURS.get(more[0], "")
        if kind in ("mode", "group") and len(more) == 2:
            return self._grouped(kind, more[0], {"hours": "Hours", "share": "Share of hours"}.get(more[1], ""))
        if kind == "funded" and more:
            return FUNDED.get(more[0], "")
        if kind in ("land", "drift", "bend") and more:
            known = GROUPED[kind].get(more[0], "")
            return f"Schools where it was found: {small(known)}" if more[-1] == "schools" and known else known
        return ""

    @staticmethod
    def _grouped(kind: str, group: str, what: str) -> str:
        """`Hours needed, key stage 2`; `Pupils rated red`."""
        label = GROUPED[kind].get(group, "")
        if not what or not label:
            return ""
        return f"{what} {label}" if kind == "rating" and what == "Pupils" else f"{what}, {small(label)}"

    def _of_role(self, scope: str, more: list[str]) -> str:
        role, what = more if len(more) == 2 else ("", more[0])
        said = OF_ROLE.get(what, "")
        return f"{said}, all roles" if said and not role else self._grouped("role", role, said)

    def _of_task(self, scope: str, more: list[str]) -> str:
        task, who = GROUPED["task"].get(more[0], ""), more[1]
        return f"Hours, {small(task)}" if who == "hours" else self._grouped("role", who, f"Hours, {small(task)}") if task else ""

    def _of_outcome(self, scope: str, more: list[str]) -> str:
        return f"Outcomes {small(GROUPED['outcome'][more[0]])}" if more[0] in GROUPED["outcome"] else ""

    def _of_outcome_cost(self, scope: str, more: list[str]) -> str:
        said = OF_OUTCOMES.get(more[-1], "")
        if more[0] == "all":
            return f"{said}, all outcomes"
        return self._grouped("area", more[1], said) if more[0] == "area" else self._grouped("outcome", more[0], said)

    def _of_priority(self, scope: str, more: list[str]) -> str:
        title = self.ledger.words.get(f"{scope}.priority.{more[0]}.title")
        does = {"share": "holds", "target": "should hold"}.get(more[1], "")
        whose = "the trust’s priority" if more[0].startswith("t") and scope != TRUST else "the priority"
        return f"Share of hours that {whose} “{title.words}” {does}" if title and does else ""

    def _of_band(self, scope: str, more: list[str]) -> str:
        *code, what = more
        said, band = OF_BAND.get(what, ""), ".".join(code)
        return f"{said}, {self.bands.get(band) or band or 'no band'}" if said else ""

    def _of_scenario(self, scope: str, more: list[str]) -> str:
        told = self.ledger.words.get(f"{scope}.scenarios")
        names = dict(enumerate(told.words.splitlines(), start=1)) if told else {}
        said = OF_SCENARIO.get(more[1], "")
        return f"{said}, {names.get(int(more[0]), f'what-if {more[0]}')}" if said else ""

    def _of_insight(self, scope: str, more: list[str]) -> str:
        title = self.ledger.insights[int(more[0])][0].title
        if more[-1] == "others":
            return f"Pupils {AMONG[more[1]]} whom “{title}” does not concern" if more[1] in AMONG else ""
        return {"pupils": f"Pupils whom “{title}” concerns", "moved": f"Pupils whose hours would change by acting on “{title}”"}.get(more[1], "")

    def _of_set_out(self, scope: str, more: list[str]) -> str:
        what = self.ledger.words.get(f"{scope}.set_out.{more[0]}.what")
        deed = small(DEEDS.get(what.words, SOME_DEED)) if what else small(SOME_DEED)
        if more[1] == "moved":
            return f"Pupils whose hours “{deed}” was to move"
        kpi = KPI_NAMES.get(more[1], "")
        return {"expected": f"{kpi} expected of “{deed}”", "then": f"Pupils behind {within(kpi)} the term before “{deed}”"}.get(more[-1], "") if kpi else ""

    def _text(self, kind: str, more: list[str], entry: Entry) -> str:
        """The true value as it is written."""
        if entry.value is None:
            return MISSING
        return self._form(kind, more, entry).text(entry.value)

    def _form(self, kind: str, more: list[str], entry: Entry) -> Format:
        measures = (*KPIS, "sei")
        if kind in ("kpi", "today") or (kind == "scenario" and more[-1] in measures):
            return kpi_format(more[-1], self.framework)
        if kind == "set_out" and more[-1] == "expected":
            return kpi_format(more[1], self.framework)
        if entry.unit in FORMS:
            return FORMS[entry.unit]
        if kind == "bend" and more[0] in BENDS:
            return BENDS[more[0]][1]
        return PERCENT if more and more[-1] in SHARES else COUNT if entry.value is None or entry.value == round(entry.value) else TENTH


OF_MANY = {
    "role": Namer._of_role,
    "task": Namer._of_task,
    "outcome": Namer._of_outcome,
    "outcome_cost": Namer._of_outcome_cost,
    "priority": Namer._of_priority,
    "top_up": Namer._of_band,
    "scenario": Namer._of_scenario,
    "insight": Namer._of_insight,
    "set_out": Namer._of_set_out,
}
"""Kinds of figures of which a place has several, and how one of them is called."""
