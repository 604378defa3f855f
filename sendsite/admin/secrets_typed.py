"""Fields that hold a secret: they are read as they were typed, kept for nothing but the check, and never shown again."""

from __future__ import annotations

from sendsite.admin.forms import Field, Form, own
from sendsite.admin.passwords import GOOD, LEAST, weakness

NAME = own("name", "Name")
PASSWORD = own("password", "Password")
CODE = own("code", "Six-digit code", hint="Your authenticator app shows it.")
PRESENT = own("present", "Your present password")
FRESH = own("fresh", "New password", hint=f"At least {LEAST} characters. {GOOD}")
AGAIN = own("again", "The new password once more")


def the_form(*fields: Field, **faults: str) -> Form:
    """A form of these fields, blank, with what is wrong with them; "" is nothing wrong."""
    form = Form(fields)
    for name, words in faults.items():
        if words:
            form.refuse(name, words)
    return form


def check_fresh(form: Form, fresh: str, again: str, known: tuple[str, ...]) -> None:
    """Say on a form what is wrong with a new password: too weak (`known` are names it must not be made of), or typed in two ways."""
    if words := weakness(fresh, known):
        form.refuse("fresh", words)
    elif fresh != again:
        form.refuse("again", "The two are not the same. Type the new password in both fields.")
