"""
Backups: how old the last proven one is, one more made beside the requests, those there are to take away, and how one is put back.

It asks the workflow as `sendsite backup` does. Putting one back is a command: it makes a whole folder, and the admin stands inside one.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin import lately
from sendsite.admin.desk import desk
from sendsite.admin.downloads import taken_away
from sendsite.admin.htmx import is_part
from sendsite.admin.me import me
from sendsite.admin.rights import right
from sendsite.admin.works import Progress
from sendsite.register import chain
from sendsite.register.marks import mark
from sendsite.register.put_back import MARK as PUT_BACK
from sendsite.workflow.backing_up import Made, back_up, folder_of, kept, same_disk
from sendsite.workflow.folder import SiteFolder

screen = Blueprint("backups", __name__)

KIND = "backup"
EXPORT = "export"
SHOWN = 60
"""Backups that are listed, the newest first."""


class Line(NamedTuple):
    """A backup in the list: its file's name, when it was made by this machine's clock, its size, whether it is sealed."""

    name: str
    at: str
    size: str
    sealed: bool


@screen.get("/backups")
@right("publish")
def backups() -> ResponseReturnValue:
    """The age of the last proven backup, those there are, and how one is put back."""
    return render_template("backups/index.html", **_standing())


@screen.post("/backups")
@right("publish")
def make() -> ResponseReturnValue:
    """Make a backup beside the requests; one that is being made already is not begun again."""
    register, who, folder = desk().register, me().name, _folder()

    def job(progress: Progress) -> str:
        return _told(back_up(folder, by=who, register=register, progress=progress))

    desk().bench.begin(job, by=me().shown_name, kind=KIND)
    return render_template("backups/_progress.html", **_standing()) if is_part() else redirect(url_for(".backups"), 303)


@screen.get("/backups/progress")
@right("publish")
def progress() -> ResponseReturnValue:
    """How far the backup is, for the page that watches it; with its end comes the list anew."""
    return render_template("backups/_progress.html", swapped=True, **_standing())


@screen.post("/backups/<name>/download")
@right("copies")
def download(name: str) -> ResponseReturnValue:
    """A backup to take away; the history notes that it went out."""
    found = next((each for each in kept(_folder(), desk().register) if each.path.name == name), None) or abort(404)
    chain.note(desk().register, by=me().name, kind=EXPORT, title=f"Took away the backup {name}")
    return taken_away(found.path)


def _folder() -> SiteFolder:
    return SiteFolder(desk().root, desk().settings)


def _standing() -> dict[str, object]:
    """What the page and its part show."""
    folder, register = _folder(), desk().register
    put_back = mark(register, PUT_BACK)
    found = kept(folder, register)
    return {
        "work": desk().bench.work,
        "last": lately.backup(),
        "ago": lately.ago,
        "lines": tuple(Line(each.path.name, _moment(each.at), _size(each.size), each.sealed) for each in found[:SHOWN]),
        "more": max(0, len(found) - SHOWN),
        "place": str(folder_of(folder)),
        "same_disk": same_disk(folder_of(folder), folder.register),
        "sealed": bool(desk().settings.age_recipients),
        "most": desk().settings.backups_kept,
        "put_back": _moment(datetime.fromisoformat(put_back)) if put_back else "",
        "root": str(desk().root),
    }


def _told(made: Made) -> str:
    left_out = f" Left out, because they are links: {', '.join(made.links[:5])}." if made.links else ""
    gone = f" The oldest made way: {', '.join(path.name for path in made.removed)}." if made.removed else ""
    return f"{made.path.name}, {_size(made.size)}, was restored on trial and found equal.{left_out}{gone}"


def _moment(at: datetime) -> str:
    local = at.replace(tzinfo=at.tzinfo or UTC).astimezone()
    return f"{local.day} {local:%B %Y, %H:%M}"


def _size(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
