"""
The limits of a row, as constraints of its table. The name of each is the rule in words, so that a refusal by SQLite can be read.

A CHECK passes on NULL: that is how a column that may be unknown lets None through.
"""

from __future__ import annotations

from collections.abc import Sequence

from peewee import SQL

HOURS_MOST = 60_00
MONEY_MOST = 1_000_000_000
Rule = SQL


def check(words: str, condition: str) -> Rule:
    """One named CHECK; `words` complete the sentence 'refused, because ...'."""
    return SQL(f'CONSTRAINT "{words}" CHECK ({condition})')


def given(*columns: str) -> list[Rule]:
    """Columns that must not be blank."""
    return [check(f"{column} must not be blank", f"\"{column}\" <> ''") for column in columns]


def one_of(column: str, choices: Sequence[str], *, blank: bool = False) -> Rule:
    """A column that holds one of a few words."""
    allowed = ", ".join(f"'{choice}'" for choice in (("", *choices) if blank else choices))
    return check(f"{column} must be {'blank or ' if blank else ''}one of {', '.join(choices)}", f'"{column}" IN ({allowed})')


def between(column: str, least: int, most: int, words: str) -> Rule:
    """A whole number within limits, both allowed."""
    return check(f"{column} must be {words}", f'"{column}" BETWEEN {least} AND {most}')


def hours(column: str) -> Rule:
    """Hundredths of an hour a week, 0 to 60 hours."""
    return between(column, 0, HOURS_MOST, "0 to 60 hours")


def money(column: str) -> Rule:
    """Pence, 0 to GBP 10,000,000."""
    return between(column, 0, MONEY_MOST, "0 to 10,000,000 pounds")


def count(column: str, most: int = 1_000_000) -> Rule:
    """A whole number of people or things."""
    return between(column, 0, most, f"a whole number, 0 to {most:,}")


def day(column: str, *, blank: bool = False) -> Rule:
    """A real day as ISO text. date() turns 30 February into 2 March, so only a day that comes back as itself passes."""
    real = f"date(\"{column}\") IS \"{column}\" AND (\"{column}\" IS NULL OR \"{column}\" >= '0001-01-01')"
    return check(f"{column} must be a date such as 2026-01-31", f"\"{column}\" = '' OR ({real})" if blank else real)


def not_live(column: str) -> Rule:
    """The live scenario has one name, the blank one."""
    return check(f"{column} must be blank for the live one", f"\"{column}\" <> 'live'")


def yes_no(column: str) -> Rule:
    """1 or 0."""
    return check(f"{column} must be yes or no", f'"{column}" IN (0, 1)')


def term(column: str) -> Rule:
    """The name of a term: 2025-autumn, 2025-spring, 2025-summer."""
    choices = " OR ".join(f"\"{column}\" GLOB '20[0-9][0-9]-{season}'" for season in ("autumn", "spring", "summer"))
    return check(f"{column} must be a term such as 2025-autumn", choices)


def answers() -> list[Rule]:
    """The eight questions: R, A, G or blank."""
    return [one_of(f"q{number}", ("R", "A", "G"), blank=True) for number in range(1, 9)]


def length(column: str, size: int) -> Rule:
    """Bytes of a fixed length."""
    return check(f"{column} must be {size} bytes", f'length("{column}") = {size}')


def json(column: str, *, unknown: bool = False) -> Rule:
    """Text that is JSON. Older versions of SQLite, in tools that others use on the file, do not let NULL through by themselves."""
    valid = f'json_valid("{column}")'
    return check(f"{column} must be JSON", f'"{column}" IS NULL OR {valid}' if unknown else valid)


def identity(*columns: str) -> Rule:
    """The columns that tell one row from another."""
    return SQL(f"UNIQUE ({_listed(columns)})")


def belongs(columns: Sequence[str], table: str, key: Sequence[str], *, at_end: bool = False) -> Rule:
    """
    A row of `table` that must stand while this one does; the school is always part of the key, so a pair across schools cannot be stored.

    With `at_end` the rule is looked at when the transaction ends, for rows whose parent changes in the same edit.
    """
    when = "DEFERRABLE INITIALLY DEFERRED" if at_end else "ON DELETE RESTRICT"
    return SQL(f'FOREIGN KEY ({_listed(columns)}) REFERENCES "{table}" ({_listed(key)}) {when}')


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
