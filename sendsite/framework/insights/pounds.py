"""Money at standard cost in the words of an insight: to a thousand, as all that is published."""

from __future__ import annotations

from sendsite.framework.bands import rounded

THOUSAND = 1000


def thousands(amount: float) -> float:
    """GBP to the nearest thousand."""
    return float(rounded(amount / THOUSAND, 0)) * THOUSAND


def pounds(amount: float) -> str:
    """GBP to the nearest thousand, such as `£12,000`; below half of one `less than £1,000`."""
    return f"£{thousands(amount):,.0f}" if thousands(amount) else f"less than £{THOUSAND:,}"
