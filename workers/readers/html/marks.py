"""What tells the report from the page around it: heads and tables of the form, its title, and the site's own lines."""

import re

from service.reports.report import Paragraph
from workers.readers.document import Block, Grid, Unread
from workers.readers.structure import heads
from workers.readers.structure.furniture import is_path
from workers.readers.structure.title import ORGAN
from workers.readers.tables import labels

_ENOUGH = 2
"""So many different labels of a table make a grid a part of it."""

_TITLE = re.compile(r"公开.{0,14}(?:报告|年报)")
_LONGEST_TITLE = 60
_OWNER = re.compile(f"(?:{ORGAN})$")


def mark(block: Block) -> str:
    """The section or table of the form that the block is a sure sign of, “” for none."""
    if isinstance(block, Grid):
        return _table(block)
    if isinstance(block, Unread):
        return ""
    title = heads.section_title(block.text)
    if title is None or title.strength < 2 or "。" in block.text[:-1]:
        return ""
    numeral = heads.parse(block.text).numeral
    sure = title.strength == 3 if not numeral.text else numeral.style in {"一、", "第一部分", "1."}
    return f"section {title.number}" if sure else ""


def text_of(block: Block) -> str:
    """A paragraph's text; a table has none."""
    return block.text if isinstance(block, Paragraph) else ""


def is_title(text: str) -> bool:
    """Whether a line names a report."""
    if len(text) > _LONGEST_TITLE or "。" in text or is_path(text):
        return False
    return bool(_TITLE.search(text))


def is_owner(text: str) -> bool:
    """Whether a line may be the first half of a title: a body's name alone."""
    return len(text) < 30 and bool(_OWNER.search(text))


def _table(grid: Grid) -> str:
    keys: dict[str, set[str]] = {}
    for cell in grid.cells:
        for match in labels.find(cell.text):
            keys.setdefault(match.table, set()).add(match.key)
    best = max(keys, key=lambda table: len(keys[table]), default="")
    return f"table {best}" if best and len(keys[best]) >= _ENOUGH else ""
