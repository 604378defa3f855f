"""The register today and every frozen term, as far as they are about one person or may name them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sendsite.framework.funding import band_amounts
from sendsite.framework.nameless import Who, everybody
from sendsite.framework.records import TABLES
from sendsite.report.formats import ABOUT, day
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.subject.mentioned import Sought, is_of

if TYPE_CHECKING:
    from sendsite.framework.records import Records
    from sendsite.framework.settings import Framework

NAMING = frozenset({"schools", "staff", "leavers", "funding_bands"})
"""Tables that are read whole of a frozen term: they say what schools, staff and bands are called."""
TODAY = "What is held today"
"""The title of the register as it stands; the other copies are called by their terms."""


@dataclass(frozen=True)
class Copy:
    """
    What one copy of the register holds of them, by table: `label` names it in the JSON, `title` and `note` on the page.

    `framework` has the questions and rules of its day; `bands` are what the top-up bands of it paid, as words.
    """

    label: str
    title: str
    note: str
    rows: Mapping[str, tuple[Any, ...]]
    framework: Framework
    bands: Mapping[str, str]


class Read(NamedTuple):
    """A copy of the register, read: the whole of today's, of a frozen term the rows that may be about them or name them."""

    label: str
    title: str
    note: str
    on: date
    records: Records
    framework: Framework

    @property
    def called(self) -> str:
        """As a place is named in a sentence."""
        return self.label if self.title == TODAY else self.title[0].lower() + self.title[1:]


def sought_in(folder: SiteFolder, who: Who) -> tuple[tuple[Read, ...], Sought, set[str]]:
    """
    Every copy as far as it is about them or may name them, how they are looked for, and their names.

    The frozen terms are read for the names of today, and again where one of them knew another.
    """
    today = tuple(_today(folder))
    known = names = _names(today, who)
    read = (*today, *_frozen(folder, who, Sought.of(who, names)))
    names = _names(read, who)
    sought = Sought.of(who, names)
    return (read if names == known else (*today, *_frozen(folder, who, sought))), sought, names


def _names(read: Sequence[Read], who: Who) -> set[str]:
    return {name for each in read for name in everybody(each.records).get(who, set())} - {""}


def _today(folder: SiteFolder) -> Iterator[Read]:
    """The register as it stands, where there is one."""
    if folder.register.is_file():
        records, on = folder.records()
        yield Read("the register today", TODAY, f"The register as it stood on {day(on)}.", on, records, folder.framework())


def _frozen(folder: SiteFolder, who: Who, sought: Sought) -> Iterator[Read]:
    """Every snapshot in school order: rows with their id or words of their names, and the tables of NAMING."""
    from sendsite.intake.interchange import Wanted
    from sendsite.snapshots.shelf import keys_of, load, shelf

    wanted, keys = Wanted(NAMING, frozenset({who.person_id}), sought.first_words), keys_of(folder.snapshots)
    for info in shelf(folder.snapshots, keys):
        term = load(info.path, keys, wanted)
        edition = f" This is edition {info.edition}{f', made because: {info.reason}' if info.reason else ''}." if info.edition > 1 else ""
        title = info.term.label + (f", edition {info.edition}" if info.edition > 1 else "")
        note = f"The register as it stood on {day(info.data_date)}, kept for good.{edition}"
        yield Read(f"the frozen term {info.term}, edition {info.edition}", title, note, info.data_date, term.records, term.framework)


def copies_of(read: Sequence[Read], who: Who) -> Iterator[Copy]:
    """The copies that hold a row of theirs."""
    for each in read:
        rows = {table: theirs for table in TABLES if (theirs := tuple(row for row in getattr(each.records, table) if is_of(row, who)))}
        if rows:
            yield Copy(each.label, each.title, each.note, rows, each.framework, _bands(each))


def _bands(read: Read) -> dict[str, str]:
    """Each top-up band as it was priced on the day of the records: `£4,000 a year`."""
    amounts = band_amounts(read.records.funding_bands, read.on)
    return {code: "nobody has priced it" if math.isnan(amount) else f"{ABOUT.text(amount)} a year" for code, amount in amounts.items()}
