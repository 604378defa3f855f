"""One thing to mend in the register, and what the checks look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sendsite.framework.model import Measures
from sendsite.framework.records import Pupil, Records
from sendsite.framework.settings import Framework

SEVERITIES = ("high", "medium", "low")
SENCO, OFFICER = "SENCO", "trust officer"


class Finding(NamedTuple):
    """What is amiss, for whom (`subject`, by id, never by name), who mends it, and where in the admin. `urn` is "" for the whole trust."""

    code: str
    urn: str
    severity: str
    subject: str
    words: str
    who: str
    where: str


@dataclass(frozen=True)
class Look:
    """The live register on a day, with its measures; pupils stand in the order of the pupil columns."""

    records: Records
    measures: Measures
    framework: Framework
    on: date
    pupils: tuple[Pupil, ...]

    @property
    def urns(self) -> tuple[str, ...]:
        return self.measures.deployment.schools.urn


Check = Callable[[Look], Iterable[Finding]]


def on_pupil(code: str, severity: str, pupil: Pupil, words: str, where: str = "/pupils") -> Finding:
    """A finding about one pupil, which the school's SENCO mends."""
    return Finding(code, pupil.school_urn, severity, pupil.pupil_id, f"Pupil {pupil.pupil_id}: {words}", SENCO, where)


def hours(amount: float) -> str:
    """Hours a week in words, such as `2.5 hours` or `1 hour`."""
    text = f"{amount:.2f}".rstrip("0").rstrip(".")
    return f"{text} hour" if text == "1" else f"{text} hours"
