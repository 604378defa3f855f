"""
How numbers and dates are written: the one place. Hours one decimal where there is one, money whole pounds, ratios two places, percentages one.

What is shown is what is released: a download carries the number as shown, never more places than the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sendsite.framework.bands import shown
from sendsite.framework.settings import Framework

MINUS = "\N{MINUS SIGN}"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a number: places, what stands before and after it, and 100 times for a percentage. `plain`: a whole number without noughts."""

    places: int
    prefix: str = ""
    suffix: str = ""
    percent: bool = False
    plain: bool = False

    def decimal(self, value: float) -> Decimal:
        """The number as shown, rounded half up on its shortest decimal form."""
        if self.percent:
            return Decimal(shown(value, self.places + 2)).scaleb(2)
        return Decimal(shown(value, self.places))

    def value(self, value: float) -> float:
        """The number as shown, for a download."""
        return float(self.decimal(value)) + 0.0

    def told(self, value: float) -> float:
        """The number as shown, to reckon with: a percentage is still a fraction."""
        return float(self.decimal(value).scaleb(-2) if self.percent else self.decimal(value)) + 0.0

    def text(self, value: float) -> str:
        """Its words: thousands with commas, a true minus sign, no minus before nought."""
        return self.write(self.decimal(value))

    def write(self, number: Decimal) -> str:
        """The words of a number that is already as shown."""
        places = 0 if self.plain and number == number.to_integral_value() else self.places
        body = f"{self.prefix}{abs(number):,.{places}f}{self.suffix}"
        return MINUS + body if number < 0 else body

    def signed(self, value: float) -> str:
        """The same with its sign always said: +0.24, \N{MINUS SIGN}0.11, 0.00."""
        number = self.decimal(value)
        return "+" + self.write(number) if number > 0 else self.write(number)


HOURS = Format(1, plain=True)
HOURS_H = Format(1, suffix=" h", plain=True)
POUNDS = Format(0, prefix="£")
PENNIES = Format(2, prefix="£")
ABOUT = Format(2, prefix="£", plain=True)
"""Pounds and pence in a sentence: `£16` and `£16.50`."""
RATIO = Format(2)
INDEX = Format(2)
COUNT = Format(0)
PERCENT = Format(1, suffix="%", percent=True)
SHARE = Format(1, suffix="%", percent=True, plain=True)
"""A share of hours or money: rounded ones are whole percentages and say so."""
WHOLE_PERCENT = Format(0, suffix="%", percent=True)
POINTS = Format(1, percent=True)
TENTH = Format(1)


def kpi_format(kpi: str, framework: Framework) -> Format:
    """How a KPI or the index (`sei`) is written, from the framework's shown places; need is a percentage."""
    places = framework.places[kpi]
    return Format(places - 2, suffix="%", percent=True) if kpi == "need" else Format(places)


def day(on: date) -> str:
    """Such as `27 March 2026`."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def numeral(number: float) -> str:
    """Small whole numbers as words (up to ten), larger ones in figures."""
    whole = round(number)
    return NUMERALS[whole] if 0 <= whole < len(NUMERALS) else f"{whole:,}"


def plural(number: float, one: str, many: str = "") -> str:
    """`1 pupil`, `52 pupils`."""
    return f"{COUNT.text(number)} {one if round(number) == 1 else many or one + 's'}"


def listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def adding_up(values: Sequence[float], total: float, form: Format) -> list[Decimal]:
    """
    The values as shown so that they add up, as shown, to the total as shown: what rounding left over goes to the largest remainders.

    A value of exactly 0 stays 0. Where the values are far from adding up (a part is missing) they are only rounded.
    """
    unit = Decimal(1).scaleb(-form.places)
    rounded = [form.decimal(value) for value in values]
    left = int((form.decimal(total) - sum(rounded, Decimal(0))) / unit)
    open_places = [place for place, value in enumerate(values) if value]
    if not left or abs(left) > len(open_places):
        return rounded
    scale = 100 if form.percent else 1
    sign = 1 if left > 0 else -1
    order = sorted(open_places, key=lambda place: (sign * (float(rounded[place]) - values[place] * scale), place))
    for place in order[: abs(left)]:
        rounded[place] += sign * unit
    return rounded


def fraction(share: float, within: float = 0.02) -> str:
    """
    A share of hours in words a person would say: `one hour in ten`, `two hours in three`, `half the hours`.

    The nearest of a few fractions, with `about` where it is more than two points off, or for a share whose own places stand beside it less.
    """
    if share >= 0.97:
        return "nearly every hour" if share < 0.9995 else "every hour"
    if share < 0.035:
        return "hardly an hour" if share else "no hour"
    known = ((1, 20), (1, 10), (1, 8), (1, 6), (1, 5), (1, 4), (1, 3), (2, 5), (1, 2), (3, 5), (2, 3), (3, 4), (4, 5), (9, 10), (19, 20))
    top, bottom = min(known, key=lambda pair: abs(pair[0] / pair[1] - share))
    words = "half the hours" if bottom == 2 else f"{numeral(top)} {'hour' if top == 1 else 'hours'} in {'twenty' if bottom == 20 else numeral(bottom)}"
    return words if abs(top / bottom - share) <= within else f"about {words}"


def many(words: str) -> bool:
    """Whether a fraction in words takes a plural verb: `two hours in three reach`, `one hour in ten reaches`."""
    return " hours in " in words or words.endswith("half the hours")


def small(words: str) -> str:
    """The same words with a small first letter."""
    return words[:1].lower() + words[1:]


def capital(words: str) -> str:
    """The same words with a capital first letter."""
    return words[:1].upper() + words[1:]
