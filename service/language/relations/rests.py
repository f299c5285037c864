"""What is told to be left of a count behind others of it that no word lists: 发现问题37个,已整改35个,剩余2个."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from service.language.claims import Certainty
from service.language.relations.figures import Figure, Row
from service.language.relations.openers import opens, tells_ranks
from service.language.relations.totals import is_set_aside, value
from service.language.relations.values import Breakdown
from service.language.text import Sentence

_NEAR = 0.15
"""By what part of the whole what is told to be left may miss it by a slip, at most."""
_BEFORE = 2
"""Counts before it where nothing else can be meant: a whole and a part."""


def rests(sentence: Sentence, row: Row, earlier: Sequence[Figure]) -> Iterator[Breakdown]:
    """The counts of a row that are told to be left of another, but for those at the end of a list that something opens.

    `earlier` are the figures of the sentence before, one of which may be what all of them come to.
    """
    if tells_ranks(sentence.text):
        return
    for at, figure in enumerate(row.figures):
        if not _is_left(figure) or _is_first_of_several(row, at):
            continue
        before = _before(row, at)
        is_alone = len(before) == _BEFORE and all(_is_exact(each) for each in (*before, figure))
        if is_alone and _come_to_one([*before, figure], (*earlier, *row.figures[:at])):
            continue
        if is_alone and (told := _told(sentence, figure, before, has_remarks=bool(row.remarks))):
            yield told


def _is_left(figure: Figure) -> bool:
    """Whether it begins a clause with what is left: 其余3件, 剩余2个."""
    first = next((token for token in figure.clause if token.kind != "FILL"), None)
    return first is not None and first.kind == "REMAIN" and _is_behind_comma(figure)


def _is_first_of_several(row: Row, at: int) -> bool:
    """Whether more of what is left is listed right behind it: 其余为登记费731万元和复垦费207万元."""
    return any({"PAUSE", "AND"}.intersection(each.kinds[:1]) for each in row.figures[at + 1 : at + 2])


def _is_behind_comma(figure: Figure) -> bool:
    """Whether its clause stands behind a comma."""
    return [token.kind for token in figure.before_clause[-1:]] == ["COMMA"]


def _come_to_one(parts: list[Figure], told: Sequence[Figure]) -> bool:
    """Whether all of them are parts of a count told before them: 评查47份。优秀22份,良好19份,其余6份一般."""
    sort = parts[0].quantity.sort if parts[0].quantity else ""
    return any(each.quantity and each.quantity.sort == sort and value([each]) == value(parts) for each in told)


def _is_exact(figure: Figure) -> bool:
    return figure.quantity is not None and figure.quantity.is_exact


def _before(row: Row, at: int) -> list[Figure]:
    """The counts before a figure that are in its unit, back to where another statement begins; none where a list does."""
    unit = row.figures[at].quantity
    found: list[Figure] = []
    for n, figure in reversed(list(enumerate(row.figures[:at]))):
        if opens(row, n):
            return []
        if figure.quantity and unit and figure.quantity.sort == unit.sort:
            found.append(figure)
        if {"SEMI", "STOP"} & set(figure.kinds):
            break
    return found[::-1]


def _goes_on(part: Figure) -> bool:
    """Whether more is named right behind the whole of a part, before anything is told of it: 七个局和政务服务中心都接受了考核,85分以上的6个."""
    return "AND" in takewhile(lambda kind: kind != "COMMA", part.kinds)


def _are_alike(whole: Figure, part: Figure) -> bool:
    """Whether both are told as parts of one whole: 与奖扶有关的8件,与待遇有关的5件; 无法提供的3件,不予公开的2件."""
    ends = ["".join(token.text for token in figure.lead)[-_ALIKE:] for figure in (whole, part)]
    return ("OUTCOME" in whole.kinds and "OUTCOME" in part.kinds) or (ends[0] == ends[1] and len(ends[0]) == _ALIKE)


_ALIKE = 3
"""Characters that two parts end with alike before their counts, at least."""


def _told(sentence: Sentence, rest: Figure, before: Sequence[Figure], *, has_remarks: bool) -> Breakdown | None:
    """A whole, and its part with what is left; none for a far miss, nor for parts of a whole that stands elsewhere.

    排查362处,302处完整,其余60处已更新; 建成213个,占226个村的94.2%,其余13个. A bracket may tell of more.
    """
    whole, part = before[::-1] if "SHARE" in before[1].kinds else before
    missed = abs(float(value([whole]) - value([part, rest])))
    is_listed = not _is_behind_comma(before[1]) or any(map(is_set_aside, before))
    is_open = has_remarks or any(each.asides for each in (*before, rest)) or _goes_on(part) or rest.is_of_each
    is_listed = is_listed or _are_alike(whole, part) or "SHARE" in before[0].kinds  # 占5件,问拆违的3件,剩1件
    is_more = value([part]) >= value([whole])  # 新收119件,办结120件,尚余6件: there were others before
    if missed and (is_listed or is_open or is_more or missed > max(1.0, _NEAR * float(value([whole])))):
        return None
    return Breakdown((whole.token,), (part.token, rest.token), True, not missed, Certainty.ESTABLISHED, "", sentence)
