"""Every term there is, newest first, where it stands, which edition it shows, and what each later edition was taken for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sendsite.framework.term import Term
from sendsite.report.disclosure import marked
from sendsite.report.figures.pages import TermArchive
from sendsite.report.figures.values import Cell, Row
from sendsite.report.formats import COUNT, plural
from sendsite.report.heads import trust_tabs
from sendsite.report.quantities.today import METHOD
from sendsite.report.tables import column, table, words_cell, words_column
from sendsite.report.view import View
from sendsite.report.words import band

DRAFT = "The draft comes from the live register: nobody has signed it off, and it can still change. "
PUBLISHED = "Each published term stands as it was frozen, the newest first. Its address stays. What may be shown of it goes by today’s rules."


class TermLine(NamedTuple):
    """A term in the archive: its row, and a row for each edition where there are several."""

    term: Term
    label: str
    draft: bool
    row: Row
    editions: tuple[Row, ...]


def term_line(view: View) -> TermLine:
    """What the archive says of a term, at its lasting address."""
    return TermLine(view.term, view.term.label, view.standing.draft, Row(_label(view), _cells(view), view.key(None)), tuple(_editions(view)))


def term_archive(view: View, lines: Sequence[TermLine]) -> TermArchive:
    """`lines` are all published terms and the draft, if any, in ascending order."""
    kept = [line for line in lines if not line.draft]
    draft = len(kept) < len(lines)
    columns = (
        words_column("Term"),
        words_column("Data to"),
        column("Edition"),
        column("Pupils on the register"),
        column("Index"),
        words_column("Band"),
        column("Need met", "%"),
        words_column("Method"),
    )
    editions = [row for line in reversed(lines) for row in line.editions]
    heads = (words_column("Term and edition"), words_column("Taken"), words_column("Reason"), column("Index then"))
    return TermArchive(
        standing=view.standing,
        heading=f"{plural(len(kept), 'published term')}{' and a draft' if draft else ''}" if kept else "A draft, and no published term yet",
        tabs=trust_tabs(view),
        lede=f"{DRAFT if draft else ''}{PUBLISHED if kept else ''}".strip(),
        terms=table("terms", f"Terms of {view.trust.name}", columns, [line.row for line in reversed(lines)]),
        editions=table("editions", "Terms that were corrected: every edition, the one shown first", heads, editions) if editions else None,
    )


def _label(view: View) -> str:
    return f"{view.term.label} (draft, not published)" if view.standing.draft else view.term.label


def _cells(view: View) -> tuple[Cell, ...]:
    word = band(view.now.told("trust.band.sei"))
    return (
        words_cell(view.standing.data_date),
        Cell(str(view.standing.edition), float(view.standing.edition)) if not view.standing.draft else marked("z"),
        view.figure(view.trust, "register", COUNT),
        view.kpi(view.trust, "sei"),
        words_cell(f"{word.shape} {word.word}") if word else marked("x"),
        view.kpi(view.trust, "need"),
        words_cell("of its day" if view.now.told(METHOD) else "today’s"),
    )


def _editions(view: View) -> list[Row]:
    """The edition shown, and those before it, newest first; none where there is only one."""
    if not view.editions:
        return []
    name, form = "trust.kpi.sei", view.format("sei")
    taken = view.standing.published.partition(" by ")[0]
    shown = Row(
        f"{view.term.label}, edition {view.standing.edition}", (words_cell(taken), words_cell(view.standing.reason), view.now.cell(name, form)), view.key(None)
    )
    return [
        shown,
        *(
            Row(f"{view.term.label}, edition {each.number}", (words_cell(each.taken), words_cell(each.reason), each.figures.cell(name, form)))
            for each in reversed(view.editions)
        ),
    ]
