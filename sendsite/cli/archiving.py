"""The command `archive`: a term's site as one zip to keep."""

from __future__ import annotations

from pathlib import Path

import click

from sendsite.cli import told
from sendsite.cli.asked import as_json, asked, everywhere


@click.command()
@click.argument("term")
@click.option("--to", type=click.Path(path_type=Path), help="The folder or the .zip to write (else archives/ in the site folder). Nothing is replaced.")
@as_json
@everywhere
def archive(term: str, to: Path | None, as_json: bool) -> None:
    """
    Keep the published site of TERM, such as 2025-autumn, in one sealed and signed zip for a governor or an auditor.

    It opens by a double click on its index.html, with the reading codes of today; VERIFY.txt in it says how to check it without sendsite.
    """
    from sendsite.framework.term import Term
    from sendsite.workflow.archiving import archive_term
    from sendsite.workflow.folder import open_folder

    with told.progress("Making pages") as progress:
        made = archive_term(open_folder(asked().folder), Term.parse(term), to=to, progress=progress, tell=told.say)
    if as_json:
        told.print_json({"path": str(made.path), "sha256": made.sha256, "bytes": made.size, "files": made.files, "publication": made.seq})
        return
    told.data(str(made.path))
    told.say(f"{made.files} files, {made.size / 1e6:.1f} MB, with the codes of publication {made.seq}: they open it for ever. SHA-256 {made.sha256}")
