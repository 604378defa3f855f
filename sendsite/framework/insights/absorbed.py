"""Hours meant for support that other tasks take, by task."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.framework.bands import NOISE
from sendsite.framework.hours import ratio
from sendsite.framework.insights.amounts import Share, hours, share
from sendsite.framework.insights.insight import HEAD, LITTLE, Insight, Look, short
from sendsite.framework.insights.trial import alone, free_absorbed, given
from sendsite.framework.landing import LONG_PREPARATION, landing
from sendsite.framework.measure import measure

TASK_WORDS = {
    "cover": "covering for colleagues",
    "admin": "paperwork",
    "pastoral": "pastoral care",
    "duty": "duties",
    "general_class": "helping a whole class",
    "absence": "absence",
    "other": "tasks without a name of their own",
    LONG_PREPARATION: "preparation beyond the allowance",
}


def absorbed(look: Look) -> Iterator[Insight]:
    """More than a share of paid hours goes to cover, admin, duty and the like; tried out: a part of it goes back to pupils with gaps."""
    taken, back = ratio(look.hours.absorbed, look.hours.paid), look.framework.insights.returned_share
    by_task = landing(look.measures).tasks
    for school in look.where(taken > look.framework.insights.absorbed_share + NOISE):
        one = measure(alone(look.deployment, school), look.framework)
        trial = given(one, free_absorbed(one, back), look.framework)
        tasks = {task: float(by_task[task][school]) for task in TASK_WORDS if by_task[task][school] > NOISE}
        away, gap = float(look.hours.absorbed[school]), float(look.hours.gap[school])
        part = Share(away, float(look.hours.paid[school]))
        yield Insight(
            rule="absorbed",
            urn=look.urn(school),
            severity=look.severity(away),
            title="Support hours are being drawn into other tasks",
            diagnosis=(
                f"{share(part)} of the hours paid for support are timetabled to something else: {hours(away)} a week. "
                f"The largest part is {TASK_WORDS[max(tasks, key=tasks.__getitem__)]}."
            ),
            why=f"{short(gap)} Each hour that comes back can go to a pupil, now or when need changes.",
            action=f"Agree which tasks can move to someone else. {_back(share(back), gap)}",
            steps=(
                "Look at the tasks with the most hours, and ask what would happen if support staff did not do them.",
                "Choose what can move, and when: cover and duties are often the first.",
                "Timetable the freed hours to pupils with gaps, highest need first. Where there are none, keep them in reserve, or reconsider posts.",
                "Look at the figure again next term.",
            ),
            who=HEAD,
            where="/tasks",
            figures={"absorbed_hours": away, "absorbed_share": part}
            | {f"task_{task}": spent for task, spent in tasks.items()}
            | {"gap_hours": gap, "hours_to_gaps": trial.met},
            effect=trial.effect if trial.met > NOISE else None,
            weight=away,
            not_when="It does not apply to support under another name, such as a breakfast group that a plan asks for: enter that as support.",
            hours=trial.met,
        )


def _back(part: str, gap: float) -> str:
    """What the hours that come back are for; where plans are met this tells it, and is left out where that is hidden."""
    if gap < LITTLE:
        return f"{short(gap)[:-1]}: bring {part} of these hours back in reserve for the term, or reconsider posts."
    return f"Bring {part} of these hours back, and timetable them to the pupils with the widest gaps."
