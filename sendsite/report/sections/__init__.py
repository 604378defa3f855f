"""Findings: one file a subject, each a function from a view and a place to a section of a page."""
