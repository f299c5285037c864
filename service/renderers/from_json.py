"""A report rebuilt from what its audit kept of it: enough to set it against others.

Of text the lines are lost, and of tables the labels; figures and their places are all there.
"""

from decimal import Decimal

from service.audits.audit import JSON, Request, Result
from service.reports.figures import Figure, Kind
from service.reports.finding import Number
from service.reports.report import Cell, Heading, Location, Paragraph, Piece, Report, Row, Section, Table


def report(request: Request, result: Result) -> Report:
    """The report that an audit read."""
    text = result.text
    return Report(
        title=_paragraph(text["title"], 0) if text.get("title") else None,
        preamble=tuple(_paragraph(each, 0) for each in text.get("preamble", ())),
        sections=tuple(map(_section, text.get("sections", ()))),
        tables=tuple(map(_table, result.tables)),
        pages=result.pages,
        asked_year=request.year,
    )


def location(told: JSON) -> Location:
    """A place as `to_json.location` told it."""
    return Location(**{**told, "bbox": tuple(told["bbox"]) if "bbox" in told else None})


def _section(told: JSON) -> Section:
    heading, number = told["heading"], told["number"]
    at = location(heading["location"])
    text = at.quote or heading["numeral"] + heading["title"]
    head = Paragraph(text, (Piece(0, at.line, at.page, at.bbox),), number)
    return Section(
        number,
        Heading(head, heading["numeral"], heading["number"], title=heading["title"]),
        tuple(_paragraph(each, number) for each in told["paragraphs"]),
    )


def _paragraph(told: JSON, section: int) -> Paragraph:
    first = told["lines"][0] if told["lines"] else {}
    box = first.get("bbox")
    piece = Piece(0, first.get("line"), first.get("page"), tuple(box) if box else None)
    return Paragraph(told["text"], (piece,), section)


def _table(told: JSON) -> Table:
    rows = {row["key"]: _row(row) for row in told["rows"]}
    return Table(told["key"], told["edition"], location(told["location"]), rows, tuple(told["columns"]))


def _row(told: JSON) -> Row:
    cells = {cell["key"]: _cell(cell) for cell in told["cells"]}
    return Row(told["key"], told["label"], location(told["location"]), cells, told["unreadable"] or "")


def _cell(told: JSON) -> Cell:
    figure = Figure(Kind(told["kind"]), _number(told["figure"]))
    return Cell(told["text"], figure, location(told["location"]), told["confidence"])


def _number(told: int | str | None) -> Number | None:
    return Decimal(told) if isinstance(told, str) else told
