"""What every command may be asked: in which folder, as JSON, with tracebacks. The options stand before or after the command's name."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass
class Asked:
    """What was asked for on the way to a command."""

    folder: Path = field(default_factory=lambda: Path(os.environ.get("SENDSITE_DIR") or "."))
    debug: bool = False


def asked() -> Asked:
    """What was asked for so far."""
    return click.get_current_context().ensure_object(Asked)


def _keep_folder(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.ensure_object(Asked).folder = value


def _keep_debug(context: click.Context, _: click.Parameter, value: bool) -> None:
    context.ensure_object(Asked).debug |= value


def everywhere(command: Command) -> Command:
    """The options of every command."""
    folder = click.Path(path_type=Path, file_okay=False)
    words = "The site folder (else $SENDSITE_DIR, else the current one)."
    command = click.option("--dir", "site_folder", type=folder, expose_value=False, callback=_keep_folder, help=words)(command)
    words = "Show where in the code a fault arose."
    return click.option("--debug", is_flag=True, expose_value=False, callback=_keep_debug, envvar="SENDSITE_DEBUG", help=words)(command)


as_json = click.option("--json", "as_json", is_flag=True, help="Print the data as JSON.")


class Day(click.ParamType[date]):
    """A day written as 2026-09-30."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"'{value}' is not a day. Write it as 2026-09-30.", param, ctx)


on_day = click.option("--on", "on", type=Day(), help="The day to count from, such as a rating's age (else today).")
