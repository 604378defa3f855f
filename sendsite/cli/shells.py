"""The command that teaches a shell to complete sendsite's words."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from sendsite.cli import told
from sendsite.cli.asked import everywhere


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@everywhere
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what makes a shell complete sendsite's words; for bash: sendsite completion bash > ~/.local/share/bash-completion/completions/sendsite"""
    kind = get_completion_class(shell)
    assert kind is not None
    told.data(kind(context.find_root().command, {}, "sendsite", "_SENDSITE_COMPLETE").source())
