"""
Publishing: what changed since the site was last built and published, building it with progress, looking at it as a reader would, and publishing it sealed.

It may ask the workflow, for it does what `sendsite build` and `sendsite publish` do.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from mimetypes import guess_type
from pathlib import Path

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.security import safe_join

from sendsite.admin.desk import desk, settings_now
from sendsite.admin.htmx import is_part
from sendsite.admin.me import me, now
from sendsite.admin.rights import right
from sendsite.admin.screens.hidden import at_hand
from sendsite.admin.works import Progress, Telling
from sendsite.errors import SendsiteError
from sendsite.register import chain
from sendsite.register.history import ChangeSet, history
from sendsite.workflow.building import build
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.publishing import Outcome, Wish, publish
from sendsite.workflow.reading import Desk
from sendsite.workflow.releases import KIND as PUBLISHED
from sendsite.workflow.releases import along_in, draft_in, kept

screen = Blueprint("publishing", __name__)

BUILT = "build"
"""The kind of note that a build of the preview leaves in the history."""

TRYING = "try"
"""The kind of work that finds out what a publication would send."""

DRAFT = "draft"
"""The field that asks for the live register too, and the folder in which the site has it."""

SEALING = "sealing"
"""The part of a publication in which pages are sealed."""

NAMED = 5
"""Pages of a dry run that are named; of the others the number is told."""

OF_THE_TRUST = "trust"
PART = re.compile(r"(?:(?:[0-9]{4}-[a-z]+|draft)/)?(?P<kind>trust|school)/(?:(?P<school>[\w-]+)/)?")
"""What of the site is not public: a term's or the draft's trust pages, and its schools' pages."""

BUILT_AFTER = re.compile(r"after change ([0-9]+)$")
"""What a build's note ends with: changes made while it was built come after that one, though the note comes after them."""

WENT_BACK = re.compile(r"as in publication ([0-9]+) of [0-9.]+$")
"""What the note of a publication ends with that went back to an earlier one: it holds what that one held."""

PUBLICATION = re.compile(r"Published the site, number ([0-9]+)\b")
"""How the note of a publication begins."""

SHOWN_BY_THE_SITE = frozenset({"snapshot", "readers"})
"""Kinds of notes that change no record, and yet what readers find: a frozen term, who may read."""

CHANGES_SHOWN = 20
LONGEST = 200
"""No path of the site is as long."""


@screen.get("/publishing")
@right("publish")
def publishing() -> ResponseReturnValue:
    """What changed, the build, and the ways into the preview."""
    return render_template("publishing/index.html", looked=at_hand(), **_standing())


@screen.post("/publishing/build")
@right("publish")
def begin() -> ResponseReturnValue:
    """Build the site beside the requests; one that is being built already is not begun again."""
    register, who, head = desk().register, me().name, now().head
    folder = SiteFolder(desk().root, settings_now())

    def job(progress: Progress) -> str:
        built = build(folder, progress=progress, tell=lambda words: None)
        chain.note(register, by=who, kind=BUILT, title=f"Built the site as it stands after change {head}")
        made = f"{built.frozen.files:,} files of {len(built.terms)} {'term' if len(built.terms) == 1 else 'terms'}."
        return "\n".join((made, *map(str, built.leaks)))

    desk().bench.begin(job, by=me().shown_name)
    return render_template("publishing/_progress.html", swapped=True, begun=True, **_standing()) if is_part() else redirect(url_for(".publishing"), 303)


@screen.post("/publishing/publish")
@right("publish")
def send() -> ResponseReturnValue:
    """Seal the site and switch to it beside the requests, or find out what that would send."""
    who, head, trying = me().name, now().head, request.form.get(TRYING) == "yes"
    folder = SiteFolder(desk().root, settings_now())
    wish = Wish(note=f"as it stands after change {head}", dry_run=trying, draft=request.form.get(DRAFT) == "yes", by=who)
    schools = {school.urn: school.name for school in now().records.schools}

    def job(progress: Telling) -> str:
        return _told(publish(folder, wish, progress=progress, sealing=progress.of(SEALING), tell=lambda words: None), schools, trying=trying)

    desk().bench.begin(job, by=me().shown_name, kind=TRYING if trying else PUBLISHED, draft=wish.draft)
    if is_part():
        return render_template("publishing/_sealing.html", swapped=True, begun=True, **_standing())
    return redirect(url_for(".publishing", _anchor="sealing"), 303)


@screen.get("/publishing/sealing")
@right("publish")
def sealing() -> ResponseReturnValue:
    """How far the publication is, for the page that watches it; with its end comes what was changed since, and the build again."""
    return render_template("publishing/_sealing.html", swapped=True, **_standing())


@screen.get("/publishing/progress")
@right("publish")
def progress() -> ResponseReturnValue:
    """How far the build is, for the page that watches it; with its end comes what was changed since, and the publication again."""
    return render_template("publishing/_progress.html", swapped=True, **_standing())


@screen.get("/publishing/preview/<audience>/", defaults={"path": "index.html"})
@screen.get("/publishing/preview/<audience>/<path:path>")
@right("publish")
def preview(audience: str, path: str) -> ResponseReturnValue:
    """A file of the built site, if a reader of this audience may have it: a school's URN, or `trust` for those who may read all."""
    if audience != OF_THE_TRUST and now().school(audience) is None:
        abort(404)
    place, asked = _preview(), posixpath.normpath(path) + ("/" if path.endswith("/") else "")
    found = safe_join(str(place), asked if not asked.endswith("/") else f"{asked}index.html")
    if found is None or len(asked) > LONGEST or not _may_read(audience, asked):
        return _nothing(place)
    if Path(found).is_dir():
        return redirect(url_for(".preview", audience=audience, path=f"{asked}/"), 308)
    if not Path(found).is_file():
        return _nothing(place)
    return current_app.response_class(Path(found).read_bytes(), mimetype=guess_type(found)[0] or "application/octet-stream")


def _may_read(audience: str, path: str) -> bool:
    """Public pages are everybody's, a school's pages its own readers', trust pages the trust's."""
    part = PART.match(path)
    return audience == OF_THE_TRUST or part is None or (part["kind"] == "school" and part["school"] == audience)


def _nothing(place: Path) -> ResponseReturnValue:
    """What a host answers where there is no page."""
    page = place / "404.html"
    if not page.is_file():
        abort(404)
    return page.read_text("utf-8"), 404


def _preview() -> Path:
    return SiteFolder(desk().root, desk().settings).preview


def _standing() -> dict[str, object]:
    """The build at hand, when the site was last built, and what has changed since."""
    register = desk().register
    last = next(iter(history(register, kind=BUILT, limit=1)), None)
    published = next(iter(history(register, kind=PUBLISHED, limit=1)), None)
    since = published or last
    changed = _changes_since(_newest_in(since))
    unread, stopped = _unread_or_why_not()
    work = desk().bench.work
    return {
        "work": work,
        "drafted": work.draft if work.kind in (TRYING, PUBLISHED) and work.state != "idle" else bool(published and draft_in(published.title)),
        "along": along_in(published.title) if published else "",
        "draft": _draft(),
        "there": (_preview() / "index.html").is_file(),
        "last": last,
        "published": published,
        "changed": changed[:CHANGES_SHOWN],
        "more": len(changed) > CHANGES_SHOWN,
        "nothing_to_build": not now().records.schools and not desk().past.terms,
        "unread": unread,
        "stopped": stopped,
        "target": desk().settings.target,
        "address": desk().settings.site_address,
        "earlier": [each for each in kept(SiteFolder(desk().root, desk().settings)) if not each.standing],
    }


def _draft() -> frozenset[str]:
    """Of whom the built site has pages of the draft beside those of frozen terms: schools by URN, and the trust."""
    pages = (*(_preview() / DRAFT).glob("school/*/index.html"), *(_preview() / DRAFT).glob(f"{OF_THE_TRUST}/index.html"))
    return frozenset(each.parent.name for each in pages)


def _unread_or_why_not() -> tuple[tuple[str, ...], str]:
    """Whose pages nobody could open; or nobody, and why nothing can be published: the keys of the site are lost, or damaged."""
    try:
        return _unread(), ""
    except SendsiteError as error:
        return (), error.screen


def _unread() -> tuple[str, ...]:
    """Whose pages nobody could open: a leader opens all, a governor their school. Raises where the readers cannot be told."""
    readers = Desk(SiteFolder(desk().root, desk().settings), by=me().name, register=desk().register).everybody()
    if any(each.leads for each in readers):
        return ()
    held = {audience for each in readers for audience in each.audiences}
    return ("the trust's own pages", *(school.name for school in now().records.schools if f"school:{school.urn}" not in held))


def _told(outcome: Outcome, schools: Mapping[str, str], *, trying: bool) -> str:
    """What came of a publication, or would come of it, in words."""
    made = outcome.published
    begun = f"{'This would be publication' if trying else 'Publication'} {made.seq}, {outcome.along}"
    words = f"{begun}: {made.anew:,} files made anew, {made.unchanged:,} as they were."
    going = outcome.going
    if outcome.steps or (not trying and (going.changed or going.removed)):
        words += f" {'To its host would go' if trying else 'To its host went'} {len(going.changed):,} files, and {len(going.removed):,} removed there."
    if going.altered:
        words += f" The host had been altered since the last time, in {len(going.altered):,} files; now all is as published. See who may write there."
    if not trying:
        return words
    more = f" and {len(outcome.anew) - NAMED:,} more" if len(outcome.anew) > NAMED else ""
    named = f", such as {', '.join(outcome.anew[:NAMED])}{more}" if outcome.anew else ""
    return f"{words} New or changed: {_shares(outcome.anew, schools) or 'nothing'}{named}."


def _shares(names: Sequence[str], schools: Mapping[str, str]) -> str:
    """How many of these files are everybody's, the trust's, and each school's."""
    found = Counter((part["kind"], part["school"] or "") if (part := PART.match(name)) else ("", "") for name in names)
    words = {"": "for everybody", "trust": "of the trust"}
    return ", ".join(f"{count:,} {words.get(kind) or 'of ' + schools.get(urn, urn)}" for (kind, urn), count in sorted(found.items()))


def _newest_in(note: ChangeSet | None) -> int:
    """The newest change that a build or publication surely holds, 0 where there was none."""
    if note is None:
        return 0
    if back := WENT_BACK.search(note.title):
        notes = (each for each in history(desk().register, kind=PUBLISHED) if each.id < note.id)
        return _newest_in(next((each for each in notes if (named := PUBLICATION.match(each.title)) and named[1] == back[1]), None))
    found = BUILT_AFTER.search(note.title)
    return int(found[1]) if found else note.id


def _changes_since(number: int) -> list[ChangeSet]:
    """The newest changes of records, frozen terms and readers after a change, one more than are shown."""
    later = (each for each in history(desk().register, limit=4 * CHANGES_SHOWN) if each.id > number)
    return [each for each in later if each.rows or each.kind in SHOWN_BY_THE_SITE][: CHANGES_SHOWN + 1]
