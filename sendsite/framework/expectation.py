"""What a school set out to do, as a row of the register."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

EXPECTED_FIGURES = ("sei", "finance", "ash", "need", "dqf", "pif")


class Expectation(NamedTuple):
    """
    What a school set out to do, and what it was expected to change: no row names a pupil or a member of staff.

    `rule` is the insight's, or `rebalance`. Each figure stands before, as expected after, and with the least change that was called real in
    a register of that size by the framework then in force: None where a figure was not available, or no change is called. It gives hours
    to, or takes hours from, no fewer than so many `pupils`: what was expected may be published only where they are not few.
    """

    school_urn: str
    number: int
    term: str
    accepted_on: date
    accepted_by: str
    rule: str
    title: str = ""
    scenario: str = ""
    note: str = ""
    sei_before: float | None = None
    sei_expected: float | None = None
    sei_least: float | None = None
    finance_before: float | None = None
    finance_expected: float | None = None
    finance_least: float | None = None
    ash_before: float | None = None
    ash_expected: float | None = None
    ash_least: float | None = None
    need_before: float | None = None
    need_expected: float | None = None
    need_least: float | None = None
    dqf_before: float | None = None
    dqf_expected: float | None = None
    dqf_least: float | None = None
    pif_before: float | None = None
    pif_expected: float | None = None
    pif_least: float | None = None
    pupils: int | None = None
