"""A file is read alike whether its elements are asked for or not."""

from service.reports.report import Paragraph
from tests.workers.readers.docx.wordml import docx, paragraph, whole_report
from tests.workers.readers.structure.test_wrapping import TOLD, wrapped
from workers.limits import Limits
from workers.readers.docx import read_docx
from workers.readers.docx.places import read_placed

BROKEN = docx("".join(paragraph(line) for line in ("一、总体情况", *wrapped(TOLD, 36))))


def _texts(blocks: object) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def test_it_reads_what_the_reader_does() -> None:
    for data in (BROKEN, whole_report()):
        assert _texts(read_placed(data, Limits()).document.blocks) == _texts(read_docx(data, Limits()).blocks)


def test_a_paragraph_that_a_conversion_broke_is_at_each_of_its_elements() -> None:
    placed = read_placed(BROKEN, Limits())
    _, told = placed.document.blocks
    assert isinstance(told, Paragraph)
    texts = ["".join(placed.elements[(piece.line or 0) - 1].itertext()) for piece in told.pieces]
    assert texts == wrapped(TOLD, 36)
