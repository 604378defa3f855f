"""What schools set out to do, and what they expected of it."""

from __future__ import annotations

from sendsite.framework.records import EXPECTED_FIGURES
from sendsite.register.tables import rules
from sendsite.register.tables.fields import Day, Real, Whole, Words
from sendsite.register.tables.main import Row, of_school, table

FIGURES = tuple(f"{figure}_{part}" for figure in EXPECTED_FIGURES for part in ("before", "expected", "least"))


class Expectation(Row):
    school_urn = Words()
    number = Whole()
    term = Words()
    accepted_on = Day()
    accepted_by = Words()
    rule = Words()
    title = Words()
    scenario = Words()
    note = Words()
    sei_before = Real(null=True)
    sei_expected = Real(null=True)
    sei_least = Real(null=True)
    finance_before = Real(null=True)
    finance_expected = Real(null=True)
    finance_least = Real(null=True)
    ash_before = Real(null=True)
    ash_expected = Real(null=True)
    ash_least = Real(null=True)
    need_before = Real(null=True)
    need_expected = Real(null=True)
    need_least = Real(null=True)
    dqf_before = Real(null=True)
    dqf_expected = Real(null=True)
    dqf_least = Real(null=True)
    pif_before = Real(null=True)
    pif_expected = Real(null=True)
    pif_least = Real(null=True)
    pupils = Whole(null=True)

    Meta = table(
        "expectations",
        rules.identity("school_urn", "number"),
        of_school(),
        rules.between("number", 1, 1_000_000, "1 to 1,000,000"),
        rules.term("term"),
        rules.day("accepted_on"),
        rules.given("accepted_by", "rule"),
        rules.not_live("scenario"),
        [rules.check(f"{name} must not be below 0", f'"{name}" >= 0') for name in (*FIGURES, "pupils")],
    )
