"""What the text claims in numbers: counts of applications and documents, and breakdowns of a total.

Patterns run over text as `prose` gives it. A statement of a narrower scope (by post only, on another body's behalf,
of another year) is none about the whole and is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.bodies import is_government
from service.domain.figures import chinese_number
from service.domain.prose import Sentence, sentences
from service.domain.report import Location, Report
from service.domain.years import Role, mentions, report_year

UNITS = "件次|件|条|次|份|项|部|篇|期|个|起|例|宗|则|场|人次|名|人"
_CHINESE = "零〇一二两三四五六七八九十百千"
COUNT = re.compile(
    rf"(?<![\d.第〔\-%])(?P<about>大?约|近|超过?|逾|将近|不少于|至少)?"
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)|(?<![{_CHINESE}第几数])(?P<chinese>[{_CHINESE}]+))"
    rf"(?P<scale>万|亿)?(?P<more>余|多|来)?(?P<unit>{UNITS})(?P<odd>余|多|左右|以上)?(?![年月日])"
)
"""A number with its unit: 12件, 1,207条, 三项, 26余次."""


@dataclass(frozen=True, slots=True)
class Count:
    """A count at `sentence.text[start:end]`; `is_exact` is false where 余, 近 or the like make it approximate."""

    value: float
    unit: str
    is_exact: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """The text says that there were `value` of something; `start` and `end` are where in the sentence."""

    value: int
    sentence: Sentence
    start: int
    end: int

    @property
    def at(self) -> Location:
        """The sentence, quoted."""
        return self.sentence.at(self.start, self.end)


def counts(text: str) -> list[Count]:
    """Every count in a text, in order."""
    return [_count(match) for match in COUNT.finditer(text)]


def _count(match: re.Match[str]) -> Count:
    digits = match["digits"]
    value = float(digits.replace(",", "")) if digits else float(chinese_number(match["chinese"]) or 0)
    value *= {"万": 10_000, "亿": 100_000_000}.get(match["scale"] or "", 1)
    exact = not (match["about"] or match["more"] or match["odd"]) and value.is_integer()
    return Count(value, match["unit"], exact, match.start(), match.end())


_BOUNDARY = re.compile(r"[,;:。、()]")
_APPLICATION = re.compile(r"信息(?:的)?公开(?:的)?(?:书面)?申请|依申请(?:政府)?(?:信息)?公开|依申请|公开申请|申请公开|申请件|信息申请|申请")
_RECEIVED = re.compile(
    r"(?<!不予)(?:收到|接到|接收|受理|新收|收件|办结|办理|答复|回复|办复|(?<!不予)(?<!其他)处理)(?!率|平台|窗口|系统|制度|流程|单位|机关|时限|程序)"
)
_OTHER_MATTER = re.compile(
    r"复议|诉讼|应诉|许可|处罚|投诉|举报|信访|提案|议案|建议|咨询|来电|来访|留言|热线|信箱|12345|补贴|资金|项目|登记|认定|评审|网民|民生|答记者|政策解读|培训"
)
_ALL_WAYS = re.compile(r"(?:各类|各种|多种|不同|任何|线上线下|线上、线下|网络、|等)[^,。;]{0,6}(?:渠道|方式|途径|形式)")
_NARROW = re.compile(
    r"代表|其中|包括|含|自然人|法人|企业|公民|个人|社会组织|律师|记者|网上|网络|线上|线下|在线|书面|信函|邮寄|当面|现场|窗口|邮件|传真|口头|电话|"
    r"转办|转来|移交|上级|下属|所属|各部门|各单位|各镇|各街道|各科室|各股室|本级|涉及|关于|有关|重复|同一|补正|延期|撤回|逾期|不予|部分公开|予以公开|无法提供|不掌握|撤销"
)
_WHOLE_REGION = re.compile(r"全[省市区县镇乡州旗]|各级")
_COMPARED = re.compile(r"较|同比|环比|相比|比(?:上|去|20)|增[加长]|减少|下降|上升|上年同期|去年|往年|累计自|历年")
_NONE = re.compile(
    r"(?:未|没有|无|尚未|均未|未曾|并未|暂未)(?:收到|接到|接收到?|受理过?|新收|产生|发生|接受)"
    r"(?P<object>[^,。;:]{0,18}?(?:信息(?:的)?公开(?:的)?(?:书面)?申请|依申请(?:政府)?(?:信息)?公开|公开申请|申请公开))(?P<rest>[^,。;]{0,14})"
    r"|(?<![有未无])无(?P<bare>(?:政府信息)?依申请公开|政府信息公开申请|公开申请)(?P<after>(?:事项|申请|件|情况|案件|信息)?)(?=[,。;]|$)"
)


def application_counts(report: Report) -> Iterator[Statement]:
    """How many applications the text says were received or dealt with, by and for the whole body in the report year."""
    for sentence in sentences(report):
        text = sentence.text
        if "申请" not in text or sentence.section is None:
            continue
        for count in counts(text):
            if count.is_exact and count.unit in ("件", "条", "份", "项", "次", "个", "宗", "起", "例", "件次"):
                if _counts_applications(report, sentence, count):
                    yield Statement(int(count.value), sentence, count.start, count.end)
        for match in _NONE.finditer(text):
            if _denies_applications(report, sentence, match):
                yield Statement(0, sentence, match.start(), match.end())


def _counts_applications(report: Report, sentence: Sentence, count: Count) -> bool:
    before, after = _around(sentence.text, count)
    clause = before + after
    topic = sentence.text[: count.start].rsplit("其中", 1)[-1] + after
    if not _RECEIVED.search(before) or not _APPLICATION.search(topic) or _OTHER_MATTER.search(clause):
        return False
    if not _APPLICATION.search(clause) and _OTHER_MATTER.search(topic):
        return False
    return not _is_narrow(report, sentence, count.start, clause)


def _denies_applications(report: Report, sentence: Sentence, match: re.Match[str]) -> bool:
    said = (match["object"] or "") + (match["rest"] or "")
    if _OTHER_MATTER.search(said) or re.search("收费|费用|费|超期|异议|争议|不满", said):
        return False
    before, _ = _around(sentence.text, Count(0, "", True, match.start(), match.end()))
    return not _is_narrow(report, sentence, match.start(), before + match[0])


def _around(text: str, count: Count) -> tuple[str, str]:
    """The clause before the count, back to a boundary or another count, and the one after it."""
    left = max((m.end() for m in _BOUNDARY.finditer(text, 0, count.start)), default=0)
    left = max([left, *(other.end for other in counts(text[: count.start]))])
    right = _BOUNDARY.search(text, count.end)
    end = right.start() if right else len(text)
    following = COUNT.search(text, count.end, end)
    return text[left : count.start], text[count.end : following.start() if following else end]


def _is_narrow(report: Report, sentence: Sentence, start: int, clause: str) -> bool:
    """Whether the clause is about a part only, about others, or about another year."""
    text = sentence.text
    if re.search("其中|包括|(?<!不)含", text[:start]):
        return True
    told = _ALL_WAYS.sub("", clause)
    if _NARROW.search(told) or _COMPARED.search(clause):
        return True
    subject = text[:start]
    if re.search("代表|通过(?:邮寄|信函|网络|网上|当面|现场|电子邮件|传真)", _ALL_WAYS.sub("", subject)):
        return True
    if _WHOLE_REGION.search(subject) and not is_government(report):
        return True
    return _told_year(report, sentence, start) not in (None, report_year(report).year)


def _told_year(report: Report, sentence: Sentence, start: int) -> int | None:
    """The year under which the sentence tells what stands at `start`: the last one named before it."""
    named = [m for m in mentions(report) if m.sentence is sentence and m.start < start and m.role is not Role.DOCUMENT]
    return named[-1].year if named else None


_ISSUED = re.compile(r"(?:制定|制发|印发|出台|制订|新制定|发布实施|起草印发|颁布)(?:了|并?(?:印发|发布|公布|实施|公开|出台))?")
_DOCUMENTS = r"(?:部门|本级|区级|县级|市级)?(?:行政)?规范性文件"
_ISSUED_COUNT = re.compile(rf"{_ISSUED.pattern}[^,。;、《》]{{0,8}}?{_DOCUMENTS}(?:共计?|数量?为?|计)?$")
_ISSUED_NONE = re.compile(rf"(?:未|没有|无)(?:新)?(?:制定|制发|印发|出台|制订|发布)(?:过|任何|新的?)?{_DOCUMENTS}")


def documents_issued(report: Report) -> Iterator[Statement]:
    """How many normative documents the text says the body issued in the report year."""
    for sentence in sentences(report):
        text = sentence.text
        if "规范性文件" not in text:
            continue
        for count in counts(text):
            if count.is_exact and count.unit in ("件", "部", "项", "个", "份", "篇") and _counts_documents(text, count):
                if not _is_of_others(report, sentence, count.start):
                    yield Statement(int(count.value), sentence, count.start, count.end)
        for match in _ISSUED_NONE.finditer(text):
            if not _is_of_others(report, sentence, match.start()):
                yield Statement(0, sentence, match.start(), match.end())


def _counts_documents(text: str, count: Count) -> bool:
    before, after = _around(text, count)
    if re.search("废止|修[订改]|清理|失效|有效|审[核查]|备案|解读|公开", before + after[:14]):
        return False
    if _ISSUED_COUNT.search(before):
        return not re.match(r"(?:的)?(?:解读|信息|图解|草案|意见|修订)", after)
    return bool(re.search(rf"{_ISSUED.pattern}$", before) and re.match(rf"(?:的)?{_DOCUMENTS}(?!的?(?:解读|信息|草案|清单|目录))", after))


def _is_of_others(report: Report, sentence: Sentence, start: int) -> bool:
    clause = sentence.clause(start, start + 1)
    if re.search("其中|包括|代|各部门|各单位|上级|以来|累计", sentence.text[:start]) or _COMPARED.search(clause):
        return True
    if _WHOLE_REGION.search(sentence.text[:start]) and not is_government(report):
        return True
    return _told_year(report, sentence, start) not in (None, report_year(report).year)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and its parts in one sentence. A closed one names all parts, an open one only some."""

    total: Count
    parts: tuple[Count, ...]
    is_closed: bool
    sentence: Sentence

    @property
    def added(self) -> int:
        """The sum of the parts."""
        return int(sum(part.value for part in self.parts))

    @property
    def holds(self) -> bool:
        """Whether the parts add up to the total, or to no more where the breakdown is open."""
        return self.added == self.total.value if self.is_closed else self.added <= self.total.value


_OPENS = re.compile(r"其中(?:包[括含])?|(?<!不)包[括含](?!但不限于)|分别(?:为|是)")
_OPEN_WORDS = re.compile(r"等(?![级候待])|主要|其他另计|例如|比如|部分(?!公开)|涉及|重点")
_NEW_STATEMENT = re.compile(
    r"(?:均|全部|已(?!公开)|按时|按期|办结|答复(?!.{0,6}公开)|回复|较|同比|相比|增[加长]|减少|下降|占比?|率|结转|收取|召开|举办|开展|培训|通过|截至|目前|同时|此外|另外|未)"
)


def breakdowns(report: Report) -> Iterator[Breakdown]:
    """The breakdowns of counts that the text makes: N件，其中甲a件、乙b件、丙c件."""
    for sentence in sentences(report):
        text = sentence.text
        for opening in _OPENS.finditer(text):
            found = _breakdown(sentence, opening)
            if found:
                yield found


def _breakdown(sentence: Sentence, opening: re.Match[str]) -> Breakdown | None:
    text = sentence.text
    start, end = opening.end(), len(text.rstrip("。!?"))
    before = [count for count in counts(text[: opening.start()])]
    bracket = _enclosing(text, opening.start())
    if bracket:
        end = bracket
    if not before or not before[-1].is_exact or opening.start() - before[-1].end > 30:
        return None
    total = before[-1]
    following = _OPENS.search(text, start, end)
    if following:
        end, start_of_next = following.start(), True
    else:
        start_of_next = False
    parts, closed = _parts(text, start, end, total.unit)
    if not parts:
        return None
    closed = closed and not start_of_next and len(parts) >= 3
    return Breakdown(total, tuple(parts), closed and all(part.is_exact for part in parts), sentence)


def _enclosing(text: str, position: int) -> int | None:
    """Where the bracket closes that `position` stands in, None where it stands in none."""
    opened = text.rfind("(", 0, position)
    if opened < 0 or ")" in text[opened:position]:
        return None
    closed = text.find(")", position)
    return closed if closed >= 0 else None


def _parts(text: str, start: int, end: int, unit: str) -> tuple[list[Count], bool]:
    """The parts listed from `start` on, and whether the list has nothing but parts up to `end`."""
    parts: list[Count] = []
    closed = not _OPEN_WORDS.search(_without_brackets(text[start:end]))
    position = start
    for segment in re.split(r"([,;、])", _without_brackets(text[start:end])):
        offset, position = position, position + len(segment)
        if segment in ",;、":
            continue
        numbered = counts(segment)
        if _NEW_STATEMENT.search(segment) and parts:
            return parts, False
        if len(numbered) != 1 or numbered[0].unit != unit:
            closed = False
            continue
        count = numbered[0]
        parts.append(Count(count.value, unit, count.is_exact, offset + count.start, offset + count.end))
    return parts, closed


def _without_brackets(text: str) -> str:
    """The same text with what stands in brackets blanked out, so that offsets stay."""
    return re.sub(r"\([^()]*\)", lambda m: "　" * len(m[0]), text)
