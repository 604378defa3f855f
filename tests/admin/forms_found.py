"""The forms of a page as a browser would send them: where to, with which fields, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.admin.people import Caller, document

TYPED = ("text", "search", "url", "tel", "email", "number", "date")


class Control(NamedTuple):
    """One control: its name, what it would send (None: nothing), what it is (typed, secret, hidden, tick, radio, choice, file, button), what it offers."""

    name: str
    value: str | None
    kind: str
    offers: tuple[str, ...] = ()


class Found(NamedTuple):
    """A form that is posted. `page` is where it stands."""

    page: str
    action: str
    controls: tuple[Control, ...]

    def of(self, *kinds: str) -> tuple[str, ...]:
        """The names of its controls of some kinds, each once."""
        return tuple(dict.fromkeys(each.name for each in self.controls if each.kind in kinds))

    def sent(self, **more: Any) -> dict[str, Any]:
        """What it would send as it stands, with the first of its buttons that have a name; `more` is typed over."""
        values: dict[str, Any] = {}
        for each in self.controls:
            if each.value is not None and not (each.kind == "button" and any(other.kind == "button" and other.name in values for other in self.controls)):
                before = values.get(each.name)
                values[each.name] = each.value if before is None else [*(before if isinstance(before, list) else [before]), each.value]
        return values | more

    def completed(self, **more: Any) -> dict[str, Any]:
        """The same, with the first that is offered where nothing is chosen yet."""
        offered = {each.name: each.offers[0] for each in reversed(self.controls) if each.offers}
        return offered | {name: value for name, value in self.sent().items() if value or name not in offered} | more


def forms_of(page: str, where: str) -> list[Found]:
    """The forms of a page that are posted, controls that belong to one by their attribute `form` included."""
    root = document(page)
    above = {child: parent for parent in root.iter() for child in parent}
    forms = [form for form in root.iter("form") if form.get("method") == "post"]
    by_id = {form.get("id"): form for form in forms if form.get("id")}
    held: dict[Any, list[Control]] = {form: [] for form in forms}
    for each in (each for each in root.iter() if each.tag in ("input", "select", "textarea", "button")):
        owner = by_id.get(each.get("form")) if each.get("form") else next((up for up in _upward(each, above) if up.tag == "form"), None)
        if owner in held and each.get("name") and each.get("name") != "csrf" and each.get("disabled") is None:
            held[owner].append(Control(str(each.get("name")), _value(each), _kind(each), _offers(each)))
    return [Found(where, str(form.get("action") or where), tuple(controls)) for form, controls in held.items()]


def form_on(caller: Caller, where: str, action: str = "") -> Found:
    """The form of a page that leads to an address; the page's own where none is given."""
    wanted = action or where.partition("?")[0]
    found = [form for form in forms_of(caller.get(where).text, where) if form.action.partition("?")[0] == wanted]
    assert found, f"{where} has no form that leads to {wanted}"
    return found[0]


def _upward(element: Any, above: dict[Any, Any]) -> Iterator[Any]:
    while (element := above.get(element)) is not None:
        yield element


def _kind(element: Any) -> str:
    if element.tag in ("button", "textarea", "select"):
        return {"button": "button", "textarea": "typed", "select": "choice"}[element.tag]
    kind = element.get("type", "text")
    if kind in TYPED:
        return "secret" if element.get("autocomplete") == "one-time-code" else "typed"
    return {"password": "secret", "checkbox": "tick", "submit": "button"}.get(kind, str(kind))


def _offers(element: Any) -> tuple[str, ...]:
    if element.tag == "select":
        return tuple(value for each in element.iter("option") if (value := str(each.get("value", each.text or ""))))
    return (str(element.get("value")),) if element.get("type") == "radio" and element.get("value") else ()


def _value(element: Any) -> str | None:
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = next((each for each in options if each.get("selected") is not None), options[0] if options else None)
        return None if chosen is None else str(chosen.get("value", chosen.text or ""))
    if element.tag == "textarea":
        return str(element.text or "")
    if element.get("type") in ("checkbox", "radio"):
        return str(element.get("value", "on")) if element.get("checked") is not None else None
    return None if element.get("type") == "file" else str(element.get("value") or "")
