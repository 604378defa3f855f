"""Subject access: everything that a site folder holds about one person, as a page that a family can read and as JSON."""

from sendsite.workflow.subject.finding import Found, found
from sendsite.workflow.subject.noting import noted
from sendsite.workflow.subject.places import places
from sendsite.workflow.subject.writing import document, page, place, write

__all__ = ["Found", "document", "found", "noted", "page", "place", "places", "write"]
