"""Lists of amounts told in 万 or 亿 that miss their total by more than rounding: 28.35亿元,其中购房9.62亿元、…."""

from collections.abc import Iterator

from service.language.claims import Certainty
from service.language.relations.certainty import is_miswritten, is_nearly
from service.language.relations.figures import Figure, Row
from service.language.relations.lists import parts_of
from service.language.relations.openers import opens
from service.language.relations.totals import of_row
from service.language.relations.values import Breakdown
from service.language.text import Sentence

_FEWEST = 2
_FAR = 0.12
"""How far parts exceed a total that is meant to be theirs, in proportion, at most."""


def rounded(sentence: Sentence, row: Row) -> Iterator[Breakdown]:
    """The lists of rounded amounts that miss their total, by a slip or by what they leave out, so that all are to check."""
    for at, figure in enumerate(row.figures):
        opener = opens(row, at) if _is_rounded(figure) else ""
        if opener and figure.quantity and (made := _missing(sentence, row, at, figure.quantity.sort, opener)):
            yield made


def _missing(sentence: Sentence, row: Row, at: int, unit: str, opener: str) -> Breakdown | None:
    """The list that opens before a figure, if it misses its total by more than rounding."""
    of = of_row(row, at, unit, opener, is_rounded=True)[:1]
    parts = parts_of(row, at, unit, is_rounded=True)
    told = [figure.quantity for figure in (*of, *parts.figures) if figure.quantity]
    if not of or len(parts.figures) < _FEWEST or not parts.names_all_plainly or not _is_rounded(of[0]):
        return None
    added, total = sum(parts.values), told[0].value
    miss = abs(float(added - total))
    is_off = 2 * miss > sum(each.resolution for each in told)
    is_near = miss <= _FAR * float(total) if added > total else is_nearly(added, total)
    is_meant = is_near or is_miswritten(added, total)  # 1.83亿元,其中1.12亿元、0.27亿元、0.34亿元
    if not is_off or not is_meant:
        return None
    listed = tuple(figure.token for figure in parts.figures)
    return Breakdown(
        (of[0].token,), listed, parts.is_full, False, Certainty.TO_CHECK, "rounded", sentence, opener=opener
    )


def _is_rounded(figure: Figure) -> bool:
    return figure.quantity is not None and bool(figure.quantity.resolution)
