"""The screens of the admin, each in a file or folder of its own with a blueprint named `screen`."""

from __future__ import annotations

SCREENS = (
    "look",
    "sign_in",
    "invitation",
    "account",
    "people",
    "rights",
    "home",
    "register",
    "figures",
    "publishing",
    "going_back",
    "readers",
    "backups",
    "terms",
    "readers_list",
    "deployment",
    "tour",
    "history",
    "pupil",
    "schools",
    "bands",
    "staff",
    "tasks",
    "scenarios",
    "first_run",
    "moving",
    "acting",
)
