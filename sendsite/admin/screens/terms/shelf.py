"""The shelf: every frozen term with its editions, whether they verify, and one to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.downloads import taken_away
from sendsite.admin.me import me, now
from sendsite.admin.rights import right
from sendsite.admin.screens.terms.blueprint import folder, screen
from sendsite.errors import DataRefused
from sendsite.framework.term import Term
from sendsite.register.chain import note
from sendsite.workflow.terms import listed, verified

if TYPE_CHECKING:
    from sendsite.workflow.terms import SnapshotInfo

EXPORT = "export"


class Row(NamedTuple):
    """An edition on the shelf. `newest`: it is the one that counts for its term; `before` names the newest edition of the term before it, "" for none."""

    info: SnapshotInfo
    newest: bool
    before: str


@screen.get("/terms")
@right("publish")
def terms() -> ResponseReturnValue:
    """The frozen terms, newest first, and the way to freeze this one."""
    found, fault = editions()
    this = Term.of(now().today)
    mine = [each for each in found if each.info.term == this and each.newest]
    return render_template("terms/index.html", rows=found, fault=fault, this=this, frozen=mine[0].info if mine else None, names=names_of(found))


@screen.get("/terms/verified")
@right("publish")
def verify() -> ResponseReturnValue:
    """Read every frozen term in full, follow their chain, and say what was found."""
    return render_template("terms/verified.html", verdict=verified(folder()))


@screen.post("/terms/<name>/download")
@right("copies")
def download(name: str) -> ResponseReturnValue:
    """A frozen term to take away, pupils' names and all; the history notes that it went out."""
    path = next((each.path for each in listed(folder()) if each.path.stem == name), None) or abort(404)
    note(desk().register, by=me().name, kind=EXPORT, title=f"Took away the frozen term {name}")
    return taken_away(path)


def editions() -> tuple[tuple[Row, ...], str]:
    """Every edition, newest first; or none, and why the shelf cannot be read."""
    try:
        found = listed(folder())
    except DataRefused as refusal:
        return (), refusal.screen
    newest = {info.term: info for info in found}
    order = sorted(newest)
    before = {term: newest[order[place - 1]].path.stem if place else "" for place, term in enumerate(order)}
    return tuple(Row(info, newest[info.term] is info, before[info.term]) for info in reversed(found)), ""


def names_of(rows: tuple[Row, ...]) -> tuple[tuple[str, str], ...]:
    """Each edition's name and its words, for a choice."""
    return tuple((row.info.path.stem, _words(row.info)) for row in rows)


def _words(info: SnapshotInfo) -> str:
    return info.term.label if info.edition == 1 else f"{info.term.label}, edition {info.edition}"
