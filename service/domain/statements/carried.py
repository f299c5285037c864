"""How many applications the text says were carried over from last year or into the next."""

import re
from collections.abc import Iterator

from service.domain.prose import Sentence, sentences
from service.domain.report import Report
from service.domain.statements.applications import ALL_DONE, APPLICATION, OTHER_MATTER
from service.domain.statements.counts import Count, Statement, around, exact_counts, without_brackets
from service.domain.statements.scope import is_of_others, is_of_part, is_of_region
from service.domain.statements.topic import is_under
from service.domain.years import report_year

_CARRIED = "(?:结转|转结|转接|转|顺延|延)"
_OBJECT = r"(?:的)?(?:政府)?(?:信息)?(?:公开)?(?:申请)?(?:事项|案件|件)?(?:数量?|量)?(?:共计?|为|有|是)*"
_NEXT = r"(?:至|到|入|为)?(?:下一?个?年度?|次年度?|明年|来年|(?P<year>20\d\d)年度?)"
_FORWARD = re.compile(rf"{_CARRIED}{_NEXT}(?:继续)?(?:办理|处理|答复)?{_OBJECT}$")
_FORWARD_AFTER = re.compile(rf"^(?:的)?(?:政府信息公开)?(?:申请)?(?:需|将|按规定|依规)*{_CARRIED}{_NEXT}")
_FORWARD_SPLIT = re.compile(
    rf"(?:结转|转结|顺延)(?:政府信息公开)?(?:申请)?#(?:政府信息公开)?(?:申请)?(?:至|到|入){_NEXT}"
)
"""The number, here #, may stand between: 结转5件至2024年."""
_NOT_YET_DUE = re.compile(
    r"^(?:政府信息公开)?申请因(?:尚未到期|未到期|未到[^,。;上去\d]{0,8}期限?|期限未满)而?结转(?=[,。;]|$)"
)
_LEFT_OVER = re.compile(rf"^(?:政府信息公开)?申请[^。;]{{0,16}}?,?(?:将|需|依规|按规定)?结转{_NEXT}")
_REMAINDER = re.compile("(?:尚有|还有|剩余|其余|余下|另有)$")
_UNFINISHED = r"(?:尚|还|仍)未(?:办结|办理完毕|办理完成|答复|回复)|未办结|[正还仍]在办理|在办(?!理|结)|待办理?(?!结)|跨年度?(?:办理|答复)"
_UNFINISHED_BEFORE = re.compile(rf"(?:{_UNFINISHED})(?:中|过程中)?{_OBJECT}$")
_UNFINISHED_AFTER = re.compile(rf"^(?:的)?(?:政府信息公开)?(?:申请)?(?:{_UNFINISHED})")
_ANOTHER_TIME = re.compile(
    r"目前|现阶段|上半年|季度|截[至止](?!(?:20\d\d年|当年|本年度?|全年)?(?:12月(?:31日|底|末)|年?[末底]))|上一?年|去年|往年|[超逾]期|自然人|法人|企业"
)
"""What was unfinished then, or in part, is not what was carried forward."""
_LAST = r"(?:上一?个?年度?|去年|(?P<year>20\d\d)年度?)"
_BACKWARD = re.compile(
    rf"(?:{_LAST}(?:(?:结转|转结)(?:至|到)?|转[至到入])(?:本年?度?|今年|20\d\d年度?)?|结转(?:自)?{_LAST.replace('year', 'from')})"
    rf"(?:继续)?(?:办理)?{_OBJECT}$"
)
_TOGETHER = re.compile(r"[和及与加同、]")
"""Words that make a count one of applications received and carried over together, unless its clause begins with them."""
_NONE_FORWARD = re.compile(
    r"(?<![有未])(?:无|没有|未)(?:申请)?(?:需)?结转(?=[,。;]|$|至|到|下|次|事项|申请|件|案件|20\d\d)(?:至|到)?(?:(?P<year>20\d\d)年)?"
)
_NONE_FORWARD_FIRST = re.compile(
    rf"(?<![有未])(?:无|没有)(?:需要?)?{_CARRIED}{_NEXT}(?:继续)?(?:办理|处理|答复)?的?(?:政府信息公开|信息公开)?申请(?:事项|件)?(?=[,。;]|$)"
)
"""The same said before what is left is named: 没有结转下年度办理的申请."""
_NONE_BACKWARD = re.compile(
    rf"(?<![有未])(?:无|没有){_LAST}度?结转(?:至?(?:本年度?|今年))?(?:办理)?的?(?:政府信息公开|信息公开)?(?:申请)?(?:事项|件)?(?=[,。;]|$)"
)
_FROM_LAST = re.compile(rf"{_LAST}$")
_OTHER_TASKS = re.compile("制定计划|立法计划|规范性文件|项目|任务|资金|预算")
"""What else may be carried into the next year."""


def carried_counts(report: Report) -> Iterator[Statement]:
    """How many applications were carried into the next year or over from the last; `subject` is the row's key."""
    for sentence in sentences(report):
        text = sentence.text
        if not re.search(f"结转|转结|转接|转[至到入下]|顺延|延[至到]|{_UNFINISHED}", text) or _OTHER_TASKS.search(text):
            continue
        for count in exact_counts(text):
            before, after = around(text, count.start, count.end)
            row = _row(report, before, after, text[count.end :]) or _unfinished(report, sentence, count)
            if not row or OTHER_MATTER.search(before + after) or is_of_part(without_brackets(text[: count.start])):
                continue
            if not is_of_region(report, text[: count.start]):
                yield Statement(count.value, sentence, count.start, count.end, row)
        yield from _none_carried(report, sentence)


def _row(report: Report, before: str, after: str, rest: str) -> str | None:
    this_year = report_year(report).year
    backward = _BACKWARD.search(before)
    if backward:
        added = re.match("加上?|连同|[和及与]", before)
        joined = before[added.end() if added and "共" not in backward[0] else 0 : backward.start()]
        if _TOGETHER.search(joined):
            return None
        year = backward["year"] or backward["from"]
        if not year or int(year) + 1 == this_year:
            return "carried_over"
    left_over = _LEFT_OVER.match(rest) if _REMAINDER.search(before) else None
    split = _FORWARD_SPLIT.search(f"{before}#{after}")
    forward = left_over or _FORWARD.search(before) or _FORWARD_AFTER.match(after) or split
    if forward and (not forward["year"] or _is_next(forward["year"], this_year)):
        return "carried_forward"
    return "carried_forward" if not backward and _NOT_YET_DUE.match(after) else None


def _unfinished(report: Report, sentence: Sentence, count: Count) -> str | None:
    """The row of what is said to be unfinished at the year's end, where it is applications."""
    before, after = around(sentence.text, count.start, count.end)
    told = sentence.text[: count.end] + after
    if not (_UNFINISHED_BEFORE.search(before) or _UNFINISHED_AFTER.match(after)) or _ANOTHER_TIME.search(told):
        return None
    is_named = APPLICATION.search(told) or is_under(report, sentence, "on_request")
    if not is_named or OTHER_MATTER.search(told) or is_of_others(report, sentence, count.start):
        return None
    return "carried_forward"


def _is_next(year: str, this_year: int | None) -> bool:
    return this_year is None or int(year) == this_year + 1


def _none_carried(report: Report, sentence: Sentence) -> Iterator[Statement]:
    """Sentences about applications that deny that any was left for the next year, or from the last.

    One that says besides that all are done says so by that.
    """
    yield from _none_named_after(report, sentence)
    match = _NONE_FORWARD.search(sentence.text)
    before = sentence.text[: match.start()] if match else ""
    if not match or "申请" not in before or is_of_region(report, before):
        return
    last, this_year = _FROM_LAST.search(before), report_year(report).year
    if last and (not last["year"] or int(last["year"]) != this_year):
        yield Statement(0, sentence, match.start(), match.end(), "carried_over")
    elif not ALL_DONE.search(before) and (not match["year"] or _is_next(match["year"], this_year)):
        yield Statement(0, sentence, match.start(), match.end(), "carried_forward")


def _none_named_after(report: Report, sentence: Sentence) -> Iterator[Statement]:
    """The same where the applications are named only then: 没有结转下年度办理的申请, 无上年结转件."""
    this_year = report_year(report).year
    forward, backward = _NONE_FORWARD_FIRST.search(sentence.text), _NONE_BACKWARD.search(sentence.text)
    for match, row, years in ((forward, "carried_forward", -1), (backward, "carried_over", 1)):
        told = sentence.text[: match.end()] if match else ""
        if not match or "申请" not in told or OTHER_MATTER.search(told) or is_of_region(report, told):
            continue
        says_so_already = row == "carried_forward" and ALL_DONE.search(told)
        if not says_so_already and (not match["year"] or this_year in (None, int(match["year"]) + years)):
            yield Statement(0, sentence, match.start(), match.end(), row)
