"""What a number in the text may say of the tables: by role, the figures that it may mean and the rule it breaks."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.reports import form
from service.reports.figures import read_cell
from tests.corpus.draft import Number, TableDraft

Tables = Mapping[str, TableDraft]
Term = tuple[str, str, str]
"""Table, row and column."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim's rule and the sums of cells that it may mean; a claim without a rule accuses nobody."""

    rule: str
    readings: tuple[tuple[Term, ...], ...]

    def values(self, tables: Tables) -> list[Number | None]:
        """What each reading comes to; None where a cell of it is missing or holds no plain figure."""
        return [_sum(tables, reading) for reading in self.readings]


def _application(*rows: str) -> tuple[Term, ...]:
    return tuple(("applications", row, "total") for row in rows)


def _group(group: str) -> tuple[Term, ...]:
    return _application(*(row for row in form.OUTCOME_DETAILS if row.startswith(f"outcomes.{group}.")))


def _sum(tables: Tables, terms: tuple[Term, ...]) -> Number | None:
    total: Number = 0
    for table, row, column in terms:
        text = tables[table].cells.get(row, {}).get(column, "") if table in tables else ""
        figure = read_cell(text, decimals=form.has_decimals(row))
        if figure.value is None or figure.is_blank:
            return None
        total += figure.value
    return total


_WHOLE = (
    _application("received"),
    _application("received", "carried_over"),
    _application("outcomes.total"),
    _application("outcomes.total", "carried_forward"),
)
_LITIGATION = (("reviews", "litigation_direct", "total"), ("reviews", "litigation_after_review", "total"))

CLAIMS: dict[str, Claim] = {
    "applications": Claim("CON01", _WHOLE),
    "carried_over": Claim("CON01", (_application("carried_over"),)),
    "carried_forward": Claim("CON01", (_application("carried_forward"),)),
    "natural": Claim("", ((("applications", "received", "natural_person"),),)),
    "issued": Claim("CON02", ((("disclosure", "normative_documents", "issued"),),)),
    "repealed": Claim("", ((("disclosure", "normative_documents", "repealed"),),)),
    "in_force": Claim("", ((("disclosure", "normative_documents", "in_force"),),)),
    "granted": Claim("CON03", (_application("outcomes.granted"),)),
    "partially": Claim("CON03", (_application("outcomes.partially_granted"),)),
    "refused": Claim("CON03", (_group("refused"),)),
    "unavailable": Claim("CON03", (_group("unavailable"),)),
    "not_processed": Claim("CON03", (_group("not_processed"),)),
    "other_outcomes": Claim("CON03", (_group("other"),)),
    "not_held": Claim("CON03", (_application("outcomes.unavailable.not_held"),)),
    "repeated": Claim("CON03", (_application("outcomes.not_processed.repeated"),)),
    "review": Claim("CON04", ((("reviews", "review", "total"),),)),
    "review.upheld": Claim("CON04", ((("reviews", "review", "upheld"),),)),
    "review.corrected": Claim("CON04", ((("reviews", "review", "corrected"),),)),
    "review.pending": Claim("CON04", ((("reviews", "review", "pending"),),)),
    "litigation": Claim("CON04", (_LITIGATION,)),
    "licensing": Claim("CON06", ((("disclosure", "licensing", "decisions"),),)),
    "penalty": Claim("CON06", ((("disclosure", "penalty", "decisions"),),)),
    "coercion": Claim("CON06", ((("disclosure", "coercion", "decisions"),),)),
    "fees": Claim("CON06", ((("disclosure", "fees", "amount"),),)),
}

READINGS: dict[str, tuple[str, int]] = {
    "received": ("applications", 0),
    "all": ("applications", 1),
    "handled": ("applications", 2),
    "applications": ("applications", 0),
} | {role: (role, 0) for role in CLAIMS if role != "applications"}
"""A template's name → the role of the claim and which of its readings to tell."""

OUTCOME_WORDS: dict[str, str] = {
    "granted": "予以公开",
    "partially": "部分公开",
    "refused": "不予公开",
    "unavailable": "无法提供",
    "not_processed": "不予处理",
    "other_outcomes": "其他处理",
}


def told(name: str, tables: Tables) -> Number:
    """The figure that a template's name stands for in these tables."""
    role, reading = READINGS[name]
    return CLAIMS[role].values(tables)[reading] or 0
