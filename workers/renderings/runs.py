"""Marks around words of a WordprocessingML paragraph: the range of a comment, and the sign that refers to it."""

import copy
from collections.abc import Iterator

from lxml import etree

from workers.readers.docx.names import W

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_AROUND_RUNS = frozenset(
    f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple")
)


def enclose(paragraph: etree._Element, quote: str, number: int) -> None:
    """Set the range of comment `number` around a quote in a paragraph, or around all of it where it isn't in it."""
    start, end = (etree.Element(f"{W}commentRange{name}", {f"{W}id": str(number)}) for name in ("Start", "End"))
    span = _span(paragraph, quote)
    if span:
        first, last = _cut(paragraph, *span)
        first.addprevious(start)
        _add_after(last, end)
    else:
        properties = paragraph.find(f"{W}pPr")
        paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
        _add_after(start, end)
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": str(number)})
    _add_after(_outermost(end, paragraph), run)


def _span(paragraph: etree._Element, quote: str) -> tuple[int, int] | None:
    """Where the quote begins and ends in the paragraph's text, blanks aside; None for a paragraph without text."""
    text = "".join(map(_text, _runs(paragraph)))
    solid = [at for at, char in enumerate(text) if not char.isspace()]
    words, wanted = "".join(text[at] for at in solid), "".join(quote.split())
    found = words.find(wanted) if wanted else -1
    if found < 0:
        return (solid[0], solid[-1] + 1) if solid else None
    return solid[found], solid[found + len(wanted) - 1] + 1


def _cut(paragraph: etree._Element, start: int, end: int) -> tuple[etree._Element, etree._Element]:
    """The first and the last run of a span; plain runs are cut in two where it begins and ends."""
    for edge in (start, end):
        seen = 0
        for run in list(_runs(paragraph)):
            length = len(_text(run))
            if seen < edge < seen + length:
                _split(run, edge - seen)
            seen += length
    seen, inside = 0, []
    for run in _runs(paragraph):
        length = len(_text(run))
        if seen < end and seen + length > start:
            inside.append(run)
        seen += length
    return inside[0], inside[-1]


def _split(run: etree._Element, offset: int) -> None:
    """Cut a run of nothing but one text in two; others stay whole."""
    texts = [child for child in run if child.tag != f"{W}rPr"]
    if len(texts) != 1:
        return
    rest = copy.deepcopy(run)
    _add_after(run, rest)
    whole = texts[0].text or ""
    for part, text in ((run, whole[:offset]), (rest, whole[offset:])):
        for element in part.iterchildren(f"{W}t"):
            element.text = text
            element.set(_SPACE, "preserve")


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph that are to be seen, those of its insertions and links too."""
    for child in element:
        if child.tag == f"{W}r":
            yield child
        elif child.tag in _AROUND_RUNS:
            yield from _runs(child)


def _text(run: etree._Element) -> str:
    return "".join(text.text or "" for text in run.iterchildren(f"{W}t"))


def _outermost(element: etree._Element, paragraph: etree._Element) -> etree._Element:
    """What of the paragraph's own children the element is in."""
    while (above := element.getparent()) is not None and above is not paragraph:
        element = above
    return element


def _add_after(element: etree._Element, added: etree._Element) -> None:
    """Put an element after another, whose tail stays where it is."""
    added.tail, element.tail = element.tail, None
    element.addnext(added)
