"""
Rebalance: the deployment that meets the most need from the hours there are, red before amber before green, with the fewest hours moved.

An exact method (mixed-integer programmes, solved by HiGHS through scipy), so that "nothing better exists" can be said and meant.
"""

from __future__ import annotations

from sendsite.framework.rebalance.accepting import Refusal, apply, moved_rows, refused
from sendsite.framework.rebalance.proposal import Limit, Move, Proposal
from sendsite.framework.rebalance.proposing import locked_cells, rebalance

__all__ = ["Limit", "Move", "Proposal", "Refusal", "apply", "locked_cells", "moved_rows", "rebalance", "refused"]
