"""Names of WordprocessingML, and how its elements are asked for values and for their children."""

from collections.abc import Iterator
from functools import cache

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_VAL = f"{W}val"
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
ALTERNATIVES = f"{_MC}AlternateContent"
_CHOICE = f"{_MC}Choice"
_FALLBACK = f"{_MC}Fallback"


def transitional(data: bytes) -> bytes:
    """The part with the namespace of the strict variant exchanged for the usual one."""
    return data.replace(STRICT, W[1:-1].encode())


def value(element: etree._Element | None, name: str) -> str | None:
    """The value (`w:val`) of a property among the element's children, None where it isn't there."""
    found = element.find(f"{W}{name}") if element is not None else None
    return None if found is None else found.get(_VAL, "")


def values(element: etree._Element | None) -> dict[str, str]:
    """The values of all properties among the element's children, by their tags; the first where one is there twice."""
    return {} if element is None else {child.tag: child.get(_VAL, "") for child in element.iterchildren(reversed=True)}


def number(element: etree._Element | None, name: str, most: int) -> int | None:
    """The same for a count from 0 to `most`; what is no number isn't there."""
    return count(value(element, name), most)


def count(text: str | None, most: int) -> int | None:
    """A property's value as a count from 0 to `most`; None for what is no number."""
    if text is None or not text.lstrip("-+").isdecimal() or len(text) > 10:
        return None
    return min(max(int(text), 0), most)


def switch(element: etree._Element | None, name: str) -> bool | None:
    """The same for an on/off property: None where the element says nothing of it."""
    return is_on(value(element, name))


def is_on(text: str | None) -> bool | None:
    """An on/off property's value as such; None for none."""
    return None if text is None else text not in {"0", "false", "off", "none"}


def chosen(alternatives: etree._Element) -> etree._Element | None:
    """The one branch of several that say the same: the first choice, else the fallback."""
    choice = alternatives.find(_CHOICE)
    return choice if choice is not None else alternatives.find(_FALLBACK)


def members(container: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements of these names that belong to a container, content controls and insertions looked into."""
    return _members(container, _tags(names))


@cache
def _tags(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(f"{W}{name}" for name in names)


def _members(container: etree._Element, wanted: frozenset[str]) -> Iterator[etree._Element]:
    for child in container:
        tag = child.tag
        if tag in wanted:
            yield child
        elif tag in _WRAPPERS:
            if not _is_contents_list(child):
                yield from _members(child, wanted)
        elif tag == ALTERNATIVES:
            branch = chosen(child)
            if branch is not None:
                yield from _members(branch, wanted)


def _is_contents_list(control: etree._Element) -> bool:
    """Whether a content control is a table of contents, which repeats the heads."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(_VAL) == "Table of Contents"
