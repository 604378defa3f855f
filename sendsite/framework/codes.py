"""The codes of the school census in words: what stands beside a code on a screen, and in a refusal that says which codes there are."""

from __future__ import annotations

from sendsite.framework.records import YEAR_GROUPS

STATUS_WORDS = {"E": "EHC plan", "K": "SEN support"}
NEED_WORDS = {
    "SPLD": "Specific learning difficulty",
    "MLD": "Moderate learning difficulty",
    "SLD": "Severe learning difficulty",
    "PMLD": "Profound and multiple learning difficulty",
    "SEMH": "Social, emotional and mental health",
    "SLCN": "Speech, language and communication",
    "HI": "Hearing impairment",
    "VI": "Vision impairment",
    "MSI": "Multi-sensory impairment",
    "PD": "Physical disability",
    "ASD": "Autistic spectrum disorder",
    "OTH": "Other difficulty or disability",
    "NSA": "No specialist assessment of type of need",
    "DS": "Down syndrome",
}
YEAR_WORDS = {year: {"N1": "Nursery 1", "N2": "Nursery 2", "R": "Reception"}.get(year, f"Year {year}") for year in YEAR_GROUPS}
WORDS_OF = {"sen_status": STATUS_WORDS, "primary_need": NEED_WORDS}
"""The words of each column whose codes do not speak for themselves."""
