"""matplotlib's SVG made fit for a strict page: no inline style, no style sheet, no date; colours by class, with a title and a description."""

from __future__ import annotations

import re
from xml.etree import ElementTree

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
TONES = {
    "ink": "#1d2430",
    "quiet": "#515b6b",
    "rule": "#dcdad3",
    "s1": "#12436d",
    "s2": "#28859a",
    "s3": "#801650",
    "s4": "#c4540c",
    "s5": "#6e5aa8",
    "s6": "#8a8f98",
    "s7": "#c9ccd1",
    "red": "#b3261e",
    "amber": "#9a6200",
    "green": "#0b6b43",
    "red-ground": "#fbe9e7",
    "amber-ground": "#fff3d9",
    "green-ground": "#e1f3ea",
}
"""Colour name -> the colour it is drawn with. The page's own style sheet gives `fill-<name>` and `line-<name>` the theme's colour."""
NAMES = {colour: name for name, colour in TONES.items()}
FINE = re.compile(r"-?\d+\.\d{3,}")
"""A number with more decimal places than a picture needs: they could tell a figure more finely than it is told."""
LEFT_OUT = frozenset({"font", "font-family", "stroke-miterlimit"})


def clean(svg: str, slug: str, title: str, desc: str) -> str:
    """The same picture as one self-contained element; ids are made the slug's own so that two pictures can share a page."""
    root = ElementTree.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", svg))  # noqa: S314  # our own drawing, no foreign text
    for element in list(root):
        if element.tag == f"{{{SVG}}}metadata":
            root.remove(element)
    for parent in root.iter():
        for child in [child for child in parent if child.tag == f"{{{SVG}}}style"]:
            parent.remove(child)
    named = {match for element in root.iter() for value in element.attrib.values() for match in re.findall(r"#([\w-]+)", value)}
    for element in root.iter():
        _plain(element, slug, named)
    for parent in root.iter(f"{{{SVG}}}g"):
        _type(parent)
    _head(root, slug, title, desc)
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode").replace("\n", "")


def _plain(element: ElementTree.Element, slug: str, named: set[str]) -> None:
    """Style to attributes, colours to classes, unused ids away, the others prefixed."""
    classes = []
    for rule in element.attrib.pop("style", "").split(";"):
        key, _, value = (part.strip() for part in rule.partition(":"))
        if key == "font":
            element.set("font-size", re.findall(r"([\d.]+)px", value)[0])
        if key and key not in LEFT_OUT:
            element.set(key, value)
    for key, kind in (("fill", "fill"), ("stroke", "line")):
        name = NAMES.get(element.get(key, ""))
        if name:
            classes.append(f"{kind}-{name}")
    if element.tag == f"{{{SVG}}}text" and "fill" not in element.attrib:
        classes.append("fill-ink")
    if classes:
        element.set("class", " ".join(classes))
    if element.get("id") not in named:
        element.attrib.pop("id", None)
    link = element.attrib.pop(f"{{{XLINK}}}href", None)
    if link:
        element.set("href", link)
    for key, value in element.attrib.items():
        named_anew = f"{slug}-{value}" if key == "id" else re.sub(r"#(?=[A-Za-z_])(?![0-9a-f]{6}$)", f"#{slug}-", value)
        element.set(key, named_anew if "#" in value or key == "id" else FINE.sub(lambda number: coarse(number[0]), value))


def coarse(number: str) -> str:
    """A number to two decimal places, without noughts at its end."""
    return f"{round(float(number), 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _type(parent: ElementTree.Element) -> None:
    """Size and anchor of a text stand on the group around it, so that a style sheet that sets them for all text can leave these be."""
    for child in parent:
        if child.tag == f"{{{SVG}}}text":
            for key in ("font-size", "text-anchor"):
                value = child.attrib.pop(key, None)
                if value:
                    parent.set(key, value)


def _head(root: ElementTree.Element, slug: str, title: str, desc: str) -> None:
    """Role, name and description of the picture, and lines as matplotlib's own style sheet has them."""
    for key in ("width", "height", "version"):
        root.attrib.pop(key, None)
    root.attrib.update({"role": "img", "aria-labelledby": f"{slug}-title {slug}-desc", "stroke-linejoin": "round", "stroke-linecap": "butt"})
    for place, (tag, words) in enumerate((("title", title), ("desc", desc))):
        element = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{slug}-{tag}"})
        element.text = words
        root.insert(place, element)
