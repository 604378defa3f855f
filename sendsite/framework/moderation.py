"""Which ratings a second person looks at in a term: a sample that anybody who has the same pupils draws again."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256

from sendsite.framework.bands import NOISE
from sendsite.framework.settings import Framework
from sendsite.framework.term import Term


def sample_size(rated: int, framework: Framework) -> int:
    """Ratings of one school to look at in a term: a share of its rated pupils, rounded up; never under the least number, or all where there are fewer."""
    rules = framework.moderation
    share = math.ceil(rated * rules.sample_share - NOISE)
    return min(rated, max(share, rules.sample_least))


def drawn(urn: str, rated: Iterable[str], term: Term, framework: Framework) -> tuple[str, ...]:
    """
    The sample of one school's rated pupils, by id, in the order drawn.

    The order is that of a hash of term, school and pupil: nobody chooses it, each term has another, and a pupil who joins or leaves
    moves at most one other in or out.
    """
    order = sorted(set(rated), key=lambda pupil_id: sha256(f"{term.name}\n{urn}\n{pupil_id}".encode()).digest())
    return tuple(order[: sample_size(len(order), framework)])


def still_to_draw(already: Collection[str], sample: Sequence[str]) -> tuple[str, ...]:
    """Pupils whom the sample has next, until as many are drawn as it has: whoever was drawn already stays drawn, and counts."""
    return tuple(pupil for pupil in sample if pupil not in already)[: max(0, len(sample) - len(already))]
