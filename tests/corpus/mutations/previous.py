"""Against last year's report: figures that don't go on from it, text that repeats it."""

from dataclasses import replace
from random import Random

from tests.corpus.draft import Draft, Piece, Sentence
from tests.corpus.expected import item
from tests.corpus.mutations.case import Case, Mutation, broken
from tests.corpus.report import headline, last_years

_COPIED_FROM = 260
"""Section one and five of fewer characters than the rule asks for are left alone, with room for its count."""


def carried_over(draft: Draft, rng: Random) -> Case | None:
    """Last year carried another number forward than this year carries over."""
    last = last_years(draft)
    column = rng.choice(("natural_person", "commercial_enterprise", "other"))
    cells = last.tables["applications"].cells["carried_forward"]
    more = rng.randint(1, 9)
    changed = last.with_cell("applications", "carried_forward", column, str(int(cells[column]) + more))
    changed = changed.with_cell("applications", "carried_forward", "total", str(int(cells["total"]) + more))
    wrong = [item("CON11", table="applications", column=name) for name in (column, "total")]
    return broken(draft, *wrong, previous=changed)


def in_force(draft: Draft, rng: Random) -> Case | None:
    """The documents in force don't follow from last year's, those issued and those repealed."""
    last = last_years(draft)
    row = rng.choice(("normative_documents", "normative_documents", "regulations"))
    before = int(last.tables["disclosure"].cells[row]["in_force"])
    changed = last.with_cell("disclosure", row, "in_force", str(before + rng.randint(1, 9)))
    return broken(draft, item("CON12", table="disclosure", row=row), previous=changed)


def copied(draft: Draft, _: Random) -> Case | None:
    """Section one or five of this year is last year's, but for the years."""
    agreed = last_years(draft)
    written = {n: "".join(s.text for section, s in draft.sentences() if section == n) for n in (1, 5)}
    long = [number for number, text in written.items() if len(text) > _COPIED_FROM]
    if len(long) != 1 or len(min(written.values(), key=len)) > _COPIED_FROM - 80:
        return None
    year = draft.year

    def back(sentence: Sentence) -> Sentence:
        pieces = tuple(_year_back(piece, year) for piece in sentence.pieces)
        return replace(sentence, pieces=pieces)

    before = replace(draft.rewritten(back), tables=agreed.tables, year=year - 1)
    before = replace(before, title=headline("{name}@政府信息公开工作年度报告", draft.body, year - 1))
    return broken(draft, item("CON13", section=long[0]), previous=before)


MUTATIONS: dict[str, Mutation] = {"carried_over": carried_over, "in_force": in_force, "copied": copied}


def _year_back(piece: Piece, year: int) -> Piece:
    text = piece.text.replace(f"{year}年", f"{year - 1}年").replace(f"{year + 1}年", f"{year}年")
    return replace(piece, text=text)
