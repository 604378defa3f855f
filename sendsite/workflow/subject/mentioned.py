"""
Where rows about somebody else name a person: in the register, in every snapshot and in the history.

The full name is looked for everywhere. One word of it alone, such as a first name, is looked for in their own school and counts as perhaps:
it may be another of that name. A nickname or a name written otherwise is not found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sendsite.framework.nameless import LABELS, TEXTS, Who, searchable
from sendsite.framework.records import IDENTITY

if TYPE_CHECKING:
    from sendsite.framework.records import Records
    from sendsite.register.database import Register

COLUMNS = {table: (*TEXTS.get(table, ()), *LABELS.get(table, ())) for table in IDENTITY if table in TEXTS or table in LABELS}
TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})
LEAST = 3
"""Letters of a word of a name that is looked for alone."""


class Mention(NamedTuple):
    """
    A place that names them: a `row` of a `table` in one copy of the register or one change, or the title of a change, which is of no table.

    `told` says where, in words. `perhaps`: it is one word of the name alone. `schools` are those that the place is about,
    "" where it is the trust's own.
    """

    told: str
    table: str
    row: tuple[Any, ...]
    schools: frozenset[str]
    perhaps: bool


@dataclass(frozen=True)
class Sought:
    """Who is looked for, in full and by a word of the name alone."""

    who: Who
    full: tuple[str, ...]
    alone: tuple[str, ...]

    @classmethod
    def of(cls, who: Who, names: Collection[str]) -> Sought:
        """Names of two words and more in full, with a long id; and each word that begins large and is long enough."""
        words = {word for name in names for word in name.split() if len(word) >= LEAST and word[0].isupper() and word.strip(".").casefold() not in TITLES}
        return cls(who, searchable(who, names), tuple(sorted(words)))

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that is looked for."""
        return (*self.full, *self.alone)

    @property
    def first_words(self) -> tuple[str, ...]:
        """Of which at least one stands wherever a name does, however its words are parted."""
        return tuple(dict.fromkeys((*(name.split()[0] for name in self.full), *self.alone)))

    def certain(self, text: str) -> bool:
        """Whether a text holds the full name, however written large or small."""
        return any(re.search(_whole(name), text, re.IGNORECASE) for name in self.full if name.split()[0].casefold() in text.casefold())

    def perhaps(self, text: str) -> bool:
        """Whether a text holds one word of the name, written as in the name."""
        return any(re.search(_whole(word), text) for word in self.alone if word in text)


def is_of(row: Any, who: Who) -> bool:
    """Whether a row is about them."""
    if getattr(row, "kind", who.kind) != who.kind:
        return False
    return (getattr(row, "school_urn", ""), getattr(row, f"{who.kind}_id", getattr(row, "person_id", ""))) == who[1:]


def in_records(records: Records, where: str, sought: Sought) -> Iterator[Mention]:
    """Rows about others in one copy of the register; `where` it is called."""
    for table in COLUMNS:
        for row in getattr(records, table):
            if not is_of(row, sought.who):
                yield from _in_rows(table, (row,), where, sought)


def in_history(register: Register, sought: Sought) -> Iterator[Mention]:
    """Rows about others in the history, before or after a change."""
    from sendsite.register.mentions import rows_holding

    for change in rows_holding(register, sought.words) if sought.words else ():
        sides = [side for side in (change.before, change.after) if side is not None]
        if change.table in COLUMNS and not any(is_of(side, sought.who) for side in sides):
            yield from _in_rows(change.table, sides, _of_change(change.set_id), sought)


def in_titles(register: Register, sought: Sought, *, but: Collection[int]) -> Iterator[Mention]:
    """Titles of changes that touched no row of theirs; `but` are the numbers of those that did."""
    from sendsite.register.mentions import titles_holding

    for each in titles_holding(register, sought.words) if sought.words else ():
        certain = sought.certain(each.title)
        if each.set_id not in but and (certain or (sought.perhaps(each.title) and each.schools == {sought.who.school_urn})):
            yield Mention(_of_change(each.set_id), "", (), each.schools, not certain)


def _in_rows(table: str, sides: Collection[Any], where: str, sought: Sought) -> Iterator[Mention]:
    """One row as it stood at one time or two: at most one place."""
    texts = [text for side in sides for column in COLUMNS[table] if (text := getattr(side, column))]
    school = getattr(next(iter(sides)), "school_urn", "")
    certain = any(map(sought.certain, texts))
    if certain or (school in ("", sought.who.school_urn) and any(map(sought.perhaps, texts))):
        yield Mention(where, table, tuple(next(iter(sides))), frozenset({school}), not certain)


def _of_change(number: int) -> str:
    return f"change {number} of the history"


def _whole(name: str) -> str:
    return r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)"
