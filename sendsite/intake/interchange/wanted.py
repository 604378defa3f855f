"""Which rows of a file are made into records, where only a few of very many are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sendsite.intake.interchange.text import protected


@dataclass(frozen=True)
class Wanted:
    """
    Rows with one of some ids in a cell, rows in which one of some words stands, and `whole` tables.

    A word is found anywhere in a cell, however written large or small. What is found is never too little and may be too much: an id is
    also another school's, so whoever asks looks again.
    """

    whole: frozenset[str]
    ids: frozenset[str]
    words: tuple[str, ...] = ()

    def none_of(self, table: str, text: str) -> bool:
        """Whether nothing in a file's text is wanted, so that it need not be taken apart. Quotes stand doubled in it."""
        if table in self.whole or any(ident in text for ident in self.ids):
            return False
        folded = text.casefold()
        return not any('"' in word or word.casefold() in folded for word in (*self.ids, *self.words))

    def rows(self, table: str, rows: Sequence[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
        """The rows of a table that are wanted, in their order."""
        if table in self.whole:
            return list(rows)
        written = {protected(ident) for ident in self.ids}
        words = [word.casefold() for word in self.words]
        return [row for row in rows if not written.isdisjoint(row[1]) or (words and _holds("\n".join(row[1]).casefold(), words))]


def _holds(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)
