"""Commands that look at snapshots: show and diff. Registered in the group of terms.py."""

from __future__ import annotations

import click

from sendsite.cli import told
from sendsite.cli.asked import as_json, asked, everywhere


@click.command()
@click.argument("term")
@as_json
@everywhere
def show(term: str, as_json: bool) -> None:
    """Say what a snapshot holds and which figures were computed then. TERM is such as 2025-autumn, or 2025-autumn.2 for its second edition."""
    from sendsite.workflow import measuring, snapshots_diff, snapshots_told
    from sendsite.workflow.folder import open_folder

    shown = snapshots_diff.show(open_folder(asked().folder), term)
    if as_json:
        told.print_json(snapshots_told.shown_document(shown))
        return
    for line in snapshots_told.shown_lines(shown):
        told.data(line)
    told.data("")
    told.table(*measuring.as_table(shown.document))


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@as_json
@everywhere
def diff(first: str, second: str, as_json: bool) -> None:
    """
    Set two terms side by side: who joined and left, changed needs, hours, the five measures, and what moved the index.

    A and B are such as 2024-autumn and 2025-autumn; 2025-autumn.2 is an edition, live the register as it stands now. It prints names.
    """
    from sendsite.workflow import snapshots_diff, snapshots_told
    from sendsite.workflow.folder import open_folder

    folder = open_folder(asked().folder)
    compared = snapshots_diff.compare(folder, first, second)
    if as_json:
        told.print_json(snapshots_told.compared_document(compared))
        return
    told.data(f"{compared.before} ({compared.before_date}) and {compared.after} ({compared.after_date})")
    if not compared.between.same_method:
        told.say("The method differs between the two: each figure is as it was computed in its own time, so a part of a change may be the method's.")
    for line in snapshots_told.people_lines(compared):
        told.data(line)
    framework = folder.framework()
    for sheet in (snapshots_told.hours_sheet(compared), snapshots_told.figures_sheet(compared, framework), snapshots_told.moved_sheet(compared, framework)):
        told.data("")
        told.table(sheet.headings, sheet.rows)
