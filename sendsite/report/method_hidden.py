"""What is hidden or left out, in plain words: first what nobody will find and why, then every rule with its reason and an example."""

from __future__ import annotations

from typing import NamedTuple

from sendsite.framework.coarse import HOURS_STEP, HOURS_STEP_OVER, LEAST_HOURS, LEAST_MONEY, MONEY_STEP, OVER
from sendsite.report.disclosure import LEAST_K
from sendsite.report.formats import POUNDS


class Rule(NamedTuple):
    """A rule of what is hidden: what is done, why, and an example."""

    rule: str
    why: str
    example: str


def not_here(k: int) -> tuple[tuple[str, str], ...]:
    """(what nobody will find on the site, why)."""
    least = max(k, LEAST_K)
    return (
        ("Names, and anything that was written about a person", "No page is given them."),
        ("Salaries, or a figure made from one", "All money is at one standard rate for each role."),
        (f"Counts of 1 to {least - 1} pupils", "In a school where everybody knows everybody, “two” can be two children."),
        ("Year groups and key stages", "In a school with 40 pupils on its register, a year group has a handful. Ages stand in four bands."),
        (
            "Pupils with an EHCP and at SEN support apart, by area of need, at a school",
            "They stand together there, and the rarer areas of need as one. The trust’s page has them apart.",
        ),
        ("Top-up funding by band, at a school", "A band often has one pupil. A school’s funded pupils stand together; the trust’s page has the bands."),
        ("Other tasks by role, and the cost of outcomes by status, at a school", "They would tell what one colleague does, or one pupil’s plan costs."),
        ("Exact hours and pounds", "From one term to the next, an exact sum would tell what one child has who came or went."),
        (
            f"Words that tell a change of fewer than {least} pupils",
            "They would point at who came or went. The numbers of both terms are there, and whoever reads both can compare them.",
        ),
        (
            f"The index of a school with fewer than {2 * least} pupils on its register, on its own pages",
            f"One child would move it. The trust’s pages have it from {least} pupils on.",
        ),
    )


def suppression(k: int) -> tuple[Rule, ...]:
    """Every rule of what is hidden, with the threshold in force."""
    least = max(k, LEAST_K)
    return (*_small(least), *_of_roles(), *_worked_out(least), *_rounded(), *_over_time(least), *_everywhere())


def _small(k: int) -> tuple[Rule, ...]:
    return (
        Rule(
            f"A count of 1 to {k - 1} pupils is hidden and reads [c]. 0 is shown.",
            "A small number can point to a child; nought points at nobody.",
            "Three pupils whose need is in communication: [c].",
        ),
        Rule(
            f"Hours and money need at least {k} pupils, none of whom has more than half.",
            "A sum that is mostly one child’s tells that child’s hours.",
            f"{k + 1} pupils have 40 hours together, and one of them 25: [c].",
        ),
        Rule(
            f"Shares and averages need at least {2 * k} pupils.",
            "Of few pupils, a share tells how many they are.",
            f"Need met of {2 * k - 2} pupils: [c], although they are counted.",
        ),
        Rule(
            f"Where one group holds everyone, and they are fewer than {4 * k}, the split is hidden.",
            "Otherwise all of them would be told at once.",
            "All 12 pupils are rated red: no count by rating is shown.",
        ),
        Rule(
            f"A school with {k} to {2 * k - 1} pupils on its register shows its index and measures on the trust’s pages alone; with fewer, nowhere.",
            "One pupil would move each of them. The trust’s leaders still need to see them.",
            f"A village school with {k + 2} pupils on its register: its own dashboard says hidden.",
        ),
    )


def _of_roles() -> tuple[Rule, ...]:
    return (
        Rule(
            "Where one role supports few pupils, hours in support are not split by role.",
            "The only learning mentor of a school may work with two children.",
            "Hours of all roles together are shown, those of each role read [c].",
        ),
        Rule(
            "A role that fewer than three people hold at a school is told together with other roles, or not by itself at all.",
            "What the only learning mentor does with each hour is that colleague’s own week.",
            "Eight teaching assistants, and three others in three roles: Teaching assistant, and Other roles together.",
        ),
        Rule(
            "Why a measure is missing is told where the group it speaks of is large enough to be counted.",
            "“Too few are rated red or amber” would be a count of nought, one or two.",
            "Two of 13 pupils are rated amber: Deployment quality reads [c], without a reason.",
        ),
    )


def _worked_out(k: int) -> tuple[Rule, ...]:
    return (
        Rule(
            "Other figures are hidden beside a small one, as few as possible, until nobody who adds and takes away can tell it.",
            "From a total and all its parts but one, the last part can be found. So larger numbers are marked too.",
            "40 pupils: 25, 12 and 3. Not only the 3 is hidden but the 12 as well: together they are 15, and the 3 could be anything up to 15.",
        ),
        Rule(
            f"Safe means: the least and the most that a count can be lie {k} or more apart, and the most is at least {k}. "
            f"Of hours they lie {k / 2:g} apart, of money {POUNDS.text(500 * k)}, and of both at least a fifth of the figure.",
            "To know that a number is 2 or 3 is nearly to know it.",
            "All that is published counts: tables, charts, downloads, every school and the trust.",
        ),
        Rule(
            "A second check, made in another way and with whole pupils, proves this before anything is written. If it fails, nothing is published.",
            "A fault in the first should not reach a reader.",
            "The trust office then reads which figure it was; readers keep the site they had.",
        ),
        Rule(
            "Whatever is worked out from a hidden figure is hidden too.",
            "Otherwise one could work back.",
            "No cost per pupil where the number of pupils is hidden.",
        ),
    )


def _rounded() -> tuple[Rule, ...]:
    return (
        Rule(
            f"Hours are rounded to {HOURS_STEP:g}, over {OVER:g} to {HOURS_STEP_OVER:g}; money to {POUNDS.text(MONEY_STEP)}, "
            "averages of it to £100, the cost of an hour to 50p.",
            "So one child’s hours cannot be found by comparing two terms.",
            "113.5 hours read 115. Each figure is rounded by itself, so parts may not add up to their total.",
        ),
        Rule(
            "A share of hours or money is worked out from the rounded figures, to a whole percent, "
            f"and only of at least {LEAST_HOURS:g} hours or {POUNDS.text(LEAST_MONEY)}.",
            f"It must tell no more than the figures beside it, and of less it would mislead: a step of {HOURS_STEP:g} in {LEAST_HOURS:g} hours is "
            f"{100 * HOURS_STEP / LEAST_HOURS:g} points, in 70 hours 7.",
            "Of 70 hours in all, no share is given, in percent or in words: it reads [u].",
        ),
        Rule(
            "What is there and rounds to nought reads [low].",
            "0 is kept for what is none at all.",
            "One and a half hours of cover a week: [low].",
        ),
        Rule(
            "The index and the five measures are not rounded in this way.",
            "They rest on everybody on the register, and are shown only where these are enough. Charts and downloads are made from them as shown.",
            "Need met 81.5%.",
        ),
    )


def _over_time(k: int) -> tuple[Rule, ...]:
    return (
        Rule(
            f"A figure that was small last term stays hidden until it was none, or {k} or more, for two terms.",
            "A number that appears and disappears tells on which side of the line it lies.",
            f"{k - 1} pupils in autumn, {k} in spring, {k + 1} in summer: it is shown in summer.",
        ),
        Rule(
            f"No change of fewer than {k} pupils is told in words, and none of any figure that is hidden in either term.",
            "“Two more than last year” points at two children.",
            "36 pupils this term and 34 a year before: both numbers are there, as each term shows them, and no sentence or arrow says “two more”.",
        ),
        Rule(
            "Two terms in a row are checked together.",
            "Whoever reads both can compare their numbers, and may suppose that hardly anything has changed.",
            "Even who supposes that no count moved by more than one can tell no hidden one.",
        ),
        Rule(
            "A corrected edition shows nothing that an earlier edition of its term hid.",
            "Readers may have both.",
            "A count is mended from 3 to 13: it stays hidden that term.",
        ),
    )


def _everywhere() -> tuple[Rule, ...]:
    return (
        Rule(
            "The same figure is hidden everywhere.",
            "One place that forgets it would be enough.",
            "In tables, charts and their descriptions, sentences, downloads and the search, for a school and for the trust.",
        ),
        Rule(
            "No salary feeds any published figure.",
            "Costs are at one rate for each role.",
            "If a colleague’s pay goes up, not one published number changes.",
        ),
        Rule(
            "[x] means not available, [z] that a figure does not apply.",
            "What is not there is never drawn as nought.",
            "No budget was entered: [x]. No top-up, so no balance of it: [z].",
        ),
    )
