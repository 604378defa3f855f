"""The words of invented plans. No pupil of the register is named in them; a few people outside it are, to be looked for as leaks."""

from __future__ import annotations

from sendsite.demo.chance import Chance
from sendsite.framework.records import AREAS

LABELS = {
    "cognition_and_learning": "Cognition and learning",
    "communication_and_interaction": "Communication and interaction",
    "semh": "Social, emotional and mental health",
    "sensory_and_physical": "Sensory and physical",
    "other": "Independence",
}
AREA_OF = {need: LABELS[area] for area, needs in AREAS.items() for need in needs}

WORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "Cognition and learning": (
        ("Reads a short text for meaning with a partner", "Five texts in a half term"),
        ("Uses a number line to add without an adult", "Eight of ten sums"),
        ("Writes three sentences from a picture plan", "Twice a week"),
        ("Spells the words of the term's list", "Thirty of forty words"),
        ("Starts a task from a written checklist", "Four lessons of five"),
        ("Recalls what was learned in the lesson before", "Three facts each time"),
    ),
    "Communication and interaction": (
        ("Follows an instruction of three parts in class", "Four times in five"),
        ("Asks for help with words or a card", "Each time it is needed"),
        ("Takes turns in a conversation of four turns", "Daily at lunch"),
        ("Tells a story in order with the right tense", "Once a week to a group"),
        ("Uses the timetable to manage a change of plan", "With one reminder"),
        ("Joins a game of the class's choosing", "Ten minutes a day"),
    ),
    "Social, emotional and mental health": (
        ("Names a feeling before it becomes too big", "Three times a week"),
        ("Comes into class at the bell without an adult", "Nine days of ten"),
        ("Uses the calm corner and returns within ten minutes", "Each time"),
        ("Stays with a task that is hard for five minutes", "Daily"),
        ("Repairs a quarrel with a friend with one prompt", "Each time"),
        ("Attends all lessons of the morning", "Four weeks running"),
    ),
    "Sensory and physical": (
        ("Dresses for PE with the adapted shoes", "Within six minutes"),
        ("Holds a pencil with the grip for a page of writing", "Three times a week"),
        ("Moves between rooms by the ramp route alone", "Each day"),
        ("Uses the radio aid and says when it fails", "Each lesson"),
        ("Sits through assembly with ear defenders", "Once a week"),
    ),
    "Independence": (
        ("Packs the bag for the next day from a list", "Each day"),
        ("Works alone for ten minutes with a timer", "Twice a day"),
        ("Buys lunch without an adult", "Three days a week"),
        ("Chooses a strategy before asking an adult", "Four times in five"),
    ),
}
RARE = (
    ("Follows the programme that Dr Octavius Penhaligan-Rao has set for the mornings", "Daily for twelve weeks"),
    ("Meets Cressida Vandermolen of the sensory service without leaving the room", "Each visit"),
    ("Shows the communication book to grandfather Obadiah Farthinghoe on Fridays", "Each week"),
)
NOTES = (
    "Better on days with a morning briefing.",
    "Two weeks of absence in the middle of the term.",
    "Can do this in class but not yet at lunch.",
    "Family report the same at home.",
    "Works best with the same adult each day.",
    "Maximilian Bleasdale-Iqbal rang on behalf of the family and asked for a slower pace.",
)


def wording(area: str, chance: Chance) -> tuple[str, str]:
    """An outcome and how one will know: mostly of the area's stock, now and then a rare one that names someone."""
    rare = chance.often(0.05)
    return chance.one_of(RARE) if rare else chance.one_of(WORDS[area])


def note(chance: Chance) -> str:
    return chance.one_of(NOTES)
