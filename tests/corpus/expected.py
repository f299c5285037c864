"""What a careful auditor finds in a draft's figures and claims; a correct draft has none of it.

Items are as in a truth file: `{"rule": "ARI01", "table": "applications", "column": "total"}`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from service.reports import form
from service.reports.figures import Kind, read_cell
from tests.corpus.claims import CLAIMS
from tests.corpus.draft import Draft, Number, Relation, Sentence, TableDraft

Item = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Expected:
    """The findings that must be made, and those that may be made besides."""

    items: tuple[Item, ...] = ()
    also: tuple[Item, ...] = ()

    def __add__(self, other: "Expected") -> "Expected":
        return Expected((*self.items, *other.items), (*self.also, *other.also))


def item(rule: str, **where: str | int) -> Item:
    """An item of the truth."""
    return {"rule": rule, **where}


def expect(draft: Draft) -> Expected:
    """The mismatches of arithmetic and of text against tables."""
    found = _Found()
    tables = {s.table: draft.tables[s.table] for s in draft.sections if s.table in draft.tables}
    for table in tables.values():
        found.items += list(_IDENTITIES[table.key](table))
    for _, sentence in draft.sentences():
        _claims(sentence, tables, found)
        found.items += [broken for relation in sentence.relations for broken in _relation(sentence, relation)]
    return Expected(tuple(_distinct(found.items)), tuple(found.also))


@dataclass
class _Found:
    items: list[Item] = field(default_factory=list)
    also: list[Item] = field(default_factory=list)


def _distinct(items: list[Item]) -> Iterator[Item]:
    yield from {tuple(sorted(found.items())): found for found in items}.values()


def _applications(table: TableDraft) -> Iterator[Item]:
    rows, applicants = table.cells, tuple(form.APPLICANTS)
    balance = ("received", "carried_over"), ("outcomes.total", "carried_forward")
    other = ("outcomes.other",) if "outcomes.other" in rows else form.OTHER_DETAILS
    details = tuple(key for key in form.OUTCOME_DETAILS if key not in form.OTHER_DETAILS) + other
    for column in form.APPLICATION_COLUMNS:
        left, right = ([_text(table, row, column) for row in side] for side in balance)
        if _broken(left, right):
            yield item("ARI01", table=table.key, column=column)
        if _broken([_text(table, row, column) for row in details], [_text(table, "outcomes.total", column)]):
            yield item("ARI03", table=table.key, column=column)
    for row in rows:
        if _broken([_text(table, row, name) for name in applicants], [_text(table, row, "total")]):
            yield item("ARI02", table=table.key, row=row)


def _reviews(table: TableDraft) -> Iterator[Item]:
    parts = [name for name in form.REVIEW_COLUMNS if name != "total"]
    for row in table.cells:
        if _broken([_text(table, row, name) for name in parts], [_text(table, row, "total")]):
            yield item("ARI04", table=table.key, row=row)


def _nothing(_: TableDraft) -> Iterator[Item]:
    yield from ()


_IDENTITIES = {"disclosure": _nothing, "applications": _applications, "reviews": _reviews}


def _text(table: TableDraft, row: str, column: str) -> str | None:
    return table.cells.get(row, {}).get(column)


def _broken(left: list[str | None], right: list[str | None]) -> bool:
    """Whether the sides differ. Cells that are missing or hold no number leave it open; so may an empty one."""
    sums, blanks = [], []
    for side in (left, right):
        figures = [read_cell(text) for text in side if text is not None]
        if len(figures) < len(side) or any(figure.value is None for figure in figures):
            return False
        sums.append(sum(figure.value or 0 for figure in figures))
        blanks.append(any(figure.kind in (Kind.EMPTY, Kind.DASH) for figure in figures))
    lesser = sums[0] > sums[1]
    return sums[0] != sums[1] and not blanks[lesser]


def _claims(sentence: Sentence, tables: dict[str, TableDraft], found: _Found) -> None:
    accused = False
    for index, piece in enumerate(sentence.pieces):
        claim = CLAIMS.get(piece.role)
        values = claim.values(tables) if claim else []
        if claim is None or piece.value in values or not any(term[0] in tables for r in claim.readings for term in r):
            continue
        if claim.rule and None not in values:
            accused = True
            found.items.append(item(claim.rule, quote=sentence.quote(index)))
        else:
            rules = (claim.rule,) if claim.rule else ("CON01", "CON02")
            found.also += [item(rule, quote=sentence.quote(index)) for rule in rules]
    _completion(sentence, tables, found, accused)


def _completion(sentence: Sentence, tables: dict[str, TableDraft], found: _Found, accused: bool) -> None:
    forward = CLAIMS["carried_forward"].values(tables)[0] if "applications" in tables else 0
    for piece in sentence.pieces:
        if forward and piece.role in ("done", "rate"):
            finding = item("CON05", quote=piece.text.removeprefix("已"))
            (found.also if accused or piece.role != "done" else found.items).append(finding)


def _relation(sentence: Sentence, relation: Relation) -> Iterator[Item]:
    pieces = sentence.pieces
    whole = pieces[relation.whole].value or 0
    parts: Number = sum((pieces[index].value or 0 for index in relation.parts), 0)
    if relation.result is None:
        if parts > whole or (relation.kind == "closed" and parts != whole):
            yield item("ARI05", quote=sentence.quote(relation.whole))
        return
    stated = Decimal(pieces[relation.result].value or 0)
    exact = Decimal(parts) * 100 / Decimal(whole) if whole else None
    if exact is not None and abs(exact - (100 if relation.kind == "growth" else 0) - stated) > Decimal("0.05"):
        yield item("ARI06", quote=pieces[relation.result].text)
