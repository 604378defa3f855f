"""The command line: each command reads what was asked, asks one workflow, and tells. Heavy rooms are imported by the command that needs them."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `sendsite`; data goes to standard output as UTF-8 on every machine, all else to standard error."""
    from sendsite.cli.group import sendsite

    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    sendsite(prog_name="sendsite")
