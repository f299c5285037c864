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


def location(given: JSON) -> Location:
    """A place as `to_json.location` wrote it."""
    focus = tuple((part["start"], part["end"]) for part in given.get("focus", ()))
    return Location(**{**given, "bbox": tuple(given["bbox"]) if "bbox" in given else None, "focus": focus})


def _section(given: JSON) -> Section:
    heading, number = given["heading"], given["number"]
    at = location(heading["location"])
    text = at.quote or heading["numeral"] + heading["title"]
    head = Paragraph(text, (Piece(0, at.line, at.page, at.bbox),), number)
    return Section(
        number,
        Heading(head, heading["numeral"], heading["number"], title=heading["title"]),
        tuple(_paragraph(each, number) for each in given["paragraphs"]),
    )


def _paragraph(given: JSON, section: int) -> Paragraph:
    first = given["lines"][0] if given["lines"] else {}
    box = first.get("bbox")
    piece = Piece(0, first.get("line"), first.get("page"), tuple(box) if box else None)
    return Paragraph(given["text"], (piece,), section)


def _table(given: JSON) -> Table:
    rows = {row["key"]: _row(row) for row in given["rows"]}
    return Table(given["key"], given["edition"], location(given["location"]), rows, tuple(given["columns"]))


def _row(given: JSON) -> Row:
    cells = {cell["key"]: _cell(cell) for cell in given["cells"]}
    return Row(given["key"], given["label"], location(given["location"]), cells, given["unreadable"] or "")


def _cell(given: JSON) -> Cell:
    figure = Figure(Kind(given["kind"]), _number(given["figure"]))
    return Cell(given["text"], figure, location(given["location"]), given["confidence"])


def _number(given: int | str | None) -> Number | None:
    return Decimal(given) if isinstance(given, str) else given
