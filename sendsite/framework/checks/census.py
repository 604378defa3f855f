"""Pupils the census counts that the register does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.framework.bends import census_count
from sendsite.framework.checks.finding import SENCO, Finding, Look
from sendsite.framework.term import Term


def census(look: Look) -> Iterator[Finding]:
    """The census's pupils with EHCP or SEN support, against the register."""
    counted = census_count(look.records, Term.of(look.on))
    for urn, held in zip(look.urns, look.measures.schools.register.tolist(), strict=True):
        if urn in counted and counted[urn] > held:
            words = f"School {urn}: the census counts {counted[urn]} pupils with EHCP or SEN support, the register holds {held}. Add those who are missing."
            yield Finding("census_above_register", urn, "medium", urn, words, SENCO, "/pupils")
