"""Why a figure is hidden, and when it can be shown, in plain words: a rule that is stated, for a larger group is nothing to wish for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sendsite.report.disclosure import Ledger
from sendsite.report.disclosure.over_time import FLEETING, kind
from sendsite.report.disclosure.reasons import (
    BESIDE,
    COLLEAGUES,
    EARLIER_EDITION,
    EVERYBODY,
    FEW,
    FEW_FOR_A_SHARE,
    FEW_LEFT,
    LAST_TERM,
    ONE_PUPILS,
    WORKED_OUT,
    Reason,
)
from sendsite.report.formats import listed, plural
from sendsite.report.hidden import Namer, scope_of, within
from sendsite.report.hidden_remedies import remedy_of
from sendsite.report.quantities.source import TRUST

KIND_WORDS: Mapping[str, str] = {
    FEW: "of few pupils",
    FEW_FOR_A_SHARE: "shares or averages of few",
    FEW_LEFT: "that leave few over",
    ONE_PUPILS: "mostly one pupil’s",
    EVERYBODY: "with everybody in one category",
    COLLEAGUES: "of roles that few people hold",
    LAST_TERM: "small last term",
    EARLIER_EDITION: "hidden in an earlier edition",
    WORKED_OUT: "worked out from a hidden figure",
    BESIDE: "that would give a hidden figure away",
}
"""Each kind of reason as it is counted and chosen: so many `of few pupils`."""
NEXT_TIME = "That is from the second such term on, unless another hidden figure still needs it beside it."
NOT_THERE = "There is no such figure this term; its place is marked [c] all the same, for that it is empty would tell something too."

NOTHING_TO_DO = frozenset({COLLEAGUES, LAST_TERM, EARLIER_EDITION, WORKED_OUT, BESIDE})

ENOUGH: Mapping[str, str] = {
    FEW: "With none, or at least {} pupils.",
    FEW_FOR_A_SHARE: "With none, or at least {} pupils behind it.",
    FEW_LEFT: "With none on that side, or at least {} pupils.",
    ONE_PUPILS: "With none of it, or no pupil who has more than half of it.",
    EVERYBODY: "With at least {} pupils, or pupils in more than one category.",
}
"""When a fault or a shortfall is shown, by the kind of reason: as none it is shown as 0."""
AS_THEY_ARE: Mapping[str, str] = {
    FEW: "With at least {} pupils in this group, or none; now {}.",
    FEW_FOR_A_SHARE: "With at least {} pupils behind it; now {}.",
    FEW_LEFT: "With at least {} pupils on that side, or none; now {}.",
    EVERYBODY: "With at least {} pupils, now {}, or with pupils in more than one category.",
}
"""When a figure is shown of which nothing is amiss, and how many there are."""


class Said(NamedTuple):
    """Why a figure is hidden, when it can be shown, and at which screens of the admin something can be mended."""

    why: str
    then: str
    at: tuple[str, ...] = ()


class Sayer:
    """Puts the reasons `why` figures of one ledger are hidden into words. `places`: URN -> the school's name."""

    def __init__(self, ledger: Ledger, why: Mapping[str, Reason], namer: Namer, places: Mapping[str, str]) -> None:
        self.ledger, self.why, self.namer, self.places = ledger, why, namer, places

    def said(self, name: str, reason: Reason) -> Said:
        """The words for one hidden figure; where there is nothing to do about it, whether the trust’s is there instead."""
        said = self._said(name, reason)
        if self.ledger.entries[name].value is None:
            said = said._replace(why=f"{said.why} {NOT_THERE}")
        if kind(name) == "census" and not said.at:
            said = said._replace(then=f"{said.then} School facts state the count.", at=("/facts",))
        trusts = f"{TRUST}.{name.partition('.')[2]}"
        instead = reason.kind in NOTHING_TO_DO and trusts in self.ledger.entries and trusts not in self.why
        return said._replace(then=f"{said.then} Until then, the trust’s is shown.") if instead else said

    def _said(self, name: str, reason: Reason) -> Said:
        if reason.kind in (WORKED_OUT, BESIDE):
            return self._hanging(name, reason)
        if reason.kind == COLLEAGUES:
            return _of_colleagues(round(reason.rests_on or 0), reason.needed)
        if reason.kind == LAST_TERM and self.ledger.entries[name].value is None:
            return Said("It was small last term.", "Next term the mark goes, unless there is a small one again.")
        if reason.kind == LAST_TERM:
            return Said("It was small last term, and is not now.", "Next term, unless it is small again.")
        if reason.kind == EARLIER_EDITION:
            then = "Not this term: a correction never shows what was hidden. The next term is decided anew."
            return Said("An earlier edition of this term hid it.", then)
        return self._by_itself(name, reason)

    def _by_itself(self, name: str, reason: Reason) -> Said:
        """What is small by itself: it is shown with so many pupils, or with none; of a fault or a shortfall the latter is told first."""
        why, wanted = self._why(name, reason), self._wanted(name, reason)
        later = "" if kind(name) in FLEETING else f" {NEXT_TIME}"
        remedy = remedy_of(name)
        if remedy is None:
            return Said(why, f"{wanted}{later}")
        return Said(why, f"{ENOUGH[reason.kind].format(reason.needed)}{later} {remedy.words}", remedy.at)

    def _why(self, name: str, reason: Reason) -> str:
        there = round(reason.rests_on or 0)
        if reason.kind == FEW:
            return f"{self._rests(name)} {plural(there, 'pupil')}; fewer than {reason.needed} are not shown."
        if reason.kind == FEW_FOR_A_SHARE:
            return f"It rests on {plural(there, 'pupil')}; a share or an average of fewer than {reason.needed} is not shown."
        if reason.kind == FEW_LEFT:
            return f"It leaves {plural(there, 'pupil')} on one side; fewer than {reason.needed} there are not shown."
        if reason.kind == EVERYBODY:
            return f"Everybody is in one category: it would tell of each of {there}. That is not shown of fewer than {reason.needed} pupils."
        return "One pupil holds more than half of it."

    @staticmethod
    def _wanted(name: str, reason: Reason) -> str:
        """When a figure is large enough of which nothing is amiss."""
        if reason.kind == ONE_PUPILS:
            return "With no pupil who has more than half of it."
        if kind(name) == "set_out":
            return "Not of this one: what was set out stands as it was."
        there = round(reason.rests_on or 0)
        if name.endswith(".moved"):
            return f"For a change that moves the hours of at least {reason.needed} pupils; this one moves those of {there}."
        return AS_THEY_ARE[reason.kind].format(reason.needed, there)

    def _rests(self, name: str) -> str:
        entry = self.ledger.entries[name]
        return "It counts" if entry.value == entry.rests_on and entry.unit == "pupils" else "It rests on"

    def _hanging(self, name: str, reason: Reason) -> Said:
        """What is worked out from hidden figures, or would give them away; held from last term they are large enough already."""
        if not reason.hangs_on:
            return Said("It is hidden so that this term and last term together do not give away a small figure.", "It comes back by itself.")
        several = len(reason.hangs_on) > 1
        figures, those, are = ("hidden figures", "these figures", "are") if several else ("a hidden figure", "that figure", "is")
        begins = f"It goes with {figures}" if reason.kind == WORKED_OUT else f"With it one could work out {figures}"
        kinds = {self.why[other].kind for other in reason.hangs_on}
        if kinds == {LAST_TERM}:
            then = f"It comes back with {those}, next term."
        elif reason.kind == WORKED_OUT:
            then = f"It comes back with {those}."
        else:
            then = f"It can come back once {those} {are} shown."
        return Said(f"{begins}: {self._named(name, reason)}.", then)

    def _named(self, name: str, reason: Reason) -> str:
        """The figures that one hangs on; of another place with its name."""
        here = scope_of(name)
        return listed([self._with_place(other, here) for other in reason.hangs_on[:2]])

    def _with_place(self, other: str, here: str) -> str:
        figure = self.namer.figure(other)
        place = "" if figure.scope == here else " of the trust" if figure.scope == TRUST else f" at {self.places.get(figure.scope, figure.scope)}"
        return f"{within(figure.words)} ({figure.text}){place}"


def _of_colleagues(people: int, needed: int) -> Said:
    """Hours of a role that is told with others."""
    if people >= needed:
        return Said("It is told together with roles that fewer hold, so that theirs cannot be worked out.", f"Where at least {needed} people hold each role.")
    why = f"Its hours are those of {plural(people, 'colleague')}; it is told together with other roles."
    return Said(why, f"Where at least {needed} people hold this role.")
