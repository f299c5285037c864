"""What has been read of a file so far, held against its limits."""

from service.errors import LimitExceeded
from workers.limits import Limits


class Tally:
    """Counts a file's text and its tables' cells. Raises LimitExceeded as soon as there is too much."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._characters = self._pieces = 0

    def characters(self, text: str) -> str:
        """The text itself, counted."""
        self._pieces += 1
        if self._pieces > self._limits.pieces:
            raise LimitExceeded(what="paragraphs and cells / 段落和单元格", limit=self._limits.pieces)
        self._characters += len(text)
        if self._characters > self._limits.characters:
            raise LimitExceeded(what="text / 文字", limit=f"{self._limits.characters:,} characters / 字")
        return text

    def paragraphs(self, count: int) -> None:
        """Checks the number of paragraphs outside of tables."""
        if count > self._limits.paragraphs:
            raise LimitExceeded(what="paragraphs / 段落", limit=self._limits.paragraphs)

    def columns(self, count: int) -> None:
        """Checks the number of columns of one table."""
        if count > self._limits.columns_a_table:
            raise LimitExceeded(what="columns of a table / 单个表格的列数", limit=self._limits.columns_a_table)

    def cells(self, count: int) -> None:
        """Checks the number of cells of one table."""
        if count > self._limits.cells_a_table:
            raise LimitExceeded(what="cells of a table / 单个表格的单元格", limit=self._limits.cells_a_table)
