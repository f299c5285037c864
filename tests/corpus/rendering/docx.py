"""DOCX by hand: gridSpan and vMerge, automatic numbering, tracked changes, content controls, split runs."""

from random import Random

from tests.corpus import grids
from tests.corpus.draft import Draft, TableDraft
from tests.corpus.rendering.blocks import Line, blocks, can_be_numbered
from tests.corpus.rendering.cells import rows
from tests.workers.readers.docx.wordml import docx, listed_family, run_of


def plain(draft: Draft, rng: Random) -> bytes:
    """All text as it stands."""
    return _Writer(rng).file(draft)


def numbered(draft: Draft, rng: Random) -> bytes:
    """The sections' numerals come from the word processor and stand nowhere in the text."""
    return _Writer(rng, numbered=can_be_numbered(draft)).file(draft)


def revised(draft: Draft, rng: Random) -> bytes:
    """Tracked changes: deleted text that is not to be read, inserted text that is; tables in content controls."""
    return _Writer(rng, revised=True).file(draft)


class _Writer:
    def __init__(self, rng: Random, *, numbered: bool = False, revised: bool = False) -> None:
        self.rng, self.numbered, self.revised = rng, numbered, revised

    def file(self, draft: Draft) -> bytes:
        """The whole file."""
        return docx("".join(self._block(block) for block in blocks(draft)), numbering=listed_family())

    def _block(self, block: Line | TableDraft) -> str:
        if not isinstance(block, Line):
            table = self._table(block)
            return f"<w:sdt><w:sdtContent>{table}</w:sdtContent></w:sdt><w:p/>" if self.revised else table + "<w:p/>"
        text, properties = block.text, ""
        if self.numbered and block.kind == "section":
            text = text.partition("、")[2]
            properties = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        return f"<w:p>{properties}{self._runs(text, bold=block.kind in ('title', 'section'))}</w:p>"

    def _runs(self, text: str, *, bold: bool = False) -> str:
        cut = self.rng.randint(0, len(text))
        head, tail = _run(text[:cut], bold), _run(text[cut:], bold)
        if self.revised and len(text) > 20 and self.rng.random() < 0.4:
            deleted = '<w:r><w:delText xml:space="preserve">2018年共7件，已删除</w:delText></w:r>'
            return f'{head}<w:del w:id="1" w:author="a">{deleted}</w:del><w:ins w:id="2" w:author="a">{tail}</w:ins>'
        return head + tail

    def _table(self, table: TableDraft) -> str:
        cells = grids.grid(table)
        _, width = grids.size(cells)
        columns = '<w:gridCol w:w="900"/>' * width
        lines = "".join(
            "<w:tr>" + "".join(self._cell(cell, from_above) for cell, from_above in row) + "</w:tr>"
            for row in rows(cells)
        )
        return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{lines}</w:tbl>"

    def _cell(self, cell: grids.Cell, from_above: bool) -> str:
        span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
        merge = "" if cell.rowspan == 1 else "<w:vMerge/>" if from_above else '<w:vMerge w:val="restart"/>'
        content = "" if from_above else self._runs(cell.text)
        return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p>{content}</w:p></w:tc>"


def _run(text: str, bold: bool) -> str:
    return run_of(text, "<w:b/>" if bold else "") if text else ""
