"""Exports of the school systems: their headings and codes onto ours, from aliases.toml, with every step said."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sendsite.intake.interchange.schema import SCHEMA, Column


@dataclass(frozen=True)
class Exports:
    """The alias table, looked up by what `spoken` makes of a heading or a code."""

    headings: dict[str, dict[str, tuple[str, ...]]]  # table -> our column -> their headings, best first
    joined: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]  # table -> (our column, their headings in order)
    left_out: dict[str, frozenset[str]]
    codes: dict[str, dict[str, str]]  # our column -> their code -> ours
    prefixes: dict[str, tuple[str, ...]]
    rows_left_out: dict[str, tuple[str, frozenset[str]]]  # our column -> (because, words)


def spoken(text: str) -> str:
    """A heading or code as it is said: small letters, single blanks, no underscores."""
    return " ".join(text.replace("_", " ").casefold().split())


@cache
def exports() -> Exports:
    """The alias table that stands beside this file."""
    table = tomllib.loads((Path(__file__).parent / "aliases.toml").read_text(encoding="utf-8"))
    files = [name for name in SCHEMA if name in table]
    return Exports(
        headings={name: {ours: tuple(map(spoken, theirs)) for ours, theirs in table[name]["headings"].items()} for name in files},
        joined={name: tuple((pair["column"], tuple(map(spoken, pair["headings"]))) for pair in table[name]["joined"]) for name in files},
        left_out={name: frozenset(map(spoken, table[name]["left_out"]["headings"])) for name in files},
        codes={column: _by_word(codes) for column, codes in table["codes"].items()},
        prefixes={column: tuple(map(spoken, codes.get("prefixes", ()))) for column, codes in table["codes"].items()},
        rows_left_out={column: (rule["because"], frozenset(map(spoken, rule["words"]))) for column, rule in table["rows_left_out"].items()},
    )


def _by_word(codes: dict[str, list[str]]) -> dict[str, str]:
    return {spoken(word): ours for ours, words in codes.items() if ours != "prefixes" for word in (ours, *words)}


def their_code(column: Column, cell: str) -> str | None:
    """Our code for what a system writes in a column; None where the cell says it in our way or in a way nobody knows."""
    codes = exports().codes.get(column.name)
    if codes is None:
        return None
    codes = {spoken(code): code for code in column.choices} | codes
    said = spoken(cell)
    for prefix in ("", *exports().prefixes[column.name]):
        rest = said.removeprefix(prefix).strip()
        if said.startswith(prefix) and rest in codes:
            return codes[rest]
    return None


def left_out_because(column: str, cell: str) -> str:
    """Why a row of an export is left out because of this cell, in words; "" where it is kept."""
    because, words = exports().rows_left_out.get(column, ("", frozenset()))
    return because if spoken(cell) in words else ""
