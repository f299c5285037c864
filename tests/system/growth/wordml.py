"""Pieces of WordprocessingML that are repeated in a DOCX file's body, styles and numbering."""

from random import Random

from tests.system.growth.report import with_text
from tests.workers.readers.docx.wordml import docx, paragraph

_REPORT = "".join(map(paragraph, with_text({}).decode().splitlines()))

BODY = (
    "<w:p/>", "<w:p><w:r><w:t>字</w:t></w:r></w:p>", "<w:p><w:pPr><w:pStyle w:val='s9'/></w:pPr><w:r><w:t>字</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>字</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:br/></w:r></w:p>",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='9'/></w:numPr></w:pPr><w:r><w:t>字</w:t></w:r></w:p>",
    "<w:p><w:r><w:t>其他</w:t></w:r></w:p>", "<w:p><w:r><w:t>五、存在的主要问题及改进情况</w:t></w:r></w:p>",
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:fldChar w:fldCharType='separate'/><w:t>字</w:t></w:r></w:p>",
    "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>字</w:t></w:r></w:p></w:txbxContent></w:r></w:p>",
    "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>", "<w:bookmarkStart/>",
    "<mc:AlternateContent><mc:Choice><w:p/></mc:Choice></mc:AlternateContent>",
)  # fmt: skip
"""Between paragraphs."""

RUNS = (
    "<w:r/>", "<w:r><w:t>字</w:t></w:r>", "<w:t>字</w:t>", "<w:tab/>", "<w:br/>", "<w:r><w:br/><w:t>字</w:t></w:r>",
    "<w:r><w:rPr><w:b/></w:rPr><w:t>字</w:t></w:r>", "<w:r><w:rPr><w:rStyle w:val='s9'/></w:rPr><w:t>字</w:t></w:r>",
    "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>",
    "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t> </w:t></w:r>", "<w:fldChar w:fldCharType='begin'/>",
    "<w:fldChar w:fldCharType='begin'/><w:fldChar w:fldCharType='separate'/><w:t>字</w:t>", "<w:fldChar w:fldCharType='end'/>",
    "<w:drawing/>", "<w:pict/>", "<w:sym w:char='F0FC' w:font='Wingdings'/>", "<w:del><w:r><w:t>字</w:t></w:r></w:del>",
    "<w:ins><w:r><w:t>字</w:t></w:r></w:ins>", "<w:hyperlink><w:r><w:t>字</w:t></w:r></w:hyperlink>",
)  # fmt: skip
"""In one paragraph."""

_CELL = "<w:tc>{}<w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
_MERGED = "<w:tcPr><w:gridSpan w:val='64'/><w:vMerge/></w:tcPr>"
CELLS = (_CELL.format(""), _CELL.format(_MERGED), _CELL.format("<w:tcPr><w:hMerge/></w:tcPr>"), "<w:tc/>")
"""In one row."""
ROWS = (*tuple(f"<w:tr>{cell}{cell}</w:tr>" for cell in CELLS), "<w:tr/>", "<w:gridCol w:w='9'/>")
"""In one table."""

STYLE = "<w:style w:type='paragraph' w:styleId='s{0}'><w:basedOn w:val='s{1}'/><w:rPr><w:b/></w:rPr></w:style>"
LISTS = (
    "<w:num w:numId='{0}'><w:abstractNumId w:val='1'/></w:num>",
    "<w:num w:numId='{0}'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>",
)
_LEVEL = "<w:lvl w:ilvl='{0}'><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"


_FILLING = Random(1).randbytes(64_000)


def _docx(content: str, **parts: str) -> bytes:
    return docx(content, parts={"word/media/picture.png": _FILLING}, **parts)


def body(piece: str, size: int) -> bytes:
    """A report with so many bytes of a piece after it."""
    return _docx(_REPORT + piece * (size // len(piece)))


def runs(piece: str, size: int) -> bytes:
    """A report with a paragraph of so many bytes."""
    return _docx(f"{_REPORT}<w:p>{piece * (size // len(piece))}</w:p>")


def cells(piece: str, size: int) -> bytes:
    """A report with two rows of so many bytes."""
    row = f"<w:tr>{piece * (size // len(piece) // 2)}</w:tr>"
    return _docx(f"{_REPORT}<w:tbl>{row}{row}</w:tbl>")


def rows(piece: str, size: int) -> bytes:
    """A report with a table of so many bytes."""
    return _docx(f"{_REPORT}<w:tbl>{piece * (size // len(piece))}</w:tbl>")


def nested(_piece: str, size: int) -> bytes:
    """A report with tables in each other, all of them with text."""
    most = 60
    text = paragraph("字" * (size // most // 3))
    inner = text
    for _ in range(most):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{text}</w:tc></w:tr></w:tbl>"
    return _docx(_REPORT + inner)


def styles(_piece: str, size: int) -> bytes:
    """A report of styles that are based on each other, and paragraphs that use them."""
    count = size // (len(STYLE) + 90)
    chain = "".join(STYLE.format(number, number + 1) for number in range(count))
    used = "".join(f"<w:p><w:pPr><w:pStyle w:val='s{number}'/></w:pPr></w:p>" for number in range(count))
    return _docx(_REPORT + used, styles=chain)


def lists(piece: str, size: int) -> bytes:
    """A report of lists that share one family of many levels."""
    count = size // (len(piece) + len(_LEVEL) + 90)
    family = "".join(_LEVEL.format(number % 9) for number in range(count))
    numbers = "".join(piece.format(number) for number in range(count))
    used = "".join(
        f"<w:p><w:pPr><w:numPr><w:numId w:val='{number}'/></w:numPr></w:pPr></w:p>" for number in range(count)
    )
    return _docx(_REPORT + used, numbering=f"<w:abstractNum w:abstractNumId='1'>{family}</w:abstractNum>{numbers}")
