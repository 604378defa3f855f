"""A salary near a word of pay, in the ways that people write it: in thousands, by the month, with a blank or nothing between the figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from sendsite.publish.leak_gate.needles import OF_PAY, PAID, Needle, Person
from sendsite.publish.leak_gate.plain_words import Words, words_of

PAY_BEFORE, PAY_AFTER = 12, 6
"""Words around a number within which a word of pay makes a salary of it."""

BY_THE_MONTH = frozenset(("month", "months", "monthly", "pcm", "mth"))
MOST_WITH_IT = 3
"""People of the trust whose pay is the same in hundreds of pounds. What more earn, such as £21.4k, is a rate of pay and nobody's own."""

LONGEST = 4
"""Words of a number: `1 107 50 pcm`."""

FIGURE = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{4,})(?![\d,])")


def without_pay_of_articles(people: Iterable[Person], articles: Iterable[str]) -> tuple[Person, ...]:
    """The people, without a salary that the product's own articles name: no figure there is anybody's."""
    named = {int(figure.replace(",", "")) for text in articles for figure in FIGURE.findall(text)}
    return tuple(replace(one, salary=None) if one.salary and one.salary // 100 in named else one for one in people)


class Pay:
    """What people earn, by the words of the number."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.yearly: dict[Words, str] = {}
        self.monthly: dict[Words, str] = {}
        paid = {(one.urn, one.person_id, one.salary): one for one in people if one.salary}
        holders: dict[Words, set[tuple[str, str]]] = {}
        for (urn, person, salary), one in paid.items():
            what = f"the salary of {one.who}"
            for form in _thousands(salary or 0):
                holders.setdefault(form, set()).add((urn, person))
            self.yearly |= dict.fromkeys(_yearly(salary or 0), what)
            self.monthly |= dict.fromkeys(_monthly(salary or 0), what)
        for one in paid.values():
            forms = (form for form in _thousands(one.salary or 0) if len(holders[form]) <= MOST_WITH_IT)
            self.yearly |= dict.fromkeys(forms, f"the salary of {one.who}")

    def needles(self) -> Iterator[Needle]:
        """The words of pay, as what the search stops at."""
        if self.yearly:
            yield from (Needle((word,), "", cue=PAID) for word in OF_PAY)

    def within(self, said: Sequence[str], at: int) -> Iterator[tuple[Words, str]]:
        """The words of each salary around a word of pay, and whose kind of pay it is."""
        begin, end = max(at - PAY_AFTER - LONGEST, 0), min(at + PAY_BEFORE + LONGEST, len(said))
        by_the_month = not BY_THE_MONTH.isdisjoint(said[begin:end])
        for place in range(begin, end):
            if said[place][0].isdecimal():
                for length in range(1, LONGEST + 1):
                    number = tuple(said[place : place + length])
                    what = self.yearly.get(number) or (by_the_month and self.monthly.get(number))
                    if what:
                        yield number, what


def _yearly(salary: int) -> Iterator[Words]:
    """The exact pay in figures with something between. A number of thousands may be published money."""
    if salary % 1000_00:
        pounds, pence = divmod(salary, 100)
        for form in (f"{pounds:,}", f"{pounds}"):
            yield words_of(form)
            yield words_of(f"{form}.{pence:02}")


def _thousands(salary: int) -> Iterator[Words]:
    """`£13.3k` and `£13.29k`; nothing of a round number of thousands."""
    for digits in ("0.1", "0.01"):
        said = (Decimal(salary) / 100_000).quantize(Decimal(digits), ROUND_HALF_UP)
        if said % 1:
            short = f"{said.normalize():f}"
            yield words_of(f"{short}k")
            yield words_of(f"{short} k")
            yield words_of(f"{short} thousand")


def _monthly(salary: int) -> Iterator[Words]:
    """A twelfth: to the penny, and in pounds rounded up or down."""
    month = (Decimal(salary) / 1200).quantize(Decimal("0.01"), ROUND_HALF_UP)
    for form in (f"{month:,}", f"{month}", f"{int(month):,}", f"{int(month)}", f"{round(month):,}", f"{round(month)}"):
        yield words_of(form)
