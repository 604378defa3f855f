"""Why a figure is hidden, and what would make it visible, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sendsite.report.disclosure import Ledger
from sendsite.report.disclosure.over_time import FLEETING, kind
from sendsite.report.disclosure.reasons import (
    BESIDE,
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
from sendsite.report.formats import capital, listed, numeral, plural
from sendsite.report.hidden import Namer, scope_of, within
from sendsite.report.quantities.source import TRUST

KIND_WORDS: Mapping[str, str] = {
    FEW: "of few pupils",
    FEW_FOR_A_SHARE: "shares or averages of few",
    FEW_LEFT: "that leave few over",
    ONE_PUPILS: "mostly one pupil’s",
    EVERYBODY: "with everybody in one category",
    LAST_TERM: "small last term",
    EARLIER_EDITION: "hidden in an earlier edition",
    WORKED_OUT: "that go with a hidden one",
    BESIDE: "hidden beside others",
}
"""Each kind of reason as it is counted and chosen: so many `of few pupils`."""
NEXT_TIME = "It is shown in the second term in a row that has so many."

NOTHING_TO_DO = frozenset({LAST_TERM, EARLIER_EDITION, WORKED_OUT, BESIDE})


class Said(NamedTuple):
    """Why a figure is hidden, and what would make it visible."""

    why: str
    then: str


class Sayer:
    """Puts the reasons `why` figures of one ledger are hidden into words. `places`: URN -> the school's name."""

    def __init__(self, ledger: Ledger, why: Mapping[str, Reason], namer: Namer, places: Mapping[str, str]) -> None:
        self.ledger, self.why, self.namer, self.places = ledger, why, namer, places

    def said(self, name: str, reason: Reason) -> Said:
        """The words for one hidden figure; where there is nothing to do about it, whether the trust’s is there instead."""
        said = self._said(name, reason)
        trusts = f"{TRUST}.{name.partition('.')[2]}"
        instead = reason.kind in NOTHING_TO_DO and trusts in self.ledger.entries and trusts not in self.why
        return said._replace(then=f"{said.then} Until then, the trust’s is shown.") if instead else said

    def _said(self, name: str, reason: Reason) -> Said:
        if reason.kind == WORKED_OUT:
            return Said(f"It goes with a hidden figure: {self._named(name, reason)}.", "It comes back with that figure.")
        if reason.kind == BESIDE:
            return self._beside(name, reason)
        if reason.kind == LAST_TERM:
            return Said("It was small last term, and is not now.", "It is shown next term, unless it is small again.")
        if reason.kind == EARLIER_EDITION:
            then = "Nothing, this term: a correction never shows what was hidden. The next term is decided anew."
            return Said("An earlier edition of this term hid it.", then)
        return self._by_itself(name, reason)

    def _by_itself(self, name: str, reason: Reason) -> Said:
        """What is small by itself."""
        there, later = round(reason.rests_on or 0), "" if kind(name) in FLEETING else f" {NEXT_TIME}"
        more = f"{capital(numeral(reason.needed - there))} more {'pupil' if reason.needed - there == 1 else 'pupils'}"
        if reason.kind == FEW:
            return Said(f"{self._rests(name)} {plural(there, 'pupil')}; at least {reason.needed} are needed.", f"{more} in this group.{later}")
        if reason.kind == FEW_FOR_A_SHARE:
            return Said(f"A share or an average needs at least {reason.needed} pupils; this one rests on {there}.", f"{more} behind it.{later}")
        if reason.kind == FEW_LEFT:
            why = f"It leaves {plural(there, 'pupil')} on one side; at least {reason.needed} are needed there, or none."
            return Said(why, f"{more} there, or none.{later}")
        if reason.kind == EVERYBODY:
            why = f"Everybody is in one category: it would tell of each of {there}. That needs at least {reason.needed} pupils."
            return Said(why, f"{more}, or pupils in more than one category.{later}")
        return Said("One pupil holds more than half of it.", "Hours or money spread over more pupils, so that none holds more than half.")

    def _rests(self, name: str) -> str:
        entry = self.ledger.entries[name]
        return "It counts" if entry.value == entry.rests_on and entry.unit == "pupils" else "It rests on"

    def _beside(self, name: str, reason: Reason) -> Said:
        if not reason.hangs_on:
            return Said("It is hidden so that this term and last term together do not give away a small figure.", "It comes back by itself.")
        named = self._named(name, reason)
        return Said(f"With it one could work out a hidden figure: {named}.", "It comes back once that figure is large enough to be shown.")

    def _named(self, name: str, reason: Reason) -> str:
        """The figures that one hangs on; of another place with its name."""
        here = scope_of(name)
        return listed([self._with_place(other, here) for other in reason.hangs_on[:2]])

    def _with_place(self, other: str, here: str) -> str:
        figure = self.namer.figure(other)
        place = "" if figure.scope == here else " of the trust" if figure.scope == TRUST else f" at {self.places.get(figure.scope, figure.scope)}"
        return f"{within(figure.words)} ({figure.text}){place}"
