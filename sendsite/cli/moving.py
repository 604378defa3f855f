"""Commands that move records: import and export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sendsite.cli import told
from sendsite.cli.asked import as_json, asked, everywhere
from sendsite.errors import DataRefused, NotAsked

if TYPE_CHECKING:
    from sendsite.workflow.importing import Offer

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--dry-run", is_flag=True, help="Show what would be done and do nothing.")
@click.option("--yes", is_flag=True, help="Apply without asking.")
@click.option("--replace", "replacing", is_flag=True, help="Remove rows that the files do not have, of the schools in their schools.csv.")
@click.option("--school", default="", help="The URN of the school, for a school system's export that does not name it.")
@click.option("--gias", type=FILE, help="The government's list of schools (edubasealldata), to take a trust's schools from.")
@click.option("--groups", type=FILE, help="Its list of group membership.")
@click.option(
    "--counts", type=FILE, help="A list with the columns urn and nor, for the number on roll where those have none; without it such a school stands at 0."
)
@click.option("--trust", default="", help="The trust's name, UID or TR reference in those lists.")
@click.option(
    "--dfe", type=FILE, help="The Department for Education's school-level file of SEN: real schools to stand beside yours, and your schools' census counts."
)
@as_json
@everywhere
def import_(path: Path | None, dry_run: bool, yes: bool, replacing: bool, as_json: bool, **named: Path | str | None) -> None:
    """
    Take files into the register: a folder, a zip, a workbook or one CSV file; `sample` is the sample trust.

    What would be added, changed, left alone and refused is shown first. One refused row, and nothing is applied (exit code 4).
    """
    from sendsite.workflow import importing, terms
    from sendsite.workflow.folder import open_folder

    lists = named["gias"] or named["groups"]
    given = [each for each in (path, lists, named["dfe"]) if each]
    if len(given) != 1 or bool(lists) != bool(named["trust"]) or (named["counts"] and not lists):
        raise click.UsageError("Name one thing to import: PATH, or --gias FILE and --groups FILE (or one of them) with --trust NAME, or --dfe FILE.")
    folder = open_folder(asked().folder)
    offer = importing.offer(folder, importing.Sources(path, **named), replacing=replacing)  # type: ignore[arg-type]  # click's own kinds
    _show(offer)
    wanted = not offer.plan.faults and not dry_run and bool(offer.plan.changes)
    answer = yes or _confirmed() if wanted else False
    apply = bool(answer)
    if apply:
        importing.accept(folder, offer, by=terms.who())
    if as_json:
        told.print_json({"applied": apply, **_document(offer)})
    if offer.plan.faults:
        raise DataRefused("Nothing was imported and the register is as it was. Mend what is listed above and import again.")
    if answer is None:
        raise NotAsked("No answer was given, so nothing was changed. Add --yes to apply without asking.")
    told.say("Imported." if apply else "Nothing was changed.")


def _confirmed() -> bool | None:
    """Whether a person says yes; None where nobody answers."""
    try:
        return click.confirm("Apply this?", err=True)
    except click.Abort:
        told.say("")
        return None


def _show(offer: Offer) -> None:
    """Headings as they were understood, counts a table, each value that changes, what to look at, and every fault."""
    for table, headings in offer.mapping.items():
        told.say(f"{table}: read " + ", ".join(f"'{heading}' as {column}" if column else f"'{heading}' left out" for heading, column in headings.items()))
    for table, counts in offer.plan.counts.items():
        if any(counts):
            told.say(f"{table}: {sum(counts) - counts.removed} rows: {counts}")
    for line in (*offer.plan.changed_values(), *offer.warnings, *offer.plan.questions, *offer.refusals()):
        told.say(line)


def _document(offer: Offer) -> dict[str, object]:
    """The same as JSON."""
    return {
        "tables": {table: counts._asdict() for table, counts in offer.plan.counts.items()},
        "changes": [{**change._asdict(), "identity": [str(part or "") for part in change.identity]} for change in offer.plan.field_changes()],
        "mapping": offer.mapping,
        "warnings": list(offer.warnings),
        "questions": list(offer.plan.questions),
        "faults": [fault._asdict() for fault in offer.plan.faults],
    }


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--without-pay", is_flag=True, help="Leave annual_salary out.")
@as_json
@everywhere
def export(target: Path, without_pay: bool, as_json: bool) -> None:
    """Write the register into TARGET: a new folder of CSV files, or a .zip or .xlsx. What is exported imports again without a difference."""
    from sendsite.workflow.folder import open_folder
    from sendsite.workflow.importing import export as write

    files = write(open_folder(asked().folder), target, with_pay=not without_pay)
    if as_json:
        told.print_json({"files": [str(path) for path in files]})
        return
    for path in files:
        told.data(str(path))
    told.say("It holds pupils' and colleagues' names: keep it as safely as the register.")
