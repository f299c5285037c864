"""Limits on what a stranger's file may cost: what readers count, and what its job's process may use."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from service.config import MIB, Settings
from service.errors import Language, LimitExceeded

_WHAT: Mapping[str, Mapping[Language, str]] = {
    "pages": {"en": "pages", "zh": "页数"},
    "inflated_bytes": {"en": "inflated size", "zh": "解压后大小"},
    "inflation_ratio": {"en": "inflation ratio", "zh": "压缩比"},
    "archive_entries": {"en": "archive entries", "zh": "压缩包内文件数"},
    "xml_nodes": {"en": "XML or HTML elements", "zh": "XML、HTML 元素数"},
    "attributes": {"en": "attributes of an element", "zh": "单个元素的属性数"},
    "rules_a_page": {"en": "drawn lines on a page", "zh": "单页线条数"},
    "glyphs_a_page": {"en": "characters on a page", "zh": "单页字符数"},
    "objects_a_page": {"en": "drawn objects on a page", "zh": "单页对象数"},
    "glyphs": {"en": "characters on all pages", "zh": "全部页面的字符数"},
    "rules": {"en": "drawn lines on all pages", "zh": "全部页面的线条数"},
    "operations": {"en": "drawing operators on all pages", "zh": "全部页面的绘图指令数"},
    "cells_a_table": {"en": "cells in a table", "zh": "单个表格的单元格数"},
    "columns_a_table": {"en": "columns in a table", "zh": "单个表格的列数"},
    "scanned_pages": {"en": "scanned pages", "zh": "扫描页数"},
    "picture_dots": {"en": "pixels in an image", "zh": "单幅图像的像素数"},
    "characters": {"en": "text", "zh": "文字"},
    "paragraphs": {"en": "paragraphs", "zh": "段落数"},
    "pieces": {"en": "paragraphs and cells", "zh": "段落和单元格数"},
    "formatting_runs": {"en": "formatting runs", "zh": "格式区段数"},
}
"""What a sender is told that there is too much of."""


class Recognition(StrEnum):
    """Where pages that are pictures are recognised."""

    HERE = "here"
    """In this process, if what that needs is installed."""
    ELSEWHERE = "elsewhere"
    """By another worker, to which the file is to be handed."""
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds on one file, which readers hold their counts against with `check`."""

    pages: int = 200
    inflated_bytes: int = 64 * MIB
    """All streams or archive members together, counted while they are inflated."""
    inflation_ratio: int = 200
    archive_entries: int = 2_000
    xml_nodes: int = 1_000_000
    """Elements and attributes of one part, known before its tree is built: a tree takes about 120 bytes a node."""
    attributes: int = 500
    """Of one element."""
    rules_a_page: int = 20_000
    glyphs_a_page: int = 50_000
    glyphs: int = 500_000
    """Characters of all pages together."""
    rules: int = 200_000
    """Drawn lines of all pages together."""
    operations: int = 5_000_000
    """Operators of a PDF's content that the careful engine carries out."""
    cells_a_table: int = 20_000
    columns_a_table: int = 256
    scanned_pages: int = 40
    """Pages that are pictures and must be recognised."""
    scanned_page_seconds: int = 10
    """Of a processor, on average."""
    scanned_page_looks_seconds: int = 5
    """Of a processor, on average, for both looks at a page: what has no time for the second one accuses nobody."""
    picture_dots: int = 50_000_000
    """Of a page that is a picture: A4 at 700 dots an inch."""
    characters: int = 500_000
    """Of text, all together."""
    paragraphs: int = 20_000
    """Outside of tables; in a text file, lines that say something."""
    pieces: int = 20_000
    """Paragraphs and cells, all together."""

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        """As the operator set them."""
        return cls(
            pages=settings.pages,
            inflated_bytes=settings.inflated_bytes,
            cells_a_table=settings.cells,
            scanned_pages=settings.scan_pages,
            scanned_page_seconds=settings.scan_page_seconds,
            scanned_page_looks_seconds=settings.scan_looks_seconds,
        )

    @property
    def objects_a_page(self) -> int:
        """Text, lines and pictures drawn on a page: no more than its other limits leave room for."""
        return self.rules_a_page + self.glyphs_a_page

    @property
    def formatting_runs(self) -> int:
        """Stretches of a Word file's text that are formatted alike."""
        return self.characters // 4

    def check(self, name: str, count: int) -> None:
        """Raises LimitExceeded where there is more of something than the limit of that name allows."""
        most: int = getattr(self, name)
        if count > most:
            shown: Mapping[str, object] = {
                "inflated_bytes": f"{most // MIB} MiB",
                "picture_dots": f"{most:,}",
                "characters": {"en": f"{most:,} characters", "zh": f"{most:,} 字"},
            }
            raise LimitExceeded(what=_WHAT[name], limit=shown.get(name, most))

    def for_file(self, size: int) -> "Limits":
        """The same, but no more than a file of so many bytes has room for, however well it is compressed.

        Real files have at most 0.9 elements, 0.2 characters and 0.1 drawn lines a byte, a page in 2,000, and 600 lines.
        """
        glyphs, rules = min(self.glyphs, 20_000 + size // 4), min(self.rules, 5_000 + size // 4)
        return replace(
            self,
            pages=min(self.pages, 20 + size // 2_000),
            inflated_bytes=min(self.inflated_bytes, 4 * MIB + 32 * size),
            xml_nodes=min(self.xml_nodes, 50_000 + 2 * size),
            paragraphs=min(self.paragraphs, 1_000 + size // 32),
            glyphs=glyphs,
            glyphs_a_page=min(self.glyphs_a_page, glyphs),
            rules=rules,
            rules_a_page=min(self.rules_a_page, rules),
            operations=min(self.operations, 100_000 + size),
        )


class Tally:
    """Counts a file's paragraphs and cells, and their characters, as they are read."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._characters = self._pieces = 0

    def counted(self, text: str) -> str:
        """The text of a paragraph or cell itself. Raises LimitExceeded as soon as there is too much."""
        self._pieces += 1
        self._characters += len(text)
        self._limits.check("pieces", self._pieces)
        self._limits.check("characters", self._characters)
        return text


@dataclass(frozen=True, slots=True)
class Bounds:
    """Most files of an archive, most bytes of one of them, and of all together; how many times a file may inflate."""

    files: int
    file_bytes: int
    all_bytes: int
    ratio: int = Limits().inflation_ratio
