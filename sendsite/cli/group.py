"""The `sendsite` command with its subcommands, and how a fault ends: one line on standard error and the kind's exit code."""

from __future__ import annotations

import importlib
from difflib import get_close_matches
from typing import Any

import click

from sendsite import __version__
from sendsite.cli.asked import Asked, everywhere
from sendsite.cli.told import say
from sendsite.errors import SendsiteError

COMMANDS = {
    "init": ("making", "Make a new site folder."),
    "demo": ("making", "Make or renew the invented demo trust."),
    "admin": ("keeping", "Keep the register in the browser: the admin."),
    "user": ("people", "Look after the people who sign in to the admin."),
    "import": ("moving", "Take files of schools, staff, pupils and deployment into the register."),
    "export": ("moving", "Write the register as interchange files."),
    "check": ("looking", "List what is missing or doubtful in the register, and who mends it where."),
    "metrics": ("looking", "Compute the five KPIs and the SEI."),
    "insights": ("advising", "Say what is worth doing, and what it would change."),
    "rebalance": ("rebalancing", "Propose the deployment that meets the most need from the hours there are."),
    "snapshot": ("terms", "Freeze a term for good; compare, restore, erase, retain."),
    "build": ("making", "Make the site from the snapshots and the live register."),
    "serve": ("making", "Show the built site to this machine."),
    "publish": ("publishing", "Seal the site for its readers and put it where they find it."),
    "verify": ("verifying", "Look whether the published site is as it should be, here or on its host."),
    "reader": ("readers", "Look after the readers of the published site and their codes."),
    "host-word": ("fronting", "Put one word in front of the whole site, where the host can ask for it."),
    "backup": ("backups", "Put all that cannot be made again into one file, proven by restoring it."),
    "restore": ("backups", "Put a backup back into a new or an empty folder."),
    "subject": ("subject", "Write down everything that is held about one person."),
    "archive": ("archiving", "Keep a term's published site in one sealed zip."),
    "doctor": ("looking", "Look whether everything sendsite stands on is sound."),
    "config": ("looking", "Show each setting and where it came from."),
    "completion": ("shells", "Print what makes a shell complete sendsite's words."),
}
"""Each command's file and what it does, so that help needs none of those files."""


STOPPED = {
    "init": "Some of its files may be there. Run it again: it overwrites none.",
    "demo": "The demo may be half made. Run it again: it is made anew.",
    "build": "The site that was there stands.",
    "serve": "The site stands as it was.",
    "admin": "What was saved is kept.",
    "backup": "No backup was made; the older ones stand.",
    "archive": "No archive was written.",
    "snapshot": "Nothing was changed, unless it was an erasure or a retention: what had begun is finished when it is run again.",
}
"""What stands when a command is stopped, where there is more to say than that nothing was changed."""

INTERRUPTED = 130
"""The exit code of what was stopped by Ctrl-C, as shells have it."""


class Sendsite(click.Group):
    """A group that reads a command's file when the command is asked for, and turns refusals into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"sendsite.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, {"import": "import_", "host-word": "host_word"}.get(cmd_name, cmd_name))
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        near = get_close_matches(args[0], COMMANDS, n=1) if args[0] not in COMMANDS else []
        if near and not args[0].startswith("-"):
            ctx.fail(f"'{args[0]}' is no command. Did you mean '{near[0]}'?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, BrokenPipeError):
            raise
        except (KeyboardInterrupt, click.Abort) as stop:
            said = getattr(stop, "__notes__", None) or [STOPPED.get(ctx.invoked_subcommand or "", "Nothing was changed.")]
            say(f"\nsendsite: stopped. {said[0]}")
            ctx.exit(INTERRUPTED if isinstance(stop, KeyboardInterrupt) else 1)
        except SendsiteError as error:
            if ctx.ensure_object(Asked).debug:
                raise
            say(f"sendsite: {error}")
            ctx.exit(error.exit_code)
        except OSError as error:
            if ctx.ensure_object(Asked).debug:
                raise
            say(f"sendsite: {of_the_system(error)}")
            ctx.exit(1)
        except Exception as error:
            if ctx.ensure_object(Asked).debug:
                raise
            say(f"sendsite: this should not have happened ({type(error).__name__}: {error}). Run it again with --debug to see where.")
            ctx.exit(1)


def of_the_system(error: OSError) -> str:
    """A file, folder or device that the system does not give, as one line: where, what it says, what to look at."""
    where = " and ".join(str(name) for name in (error.filename, error.filename2) if name is not None)
    said = error.strerror or str(error) or type(error).__name__
    if not where:
        return f"the system says: {said}. Look whether the site folder can be read and written and its disk has room, and run it again."
    return f"{where}: the system says: {said}. Look whether it is there, can be read and written by you, and its disk has room."


@click.group(cls=Sendsite, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="sendsite")
@everywhere
def sendsite() -> None:
    """Show a small academy trust where its special-needs support lands."""
