"""A wrong year: in the title, the period, the year's own work, the plans, the date of signing."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tests.corpus.draft import Draft, Piece, Sentence
from tests.corpus.expected import item
from tests.corpus.mutations.case import Case, Mutation, broken
from tests.corpus.report import dated, deadline

Spot = tuple[Sentence, int]
_ENOUGH = 2
"""With fewer sentences of section one against it the title's own year would win."""


def title(draft: Draft, rng: Random) -> Case | None:
    """The title names another year than period and text."""
    if _votes(draft) < _ENOUGH:
        return None
    return _redated(draft, rng, _spots(draft, "title"), "YEAR01", (-2, -1, -1, -1, 1))


def itself(draft: Draft, rng: Random) -> Case | None:
    """The preamble calls the report by another year."""
    return _redated(draft, rng, _spots(draft, "self"), "YEAR01", (-2, -1, -1, 1))


def caller(draft: Draft, rng: Random) -> Case | None:
    """The caller asks for another year than the report's."""
    return broken(draft, item("YEAR01"), asked_year=draft.year + rng.choice((-1, 1)))


def period(draft: Draft, rng: Random) -> Case | None:
    """A year of the stated period is another."""
    return _redated(draft, rng, _spots(draft, "period"), "YEAR02", (-1, -1, 1))


def period_days(draft: Draft, rng: Random) -> Case | None:
    """The stated period begins or ends on another day."""
    found = [(s, i) for s, i in _spots(draft, "period") if "月" in s.pieces[i + 1].text[:4]]
    if not found:
        return None
    sentence, index = rng.choice(found)
    after = sentence.pieces[index + 1]
    old, new = rng.choice([(o, n) for o, n in _DAYS if o in after.text] or [("", "")])
    if not old:
        return None
    changed = sentence.with_piece(index + 1, Piece(after.text.replace(old, new, 1)))
    return broken(draft.replaced(sentence, changed), item("YEAR02", quote=new))


_DAYS = (
    ("12月31日", "12月30日"),
    ("12月31日", "11月30日"),
    ("1月1日", "1月2日"),
    ("1月1日", "2月1日"),
    ("12月31日", "12月25日"),
)


def own_year(draft: Draft, rng: Random) -> Case | None:
    """The year's own work is told under an earlier year."""
    return _redated(draft, rng, _own(draft), "YEAR03", (-3, -2, -1, -1, -1))


def own_year_later(draft: Draft, rng: Random) -> Case | None:
    """A count of the year's own work is told under a later year."""
    counted = [(s, i) for s, i in _own(draft) if any(piece.value and piece.role != "own" for piece in s.pieces)]
    return _redated(draft, rng, counted, "YEAR03", (1,))


def plan(draft: Draft, rng: Random) -> Case | None:
    """Plans are made for a year that is not after the report's."""
    return _redated(draft, rng, _spots(draft, "plan"), "YEAR05", (-3, -2, -2, -1, -1, -1))


def signed_early(draft: Draft, rng: Random) -> Case | None:
    """Signed before the period ended."""
    days = (date(draft.year, 12, rng.randint(1, 30)), date(draft.year, 1, rng.randint(4, 31)))
    return _signed(draft, rng, rng.choice(days), "YEAR04")


def signed_late(draft: Draft, rng: Random) -> Case | None:
    """Signed after the deadline."""
    last = deadline(draft.body, draft.year)
    if draft.body.kind in ("镇", "街道"):
        last = date(draft.year + 1, 3, 31)
    return _signed(draft, rng, last + timedelta(days=rng.randint(1, 200)), "YEAR07")


def missing(draft: Draft, rng: Random) -> Case | None:
    """Neither title nor period gives the year."""
    titled = draft.body.name + rng.choice(("政府信息公开工作年度报告", "政府信息公开年度报告"))
    untitled = replace(draft, title=(Sentence.of(titled, "title"),))
    return broken(untitled, item("YEAR06", section=0), item("TXT06", quote="报告"))


MUTATIONS: dict[str, Mutation] = {
    "title": title,
    "itself": itself,
    "caller": caller,
    "period": period,
    "period_days": period_days,
    "own_year": own_year,
    "own_year_later": own_year_later,
    "plan": plan,
    "signed_early": signed_early,
    "signed_late": signed_late,
    "missing": missing,
}


def _spots(draft: Draft, role: str, where: Callable[[int], bool] = lambda _: True) -> list[Spot]:
    return [
        (sentence, index)
        for section, sentence in draft.sentences()
        if where(section)
        for index, piece in enumerate(sentence.pieces)
        if piece.role == role
    ]


def _own(draft: Draft) -> list[Spot]:
    """Years that head a statement of this year's work; section five may well look back, and plans look ahead."""
    return [
        (sentence, index)
        for sentence, index in _spots(draft, "own", lambda section: section not in (0, 5))
        if (index == 0 or sentence.pieces[index - 1].text.endswith(("，", "截至")))
        and not re.match(r"[\d底]*月?公开了", sentence.pieces[index + 1].text)
        and not any(piece.role == "plan" for piece in sentence.pieces)
    ]


def _votes(draft: Draft) -> int:
    """How many sentences of section one tell the year."""
    return len(_spots(draft, "own", lambda section: section == 1))


def _redated(draft: Draft, rng: Random, spots: list[Spot], rule: str, shifts: tuple[int, ...]) -> Case | None:
    if not spots:
        return None
    sentence, index = rng.choice(spots)
    year = int(sentence.pieces[index].value or 0) + rng.choice(shifts)
    wrong = Piece(f"{year}年", sentence.pieces[index].role, year)
    return broken(draft.replaced(sentence, sentence.with_piece(index, wrong)), item(rule, quote=wrong.text))


def _signed(draft: Draft, rng: Random, day: date, rule: str) -> Case:
    frame = rng.choice(("end", "end", "chinese", "brackets", "dashes", "published"))
    note = dated(day, frame)
    shown = next(piece.text for piece in note.pieces if piece.role == "signed")
    if frame in ("end", "chinese"):
        signed = replace(draft, under_title=(), ending=(Sentence.of(draft.body.name, "signature"), note))
    else:
        signed = replace(draft, under_title=(note,), ending=())
    return broken(signed, item(rule, quote=shown))
