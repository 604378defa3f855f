"""What README, changelog and docs name is there: each command with its options, each file they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from sendsite.cli.group import sendsite

TOP = Path(__file__).parent.parent
TEXTS = sorted([TOP / "README.md", TOP / "CHANGELOG.md", TOP / "Containerfile", *(TOP / "docs").rglob("*.md")])
COMMAND = re.compile(r"(?:^|[\\/]| )sendsite ((?:[a-z-].*))$")
SEPARATE = re.compile(r"[|;,&]| -- ")


class Named(NamedTuple):
    """A command as a text names it."""

    where: str
    words: tuple[str, ...]


def code(path: Path) -> Iterator[str]:
    """Lines of code of a text: what stands in backticks, in fences of no language, and after # in the Containerfile's head."""
    text = path.read_text("utf-8").replace("\\\n", " ")
    if path.suffix != ".md":
        yield from (line.lstrip("# ") for line in text.splitlines() if line.startswith("#   podman run"))
        return
    fences = re.findall(r"^```\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    yield from (line for fence in fences for line in fence.splitlines())
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))


def commands() -> Iterator[Named]:
    """Every command that a text names."""
    for path in TEXTS:
        for line in code(path):
            if found := COMMAND.search(line):
                yield Named(path.relative_to(TOP).as_posix(), tuple(SEPARATE.split(found[1])[0].split()))


def fault_of(named: Named) -> str:
    """What of a named command does not exist, "" where all of it does."""
    command: click.Command = sendsite
    words = [word for word in named.words if not re.fullmatch(r"\[?--dir|\S*[A-Z/.]\S*", word)]
    while words and isinstance(command, click.Group):
        known = command.get_command(click.Context(command), words[0])
        if known is None:
            break
        command, words = known, words[1:]
    if command is sendsite and not named.words[0].startswith("-"):
        return f"{named.where}: sendsite {named.words[0]}"
    options = {each for parameter in (*command.params, *sendsite.params) for each in parameter.opts + parameter.secondary_opts} | {"--help", "--dir", "--debug"}
    unknown = [word for word in words if word.startswith("--") and word.partition("=")[0] not in options]
    return f"{named.where}: sendsite {' '.join(named.words)}: {', '.join(unknown)}" if unknown else ""


def test_every_command_and_option_that_a_text_names_exists():
    found = list(commands())

    assert len(found) > 40
    assert [fault for each in found if (fault := fault_of(each))] == []


def test_a_command_that_is_not_there_is_found():
    assert fault_of(Named("x", ("mend", "--all")))
    assert fault_of(Named("x", ("build", "--sealed")))
    assert not fault_of(Named("x", ("snapshot", "take", "2026-autumn", "--dir", "ourtrust")))


@pytest.mark.parametrize("path", [path for path in TEXTS if path.suffix == ".md"], ids=lambda path: path.relative_to(TOP).as_posix())
def test_every_file_that_a_text_leads_to_is_there(path):
    prose = re.sub(r"^```.*?^```|`[^`\n]+`", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", prose) if "://" not in target]

    assert [target for target in targets if not (path.parent / target.partition("#")[0]).exists()] == []
