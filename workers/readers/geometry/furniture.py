"""What stands on pages without belonging to the text: page numbers, running heads and feet."""

import re
from collections import Counter
from collections.abc import Sequence

from workers.readers.geometry import thresholds
from workers.readers.geometry.lines import Line
from workers.readers.geometry.page import Page

_PAGE_NUMBER = re.compile(
    r"[-—–－‐·•~～\s]*(?:第?\s*(?:\d{1,4}|[一二三四五六七八九十百]{1,4}|[ivxIVX]{1,6})\s*页?"
    r"(?:\s*[/／,，、]?\s*共?\s*\d{1,4}\s*页?)?|Page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?)[-—–－‐·•~～\s]*",
    re.IGNORECASE,
)

_DIGITS = re.compile(r"[\d一二三四五六七八九十]+")


def drop_furniture(pages: Sequence[Page], lines: Sequence[list[Line]]) -> list[list[Line]]:
    """The lines of each page that are text: page numbers and what half of the pages repeat are left out."""
    edges = [[line for line in found if _in_margin(line, page)] for page, found in zip(pages, lines, strict=True)]
    seen = Counter(mask for found in edges for mask in {_mask(line) for line in found})
    often = max(2, (len(pages) + 1) // 2)
    dropped = {
        id(line) for found in edges for line in found if _PAGE_NUMBER.fullmatch(line.text) or seen[_mask(line)] >= often
    }
    return [[line for line in found if id(line) not in dropped] for found in lines]


def _in_margin(line: Line, page: Page) -> bool:
    _, top, _, bottom = line.box
    return top >= page.height * (1 - thresholds.FOOT) or bottom <= page.height * thresholds.HEAD


def _mask(line: Line) -> str:
    return _DIGITS.sub("#", line.text)
