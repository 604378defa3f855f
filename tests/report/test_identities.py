"""
What a reader could work out without having been thought of: identities are looked for in the numbers of random trusts, apart from the code.

All that holds between figures in every trust has to be declared to disclosure control, or to be hidden together.
"""

from __future__ import annotations

from functools import lru_cache

from sendsite.report.disclosure import Ledger
from tests.report.identities import amounts, ledgers, measures, products, undeclared

SCHOOL, OTHER = "990101", "990102"


@lru_cache(maxsize=1)
def of_one_school() -> list[Ledger]:
    return ledgers(240, 1, 40)


def goes_with(ledger: Ledger, name: str) -> set[str]:
    """All that a figure is worked out from, by way of others too."""
    found, waiting = set[str](), [name]
    while waiting:
        more = [other for other in ledger.entries[waiting.pop()].of if other in ledger.entries and other not in found]
        found.update(more)
        waiting += more
    return found


def alike(ledger: Ledger) -> dict[str, str]:
    """Figures that are declared to be one number, or one a fixed number of times the other -> one name for all of them."""
    first: dict[str, str] = {}

    def lead(name: str) -> str:
        while name in first:
            name = first[name]
        return name

    pairs = [(each.total, *each.parts) for each in ledger.sums] + [tuple(name for name, _ in each.times) for each in ledger.relations if not each.given]
    for pair in pairs:
        if len(pair) == 2 and lead(pair[0]) != lead(pair[1]):
            first[lead(pair[0])] = lead(pair[1])
    return {name: lead(name) for name in ledger.entries}


def test_all_that_adds_up_in_a_school_is_declared():
    found = of_one_school()

    assert undeclared(found, amounts(found, [SCHOOL])) == []


def test_all_that_adds_up_between_schools_and_their_trust_is_declared_where_a_budget_is_not_known():
    found = ledgers(200, 2, 20, unknown=[SCHOOL])
    names = amounts(found, [SCHOOL, OTHER, "trust"])
    money = [name for name in names if name.partition(".")[2].startswith(("money", "role", "hours", "land", "register", "ehcp", "support"))]

    assert undeclared(found, money) == []


def test_a_measure_that_is_one_figure_over_another_is_hidden_with_both():
    found = of_one_school()
    names = amounts(found, [SCHOOL])
    ledger, one = found[0], alike(found[0])
    loose = []
    for measure in measures(found, SCHOOL, names):
        close = {one[name] for name in goes_with(ledger, measure)}
        tied = {one[name] for each in found for relation in each.relations if relation.given == measure for name, _ in relation.times}
        for pair in products(found, measure, names):
            both = {one[name] for name in pair}
            loose += [(measure, *pair)] if not (both <= close or both <= tied) else []

    assert loose == []


def test_an_identity_that_is_not_declared_is_found():
    """The test of the tests: with one relation left out, it is named."""
    found = of_one_school()
    names = amounts(found, [SCHOOL])
    lacking = [Ledger(each.entries, [one for one in each.sums if one.total != f"{SCHOOL}.money.funding_identified"], each.relations) for each in found]

    assert any(f"{SCHOOL}.money.funding_identified" in each for each in undeclared(lacking, names))
