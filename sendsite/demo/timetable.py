"""The matrix of a school: who supports whom for how long, made from wishes and the hours there are."""

from __future__ import annotations

from collections import Counter

from sendsite.demo.chance import Chance
from sendsite.demo.ratings import one_to_one_hours
from sendsite.demo.rows import class_name
from sendsite.demo.schools import Character
from sendsite.demo.wishes import Wish
from sendsite.framework.records import Allocation

TOPICS = {"SPLD": "Phonics", "MLD": "Number club", "SLD": "Number club", "SLCN": "Talking together", "ASD": "Talking together", "SEMH": "Calm start"}
OTHER_TOPIC = "Phonics"
PHYSICAL = ("PD", "HI", "VI", "MSI", "PMLD")
STEP = 50
TOPIC_HOURS = 200  # at most, in a week
Habits = dict[str, str]  # pupil id -> the adult of most hours


class Timetable:
    """One school's timetable while it is made: it books hours until wishes or staff run out."""

    def __init__(self, school: Character, moment: int, free: dict[str, int], habits: Habits) -> None:
        self.school, self.moment, self.habits = school, moment, habits
        self.free = {staff_id: hours // STEP * STEP for staff_id, hours in sorted(free.items())}
        self.cells: list[Allocation] = []
        self._labels: Counter[tuple[str, str]] = Counter()

    def book(self, wishes: list[Wish]) -> None:
        """One-to-one first, then small groups by topic, then help within the class."""
        for one in wishes:
            self._alone(one)
        topics: dict[str, list[tuple[Wish, int]]] = {}
        lessons: list[tuple[Wish, int]] = []
        for one in wishes:
            topical = min(one.together, TOPIC_HOURS) if Chance("topic", one.child.pupil_id).often(0.7) else 0
            if topical:
                need = one.child.need
                topics.setdefault("Motor skills" if need in PHYSICAL else TOPICS.get(need, OTHER_TOPIC), []).append((one, topical))
            if one.together > topical:
                lessons.append((one, one.together - topical))
        for topic, members in topics.items():
            self._groups(members, topic)
        self._groups(lessons, "")

    def _adult(self, pupils: list[str]) -> str | None:
        """The adult that most of these pupils know already, while there are hours left; else the one with most hours left."""
        known = Counter(self.habits[pupil] for pupil in pupils if self.free.get(self.habits.get(pupil, ""), 0) > 0)
        if known:
            return min(known, key=lambda staff_id: (-known[staff_id], staff_id))
        rested = [staff_id for staff_id, hours in self.free.items() if hours > 0]
        return min(rested, key=lambda staff_id: (-self.free[staff_id], staff_id)) if rested else None

    def _mode(self, pupil_id: str, usual: str) -> str:
        chance = Chance("mode", pupil_id)
        if self.school.urn == "990004" and chance.often(0.35):
            return ""
        return usual or chance.weighted((("in_class", 50), ("withdrawn", 35), ("intervention", 15)))

    def _alone(self, one: Wish) -> None:
        """Hours with one adult, with at most two adults; those that an EHCP names are locked."""
        left, child = one.alone, one.child
        named = one_to_one_hours(child, self.moment) or 0
        for _ in range(2):
            adult = self._adult([child.pupil_id])
            if not left or adult is None:
                return
            hours = min(left, self.free[adult])
            locked = named > 0 and child.has_ehcp(self.moment)
            self.cells.append(Allocation(self.school.urn, "", adult, child.pupil_id, hours, "", self._mode(child.pupil_id, ""), locked))
            self.free[adult] -= hours
            left -= hours

    def _groups(self, members: list[tuple[Wish, int]], topic: str) -> None:
        """Neighbours in age and hours, a few at a time, in the order in which their first is due."""
        due = {one.child.pupil_id: place for place, (one, _) in enumerate(members)}
        alike = sorted(members, key=lambda member: (member[0].child.year(self.moment) // 2, -member[1], member[0].child.pupil_id))
        groups = [alike[start : start + self.school.group] for start in range(0, len(alike), self.school.group)]
        for group in sorted(groups, key=lambda group: min(due[one.child.pupil_id] for one, _ in group)):
            self._group(group, topic)

    def _group(self, group: list[tuple[Wish, int]], topic: str) -> None:
        """One group's hours, with further adults when the first has no more."""
        left = {one.child.pupil_id: hours for one, hours in group}
        leading = min((one.child for one, _ in group), key=lambda child: (child.year(self.moment), child.pupil_id))
        name = topic or f"{class_name(leading, self.moment)} lessons"
        for _ in range(3):
            adult = self._adult(list(left))
            if adult is None or not any(left.values()):
                return
            longest = min(max(left.values()), self.free[adult])
            self._labels[adult, name] += 1
            label = name if self._labels[adult, name] == 1 else f"{name} {self._labels[adult, name]}"
            for pupil_id, hours in left.items():
                if cell := min(hours, longest):
                    mode = self._mode(pupil_id, "intervention" if topic else "in_class")
                    self.cells.append(Allocation(self.school.urn, "", adult, pupil_id, cell, label, mode))
                    left[pupil_id] -= cell
            self.free[adult] -= longest


def habits_of(cells: list[Allocation]) -> Habits:
    """The adult with whom each pupil has most hours."""
    hours: dict[str, Counter[str]] = {}
    for cell in cells:
        hours.setdefault(cell.pupil_id, Counter())[cell.staff_id] += cell.hours
    return {pupil_id: min(adults, key=lambda staff_id: (-adults[staff_id], staff_id)) for pupil_id, adults in hours.items()}
