"""The body that a report is of: its name, its kind and its level."""

import re
from collections import Counter
from functools import lru_cache

from service.domain.prose import sentences
from service.domain.report import Report

_REPORT_WORDS = re.compile(r"(?:关于)?(?:(?:19|20)\d\d年?度?|二[零〇○].{2}年度?)|政府信息公开|政务公开|信息公开|年度报告|工作报告")
_KINDS = (
    "人民政府办公室|人民政府办公厅|人民政府|街道办事处|办事处|管理委员会|管委会|委员会|监督管理局|管理局|执法局|分局|总局"
    "|局|厅|委|办公室|办公厅|政府|中心|银行|法院|检察院|支队|大队|总队|公司|集团|学校|医院|协会|联合会|处|站|署|所|院"
)
_BODY = re.compile(rf"[\u4e00-\u9fff（）()、]{{2,38}}?(?:{_KINDS})(?=[,。;:、\"”)]|{_REPORT_WORDS.pattern}|$)")
_GOVERNMENT = re.compile(r"(?:人民政府|政府|街道办事处|办事处)(?:办公[室厅])?$")


@lru_cache(maxsize=4)
def body_name(report: Report) -> str | None:
    """The body's name: what stands before the year or the report's words in the title, else the signature's; None."""
    if report.title:
        text = "".join(sentence.text for sentence in sentences(report) if sentence.paragraph is report.title)
        head = _REPORT_WORDS.split(text, maxsplit=1)[0].strip("《》\"“”:：,关于")
        if len(head) >= 2:
            return head
    return _signing_body(report) or _named_body(report)


def _signing_body(report: Report) -> str | None:
    """The body that signs at the report's end."""
    last = [sentence.text for sentence in sentences(report)][-4:]
    names = [m[0] for text in last if len(text) < 50 and (m := _BODY.match(text))]
    return names[-1] if names else None


def _named_body(report: Report) -> str | None:
    """The body that the preamble says the report is of."""
    named: Counter[str] = Counter()
    pattern = re.compile(rf"(?:公布|由|与|请联系|联系)([\u4e00-\u9fff]{{2,30}}?(?:{_KINDS}))(?=(?:20\d\d)|联系|编制|办公室|结合|[(,。])")
    for sentence in sentences(report):
        if sentence.section == 0:
            named.update(m[1] for m in pattern.finditer(sentence.text))
    return named.most_common(1)[0][0] if named else None


def is_government(report: Report) -> bool:
    """Whether the report may be a government's, whose deadline is later: its name says so, or it has no name."""
    name = body_name(report)
    return name is None or bool(_GOVERNMENT.search(name))
