"""Commands that put a snapshot back, erase a person and keep the time limits. Registered in the group of terms.py."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import click

from sendsite.cli import told
from sendsite.cli.asked import as_json, asked, everywhere, on_day
from sendsite.errors import NotAsked

if TYPE_CHECKING:
    from sendsite.workflow.erasing import Held, Reapplied
    from sendsite.workflow.retention import Due

by_whom = click.option("--by", default="", help="Who does it (else the name the machine knows you by).")
without_asking = click.option("--yes", is_flag=True, help="Do not ask.")
NOT_SWEPT = "Another program was reading the register, so its file could not be cleaned of what was removed. End it, and run this again."


@click.command()
@click.argument("term")
@by_whom
@as_json
@everywhere
def restore(term: str, by: str, as_json: bool) -> None:
    """Put a snapshot into the register, which must hold no school. It is read back and compared before it is kept."""
    from sendsite.workflow import restoring, terms
    from sendsite.workflow.folder import open_folder

    done = restoring.restore(open_folder(asked().folder), term, by=by or terms.who())
    if as_json:
        told.print_json(asdict(done))
        return
    told.say(f"The register holds {done.name} again, as it stood on {done.data_date}: {sum(done.rows.values()):,} rows, each as it was frozen.")
    if not done.same_metrics:
        told.say("Its figures by this version are not quite those that were frozen; the snapshot keeps the frozen ones.")
    if done.erased:
        told.say(f"Taken out again, having been erased since: {told.counted(done.erased, 'person', 'people')}.")


@click.command()
@click.argument("urn", required=False)
@click.argument("person", required=False, metavar="PUPIL")
@click.option("--why", default="", help="Why, naming no one: it is kept for good.")
@click.option("--staff", is_flag=True, help="PUPIL is the id of a member of staff.")
@click.option("--again", is_flag=True, help="Erase again whoever was erased before: after older files were put back by hand.")
@by_whom
@without_asking
@as_json
@everywhere
def erase(urn: str | None, person: str | None, why: str, staff: bool, again: bool, by: str, yes: bool, as_json: bool) -> None:
    """
    Erase a pupil everywhere: the register, its history and every snapshot. Totals and figures stand. It cannot be undone.

    URN is the school's, PUPIL the id. What is held is shown first. Backups made before still hold them; a restore takes them out again.
    """
    from sendsite.workflow import erasing, terms
    from sendsite.workflow.folder import open_folder

    folder, who = open_folder(asked().folder), by or terms.who()
    if again:
        _again(erasing.reapply(folder, by=who), as_json)
        return
    if not urn or not person or not why:
        raise click.UsageError("Name the school's URN, the pupil's id and --why TEXT.")
    kind = "staff" if staff else "pupil"
    held = erasing.survey(folder, urn, person, kind=kind)
    erasing.must_be_held(folder, held)
    _show_held(held)
    _confirmed(yes, "Erase this for good?", "Nothing was erased.")
    done = erasing.erase(folder, urn, person, kind=kind, why=why, by=who)
    if as_json:
        told.print_json({"rows": done.rows, "editions": _editions(done.editions), "swept": done.swept})
    told.say(f"Erased: {told.counted(done.rows, 'row')} of the register touched, {told.counted(len(done.editions), 'snapshot')} renewed with the same figures.")
    if not done.swept:
        told.say(NOT_SWEPT)
    told.say("Backups from before still hold them until they are removed; what is restored from one is erased again.")


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would go and do nothing.")
@by_whom
@without_asking
@on_day
@as_json
@everywhere
def retain(dry_run: bool, by: str, yes: bool, on: date | None, as_json: bool) -> None:
    """
    Take out names whose time is over: of old snapshots, whose figures stand, and of those who left long ago.

    How long is set in sendsite.toml: keep_terms_years and keep_leavers_years. The newest term is never touched.
    """
    from sendsite.workflow import retention, terms
    from sendsite.workflow.folder import open_folder

    folder = open_folder(asked().folder)
    due = retention.due(folder, on)
    if not as_json:
        _show_due(due)
    done = None
    if due and not dry_run:
        _confirmed(yes, "Take these names out for good?", "Nothing was changed.")
        done = retention.retain(folder, by=by or terms.who(), on=on)
        told.say(f"Done: {told.counted(len(done.editions), 'snapshot')} renewed without names, {told.counted(done.leavers, 'leaver')} taken out.")
        if not done.swept:
            told.say(NOT_SWEPT)
    if as_json:
        told.print_json({"due": _due(due), "done": _editions(done.editions) if done else None})


def _again(found: Reapplied, as_json: bool) -> None:
    if as_json:
        people = {name: [who._asdict() for who in getattr(found, name)] for name in ("people", "doubtful")}
        told.print_json({**people, "editions": _editions(found.editions), "swept": found.swept})
        return
    told.say(f"Erased before, found again and erased again: {told.counted(len(found.people), 'person', 'people')}.")
    for who in found.doubtful:
        told.say(f"{who.kind} {who.person_id} of {who.school_urn} has the id of somebody who was erased, under another name. They were left. Look who it is.")
    if not found.swept:
        told.say(NOT_SWEPT)


def _show_held(held: Held) -> None:
    if not held:
        return
    told.say(f"{held.who.kind} {held.who.person_id} of school {held.who.school_urn}: {', '.join(held.names) or 'no name'}")
    told.say("In the register: " + (", ".join(_rows(rows, table) for table, rows in held.rows.items()) or "nothing"))
    told.say(f"In its history: {'yes' if held.in_history else 'nothing'}")
    told.say(f"In snapshots: {', '.join(held.snapshots) or 'none'}")


def _rows(number: int, table: str) -> str:
    """`1 pupil`, `3 outcome weeks`; tables that are named by what they are, such as staff, stay."""
    words = table.replace("_", " ")
    return told.counted(number, words.removesuffix("s"), words)


def _show_due(due: Due) -> None:
    for each in due.terms:
        told.data(f"{each.info.path.name}: {told.counted(each.people, 'person', 'people')}, due since {each.since}")
    for leaver in due.leavers:
        told.data(f"{leaver.who.school_urn} {leaver.who.kind} {leaver.who.person_id}: left {leaver.left_on}")
    if not due:
        told.say("No names are due.")
    if due.undated:
        told.say(f"{told.counted(due.undated, 'person', 'people')} left without a day, so no time runs for them. Enter the day they left.")


def _due(due: Due) -> dict[str, object]:
    terms = [{"file": each.info.path.name, "since": str(each.since), "people": each.people} for each in due.terms]
    return {"terms": terms, "leavers": [{**each.who._asdict(), "left_on": str(each.left_on)} for each in due.leavers], "undated": due.undated}


def _editions(renewed: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"destroyed": old, "edition": new} for old, new in renewed]


def _confirmed(yes: bool, question: str, otherwise: str) -> None:
    """What cannot be undone is done by somebody who says so: --yes, or an answer at a terminal."""
    if not yes and not (sys.stdin.isatty() and click.confirm(question, err=True)):
        raise NotAsked(f"{otherwise} Add --yes to do it without being asked.")
