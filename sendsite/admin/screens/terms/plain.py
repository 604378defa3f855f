"""What the workflow says of terms, as a screen shows it: days and moments as on other pages, terms by their labels. Names of files stand as they are."""

from __future__ import annotations

import re
from datetime import date

from sendsite.admin.screens.terms.blueprint import screen
from sendsite.admin.surroundings import day
from sendsite.framework.term import Term
from sendsite.register.words import when

MOMENT = re.compile(r"\b20\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?")
DAY = re.compile(r"(?<![\w.-])20\d\d-\d\d-\d\d(?![\w-])")
TERM = re.compile(r"(?<![\w/`.-])(20\d\d-(?:autumn|spring|summer))(?:\.(\d{1,4}))?(?![\w/-]|\.\w)")


@screen.app_template_filter("plainly")
def plainly(words: str) -> str:
    """Such as `taken on 15 December 2023 at 15:00` and `autumn term 2025/26, edition 2` for what is written for programs; a sentence begins with a capital."""
    words = MOMENT.sub(lambda found: when(found[0]), words)
    words = DAY.sub(lambda found: day(date.fromisoformat(found[0])), words)
    words = TERM.sub(lambda found: _label(found[1]) + (f", edition {found[2]}" if found[2] else ""), words)
    return words[:1].upper() + words[1:]


@screen.app_template_filter("term_in")
def term_in(name: str) -> str:
    """The label of the term whose file this is, with its edition; "" for what is no term's file."""
    found = re.match(r"(20\d\d-(?:autumn|spring|summer))(?:\.(\d+))?\.", name)
    return "" if found is None else Term.parse(found[1]).label + (f", edition {found[2]}" if found[2] else "")


def _label(name: str) -> str:
    label = Term.parse(name).label
    return label[0].lower() + label[1:]
