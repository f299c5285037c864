"""DOCX files written part by part, as tests need them."""

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

from tests.workers.readers.drawn import REPORT
from workers.readers.document import GridCell

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body: str, *, styles: str = "", numbering: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """A DOCX file with this body; styles and numbering are parts of their own. `parts` overrule or add members."""
    members = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": _relations(styles="styles.xml", numbering="/word/numbering.xml"),
        "word/document.xml": _part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/styles.xml": _part("styles", styles),
        "word/numbering.xml": _part("numbering", numbering),
    } | (parts or {})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def whole_report() -> bytes:
    """The report of `drawn` as a DOCX file."""
    return docx("".join(paragraph(block) if isinstance(block, str) else _wide(block) for block in REPORT))


def _wide(cells: tuple[GridCell, ...]) -> str:
    columns = max(cell.column + cell.colspan for cell in cells)
    return table(cells, [9000 // columns] * columns)


def paragraph(text: str = "", properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{text and run_of(text, run)}</w:p>"


def run_of(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def listed_family() -> str:
    """A numbering part with one list, 1, of three levels: 一、（一） and 1."""
    patterns = (("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (style, text) in enumerate(patterns)
    )
    family = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    return f'{family}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def table(cells: Iterable[GridCell], widths: Iterable[int] = ()) -> str:
    """A table with gridSpan and vMerge."""
    cells, widths = tuple(cells), tuple(widths)
    rows = []
    for row in range(max(cell.row + cell.rowspan for cell in cells)):
        there = sorted((c for c in cells if c.row <= row < c.row + c.rowspan), key=lambda cell: cell.column)
        rows.append(f"<w:tr>{''.join(_cell(cell, row, widths) for cell in there)}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    size = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>' if widths else ""
    return f"<w:tbl><w:tblPr>{size}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _cell(cell: GridCell, row: int, widths: tuple[int, ...]) -> str:
    width = f'<w:tcW w:type="dxa" w:w="{sum(widths[cell.column : cell.column + cell.colspan])}"/>' if widths else ""
    merge = "" if cell.rowspan == 1 else '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    lines = cell.text.split("\n") if row == cell.row else [""]
    content = "".join(paragraph(line) for line in lines)
    return f'<w:tc><w:tcPr>{width}<w:gridSpan w:val="{cell.colspan}"/>{merge}</w:tcPr>{content}</w:tc>'


def _part(root: str, content: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{content}</w:{root}>'.encode()


def _content_types() -> bytes:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    items = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{main}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{namespace}">{defaults}{items}</Types>'.encode()


def _relations(**targets: str) -> bytes:
    items = "".join(f'<Relationship Id="{k}" Type="{_KIND}/{k}" Target="{t}"/>' for k, t in targets.items())
    return f'<Relationships xmlns="{_RELATIONS}">{items}</Relationships>'.encode()
