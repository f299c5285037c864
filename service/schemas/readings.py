"""The report as read: its tables, its text, and the places of both in the file."""

from marshmallow import Schema

from service.reports.figures import Kind
from service.schemas import fields
from service.schemas.fields import AsKept
from service.schemas.values import Box, Edition, Figure, TableKey


class Characters(Schema):
    """A part of a text, counted in Unicode code points from 0."""

    start = fields.whole("The first character.", minimum=0)
    end = fields.whole("The character after the last one.", minimum=1)


class Place(Schema):
    """A place in the file and in the form; what is not known is left out."""

    section = fields.whole("0 is title and preamble.", minimum=0, maximum=6, left_out=True)
    table = TableKey(left_out=True)
    row = fields.text(left_out=True)
    column = fields.text(left_out=True)
    line = fields.whole("For text files.", minimum=1, left_out=True)
    page = fields.whole("For files with pages.", minimum=1, left_out=True)
    bbox = Box(left_out=True)
    quote = fields.text("The sentence or cell as it stands in the file.", left_out=True)
    attachment = fields.text(
        "The name of the attachment that it stands in, which has no line or page here.", left_out=True
    )
    focus = fields.many(
        fields.nested(Characters),
        "The words of `quote` that are meant: a year, a figure, all figures of a list. Left out where it is all of it.",
        left_out=True,
        minItems=1,
    )


class Cell(Schema):
    """A figure cell as read."""

    key = fields.text("The column's key.")
    text = fields.text("As it stands.")
    figure = Figure("What it stands for in an identity; null where it can't stand in one.", null=True)
    kind = fields.one_of(Kind)
    confidence = fields.real(minimum=0, maximum=1)
    location = fields.nested(Place)


class Row(Schema):
    """A row of a table as read."""

    key = fields.text()
    label = fields.text("As it stands.")
    location = fields.nested(Place)
    unreadable = fields.text("Why its figures can't be told apart.", null=True)
    cells = fields.many(fields.nested(Cell))


class Table(AsKept, Schema):
    """A table of the form as read."""

    key = TableKey()
    edition = Edition("The form that it follows.")
    location = fields.nested(Place)
    columns = fields.many(fields.text())
    rows = fields.many(fields.nested(Row))


class TableList(AsKept, Schema):
    """All tables of the form that were found."""

    tables = fields.many(fields.nested(Table))


class Line(Schema):
    """The part of a paragraph on one line of the file."""

    text = fields.text()
    line = fields.whole(minimum=1, left_out=True)
    page = fields.whole(minimum=1, left_out=True)
    bbox = Box(left_out=True)


class Paragraph(Schema):
    """A paragraph as read."""

    text = fields.text()
    lines = fields.many(fields.nested(Line))


class Heading(Schema):
    """A head as read."""

    numeral = fields.text()
    number = fields.whole(null=True)
    title = fields.text()
    location = fields.nested(Place)


class Subsection(Schema):
    """A sub-head as read."""

    key = fields.text("Null for a region's own.", null=True)
    heading = fields.nested(Heading)


class Section(Schema):
    """A section as read."""

    number = fields.whole("By its meaning, whatever its numeral.", minimum=1, maximum=6)
    heading = fields.nested(Heading)
    subsections = fields.many(fields.nested(Subsection))
    paragraphs = fields.many(fields.nested(Paragraph))


class ReportText(AsKept, Schema):
    """The report's text as read."""

    title = fields.nested(Paragraph, null=True)
    preamble = fields.many(fields.nested(Paragraph))
    sections = fields.many(fields.nested(Section), "In the order of the file.")


class PageBox(Schema):
    """A rectangle on a page of the file."""

    page = fields.whole(minimum=1)
    bbox = Box()


class Mark(Schema):
    """Either `text`, `start` and `end`, or `table` and those of `row` and `column` that say which part of it."""

    finding = fields.text("The finding's id.")
    location = fields.whole("Which of its `locations`, the first being 0.", minimum=0)
    text = fields.text(
        "The paragraph or heading within `ReportText` (RFC 6901). A heading's characters are those of its "
        "location's `quote`, or else of its numeral and title.",
        format="json-pointer",
        example="/sections/2/paragraphs/4",
        left_out=True,
    )
    start = fields.whole("The first character, counted in Unicode code points from 0.", minimum=0, left_out=True)
    end = fields.whole("The character after the last one.", minimum=0, left_out=True)
    focus = fields.many(
        fields.nested(Characters),
        "The words that are meant, within `start` and `end`, counted as these are. Left out where it is all between them.",
        left_out=True,
        minItems=1,
    )
    table = TableKey(left_out=True)
    row = fields.text(left_out=True)
    column = fields.text(left_out=True)
    boxes = fields.many(
        fields.nested(PageBox),
        "Where that is on the pages of the file: the words that are meant, line by line, or the cell. Left out without pages.",
        left_out=True,
        minItems=1,
    )


class MarkList(AsKept, Schema):
    """Where the findings stand in the report as read."""

    marks = fields.many(fields.nested(Mark), "In the order of the findings and of their locations.")
