"""The codes of the school census in words: what stands beside a code on a screen, and in a refusal that says which codes there are."""

from __future__ import annotations

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
WORDS_OF = {"sen_status": STATUS_WORDS, "primary_need": NEED_WORDS}
"""The words of each column whose codes do not speak for themselves."""
