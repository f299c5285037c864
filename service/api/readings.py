"""The shapes of a report as read: its tables, its text, and the places of both in the file."""

from marshmallow import Schema, fields

from service.api.declare import AsKept


class Location(Schema):
    """A place in the file and in the form; what is not known is left out."""

    section = fields.Integer()
    table = fields.String()
    row = fields.String()
    column = fields.String()
    line = fields.Integer()
    page = fields.Integer()
    bbox = fields.List(fields.Float())
    quote = fields.String()


class Cell(Schema):
    """A figure cell as read."""

    key = fields.String()
    text = fields.String()
    figure = fields.Raw(allow_none=True)
    kind = fields.String()
    confidence = fields.Float()
    location = fields.Nested(Location)


class Row(Schema):
    """A row of a table as read."""

    key = fields.String()
    label = fields.String()
    location = fields.Nested(Location)
    unreadable = fields.String(allow_none=True)
    cells = fields.List(fields.Nested(Cell))


class Table(AsKept, Schema):
    """A table of the form as read."""

    key = fields.String()
    edition = fields.Integer()
    location = fields.Nested(Location)
    columns = fields.List(fields.String())
    rows = fields.List(fields.Nested(Row))


class Tables(AsKept, Schema):
    """All tables of the form that were found."""

    tables = fields.List(fields.Nested(Table))


class Line(Schema):
    """The part of a paragraph on one line of the file."""

    text = fields.String()
    line = fields.Integer()
    page = fields.Integer()
    bbox = fields.List(fields.Float())


class Paragraph(Schema):
    """A paragraph as read."""

    text = fields.String()
    lines = fields.List(fields.Nested(Line))


class Heading(Schema):
    """A head as read."""

    numeral = fields.String()
    number = fields.Integer(allow_none=True)
    title = fields.String()
    location = fields.Nested(Location)


class Subsection(Schema):
    """A sub-head as read."""

    key = fields.String(allow_none=True)
    heading = fields.Nested(Heading)


class Section(Schema):
    """A section as read."""

    number = fields.Integer()
    heading = fields.Nested(Heading)
    subsections = fields.List(fields.Nested(Subsection))
    paragraphs = fields.List(fields.Nested(Paragraph))


class Mark(Schema):
    """Where one of a finding's locations stands: at characters of the text, or at a part of a table."""

    finding = fields.String()
    location = fields.Integer()
    text = fields.String()
    start = fields.Integer()
    end = fields.Integer()
    table = fields.String()
    row = fields.String()
    column = fields.String()


class Marks(AsKept, Schema):
    """Where the findings stand in the report as read."""

    marks = fields.List(fields.Nested(Mark))


class Text(AsKept, Schema):
    """The report's text as read."""

    title = fields.Nested(Paragraph, allow_none=True)
    preamble = fields.List(fields.Nested(Paragraph))
    sections = fields.List(fields.Nested(Section))
