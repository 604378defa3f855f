"""Signing in: a name and a password, then the code of those who have a second factor, or its setting up for those who must have one; and out."""

from __future__ import annotations

from sendsite.admin.screens.sign_in import enrolment, first_step, second_step
from sendsite.admin.screens.sign_in.steps import screen

__all__ = ["enrolment", "first_step", "screen", "second_step"]
