"""Every term there is, newest first, and where it stands."""

from __future__ import annotations

from sendsite.report.disclosure import marked
from sendsite.report.figures.pages import TermArchive
from sendsite.report.figures.values import Cell, Row
from sendsite.report.formats import COUNT, plural
from sendsite.report.heads import trust_tabs
from sendsite.report.tables import column, table, words_cell, words_column
from sendsite.report.view import View
from sendsite.report.words import band

DRAFT = "The draft comes from the live register: it is not published and can still change. "
PUBLISHED = "Each published term stands as it was frozen, the newest first."


def term_archive(view: View, others: tuple[View, ...]) -> TermArchive:
    """`others` are all published terms and the draft, if any, in ascending order."""
    kept = [each for each in others if not each.standing.draft]
    draft = len(kept) < len(others)
    rows = [Row(_label(each), _cells(each), each.key(None)) for each in reversed(others)]
    columns = (
        words_column("Term"),
        words_column("Data to"),
        column("Edition"),
        column("Pupils on the register"),
        column("Index"),
        words_column("Band"),
        column("Need met", "%"),
    )
    return TermArchive(
        standing=view.standing,
        heading=f"{plural(len(kept), 'published term')}{' and a draft' if draft else ''}" if kept else "A draft, and no published term yet",
        tabs=trust_tabs(view),
        lede=f"{DRAFT if draft else ''}{PUBLISHED if kept else ''}".strip(),
        terms=table("terms", f"Terms of {view.trust.name}", columns, rows),
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
    )
