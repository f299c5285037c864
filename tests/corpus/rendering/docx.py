"""DOCX by hand: gridSpan and vMerge, automatic numbering, tracked changes, content controls, split runs."""

from io import BytesIO
from random import Random
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from tests.corpus import grids
from tests.corpus.draft import Draft, TableDraft
from tests.corpus.rendering.blocks import Line, blocks, can_be_numbered
from tests.corpus.rendering.cells import rows

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def plain(draft: Draft, rng: Random) -> bytes:
    """All text as it stands."""
    return _packed(_Writer(rng).document(draft))


def numbered(draft: Draft, rng: Random) -> bytes:
    """The sections' numerals come from the word processor and stand nowhere in the text."""
    return _packed(_Writer(rng, numbered=can_be_numbered(draft)).document(draft))


def revised(draft: Draft, rng: Random) -> bytes:
    """Tracked changes: deleted text that is not to be read, inserted text that is; tables in content controls."""
    return _packed(_Writer(rng, revised=True).document(draft))


class _Writer:
    def __init__(self, rng: Random, *, numbered: bool = False, revised: bool = False) -> None:
        self.rng, self.numbered, self.revised = rng, numbered, revised

    def document(self, draft: Draft) -> str:
        """The main part."""
        body = "".join(self._block(block) for block in blocks(draft))
        return f'<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr/></w:body></w:document>'

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
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


_NUMBERING = (
    f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def _packed(document: str) -> bytes:
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
            f'<Override PartName="/word/numbering.xml" ContentType="{_TYPE}.numbering+xml"/></Types>'
        ),
        "_rels/.rels": _relationships("officeDocument", "word/document.xml"),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relationships("numbering", "numbering.xml"),
        "word/numbering.xml": _NUMBERING,
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + content)
    return buffer.getvalue()


def _relationships(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_R}/{kind}" Target="{target}"/></Relationships>'
    )
