"""Missing and misplaced sections, and the numbering of their heads."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from service.language.text import all_sentences
from service.language.years.naming import without_signature
from service.reports import form
from service.reports.finding import Message, Severity
from service.reports.numerals import is_even
from service.reports.report import Heading, Location, Report, Section
from service.rules.rule import HELD, UNREAD, Outcomes, Violation, rule
from service.rules.statute import precedes_form

_NOTHING = re.compile(r"(?:本年度?|目前|本单位|我局)?(?:暂?无|没有|不存在|无存在(?:的)?问题|暂无问题|无问题)[。.!！]?")


def _in_order(report: Report) -> list[Section]:
    """The sections as they stand, only the first of each number."""
    first: dict[int, Section] = {}
    for section in report.sections:
        first.setdefault(section.number, section)
    return list(first.values())


def _of_form(report: Report) -> list[Section]:
    """The sections where the form holds the report; none of a report that was written before it."""
    return [] if precedes_form(report) else _in_order(report)


@rule(
    "SEC01",
    Severity.ERROR,
    zh="缺少第{number}部分“{name}”。",
    en="Section {section}, “{name}”, is missing.",
    remedy=(
        "请补充“{name}”，写明本年度信息处理费收取情况；无其他事项的，也应写明。",
        "Add “{name}”: state the information processing fee, even if none was charged, and say so if there is nothing"
        " else to report.",
    ),
)
def missing_section(report: Report) -> Outcomes:
    """One of the six statutory sections is missing.

    中文：缺少六个法定部分之一。

    Why: the form has six sections, and each is required; the last may say that there is nothing else to report.

    原因：格式规定年度报告由六个部分组成，缺一不可；第六部分无其他事项的，应当写明。

    Source: 《政府信息公开条例》第五十条；国办公开办函〔2021〕30号

    Bad:
        【章节】一、总体情况 / 二、主动公开政府信息情况 / 三、收到和处理政府信息公开申请情况 / 四、政府信息公开行政复议、行政诉讼情况 / 五、存在的主要问题及改进情况

    Good:
        【章节】一、总体情况 / 二、主动公开政府信息情况 / 三、收到和处理政府信息公开申请情况 / 四、政府信息公开行政复议、行政诉讼情况 / 五、存在的主要问题及改进情况 / 六、其他需要报告的事项
    """
    if precedes_form(report):
        return
    for number in form.SECTIONS:
        if report.section(number):
            yield HELD
        elif _runs_on(report, number):
            yield UNREAD
        else:
            yield Violation(
                Location(section=number),
                lacks=True,
                remedy=_WHAT_TO_ADD.get(number),
                section=number,
                number=form.NUMERALS[number - 1],
                name=form.section_name(number),
            )


_TABLE_TO_ADD = Message(
    "请补充“{name}”；该部分应有格式规定的表格，未发生的填“0”。",
    "Add “{name}” with its table in the prescribed form; enter 0 where nothing occurred.",
)
_WHAT_TO_ADD = {
    1: Message(
        "请补充“{name}”，写明主动公开、依申请公开、政府信息管理、平台建设和监督保障情况。",
        "Add “{name}” with the five parts that the form requires.",
    ),
    **dict.fromkeys(form.TABLE_SECTIONS.values(), _TABLE_TO_ADD),
    5: Message(
        "请补充“{name}”，写明存在的主要问题和改进情况，不宜只写“无”。",
        "Add “{name}”: describe the main problems and how they are being addressed; “none” is not enough.",
    ),
}
"""What the sections before the last must tell, which may not say that there is nothing."""


def _runs_on(report: Report, number: int) -> bool:
    """Whether the section's head stands amid the text of a report that was sent in one piece, no heads apart."""
    if report.sections:
        return False
    text = "".join("".join(paragraph.text.split()) for paragraph in report.preamble)
    return form.section_name(number) in text


@rule(
    "SEC02",
    Severity.ERROR,
    zh="“{title}”排在“{later}”之前，顺序有误。",
    en="“{title}” comes before “{later}” but must follow it.",
    remedy=("请按一至六的法定顺序排列各部分。", "Put the sections in the required order, from 1 to 6."),
)
def section_out_of_order(report: Report) -> Outcomes:
    """A section comes before one that it must follow.

    中文：某部分排在应当在其前面的部分之前。

    Why: readers, and systems that collect the reports, rely on the order of the form.

    原因：读者和汇总系统均依赖格式规定的顺序。

    Source: 国办公开办函〔2021〕30号（年度报告格式）

    Bad:
        【章节】一、总体情况 / 二、主动公开政府信息情况 / 四、政府信息公开行政复议、行政诉讼情况 / 三、收到和处理政府信息公开申请情况 / 五、存在的主要问题及改进情况 / 六、其他需要报告的事项

    Good:
        【章节】一、总体情况 / 二、主动公开政府信息情况 / 三、收到和处理政府信息公开申请情况 / 四、政府信息公开行政复议、行政诉讼情况 / 五、存在的主要问题及改进情况 / 六、其他需要报告的事项
    """
    for section, following in pairwise(_of_form(report)):
        if section.number < following.number:
            yield HELD
        else:
            title, later = form.section_name(section.number), form.section_name(following.number)
            yield Violation(section.heading.at, also=[following.heading.at], title=title, later=later)


@rule(
    "SEC03",
    Severity.WARNING,
    zh="“{title}”部分的序号应为“{right}”，此处写作“{stated}”。",
    en="Section “{title}” should be numbered “{right}”; here it is “{stated}”.",
    remedy=("请将标题改为“{right}{title}”。", "Change the heading to “{right}{title}”."),
)
def section_misnumbered(report: Report) -> Outcomes:
    """The number of a section is missing, wrong or in another style.

    中文：某部分标题的序号缺失、错误或样式不符。

    Why: the six sections are numbered 一、 to 六、; another number suggests a missing or duplicate section.

    原因：六个部分依次以“一、”至“六、”编号，序号不符常意味着缺漏或重复。

    Source: 国办公开办函〔2021〕30号（年度报告格式）

    Bad:
        【章节】一、总体情况 / 二、主动公开政府信息情况 / 三、收到和处理政府信息公开申请情况 / 四、政府信息公开行政复议、行政诉讼情况 / 5、存在的主要问题及改进情况 / 六、其他需要报告的事项

    Good:
        【章节】一、总体情况 / 二、主动公开政府信息情况 / 三、收到和处理政府信息公开申请情况 / 四、政府信息公开行政复议、行政诉讼情况 / 五、存在的主要问题及改进情况 / 六、其他需要报告的事项
    """
    for section in _of_form(report):
        head = section.heading
        if head.number == section.number and head.style == "一、":
            yield HELD
        else:
            right = f"{form.NUMERALS[section.number - 1]}、"
            title = head.title or form.SECTIONS[section.number]
            stated = head.numeral.strip() or "（无序号）"
            on_marks = head.number == section.number
            message = None if head.numeral.strip() else _unnumbered
            yield Violation(head.at, on_marks=on_marks, message=message, title=title, right=right, stated=stated)


_unnumbered = Message(
    zh="标题“{title}”缺少序号“{right}”。", en="The heading “{title}” is missing its number, “{right}”."
)


@rule(
    "SEC04",
    Severity.WARNING,
    zh="“{title}”部分没有内容。",
    en="Section “{title}” has no content.",
    remedy=("请补充该部分内容。", "Write the section."),
)
def empty_section(report: Report) -> Outcomes:
    """A section has neither a table nor text, or section 5 only says that there is nothing to report.

    中文：某部分既无表格也无文字，或第五部分只写“无”。

    Why: a heading alone says nothing; the law requires the main problems and how they are being addressed.

    原因：只有标题等于没有报告；条例要求写明存在的主要问题及改进情况。

    Source: 《政府信息公开条例》第五十条第（五）项

    Bad:
        【五】无

    Good:
        【五】主动公开的时效性有待提高。下一步，我局将加强培训。
    """
    for section in _in_order(report):
        if section.number in form.TABLE_SECTIONS.values():
            continue
        text = _own_text(section)
        bare = section.number == 5 and _NOTHING.fullmatch(text)
        empty = not text and not section.grids
        title = form.section_name(section.number)
        if empty and section.unread:
            yield UNREAD
        else:
            remedy = _name_problems if section.number == 5 else None
            yield Violation(section.heading.at, lacks=True, remedy=remedy, title=title) if bare or empty else HELD


_name_problems = Message(
    "请写明存在的主要问题和改进情况，不宜只写“无”。",
    "Describe the main problems and how they are being addressed; “none” is not enough.",
)


def _own_text(section: Section) -> str:
    """The section's text without white space, sub-heads that nothing follows, and the report's signature."""
    heads = {id(part.heading.paragraph): part.heading for part in section.subsections}
    texts = []
    for paragraph in without_signature(section.paragraphs):
        head = heads.get(id(paragraph))
        texts.append(paragraph.text.replace(head.numeral, "").replace(head.title, "") if head else paragraph.text)
    return re.sub(r"[\s:：]+", "", "".join(texts))


@rule(
    "SEC05",
    Severity.WARNING,
    zh="“{title}”部分重复出现，共 {times} 处。",
    en="Section “{title}” appears {times} {times:time|times}.",
    remedy=("请保留一处，删除或合并其余部分。", "Keep one and delete or merge the others."),
)
def duplicate_section(report: Report) -> Outcomes:
    """A section appears more than once.

    中文：某部分重复出现。

    Why: with two versions of a section, readers can't tell which one counts.

    原因：同一部分出现两次，读者无法确定以哪一处为准。

    Source: 国办公开办函〔2021〕30号（年度报告格式）

    Bad:
        【章节】一、总体情况 / 二、主动公开政府信息情况 / 三、收到和处理政府信息公开申请情况 / 四、政府信息公开行政复议、行政诉讼情况 / 五、存在的主要问题及改进情况 / 五、存在的主要问题及改进情况 / 六、其他需要报告的事项

    Good:
        【章节】一、总体情况 / 二、主动公开政府信息情况 / 三、收到和处理政府信息公开申请情况 / 四、政府信息公开行政复议、行政诉讼情况 / 五、存在的主要问题及改进情况 / 六、其他需要报告的事项
    """
    for number in () if precedes_form(report) else form.SECTIONS:
        standing = [section for section in report.sections if section.number == number]
        if len(standing) > 1:
            heads = [section.heading.at for section in standing]
            yield Violation(heads[1], also=[heads[0], *heads[2:]], title=form.section_name(number), times=len(standing))
        elif standing:
            yield HELD


_SPOKEN_OF = {
    "proactive": re.compile(
        "主动公开|公开.{0,12}信息|(?:公开|发布|公布|公示|更新)[^,。;]{0,30}\\d|信息.{0,6}\\d+条|往外[说发公]|网站发了?\\d"
    ),
    "on_request": re.compile("申请"),
    "management": re.compile(
        "信息.{0,4}管理|信息.{0,16}审[核查签批]|[一二三]级审|规范管理|保密|涉密|定密|三审三校|先审后|发布审[核查批签]|审核.{0,4}制度|管理制度|(?:实施|管理|工作)(?:细则|办法|规程)"
        "|规范性文件|公开属性|公开目录|文件.{0,6}清理|清理.{0,12}文件|动态(?:调整|更新|管理)|文件库|台账|归档|有效性|脱敏|个人隐私"
        "|(?:公开|发布|公布|上网)前[^。;]{0,24}[审核查签]|(?<![一-龥])管理(?:[与和、及]|监督|方面|$)|管理[与和及、]监督"
        "|审校|校[对核]|错敏|把关|签发|(?:过期|失效|历史|旧|存量)信息|解密|存档"
    ),
    "platform": re.compile(
        "平台|网站|公众号|新媒体|微信|微博|客户端|公开栏|公示栏|专栏|网页|融媒|小程序|短视频|抖音|显示屏|触摸屏|广播"
        "|查阅[点区室]|服务大厅|公告栏|宣传栏|电子屏|大喇叭|政务服务网"
    ),
    "supervision": re.compile(
        "监督|考核|评[议估]|责任追究|问责|督[导查促]|(?<!民生|生活|住房|社会|劳动|医疗|养老|救助|兜底|供水|供电)保障|接受[^,。;]{0,12}检查|整改|培训|领导小组|抽查|巡查|通报|听取[^,。;]{0,16}汇报|专人|专题(?:研究|部署)|学[^,。;]{0,8}条例|来查过|队伍"
    ),
}
_NAMED = {
    "proactive": re.compile("主动公开"),
    "on_request": re.compile("依申请公开|公开申请|申请公开"),
    "management": re.compile(
        "信息(?:资源|公开)?(?:的)?(?:规范化?)?管理|信息.{0,4}审[核查]|保密审查|三审三校|先审后|公开属性|(?:目录|信息|内容|指南)[^,。;]{0,8}动态(?:调整|更新)|动态(?:调整|更新)[^,。;]{0,8}(?:目录|信息|指南)"
    ),
    "platform": re.compile(
        "平台(?:的)?(?:建设|工作|管理|维护|运维)|(?:公开|发布)(?:渠道|载体|阵地)|网站(?:的)?建设|新媒体(?:的)?(?:建设|管理)|平台载体"
    ),
    "supervision": re.compile(
        "监督保障|监督(?:检查|考核|管理|和|与|、)|考核(?:评[估议价]|体系|机制|监督|内容)|社会评议|责任追究|监督电话"
    ),
}
_OWN_HEAD = re.compile(r"(?:[(][一二三四五六七八九十][)]|\d[.、])((?![^。]*\d[件条次个])[^。;:]{2,30})[。;:]?$")
"""A sub-head in the body's own words, which counts nothing: （四）优化公开平台，拓展公开渠道."""
_POINT = re.compile(r"\d[.、]")
"""What numbers the points of a part of the form: 4.规范性文件。"""
_LABEL = re.compile(r"([一-龥]{2,8})方面[:,。]|在([一-龥]{2,8})上,|([一-龥]{1,6}[与和及][一-龥]{1,6})[:。]")
"""What a paragraph begins with that has a part's name and no numeral: 平台方面：…, 在平台和队伍上，…, 管理与平台：…."""
_SHORT_HEAD = re.compile(r"(?:[(（][一二三四五1-5][)）]\s*|—*)(平台|监督|保障|管理)(?:[\s:：。]|嘛[，,])")
"""A part's name in short, behind its numeral with room before its text, or with a mark behind it: （四）平台　局网站点击217万次, 平台：…."""
_JOINED = re.compile(r"[与和及、](?!依申请)([一-龥]+)")
"""What else the head of a part of the form names: 信息管理与平台."""
_TOLD_ANYHOW = "proactive"
"""The part that bodies tell of under heads of their own: what they published on land, on plans, on housing."""
_HEADED = 3
"""From so many of the five sub-heads on, section one is divided by them, and a passing word is no sub-section."""


@rule(
    "SEC06",
    Severity.WARNING,
    zh="第一部分“总体情况”未反映“{name}”情况。",
    en="Section 1 does not cover “{name}”.",
    remedy=("请在第一部分补充“{name}”情况。", "Add a part on “{name}” to section 1."),
)
def missing_subsection(report: Report) -> Outcomes:
    """One of the five parts of section 1 has neither a heading nor a mention.

    中文：第一部分既无该项小标题，正文也未提及。

    Why: the section covers five things: proactive disclosure, disclosure on request, management, platforms and
    supervision.

    原因：总体情况应包括主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面。

    Source: 国办公开办函〔2021〕30号（总体情况）

    Bad:
        【小标题】（一）主动公开 / （二）依申请公开 / （三）政府信息管理 / （四）监督保障

    Good:
        【小标题】（一）主动公开 / （二）依申请公开 / （三）政府信息管理 / （四）平台建设 / （五）监督保障
    """
    section = report.section(1)
    if section is None or not _own_text(section) or precedes_form(report):
        return
    headed = {part.key for part in section.subsections if part.key}
    overview = [sentence for sentence in all_sentences(report) if sentence.section == 1]
    text = "".join(sentence.text for sentence in overview)
    of_form = [part for part in section.subsections if part.key]
    within = {id(each) for part in of_form for each in (part.heading.paragraph, *part.paragraphs)}
    titles = {part.heading.title for part in of_form}  # of which 依申请公开 speaks of no other part
    is_divided = len(headed) >= _HEADED  # so that what stands within a part heads points of that
    begun = (each for each in overview if not (is_divided and id(each.paragraph) in within and _POINT.match(each.text)))
    heads = [words for sentence in begun for words in _said_first(sentence.text) if words not in titles]
    heads += [words for title in titles for words in _JOINED.findall(title)]
    heads += [part.heading.title for part in section.subsections if not part.key]
    heads += [match[1] for paragraph in section.paragraphs if (match := _SHORT_HEAD.match(paragraph.text))]
    patterns = _NAMED if is_divided else _SPOKEN_OF
    apart = [sentence.text for sentence in overview if of_form and id(sentence.paragraph) not in within]
    for key, name in form.SUBSECTIONS.items():
        told = (*heads, *apart) if key == _TOLD_ANYHOW else heads
        if key in headed or patterns[key].search(text) or any(map(_SPOKEN_OF[key].search, told)):
            yield HELD
        else:
            where = Location(section=1, line=section.heading.at.line, page=section.heading.at.page, quote=name)
            yield Violation(where, lacks=True, name=name)


def _said_first(text: str) -> Iterator[str]:
    """The words by which a sentence says first what it tells of."""
    match = _OWN_HEAD.match(text) or _LABEL.match(text)
    return filter(None, match.groups()) if match else iter(())


@rule(
    "SEC07",
    Severity.NOTE,
    zh="“{title}”部分的小标题序号样式不一或有缺漏，依次为：{numerals}。",
    en="The subheadings of “{title}” are numbered inconsistently: {numerals}.",
    remedy=(
        "请统一小标题序号样式，如按（一）至（五）依次编号。",
        "Number the subheadings in one style, such as （一） to （五）.",
    ),
)
def subsection_misnumbered(report: Report) -> Outcomes:
    """The subheadings of a section are numbered inconsistently or not at all.

    中文：某部分的小标题序号样式不一、不连续，或没有序号。

    Why: inconsistent numbers make passages hard to cite, and often show that a part was deleted or pasted in.

    原因：序号混乱不便引用，也常说明有内容被删去或拼接。

    Source: 国办公开办函〔2021〕30号（总体情况）；《党政机关公文格式》GB/T 9704-2012 7.3.3（结构层次序数）

    Bad:
        【小标题】（一）主动公开 / 二依申请公开 / （三）政府信息管理 / 平台建设 / （五）监督保障

    Good:
        【小标题】（一）主动公开 / （二）依申请公开 / （三）政府信息管理 / （四）平台建设 / （五）监督保障
    """
    for section in _in_order(report):
        heads = [part.heading for part in section.subsections]
        if len(heads) < 2:
            continue
        missing = len(form.SUBSECTIONS) - len({part.key for part in section.subsections if part.key})
        gaps = missing if section.number == 1 else 0
        are_even = all(is_even([(head.style, head.number) for head in run], gaps=gaps) for run in _runs(section))
        if are_even or all(map(_is_label, heads)):
            yield HELD
        else:
            numerals = "、".join(f"“{head.numeral.strip() or '（无）'}”" for head in heads)
            yield Violation(
                heads[0].at,
                also=[head.at for head in heads[1:]],
                on_marks=True,
                message=_uneven(heads),
                title=form.section_name(section.number),
                numerals=numerals,
            )


def _uneven(heads: Sequence[Heading]) -> Message:
    """The rule's own message with the numerals as they stand, those that are missing in the words of each language."""
    message, numerals = subsection_misnumbered.message, [head.numeral.strip() for head in heads]
    zh, en = ("、".join(each or "无序号" for each in numerals), ", ".join(each or "none" for each in numerals))
    return Message(message.zh.replace("{numerals}", zh), message.en.replace("{numerals}", en))


def _is_label(head: Heading) -> bool:
    """Whether it is no more than the first words of its paragraph, which need no numeral: 平台建设：维护好网站."""
    return not head.style and len(head.paragraph.text) - len(head.title) > _LONGEST_MARK


_LONGEST_MARK = 6
"""Characters beside a head's title where it stands alone, at most: its numeral, marks and white space."""
_LEAD_IN = re.compile(r"\s*(?:[^。；;]{2,24}[：:]|[\u4e00-\u9fff]{2,12})\s*")
"""A line that begins a list of its own: 改进措施："""


def _runs(section: Section) -> list[list[Heading]]:
    """A section's sub-heads by the lists that they stand in; a list begins anew at one, behind a line that leads in.

    What goes on from an item that is no sub-head, but a paragraph of the part before it, is left out.
    """
    runs: list[list[Heading]] = [[]]
    before: list[str] = []
    for part in section.subsections:
        head = part.heading
        if head.number == 1 and before and _LEAD_IN.fullmatch(before[-1]):
            runs.append([])
        texts = [paragraph.text for paragraph in part.paragraphs]
        if _goes_on_from(head, before):
            before += [head.paragraph.text, *texts]
        else:
            runs[-1].append(head)
            before = texts
    return runs


def _goes_on_from(head: Heading, texts: Iterable[str]) -> bool:
    """Whether one of some texts begins with the numeral before a head's, which is in digits: 1. before 2."""
    if head.number is None or str(head.number) not in head.numeral:
        return False
    numeral = head.numeral.strip().replace(str(head.number), str(head.number - 1))
    return any(text.startswith(numeral) for text in texts)
