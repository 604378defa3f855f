"""An invented trust with three years of history: for a first look, for screenshots, and for the tests of leaks."""

from __future__ import annotations

from sendsite.demo.story import story

__all__ = ["story"]
