"""The wording: another body's words, repetitions, citations, residue, personal data."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from service.language import Reading
from service.language.citations import citations
from service.language.lexer import Token
from service.language.mentions.bodies import Body, body_of, is_named_in_text, title_body, told_body
from service.language.mentions.figures import Quantity
from service.language.mentions.foreigners import foreign_words
from service.language.mentions.slips import has_form_words, repetitions, residues, tells_fee
from service.language.text import Sentence, all_sentences, sentences_of
from service.language.years.report_year import report_year
from service.reports.characters import plain
from service.reports.finding import Message, Severity
from service.reports.privacy import is_published, mask, personal_numbers
from service.reports.report import Location, Paragraph, Report
from service.rules.rule import HELD, UNREAD, Outcomes, Violation, rule


@rule(
    "TXT01",
    Severity.WARNING,
    zh="本报告的机关是{body}，这里却写作“{word}”，可能沿用了其他机关的文字。",
    en="This report is by {body}, yet it says “{word}” here: words of another body's report.",
    remedy=("将“{word}”改为本机关的称谓。", "Put this body's own name for “{word}”."),
)
def foreign_body(report: Report) -> Outcomes:
    """Words belong to another body's report.

    中文：出现了其他机关报告中的用语。

    Why: a town's “我镇” in a bureau's report shows that the text was copied and isn't about this body.

    原因：局的报告里出现“我镇”，说明文字抄自别处，并非本机关的情况。

    Source: 《政府信息公开条例》第六条（及时、准确地公开政府信息）

    Bad:
        【一】我镇逐步健全政府信息公开工作机制。

    Good:
        【一】我局逐步健全政府信息公开工作机制。
    """
    body = body_of(report) or told_body(report)
    for sentence in all_sentences(report) if body else ():
        first = next(foreign_words(sentence, body or Body("")), None)
        if first is None:
            yield HELD
            continue
        yield Violation(sentence.at(first.start(), first.end()), body=body.name if body else "", word=first[0])


@rule(
    "TXT02",
    Severity.WARNING,
    zh="“{words}”重复出现：“{words}{words}”。",
    en="“{words}” stands twice in a row.",
    remedy=("删去重复的“{words}”。", "Remove one “{words}”."),
)
def repeated_words(report: Report) -> Outcomes:
    """A name or phrase, a sentence or a paragraph stands twice in a row.

    中文：名称或词语、句子或段落连续重复。

    Why: a doubled name is a slip of copying that everyone sees at once.

    原因：重复的名称是一眼可见的粘贴差错。

    Source: 《党政机关公文处理工作条例》第十九条（文字精练、用语规范）

    Bad:
        【一】云溪县云溪县商务局召开专题会议。

    Good:
        【一】云溪县商务局召开专题会议。
    """
    unread = {section.number for section in report.sections if section.has_loose_rows}
    body = body_of(report)
    for sentence in all_sentences(report):
        if sentence.section in unread:
            yield UNREAD
            continue
        found = list(repetitions(sentence.text, body.organ if body else ""))
        if found:
            yield Violation(sentence.at(*found[0].span()), words=found[0]["words"])
        else:
            yield HELD
    said = {
        id(paragraph): sentences for paragraph, sentences in zip(report.paragraphs, sentences_of(report), strict=True)
    }
    for section in report.sections:
        if section.number not in unread:
            yield from _copies(section.paragraphs, said)


_SHORTEST_COPY = 16
"""Characters, white space left out: a shorter sentence may stand twice on purpose."""
_copied = Message(zh="这一{what}连续出现两次。", en="The same {what_en} stands twice in a row.")
_drop_the_copy = Message(zh="删去重复的{what}。", en="Remove the second {what_en}.")


def _copies(paragraphs: Sequence[Paragraph], said: Mapping[int, Sequence[Sentence]]) -> Iterator[Violation]:
    """The paragraphs, and the sentences in one, that follow on themselves; `said` has each paragraph's sentences."""
    for one, other in pairwise(paragraphs):
        if _is_copy(one.text, other.text):
            yield _copy(other.at, "段落", "paragraph")
    for paragraph in paragraphs:
        for first, second in pairwise(said[id(paragraph)]):
            if _is_copy(first.text, second.text):
                yield _copy(second.at(0, len(second.text)), "句话", "sentence")


def _is_copy(one: str, other: str) -> bool:
    text = "".join(one.split())
    return len(text) >= _SHORTEST_COPY and text == "".join(other.split())


def _copy(where: Location, what: str, what_en: str) -> Violation:
    return Violation(where, message=_copied, remedy=_drop_the_copy, what=what, what_en=what_en)


@rule(
    "TXT03",
    Severity.WARNING,
    zh="所引“{stated}”与文件名称不符，应为{right}。",
    en="The number “{stated}” doesn't belong to the title; it must be {right}.",
    remedy=("核对所引文件的名称和文号：{right}。", "Check the document's title and number: {right}."),
)
def citation_mismatch(report: Report) -> Outcomes:
    """A document's title and number don't belong together, or the document is superseded.

    中文：所引文件的名称与文号不对应，或文件已被取代。

    Why: a report made by the wrong rule, or citing it wrongly, casts doubt on its form.

    原因：引错文件说明未按现行格式要求编制，或沿用了旧稿。

    Source: 国办公开办函〔2021〕30号；国办公开办函〔2019〕60号；国办函〔2020〕109号；国务院令第711号

    Bad:
        【引言】根据《政府信息公开信息处理费管理办法》（国办函〔2019〕109号）收取费用。

    Good:
        【引言】根据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）收取费用。
    """
    year = report_year(report).year
    for citation in citations(report):
        where = citation.sentence.at(citation.start, citation.end)
        cited = citation.by_number or citation.by_title
        if citation.is_former:
            yield Violation(where, message=_superseded, stated=citation.stated, right=_ORDER_711)
        elif citation.is_mismatched and citation.by_title:
            yield Violation(
                where, stated=citation.stated, right=_right_documents(citation.by_title.name, citation.by_number)
            )
        elif cited and cited.until and year and year > cited.until:
            yield Violation(where, message=_superseded, stated=citation.stated, right=_FORM_2021)
        else:
            yield HELD


_ORDER_711 = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
_FORM_2021 = "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）"
_superseded = Message(
    zh="所引“{stated}”已被取代，现行的是{right}。", en="“{stated}” is superseded; in force is {right}."
)


def _right_documents(name: str, by_number: object) -> str:
    """The document whose title is cited; where that one is superseded by the number's, the number's."""
    return _FORM_2021 if by_number and "〔2019〕60号" in name else name


@rule(
    "TXT04",
    Severity.NOTE,
    zh="残留的占位符或转换痕迹：“{mark}”。",
    en="A placeholder or a mark left by conversion: “{mark}”.",
    remedy=("删去“{mark}”或补上实际内容。", "Remove “{mark}” or put what belongs there."),
)
def residue(report: Report) -> Outcomes:
    """Placeholders or conversion marks are left in the text.

    中文：文中残留占位符或文件转换的痕迹。

    Why: a template's XX shows that the sentence was never filled in.

    原因：模板中的“XX”说明该处内容没有填写。

    Source: 《党政机关公文处理工作条例》第十九条

    Bad:
        【一】XX局高度重视信息公开工作。

    Good:
        【一】我局高度重视信息公开工作。
    """
    for paragraph in report.paragraphs:
        marks = list(residues(paragraph.text))
        for match in marks:
            yield Violation(paragraph.locate(max(0, match.start() - 20), match.end() + 20), mark=match[0])
        if not marks:
            yield HELD
    labels = [label.at for table in report.tables for label in table.labels if any(residues(label.at.quote or ""))]
    if labels:
        mark = next(residues(labels[0].quote or ""))
        yield Violation(labels[0], also=labels[1:], mark=mark[0])


_FEE_SINCE = 2021
"""The year in which 国办函〔2020〕109号 came into force."""


@rule(
    "TXT05",
    Severity.WARNING,
    zh="第六部分没有说明信息处理费的收取情况。",
    en="Section six doesn't state the information processing fee.",
    remedy=(
        "写明本年度收取信息处理费的情况，如“本年度未收取政府信息公开信息处理费”。",
        "State the fee, even if none was charged.",
    ),
)
def fee_statement_missing(report: Report) -> Outcomes:
    """Section six doesn't state the information processing fee.

    中文：第六部分未报告政府信息公开信息处理费的收取情况。

    Why: the rules on the fee ask each body to report yearly what it charged.

    原因：管理办法要求行政机关在年度报告中说明信息处理费的收取情况。

    Source: 国办函〔2020〕109号《政府信息公开信息处理费管理办法》

    Bad:
        【六】无其他需要报告的事项。

    Good:
        【六】本年度未收取政府信息公开信息处理费。
    """
    section = report.section(6)
    if section is None or (report_year(report).year or _FEE_SINCE) < _FEE_SINCE:
        return
    text = "".join(
        plain(paragraph.text).replace(" ", "") for paragraph in (section.heading.paragraph, *section.paragraphs)
    )
    yield HELD if tells_fee(text) else Violation(section.heading.at, lacks=True)


@rule(
    "TXT06",
    Severity.WARNING,
    zh="标题缺少{lacking}。",
    en="The title lacks {lacking_en}.",
    remedy=("标题应为“机关名称+年度+政府信息公开工作年度报告”。", "A title is body, year, “政府信息公开工作年度报告”."),
)
def title_incomplete(report: Report) -> Outcomes:
    """The title lacks the body's name, the year or the form's words, or names another body than the text.

    中文：标题缺少机关名称、年度或“政府信息公开工作年度报告”字样，或与正文的机关不一致。

    Why: a title alone must tell whose report of which year it is.

    原因：仅凭标题就应知道是哪个机关、哪一年的报告。

    Source: 国办公开办函〔2021〕30号（年度报告标题）

    Bad:
        【标题】2023年政府信息公开工作年度报告

    Good:
        【标题】某区商务局2023年政府信息公开工作年度报告
    """
    if report.title is None:
        return
    lacking = list(_lacking(report))
    named, other = title_body(report), told_body(report)
    if lacking:
        zh, en = ("、".join(names) for names in zip(*lacking, strict=True))
        yield Violation(report.title.at, lacking=zh, lacking_en=en.replace("、", ", "))
    elif named and other and named.is_other_than(other) and not is_named_in_text(report, named):
        yield Violation(report.title.at, message=_another, title_body=named.name, body=other.name)
    else:
        yield HELD


_another = Message(
    zh="标题的机关是“{title_body}”，正文的机关却是“{body}”。", en="The title names {title_body}; the text is of {body}."
)


def _lacking(report: Report) -> Iterator[tuple[str, str]]:
    if title_body(report) is None:
        yield "机关名称", "the body's name"
    if report_year(report).title is None:
        yield "年度", "the year"
    if report.title and not has_form_words("".join(plain(report.title.text).split())):
        yield "“政府信息公开工作年度报告”字样", "the form's words"


@rule(
    "TXT07",
    Severity.ERROR,
    zh="公开了个人信息：{number}。",
    en="Personal data is published: {number}.",
    remedy=("删去该号码后重新发布报告。", "Remove the number and publish the report anew."),
)
def personal_data(report: Report) -> Outcomes:
    """A citizen's ID number, bank card or mobile number is published.

    中文：报告公开了公民的身份证号、银行卡号或手机号。

    Why: what harms a third party's rights must not be disclosed, and a report is read by anyone.

    原因：公开会对第三方合法权益造成损害的信息不得公开，年度报告任何人都可查阅。

    Source: 《政府信息公开条例》第十五条；《个人信息保护法》

    Bad:
        【一】申请人李某（13912345678）申请公开征地信息。

    Good:
        【一】申请人李某申请公开征地信息。联系电话：13912345678。
    """
    for paragraph in report.paragraphs:
        found = [match for match in personal_numbers(paragraph.text) if is_published(match, paragraph.text)]
        for match in found:
            start, end = max(0, match.start() - 20), match.end() + 20
            yield Violation(paragraph.locate(start, end), number=mask(match[0]))
        if not found:
            yield HELD


@rule(
    "TXT08",
    Severity.NOTE,
    zh="“{stated}”在准确数字上又加约数词，表述矛盾。",
    en="“{stated}” makes an exact number approximate.",
    remedy=("写准确数字，或用整数概数（如“20余次”）。", "Give the exact number, or a round one."),
)
def vague_count(report: Report) -> Outcomes:
    """An exact number is made approximate.

    中文：精确的数字后面又加“余”“多”等字。

    Why: “26余次” is neither a count nor an estimate; a report states counts.

    原因：“26余次”既不是准确数，也不是概数；年度报告应写准确数字。

    Source: 《出版物上数字用法》GB/T 15835-2011（概数的用法）

    Bad:
        【一】全年公开信息26余次。

    Good:
        【一】全年公开信息20余次。
    """
    for sentence, item, count in Reading.of(report).counts:
        is_estimate = any(_estimates(token) and token.end <= count.start for token in item.tokens)
        if isinstance(count.value, Quantity) and count.value.is_vague and not is_estimate:
            yield Violation(sentence.at(count.start, count.end), stated=count.text)
        else:
            yield HELD


def _estimates(word: Token) -> bool:
    """Whether what is counted behind a word was computed or is expected: 人均约66件, 预计增至35件左右; not 按计划."""
    return word.kind == "RATE" or (word.kind == "PLAN" and word.value is None)
