"""What is worth doing: the insights."""

from __future__ import annotations

import textwrap
from datetime import date

import click

from sendsite.cli import told
from sendsite.cli.asked import as_json, asked, everywhere, on_day

WIDTH = 100


@click.command()
@as_json
@on_day
@click.option("--term", help="A frozen term, such as 2025-autumn.")
@click.option("--school", "urn", default="", metavar="URN", help="One school alone.")
@everywhere
def insights(as_json: bool, on: date | None, term: str | None, urn: str) -> None:
    """Say what is worth doing, and what it would change: of each school, the gravest first."""
    from sendsite.framework.term import Term
    from sendsite.workflow import advising
    from sendsite.workflow.folder import open_folder

    if term and on:
        raise click.UsageError("--term and --on exclude each other: a frozen term is of its own day.")
    found = advising.advised(open_folder(asked().folder), term=Term.parse(term) if term else None, urn=urn, on=on)
    if as_json:
        told.print_json(advising.insights_document(found))
        return
    for depth, words in advising.as_lines(found):
        lead = " " * 2 * depth
        told.data(textwrap.fill(words, WIDTH, initial_indent=lead, subsequent_indent=lead + "   " * (depth > 2)))
    if not found.insights:
        told.say("Nothing stands out.")
