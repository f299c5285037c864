"""Reports of a few sentences, without tables, for tests of what the text says."""

from service.reports.form import section_name
from service.reports.report import Heading, Paragraph, Piece, Report, Section

YEAR = 2023


def report(
    *said: tuple[int, str], title: str = "某区商务局2023年政府信息公开工作年度报告", asked: int | None = None
) -> Report:
    """A report of 2023 with these paragraphs, each in its section (0 is the preamble)."""
    preamble = [paragraph(text, 0) for section, text in said if section == 0]
    sections = tuple(_section(number, [text for at, text in said if at == number]) for number in range(1, 7))
    return Report(paragraph(title, 0) if title else None, tuple(preamble), sections, asked_year=asked)


def paragraph(text: str, section: int, line: int = 1) -> Paragraph:
    """A paragraph on one line."""
    return Paragraph(text, (Piece(0, line=line),), section)


def _section(number: int, texts: list[str]) -> Section:
    name = section_name(number)
    heading = Heading(paragraph(name, number), name[:2], number, "一、", name[2:])
    return Section(number, heading, tuple(paragraph(text, number, line) for line, text in enumerate(texts, 2)))
