"""Shares whose part or whole no known word names, where they nearly are what one count is of another: 不合格率1.9%."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from service.language.claims import Certainty
from service.language.mentions.figures import Percent
from service.language.relations.compared import is_compared_with
from service.language.relations.figures import Figure, Row
from service.language.relations.ratios import Ratio
from service.language.relations.stated import Stated, bracketed_part, is_shared, start_of
from service.language.relations.totals import value
from service.language.relations.values import Share
from service.language.text import Sentence
from service.reports.finding import Number
from service.reports.numerals import wrong_digits

_OF_OTHERS = frozenset("CHANGE LAST DATE SEMI STOP PLAN DUTY COMPARE TOTAL RECEIVE ANSWER".split())
"""What tells of another time, of several counts, or of a whole that is known by its name and isn't told."""
_NEAR = 0.05
_SHORT = 2
"""Digits of a share of which one isn't enough to tell it by."""
_MOST = 12
"""Counts around a share that may explain it, at most: the nearest."""


def unnamed(row: Row, told: Sequence[Stated], earlier: Sequence[Row], home: Row, sentence: Sentence) -> Iterator[Share]:
    """The shares of a row that no count explains and that nearly are its part's, to check.

    `told` are those that were read otherwise; `home` is the row that a bracket's stands in.
    """
    read = {each.figure.token for each in told}
    for at, figure in enumerate(row.figures):
        percent = figure.percent
        if not percent or percent.is_points or not percent.is_exact or figure.token in read:
            continue
        part = _part(row, at)
        if part is None or not _OF_OTHERS.isdisjoint(figure.kinds):
            continue
        around = _around(row, figure, home, earlier)
        whole = _nearly(percent, part, around)
        if whole is not None and not _is_explained(percent, [part, *around]) and not _is_of_list(percent, part, row):
            yield _share(figure, percent, part, whole, sentence)


def _part(row: Row, at: int) -> Figure | None:
    """The count that a share may be of: in the bracket behind it, right before it, or that on which its own bracket hangs."""
    figure = row.figures[at]
    before = row.figures[at - 1] if at else row.anchor
    found = bracketed_part(figure) or before
    if (
        found is None
        or not is_shared(found)
        or is_compared_with(found)
        or any(token.value == "together" for token in figure.lead)
    ):
        return None
    is_named = "SHARE" in figure.kinds or not figure.kinds or _has_word_of(figure, found)
    return found if is_named else None


def _has_word_of(figure: Figure, part: Figure) -> bool:
    """Whether a rate is named by a word of what its part tells: 达标89个,达标率96.7%."""
    told = {char for token in part.clause for char in token.text}
    return any(not told.isdisjoint(token.text) for token in figure.clause)


def _around(row: Row, figure: Figure, home: Row, earlier: Sequence[Row]) -> list[Figure]:
    """The counts before a share, the nearest first: of its row, of that which its bracket stands in, of the sentences before."""
    rows = [*earlier, *([home] if home is not row else []), row]
    found = [each for of in rows for each in of.figures if of in earlier or each.token.start < figure.token.start]
    parts = [part for of in earlier for part, behind in pairwise(of.figures) if _is_bare_share(behind)]
    found = [each for each in found if each not in parts]
    return [each for each in reversed(found) if is_shared(each) and not is_compared_with(each)][:_MOST]


def _is_bare_share(figure: Figure) -> bool:
    """Whether it is a share that names no whole, so that the count before it is a part as well: 网站发布12508条,占36.6%。微信发布9862条,占28.8%."""
    return figure.percent is not None and [token.kind for token in figure.clause] == ["SHARE"]


def _nearly(percent: Percent, part: Figure, around: Sequence[Figure]) -> Number | None:
    """The whole of which a part is nearly so much."""
    if part.quantity is None:
        return None
    wholes = (
        f.quantity.value for f in around if f.quantity and f is not part and f.quantity.sort == part.quantity.sort
    )
    ratios = (Ratio(part.quantity.value, whole) for whole in wholes if whole > part.quantity.value > 1)
    return next((ratio.whole for ratio in ratios if _is_near(percent, ratio.actual)), None)


def _is_near(percent: Percent, actual: float) -> bool:
    """Whether a share is told as nearly what it is, or with one digit another."""
    told, right = (f"{float(each):.{percent.places}f}" for each in (percent.value, actual))
    is_slip = len(told) > _SHORT and len(wrong_digits(told, right)) == 1
    return is_slip or abs(float(percent.value) - actual) <= _NEAR * actual


def _is_of_list(percent: Percent, part: Figure, row: Row) -> bool:
    """Whether it is of all that its row lists in its unit, those without a share among them."""
    listed = [f for f in row.figures if f.quantity and part.quantity and f.quantity.sort == part.quantity.sort]
    return bool(listed) and Ratio(value([part]), value(listed)).holds(percent)


def _is_explained(percent: Percent, counts: Sequence[Figure]) -> bool:
    """Whether two counts, or two together of a third, give a share, its complement or a growth of just as much."""
    values = {figure.quantity.value: figure.quantity.resolution for figure in counts if figure.quantity}
    pairs = {value([one, other]) for one in counts for other in counts if one is not other}
    for whole, blur in values.items():
        for part in {*values, *pairs} - {whole}:
            ratios = (
                Ratio(part, whole, blur, part_blur=values.get(part)),
                Ratio(part, whole, blur, is_growth=True),
                Ratio(part, whole, blur, is_growth=True, is_fall=True),
            )
            if any(ratio.holds(percent) for ratio in ratios):
                return True
    return False


def _share(figure: Figure, percent: Percent, part: Figure, whole: Number, sentence: Sentence) -> Share:
    told = value([part])
    return Share(
        percent.value, Ratio(told, whole).actual, percent.places, told, whole, False, Certainty.TO_CHECK, "words unknown",
        sentence, start_of(figure), figure.token.end,
    )  # fmt: skip
