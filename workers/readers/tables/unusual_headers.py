"""Headings of columns in other words than the form's: recognised by how many stand in a line, and at which place."""

import re
from collections.abc import Iterator, Sequence

from service.reports import form
from workers.readers.tables import labels
from workers.readers.tables.bands import Band
from workers.readers.tables.labels import Match, Role

_GROUP = "organizations"
_UNDER = tuple(key for key in form.APPLICANTS if key in form.ORGANIZATIONS)
_APPLICATIONS = (
    ("natural_person", _GROUP, "total"),
    ("natural_person", _GROUP),
    _UNDER,
    (*_UNDER, "total"),
    ("natural_person", *_UNDER),
    tuple(form.APPLICATION_COLUMNS),
)
"""The lines that headings of table three stand in, as the form or a conversion sets them."""
_REVIEWS = tuple(tuple(form.REVIEW_COLUMNS) * kinds for kinds in (1, 2, 3))
_BESIDE = ("heading", "corner", "applicants", "litigation", *form.REVIEW_ROWS)
"""Labels that may stand in a line with headings of columns."""
_GLOSS = re.compile(r"[(][^()]{1,12}[)]$")
"""What explains a heading: 现行有效件数（历史累计）."""
_LONGEST = 12
"""Characters of a heading in other words, at most."""

_Token = tuple[int, frozenset[str]]
"""A cell's index, and the headings that it may be; none where it says something unknown."""


def named(bands: Sequence[Band], table: str) -> list[Band]:
    """The rows of a table, headings of columns in other words named by their places."""
    heads = [index for index, band in enumerate(bands) if band.labels and not band.has_figures]
    known = (
        {match.key for index in heads for _, match in bands[index].roles(Role.COLUMN)} if table != "reviews" else set()
    )
    made = list(bands)
    for index in heads:
        made[index] = _named(bands[index], known, bands[index + 1 :], table)
    return made


def _lines(below: Sequence[Band], table: str) -> Sequence[Sequence[str]]:
    """The headings that may stand in one line over the rows below."""
    if table != "disclosure":
        return _REVIEWS if table == "reviews" else _APPLICATIONS
    row = next((match.key for band in below for _, match in band.roles(Role.ROW)), "")
    return [form.DISCLOSURE_CELLS[row]] if row in form.DISCLOSURE_CELLS else []


def _named(band: Band, known: set[str], below: Sequence[Band], table: str) -> Band:
    """A row of labels alone, or with its unknown headings named where the line is one of the form's all the same."""
    tokens = list(_tokens(band))
    if all(keys for _, keys in tokens):
        return band
    if any(len(_words(band, index)) > _LONGEST for index, keys in tokens if not keys):
        return band
    unknown = [position for position, (_, keys) in enumerate(tokens) if not keys]
    surely = any(match.key == "heading" for _, match in band.roles(Role.GROUP)) or 2 * len(unknown) < len(tokens)
    for line in _lines(below, table) if surely or any(_GROUP in keys for _, keys in tokens) else ():
        given = {tokens[position][0]: line[position] for position in unknown} if _fits(tokens, line) else {}
        if given and not known & set(given.values()):
            heads = {index: (_match(table, key, _words(band, index)),) for index, key in given.items()}
            return band._replace(labels=dict(sorted({**band.labels, **heads}.items())))
    return band


def _words(band: Band, index: int) -> str:
    """What a cell says, without an explanation in brackets."""
    return _GLOSS.sub("", labels.folded(band.cells[index].text))


def _match(table: str, key: str, words: str) -> Match:
    exact = any(match.key == key and match.exact for match in labels.find(words))
    return Match(table, Role.COLUMN, key, form.column_label(table, key), exact=exact)


def _tokens(band: Band) -> Iterator[_Token]:
    """The cells of a line that may be headings of columns, from left to right."""
    for index in band.filled(0):
        matches = band.labels.get(index, ())
        if not any(match.key in _BESIDE for match in matches):
            columns = (match.key for match in matches if match.role is Role.COLUMN or match.key == _GROUP)
            yield index, frozenset(columns) or frozenset(match.key for match in matches)


def _fits(tokens: Sequence[_Token], line: Sequence[str]) -> bool:
    return len(tokens) == len(line) and all(
        not keys or key in keys for (_, keys), key in zip(tokens, line, strict=True)
    )
