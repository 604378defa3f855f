"""The question that each insight puts to a governor: no number, no name, no blame. Insights whose question has a figure in it are in questions.py."""

from __future__ import annotations

SEVERITY_WEIGHT = {"high": 66.0, "medium": 49.0, "low": 34.0, "": 34.0}
"""Beside the weights of the questions made from figures: a change for the worse weighs 70, a share of hours elsewhere 50 and more."""

ASKS = {
    "overcommitted": "Which support on the timetable cannot happen in the week as it is, and who decides what gives way?",
    "concentration": "Where one adult is mostly with one pupil, what would have to be in place for part of that time to be shared?",
    "one_adult": "When the adult who gives most of the support for the highest need is away, who steps in?",
    "costly": "Before anybody is taken on: which hours that are paid for could come back to pupils?",
    "untied": "How do we know that support helps where no outcome in the plan has been reviewed?",
    "unreviewed": "When were the outcomes of support last looked back on, and what changed because of it?",
    "unrated": "When will every pupil on the register be rated, and what stands in the way?",
    "stale": "How old are the ratings that hours rest on, and who goes through them again?",
    "tied": "Where a rating lies between two levels, who looks at it a second time?",
    "at_odds": "Where rating, plan and hours do not fit together, which of the three is out of date?",
    "continuing": "How do we notice that a pupil is ready for less support, and what happens then?",
    "priority": "We stated a priority and the hours follow another pattern: should the hours change, or the priority?",
    "withdrawn": "What do pupils miss while they are supported outside lessons, and who looks at that?",
    "changing_hands": "How many pupils met a new adult this term, and how was the change prepared?",
    "top_up": "Where support costs more than its funding brings, what do we take to the next annual review?",
    "budget": "What is the SEND funding spent on, and what do we pay from elsewhere?",
    "low_spend": "Is everybody who gives support on the staff list, and if so, how is need met with so little?",
}
