"""What a command tells: data on standard output, everything else on standard error, a bar on a terminal and plain lines elsewhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Protocol

import click

LINE_EVERY = 5.0
"""Seconds between two lines of progress where there is no terminal."""


class Progress(Protocol):
    def __call__(self, done: int, total: int, address: str) -> None: ...


def data(words: str) -> None:
    """A line of data."""
    click.echo(words)


def say(words: str) -> None:
    """Words that are not data."""
    click.echo(words, err=True)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 pupil`, `1,052 pupils`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def print_json(document: object) -> None:
    """A document as JSON; what is not a number is a fault, never the word NaN."""
    click.echo(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Columns side by side, numbers to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(heading), *(len(row[place]) for row in cells), 0) for place, heading in enumerate(headings)]
    right = [bool(rows) and all(isinstance(row[place], int | float) for row in rows) for place in range(len(headings))]
    for row in ([*headings], *cells):
        data("  ".join(cell.rjust(width) if left else cell.ljust(width) for cell, width, left in zip(row, widths, right, strict=True)).rstrip())


@contextmanager
def progress(label: str, of: str = "files") -> Iterator[Progress]:
    """Something to be told how far a build is, or other work that has many parts; `of` says what they are."""
    if sys.stderr.isatty():
        with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

            def move(done: int, total: int, address: str) -> None:
                bar.length = total
                bar.update(done - bar.pos)

            yield move
        return
    last = monotonic()

    def line(done: int, total: int, address: str) -> None:
        nonlocal last
        if done == total or monotonic() - last >= LINE_EVERY:
            last = monotonic()
            say(f"{label}: {done} of {total} {of}")

    yield line
