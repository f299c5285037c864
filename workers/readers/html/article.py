"""The report among all that a page shows: the smallest element around its heads and tables, without the site's lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, takewhile

from lxml import html

from service.reports.report import Paragraph
from workers.readers.document import Block
from workers.readers.html.marks import is_owner, is_title, mark, text_of
from workers.readers.html.page import Found
from workers.readers.structure.furniture import is_end, is_tool
from workers.readers.structure.title import is_maimed

_SURE = 4
"""So many different marks, a table among them, make a part of the page a whole report."""

_FURNITURE_TAGS = frozenset(("nav", "footer", "aside"))
_FURNITURE = re.compile(
    r"navbar|navigation|breadcrumb|crumbs|footer|sidebar|bdshare|copyright|pagination|toolbar|fontsize|qrcode|dqwz|weizhi"
    r"|friendlink|recommend|related|(?:^|[-_])(?:nav|menu|foot|share|crumb|search|login|pager|tools?|ewm)(?:[-_\d]|$)"
    r"|^(?:position|location|print)$",
    re.IGNORECASE,
)
_PROSE = 60
_Path = list[html.HtmlElement]
"""The elements from the page's root down to one."""
_NEAR_TITLE = 2
"""So many lines before a title may be the report's own; more are the site's."""


def article(found: Sequence[Found]) -> list[Block] | None:
    """The blocks of the report, None where the page holds none."""
    marks = {id(part): key for part in found if (key := mark(part.block))}
    witnesses = [part for part in found if id(part) in marks]
    if len(set(marks.values())) < 2 and not any(key.startswith("table") for key in marks.values()):
        return None
    home, witnesses = _home(witnesses, marks)
    inside = set(home.iter())
    start = next(index for index, part in enumerate(found) if part.element in inside)
    parts = [part for part in found[start:] if part.element in inside]
    first, last = parts.index(witnesses[0]), parts.index(witnesses[-1])
    furniture = _furniture(home, [*witnesses, *filter(_is_prose, parts[first:last])])
    front = _front([part for part in parts[:first] if part.element not in furniture], found[:start])
    middle = [part for part in parts[first : last + 1] if part.element not in furniture]
    tail = takewhile(lambda part: not is_end(part.block), (p for p in parts[last + 1 :] if p.element not in furniture))
    return [part.block for part in (*front, *middle, *filter(_is_own, tail))]


def _home(witnesses: list[Found], marks: dict[int, str]) -> tuple[html.HtmlElement, list[Found]]:
    """The smallest element around the marks; around one set of them, where a page shows parts of it twice."""
    paths = {id(part): [*reversed([*part.element.iterancestors()]), part.element] for part in witnesses}
    depth = 0
    while True:
        depth = _shared([paths[id(part)] for part in witnesses], depth)
        home = paths[id(witnesses[0])][depth - 1]
        branches: dict[html.HtmlElement, list[Found]] = {}
        for part in witnesses:
            branches.setdefault(_branch(paths[id(part)], depth), []).append(part)
        keys = {marks[id(part)] for part in witnesses}
        whole = [own for own in branches.values() if {marks[id(part)] for part in own} == keys]
        if len(branches) < 2 or not whole or len(keys) < _SURE or not any(key.startswith("table") for key in keys):
            return home, witnesses
        witnesses = max(whole, key=len)


def _shared(paths: Sequence[_Path], depth: int) -> int:
    """How many elements all paths have in common; the first `depth` are known to be."""
    most = min(map(len, paths))
    while depth < most and all(path[depth] is paths[0][depth] for path in paths):
        depth += 1
    return depth


def _branch(path: _Path, depth: int) -> html.HtmlElement:
    """The child of the element at the end of the common path in which another one stands, or that element itself."""
    return path[min(depth, len(path) - 1)]


def _furniture(home: html.HtmlElement, kept: Iterable[Found]) -> set[html.HtmlElement]:
    """All elements of the page's navigation, buttons and footers that hold nothing of what is kept."""
    above: set[html.HtmlElement] = set()
    for part in kept:
        element = part.element
        while element is not None and element not in above:
            above.add(element)
            element = element.getparent()
    found: set[html.HtmlElement] = set()
    for element in home.iter():
        if element not in found and element not in above and _is_furniture(element):
            found.update(element.iter())
    return found


def _is_furniture(element: html.HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}".split()
    return element.tag in _FURNITURE_TAGS or any(map(_FURNITURE.search, names))


def _is_prose(part: Found) -> bool:
    return isinstance(part.block, Paragraph) and len(part.block.text) > _PROSE and not part.linked


def _is_own(part: Found) -> bool:
    """Whether a line beside the report's heads and tables is its own, not the site's."""
    return not part.linked and not is_tool(part.block)


def _front(parts: Sequence[Found], before: Sequence[Found]) -> list[Found]:
    """What stands before the first head: from the title on, which may stand outside of the report's element."""
    own = [part for part in parts if isinstance(part.block, Paragraph) and _is_own(part)]
    start = next((start for start, _ in _titles(own)), None)
    if start is None:
        lines = [part for part in before if isinstance(part.block, Paragraph) and _is_own(part)]
        titles = [lines[start:end] for start, end in _titles(lines)]
        titles = titles or [[part] for part in lines if is_maimed(text_of(part.block))]
        return [*chain.from_iterable(titles[-1:]), *own]
    return own if start <= _NEAR_TITLE else own[start:]


def _titles(parts: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """Where the lines of a report's title begin and end; it may take two."""
    for index, part in enumerate(parts):
        if is_title(text_of(part.block)):
            yield index - (index > 0 and is_owner(text_of(parts[index - 1].block))), index + 1
        elif is_title("".join(text_of(each.block) for each in parts[index : index + 2])):
            yield index, index + 2
