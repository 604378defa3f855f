"""Why something sealed was not opened: few reasons, the same in Python and in the browser, each with its own sentence there."""

from __future__ import annotations

from enum import Enum

from sendsite.errors import SendsiteError


class Reason(Enum):
    """The word that fixed vectors and the reader's script use, and what it means."""

    WRONG_CODE = "wrong-code", "No reader has this code."
    NOT_YOURS = "not-yours", "This belongs to another school or group."
    DAMAGED = "damaged", "This is damaged: it is not what was published."
    MOVED = "moved", "This does not stand where it was published."
    OLD = "old", "This is out of date or being updated."
    UNKNOWN_VERSION = "unknown-version", "This is written in a form that is not known here."
    TOO_LARGE = "too-large", "This is larger than it may be."

    def __new__(cls, word: str, meaning: str) -> Reason:
        reason = object.__new__(cls)
        reason._value_ = word
        reason.meaning = meaning
        return reason

    meaning: str


class Refused(SendsiteError):
    """Something sealed that was not opened. Not a byte of what it holds has been given out."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.meaning)
        self.reason = reason
