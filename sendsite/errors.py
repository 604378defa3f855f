"""What can go wrong, in the few kinds that a caller may treat differently; each knows the exit code of the command line."""

from __future__ import annotations


class SendsiteError(Exception):
    """
    Base of all refusals. Its text says where, what stood there, and what to write instead.

    `screen` is the same where it is read on a screen, for texts that name a command to whoever has none: it names the screen.
    """

    exit_code = 1

    def __init__(self, words: str = "", *, screen: str = "") -> None:
        super().__init__(words)
        self.screen = screen or words


class ConfigError(SendsiteError):
    """Settings, framework.toml, theme or content that cannot be used."""

    exit_code = 3


class DataRefused(SendsiteError):
    """A file or a value that was not taken; nothing was changed."""

    exit_code = 4


class NotAsked(SendsiteError):
    """Something that is done only when it is asked for in so many words; the text says which."""

    exit_code = 2


class BuildFailed(SendsiteError):
    """A site that could not be made whole; the one before it stands untouched."""


class NoRoom(SendsiteError):
    """The disk is full: nothing was written, and nothing that was written before is lost."""


class NotWritable(ConfigError):
    """The register can be read but not written: a file system that is read-only, or a file that is not ours to write. Nothing was changed."""
