"""The codes of the school census in words, as they are read beside a pupil."""

from __future__ import annotations

from sendsite.framework.codes import NEED_WORDS, STATUS_WORDS, YEAR_WORDS
from sendsite.framework.records import NEEDS, SEN_STATUSES

__all__ = ["NEED_CHOICES", "NEED_WORDS", "STATUS_CHOICES", "STATUS_WORDS", "YEAR_CHOICES", "YEAR_WORDS"]

STATUS_CHOICES = tuple((code, f"{code}: {STATUS_WORDS[code]}") for code in SEN_STATUSES)
NEED_CHOICES = tuple((code, f"{code}: {NEED_WORDS[code]}") for code in NEEDS)
YEAR_CHOICES = tuple(YEAR_WORDS.items())
