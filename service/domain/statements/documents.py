"""How many normative documents the text says were issued, repealed, or are in force."""

import re
from collections.abc import Iterator

from service.domain.prose import Sentence, sentences
from service.domain.report import Report
from service.domain.statements.counts import Count, Statement, around, exact_counts
from service.domain.statements.scope import COMPARED, is_of_others

_UNITS = ("件", "部", "项", "个", "份", "篇")
_ISSUED = r"(?:制定|制发|印发|出台|制订|颁布|发布实施|公布实施)(?:了|出台|印发|发布|公布|实施|并印发|并发布|并公布|并实施|并出台|、印发|和印发|及印发)?"
_DOCUMENTS = r"(?:部门|本级|[省市州区县镇乡]级|[厅局委]发|税[务收]|政府)?(?:行政)?规范性文件"
_ISSUED_BEFORE = re.compile(
    rf"(?:{_ISSUED}|新发布)(?:的|新的?|本?部门)?{_DOCUMENTS}(?:共计?|数量?为?|计|的数量为|总数为|有)?$"
)
_COLUMN = re.compile("规范性文件(?:的)?(?:本年)?制发(?:件数|数量)(?:共计?|为)?$")
"""The words of table two's own column."""
_ISSUED_VERB = re.compile(rf"{_ISSUED}(?:共)?$")
_COUNTED_AFTER = re.compile(rf"(?:的)?{_DOCUMENTS}(?!的?(?:解读|信息|草案|清单|目录|征求|清理|备案|审查))")
_TITLES = re.compile("《[^》]*》[、和及]?")
"""What was issued may be named before it is counted."""
_DOCUMENT = re.compile("规范性文件")
_OTHER_ACT = re.compile(r"废止|修[订改]|清理|失效|有效|审[核查]|备案|解读|公开|公示|征求|草案")
_NONE = re.compile(
    rf"(?:未|没有|无)(?:新)?(?:制定|制发|印发|印制|出台|制订|发布)(?:过|任何|新的?)?{_DOCUMENTS}(?!解读)"
)
_KEPT = (
    (
        "repealed",
        re.compile(
            rf"^(?:20\d\d年度?|本年度?|全年|[我本](?:局|委|办|镇|街道|单位|机关)|同时|并|共|新)*废止了?(?P<named>的?{_DOCUMENTS})?(?:共计?|为|件数|数量)*$"
        ),
    ),
    ("in_force", re.compile(rf"现行有效(?:的)?(?P<named>{_DOCUMENTS})?(?:共有?|总数|为|计|件数|数量)*$")),
)
_KEPT_OTHERWISE = re.compile(
    r"其中|包括|各部门|各单位|部门|本级|上级|累计|转发|清理|梳理|失效|宣布|公开|公布|发布|目录|清单|评估|汇编|以来|备案|审查|标注|修[改订]|规章|政策文件"
)
"""Told before them, the documents repealed or in force may be others than the body's own, or only some of them."""
_OTHERS = re.compile(r"其中|包括|各部门|各单位|上级|累计|转发|现行有效")


def documents_issued(report: Report) -> Iterator[Statement]:
    """How many normative documents the body issued in the report year."""
    for sentence in sentences(report):
        if "规范性文件" not in sentence.text:
            continue
        for count in exact_counts(sentence.text, _UNITS):
            if _counts_documents(sentence.text, count) and not _is_of_others(report, sentence, count.start):
                yield Statement(count.value, sentence, count.start, count.end)
        for match in _NONE.finditer(sentence.text):
            if not _is_of_others(report, sentence, match.start()):
                yield Statement(0, sentence, match.start(), match.end())


def documents_kept(report: Report) -> Iterator[Statement]:
    """How many normative documents the body repealed, or has in force; `subject` is the column of table two.

    What goes on from another count of them need not name them: 制发规范性文件3件,废止1件,现行有效9件.
    """
    for sentence in sentences(report):
        last = -1
        for count in exact_counts(sentence.text, _UNITS) if "规范性文件" in sentence.text else ():
            column = _kept(sentence.text, count, last)
            if column and not _is_kept_otherwise(report, sentence, count.start):
                yield Statement(count.value, sentence, count.start, count.end, column)
            if column or _counts_documents(sentence.text, count):
                named = _COUNTED_AFTER.match(sentence.text, count.end)
                last = named.end() if named else count.end


def _kept(text: str, count: Count, last: int) -> str | None:
    before, after = around(text, count.start, count.end)
    column, found = next(((column, m) for column, words in _KEPT if (m := words.search(before))), (None, None))
    start = count.start - len(before)
    goes_on = text[last:start] in (",", "、")
    if not found or (text[:start].endswith("、") and not goes_on):
        return None
    return column if found["named"] or (goes_on and not after) or _COUNTED_AFTER.match(after) else None


def _is_kept_otherwise(report: Report, sentence: Sentence, start: int) -> bool:
    told = sentence.text[:start].rsplit(";", 1)[-1]
    if _KEPT_OTHERWISE.search(told) or COMPARED.search(sentence.clause(start, start + 1)):
        return True
    return is_of_others(report, sentence, start)


def _counts_documents(text: str, count: Count) -> bool:
    before, after = around(text, count.start, count.end)
    before = _TITLES.sub("", before)
    if _OTHER_ACT.search(before):
        return False
    if _ISSUED_BEFORE.search(before) or _COLUMN.search(before):
        return True
    if not _ISSUED_VERB.search(before):
        return False
    named = _DOCUMENT.search(text[: count.start])
    return bool(_COUNTED_AFTER.match(after)) or bool(named and not after and not _OTHER_ACT.search(text[: count.start]))


def _is_of_others(report: Report, sentence: Sentence, start: int) -> bool:
    clause = sentence.clause(start, start + 1)
    if _OTHERS.search(sentence.text[:start].rsplit(";", 1)[-1]) or COMPARED.search(clause):
        return True
    return is_of_others(report, sentence, start)
