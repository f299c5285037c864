"""What a share says by name that it is of: 占办结总数的60%, where 办结30件 was told before."""

import re
from collections.abc import Iterator
from functools import lru_cache

from service.domain.prose import Sentence
from service.domain.report import Report
from service.domain.statements.applications import ALL_DONE, application_counts
from service.domain.statements.counts import Count, Statement, around
from service.domain.statements.outcomes import outcome_counts

_ALL_DEALT_WITH, _ALL_RECEIVED = "answered", ""
"""The subjects of counts of applications."""
_KINDS = (
    ("due", re.compile("[应需](?:当|要)?(?:办|答|处理)")),
    ("outcomes.refused", re.compile("不予公开")),
    ("outcomes.partially_granted", re.compile("部分公开")),
    ("outcomes.granted", re.compile("(?<!不)予以公开")),
    ("outcomes.unavailable", re.compile("无法提供")),
    ("outcomes.not_processed", re.compile("不予处理")),
    ("outcomes.other", re.compile("其他处理")),
    ("persons", re.compile("自然人|公民|个人")),
    ("organizations", re.compile("法人|企业|其他组织")),
    (_ALL_DEALT_WITH, re.compile("(?<![应需])(?<!要)(?:办结|办理|办复|答复|回复|处理)")),
    (_ALL_RECEIVED, re.compile("新收|收到|受理|接收|收件|登记")),
)
"""What applications are counted by; a narrower kind stands before a wider one that its words may hold."""
_WIDE = (_ALL_DEALT_WITH, _ALL_RECEIVED)
_MOST_COUNTS = 50
"""In a paragraph that counts applications more often nobody can tell which figure a share is of."""
_NOTHING_MORE = re.compile(
    "占|全部|全年|本年度?|当年|所有|已|政府|信息|公开|申请|总|数|量|件|比|例|为|约|达|到|的|我局|本局"
)
"""Words of a share's base that make it no other."""


def kind_of(named: str) -> str | None:
    """The kind of applications that the words of a share name as its base; None where they name none."""
    return next((kind for kind, words in _KINDS if words.search(named)), None)


def may_be_of(named: str, text: str, whole: Count) -> bool:
    """Whether a figure may be what the words of a share name: 收到29件 is no base of 占办结总数.

    It is where all that was received was dealt with: 收到29件,均已办结.
    """
    kind = kind_of(named)
    if kind is None:
        return True
    words = "".join(around(text, whole.start, whole.end))
    kinds = {each for each, pattern in _KINDS if pattern.search(words)}
    if ALL_DONE.match(text, whole.end + 1):
        kinds.add(_ALL_DEALT_WITH)
    return kind in kinds or (kind in _WIDE and not kinds)


def named_base(report: Report, sentence: Sentence, named: str, part: Count) -> Statement | None:
    """The one figure, told before a part in its paragraph, that the words of its share name and nothing narrower."""
    kind = kind_of(named)
    pattern = next((words for each, words in _KINDS if each == kind), None)
    if pattern is None or _NOTHING_MORE.sub("", pattern.sub("", named)):
        return None
    found = [each for each in _told_before(report, sentence, part) if each.subject == kind]
    return found[-1] if len({each.value for each in found}) == 1 else None


def _told_before(report: Report, sentence: Sentence, part: Count) -> Iterator[Statement]:
    told = _counted(report).get(id(sentence.paragraph), [])
    for each in told if len(told) <= _MOST_COUNTS else ():
        first, last = each.sentence.offsets[0], sentence.offsets[0]
        is_before = first < last or (first == last and each.end <= part.start)
        if is_before and each.sentence.text[: each.end].endswith(part.unit):
            yield each


@lru_cache(maxsize=4)
def _counted(report: Report) -> dict[int, list[Statement]]:
    """The counts of all applications, and of those that had each outcome, by their paragraphs."""
    by_paragraph: dict[int, list[Statement]] = {}
    for each in (*application_counts(report), *outcome_counts(report)):
        by_paragraph.setdefault(id(each.sentence.paragraph), []).append(each)
    return by_paragraph
