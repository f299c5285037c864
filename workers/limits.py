"""Limits on what a stranger's file may cost: what readers count, and what its job's process may use."""

from dataclasses import dataclass, replace

from service.config import MIB, Settings


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds on one file. Readers raise `LimitExceeded` when a count is passed."""

    pages: int = 200
    inflated_bytes: int = 64 * MIB
    """All streams or archive members together, counted while they are inflated."""
    inflation_ratio: int = 200
    archive_entries: int = 2_000
    xml_nodes: int = 1_000_000
    """Elements and attributes of one part, told before its tree is built: a tree takes about 120 bytes a node."""
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
        )

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


@dataclass(frozen=True, slots=True)
class Bounds:
    """Most files of an archive, most bytes of one of them, and of all together; how many times a file may inflate."""

    files: int
    file_bytes: int
    all_bytes: int
    ratio: int = Limits().inflation_ratio
