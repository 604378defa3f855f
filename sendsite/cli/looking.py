"""Commands that only look: check, metrics, doctor, config."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sendsite.cli import told
from sendsite.cli.asked import as_json, asked, everywhere, on_day

PROBLEMS = 1
"""The exit code of a look that found something."""


@click.command()
@as_json
@on_day
@everywhere
@click.pass_context
def check(context: click.Context, as_json: bool, on: date | None) -> None:
    """List what is missing or doubtful in the register, and who mends it where. Exit code 1 where there is anything."""
    from sendsite.workflow.checking import check as look
    from sendsite.workflow.folder import open_folder

    findings = look(open_folder(asked().folder), on=on)
    if as_json:
        told.print_json({"findings": [finding._asdict() if hasattr(finding, "_asdict") else vars(finding) for finding in findings]})
    else:
        for finding in findings:
            told.data(f"{finding.urn or 'trust'}  {finding.severity}: {finding.words}")
            told.data(f"        {finding.who}: {finding.where}")
        told.say("Nothing to mend." if not findings else f"{len(findings)} to look at.")
    context.exit(PROBLEMS if findings else 0)


@click.command()
@as_json
@on_day
@click.option("--term", help="A frozen term, such as 2025-autumn, as it was computed then.")
@click.option("--scenario", default="", help="A deployment scenario instead of the live one.")
@click.option("--from", "source", type=click.Path(path_type=Path), help="An interchange folder, zip or workbook; the register is not touched.")
@everywhere
def metrics(as_json: bool, on: date | None, term: str | None, scenario: str, source: Path | None) -> None:
    """Compute the five KPIs and the SEI of each school and of the trust."""
    from sendsite.framework.term import Term
    from sendsite.workflow import measuring
    from sendsite.workflow.folder import open_folder

    if term and source:
        raise click.UsageError("--term and --from exclude each other: a term stands in the snapshots, a folder stands alone.")
    site = open_folder(asked().folder, anywhere=source is not None)
    if source:
        document = measuring.folder_document(site, source, scenario=scenario, on=on)
    elif term:
        document = measuring.term_document(site, Term.parse(term), scenario=scenario)
    else:
        document = measuring.live_document(site, scenario=scenario, on=on)
    if as_json:
        told.print_json(document)
    else:
        told.table(*measuring.as_table(document))


@click.command()
@as_json
@everywhere
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Look whether everything sendsite stands on is sound. Exit code 1 where it is not."""
    from sendsite.workflow.doctor import examine

    looks = examine(asked().folder)
    if as_json:
        told.print_json({"looks": [look._asdict() for look in looks]})
    else:
        words = {True: "sound", False: "NOT SOUND", None: ""}
        told.table(("looked at", "", "found"), [(look.name, words[look.sound], look.words) for look in looks])
    context.exit(PROBLEMS if any(look.sound is False for look in looks) else 0)


@click.command()
@as_json
@everywhere
def config(as_json: bool) -> None:
    """Show each setting and where it came from: a flag, the environment, sendsite.toml, or the default."""
    from sendsite.config import SETTINGS
    from sendsite.workflow.folder import open_folder

    settings = open_folder(asked().folder).settings
    rows = [(name, getattr(settings, name), settings.origins[name]) for name in SETTINGS]
    if as_json:
        told.print_json({name: {"value": value, "from": origin} for name, value, origin in rows})
    else:
        told.table(("setting", "value", "from"), [(name, ", ".join(value) if isinstance(value, tuple) else str(value), origin) for name, value, origin in rows])
