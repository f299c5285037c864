"""How many applications the text says were carried over from last year or into the next."""

import re
from collections.abc import Iterator

from service.domain.prose import Sentence, sentences
from service.domain.report import Report
from service.domain.statements.applications import ALL_DONE, OTHER_MATTER
from service.domain.statements.counts import Statement, around, exact_counts, without_brackets
from service.domain.statements.scope import is_of_part, is_of_region
from service.domain.years import report_year

_CARRIED = "(?:结转|转结|转接|转|顺延|延)"
_OBJECT = r"(?:的)?(?:政府)?(?:信息)?(?:公开)?(?:申请)?(?:事项|案件|件)?(?:数量?|量)?(?:共计?|为|有|是)*"
_NEXT = r"(?:至|到|入|为)?(?:下一?个?年度?|次年度?|明年|来年|(?P<year>20\d\d)年度?)"
_FORWARD = re.compile(rf"{_CARRIED}{_NEXT}(?:继续)?(?:办理|处理|答复)?{_OBJECT}$")
_FORWARD_AFTER = re.compile(rf"^(?:的)?(?:政府信息公开)?(?:申请)?(?:需|将|按规定|依规)*{_CARRIED}{_NEXT}")
_LEFT_OVER = re.compile(r"^(?:政府信息公开)?申请[^。;]{0,16}?,?(?:将|需|依规|按规定)?结转(?:至|到|入)?(?:下|次|明)")
_REMAINDER = re.compile("(?:尚有|还有|剩余|其余|余下|另有)$")
_LAST = r"(?:上一?个?年度?|去年|(?P<year>20\d\d)年度?)"
_BACKWARD = re.compile(
    rf"(?:{_LAST}(?:(?:结转|转结)(?:至|到)?|转[至到入])(?:本年?度?|今年|20\d\d年度?)?|结转(?:自)?{_LAST.replace('year', 'from')})"
    rf"(?:继续)?(?:办理)?{_OBJECT}$"
)
_TOGETHER = re.compile(r"[和及与加同、]")
"""Words that make a count one of applications received and carried over together."""
_NONE_FORWARD = re.compile(
    r"(?<![有未])(?:无|没有|未)(?:申请)?(?:需)?结转(?=[,。;]|$|至|到|下|次|事项|申请|件|案件|20\d\d)(?:至|到)?(?:(?P<year>20\d\d)年)?"
)
_FROM_LAST = re.compile(rf"{_LAST}$")
_OTHER_TASKS = re.compile("制定计划|立法计划|规范性文件|项目|任务|资金|预算")
"""What else may be carried into the next year."""


def carried_counts(report: Report) -> Iterator[Statement]:
    """How many applications were carried into the next year or over from the last; `subject` is the row's key."""
    for sentence in sentences(report):
        text = sentence.text
        if not re.search("结转|转结|转接|转[至到入下]|顺延|延[至到]", text) or _OTHER_TASKS.search(text):
            continue
        for count in exact_counts(text):
            before, after = around(text, count.start, count.end)
            row = _row(report, before, after, text[count.end :])
            if not row or OTHER_MATTER.search(before + after) or is_of_part(without_brackets(text[: count.start])):
                continue
            if not is_of_region(report, text[: count.start]):
                yield Statement(count.value, sentence, count.start, count.end, row)
        yield from _none_carried(report, sentence)


def _row(report: Report, before: str, after: str, rest: str) -> str | None:
    this_year = report_year(report).year
    backward = _BACKWARD.search(before)
    if backward:
        if _TOGETHER.search(before[: backward.start()]):
            return None
        year = backward["year"] or backward["from"]
        if not year or int(year) + 1 == this_year:
            return "carried_over"
    left_over = _REMAINDER.search(before) and _LEFT_OVER.match(rest)
    forward = _FORWARD.search(before) or _FORWARD_AFTER.match(after)
    if left_over or (forward and (not forward["year"] or _is_next(forward["year"], this_year))):
        return "carried_forward"
    return None


def _is_next(year: str, this_year: int | None) -> bool:
    return this_year is None or int(year) == this_year + 1


def _none_carried(report: Report, sentence: Sentence) -> Iterator[Statement]:
    """Sentences about applications that deny that any was left for the next year, or from the last.

    One that says besides that all are done says so by that.
    """
    match = _NONE_FORWARD.search(sentence.text)
    before = sentence.text[: match.start()] if match else ""
    if not match or "申请" not in before or is_of_region(report, before):
        return
    last, this_year = _FROM_LAST.search(before), report_year(report).year
    if last and (not last["year"] or int(last["year"]) != this_year):
        yield Statement(0, sentence, match.start(), match.end(), "carried_over")
    elif not ALL_DONE.search(before) and (not match["year"] or _is_next(match["year"], this_year)):
        yield Statement(0, sentence, match.start(), match.end(), "carried_forward")
