"""
How the file came to its present shape: numbered steps, forward only. A step that has been released is never changed; a change is a new step.

The text of a step is frozen here rather than made from the models, which move on; a test holds the two equal at the newest step.
"""

from __future__ import annotations

from sendsite.register.steps import s01_first_tables, s02_edits, s03_history, s04_people, s05_expectations
from sendsite.register.steps.step import Step

STEPS: tuple[Step, ...] = (s01_first_tables.STEP, s02_edits.STEP, s03_history.STEP, s04_people.STEP, s05_expectations.STEP)
