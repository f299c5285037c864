"""The wording: another body's words, repetitions, citations, residue, personal data."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

from service.language import Reading
from service.language.clauses import Item
from service.language.frames import Period
from service.language.lexer import Token
from service.language.mentions.bodies import (
    Body,
    author_beside,
    body_of,
    is_institution,
    is_named_in_text,
    other_author,
    title_body,
    told_body,
)
from service.language.mentions.citations import citations
from service.language.mentions.figures import Quantity
from service.language.mentions.foreigners import foreign_words
from service.language.mentions.namesakes import namesakes
from service.language.mentions.organs_beside import organs_beside
from service.language.mentions.other_organs import other_organs
from service.language.mentions.other_places import bodies_above, other_places
from service.language.mentions.other_subjects import other_subjects
from service.language.mentions.slips import (
    clauses_twice,
    doubled,
    has_form_words,
    is_particle,
    is_posted,
    is_unit,
    listed_twice,
    meant_or_repeated,
    repetitions,
    residues,
    tells_fee,
    without_point,
)
from service.language.reading import ReadSentence
from service.language.repeated import is_beside_word, is_of_words, is_within_term, is_within_word
from service.language.text import Sentence, all_sentences, sentences_of
from service.language.years.report_year import report_year
from service.reports.characters import plain
from service.reports.finding import Message, Severity
from service.reports.privacy import is_published, mask, personal_numbers
from service.reports.report import Location, Paragraph, Report
from service.rules.doubts import OF_ANOTHER_BODY, TWO_NAMES
from service.rules.rule import HELD, UNREAD, Outcomes, Violation, rule


@rule(
    "TXT01",
    Severity.WARNING,
    zh="报告单位为{body}，此处出现“{word}”，疑似沿用其他单位文字。",
    en="This report is by {body}, but “{word}” appears here; the text may come from another agency's report.",
    remedy=(
        "请将“{word}”改为本单位的称谓。",
        "Replace “{word}” with the agency's own name for itself.",
    ),
    on_prose=True,
)
def foreign_body(report: Report) -> Outcomes:
    """The text contains words from another agency's report.

    中文：出现了其他单位报告中的用语。

    Why: “我镇” (our town) in a bureau's report suggests that the text was copied and isn't about this agency.

    原因：局的报告中出现“我镇”，说明文字可能抄自别处，并非本单位的情况。

    Source: 《政府信息公开条例》第六条（及时、准确地公开政府信息）

    Bad:
        【一】我镇逐步健全政府信息公开工作机制。

    Good:
        【一】我局逐步健全政府信息公开工作机制。
    """
    told = told_body(report)
    body = body_of(report) or told
    if body is None:
        return
    author = told.name if told else ""
    # The text is its own where it names the body, whom else it names as its author or to be asked.
    told_by = "" if is_named_in_text(report, body) else author
    for sentence in all_sentences(report):
        named = ((place, sentence.text[slice(*place)], doubt) for place, doubt in _others(sentence, body))
        found = next((each for each in named if each[1] not in told_by), None)
        if found is None:
            yield HELD
        else:
            place, word, doubt = found
            yield Violation(sentence.at(*place), doubt=doubt, body=body.name, word=word)


def _others(sentence: Sentence, body: Body) -> Iterator[tuple[tuple[int, int], Message | None]]:
    """Where a sentence names others than the body, or speaks as one, those first that surely stand for it; and what leaves doubt."""
    alike = list(namesakes(sentence, body.in_its_place))
    subjects = list(other_subjects(sentence, body))
    sure = (
        other_author(sentence, body),
        foreign_words(sentence, body),
        other_places(sentence, body),
        other_organs(sentence, body),
        (each.place for each in subjects if each.is_at_work),
        (each.place for each in alike if each.is_in_its_place),
    )
    perhaps = (
        bodies_above(sentence, body),
        organs_beside(sentence, body),
        (each.place for each in subjects),
        (each.place for each in alike),
    )
    yield from ((place, None) for place in chain(*sure))
    yield from ((place, OF_ANOTHER_BODY) for place in chain(*perhaps))


@rule(
    "TXT02",
    Severity.WARNING,
    zh="“{words}”连续重复，写作“{words}{words}”。",
    en="“{words}” is repeated: “{words}{words}”.",
    remedy=("请删去重复的“{words}”。", "Delete one “{words}”."),
    on_prose=True,
)
def repeated_words(report: Report) -> Outcomes:
    """A name or phrase, a character of a fixed term, a particle, a sentence or a paragraph is repeated, or an item of a list.

    中文：名称或词语、固定用语中的字、助词、句子或段落连续重复，或同一列举中有两项相同。

    Why: a repeated name is a copying slip that every reader notices.

    原因：重复的名称是一眼可见的粘贴差错。

    Source: 《党政机关公文处理工作条例》第十九条（文字精练、用语规范）

    Bad:
        【一】云溪县云溪县商务局召开专题会议。

    Good:
        【一】云溪县商务局召开专题会议。
    """
    unread = {section.number for section in report.sections if section.has_loose_rows}
    text = [each for each in all_sentences(report) if each.section or not is_posted(each.text)]
    organ = body.organ if (body := body_of(report)) else ""
    for sentence in text:
        if sentence.section in unread:
            yield UNREAD
            continue
        words = [match for match in repetitions(sentence.text, organ) if is_of_words(match, all_sentences(report))]
        within = {at for match in words for at in range(*match.span())}
        twice = list(doubled(sentence.text))
        characters = [
            match
            for match in twice
            if match.start() not in within
            and (
                is_within_term(match)
                or is_particle(match)
                or is_unit(match)
                or is_within_word(match, all_sentences(report))
            )
        ]
        for match in (*words, *characters):
            yield Violation(sentence.at(*match.span()), words=match["words"])
        listed = list(listed_twice(sentence.text))
        for each in listed:
            place = sentence.at(each.start, each.end)
            yield Violation(place, message=_listed_twice, remedy=_drop_one, words=each.words)
        told = within | {match.start() for match in characters}
        beside = (each for each in twice if each.start() not in told and is_beside_word(each))
        clauses = list(clauses_twice(sentence.text))
        for match in clauses:
            yield _copy(sentence.at(*match.span()), sentence.at(*match.span("words")), "分句", "clause")
        perhaps = [*meant_or_repeated(sentence.text), *beside]
        for match in perhaps:
            yield Violation(sentence.at(*match.span()), doubt=TWO_NAMES, words=match["words"])
        if not (words or characters or listed or clauses or perhaps):
            yield HELD
    said = {
        id(paragraph): sentences for paragraph, sentences in zip(report.paragraphs, sentences_of(report), strict=True)
    }
    title = "".join(report.title.text.split()) if report.title else ""
    for section in report.sections:
        if section.number not in unread:
            kept = [each for each in section.paragraphs if "".join(each.text.split()) != title]  # a page's running head
            yield from _copies(kept, said)


_SHORTEST_COPY, _SHORTEST_IN_PARAGRAPH = 16, 6
"""Characters, white space left out: a shorter paragraph that is no sentence, nor a point of a list, may stand twice on purpose."""
_ENDS_SENTENCE = ("。", "；")
_listed_twice = Message(zh="“{words}”在同一处列举中出现两次。", en="“{words}” is listed twice.")
_drop_one = Message(
    zh="请删去重复的“{words}”，或改为应列的另一项。", en="Delete one “{words}”, or write the item that was meant."
)
_copied = Message(zh="该{what}连续出现两次。", en="The same {what_en} appears twice in a row.")
_drop_the_copy = Message(zh="请删去重复的{what}。", en="Delete the second {what_en}.")


def _copies(paragraphs: Sequence[Paragraph], said: Mapping[int, Sequence[Sentence]]) -> Iterator[Violation]:
    """The paragraphs, and the sentences in one, that follow on themselves; `said` has each paragraph's sentences."""
    for one, other in pairwise(paragraphs):
        is_whole = one.text.endswith(_ENDS_SENTENCE) or without_point(one.text) != one.text
        if _is_copy(one.text, other.text, _SHORTEST_IN_PARAGRAPH if is_whole else _SHORTEST_COPY):
            yield _copy(other.at, one.at, "段落", "paragraph")
    for paragraph in paragraphs:
        for first, second in pairwise(said[id(paragraph)]):
            if _is_copy(without_point(first.text), without_point(second.text), _SHORTEST_IN_PARAGRAPH):
                yield _copy(second.at(0, len(second.text)), first.at(0, len(first.text)), "句话", "sentence")


def _is_copy(one: str, other: str, shortest: int) -> bool:
    text = "".join(one.split())
    return len(text) >= shortest and text == "".join(other.split())


def _copy(where: Location, of: Location, what: str, what_en: str) -> Violation:
    return Violation(where, also=[of], message=_copied, remedy=_drop_the_copy, what=what, what_en=what_en)


@rule(
    "TXT03",
    Severity.WARNING,
    zh="所引“{stated}”与文件名称不一致，应为{right}。",
    en="The citation “{stated}” does not match the document's title; it should be {right}.",
    remedy=("请核实所引文件的名称和文号，应为{right}。", "Check the title and number of the cited document: {right}."),
)
def citation_mismatch(report: Report) -> Outcomes:
    """A document's title and number don't match, or the document has been superseded.

    中文：所引文件的名称与文号不一致，或文件已被取代。

    Why: a wrong citation suggests that the report wasn't written to the current form, or reuses an old text.

    原因：引用有误说明可能未按现行格式要求编制，或沿用了旧稿。

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
_superseded = Message(zh="所引“{stated}”已被取代，现行文件为{right}。", en="“{stated}” has been superseded by {right}.")


def _right_documents(name: str, by_number: object) -> str:
    """The document whose title is cited; where that one is superseded by the number's, the number's."""
    return _FORM_2021 if by_number and "〔2019〕60号" in name else name


@rule(
    "TXT04",
    Severity.NOTE,
    zh="文中残留占位符或格式转换痕迹“{mark}”。",
    en="A placeholder or a mark from file conversion was left in the text: “{mark}”.",
    remedy=("请删去“{mark}”或补充实际内容。", "Delete “{mark}” or replace it with the actual content."),
)
def residue(report: Report) -> Outcomes:
    """Placeholders or conversion marks were left in the text.

    中文：文中残留占位符或文件转换的痕迹。

    Why: “XX” from a template shows that something was never filled in.

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
            start, end = max(0, match.start() - 20), match.end() + 20
            yield Violation(paragraph.locate(start, end, (match.span(),)), mark=match[0])
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
    zh="第六部分未说明信息处理费收取情况。",
    en="Section 6 does not state the information processing fee.",
    remedy=(
        "请写明本年度信息处理费收取情况，如“本年度未收取政府信息公开信息处理费”。",
        "State the fee, even if none was charged.",
    ),
)
def fee_statement_missing(report: Report) -> Outcomes:
    """Section 6 does not state the information processing fee.

    中文：第六部分未说明信息处理费收取情况。

    Why: the rules on the fee require every agency to report each year what it charged. Hospitals, schools and utilities
    are none.

    原因：管理办法要求行政机关在年度报告中说明信息处理费的收取情况。医院、学校、公用企业等不在此列。

    Source: 国办函〔2020〕109号《政府信息公开信息处理费管理办法》

    Bad:
        【六】无其他需要报告的事项。

    Good:
        【六】本年度未收取政府信息公开信息处理费。
    """
    section = report.section(6)
    if section is None or (report_year(report).year or _FEE_SINCE) < _FEE_SINCE or is_institution(report):
        return
    text = "".join(
        plain(paragraph.text).replace(" ", "") for paragraph in (section.heading.paragraph, *section.paragraphs)
    )
    yield HELD if tells_fee(text) else Violation(section.heading.at, lacks=True)


@rule(
    "TXT06",
    Severity.WARNING,
    zh="标题缺少{lacking}。",
    en="The title is missing {lacking_en}.",
    remedy=(
        "标题应由单位名称、年度和“政府信息公开工作年度报告”组成。",
        "A title consists of the agency's name, the year and “政府信息公开工作年度报告”.",
    ),
)
def title_incomplete(report: Report) -> Outcomes:
    """The title is missing the agency's name, the year or the prescribed words, or names another agency than the
    text.

    中文：标题缺少单位名称、年度或“政府信息公开工作年度报告”字样，或与正文中的单位不一致。

    Why: the title alone must say whose report it is and for which year.

    原因：仅凭标题就应知道是哪个单位、哪一年的报告。

    Source: 国办公开办函〔2021〕30号（年度报告标题）

    Bad:
        【标题】2023年政府信息公开工作年度报告

    Good:
        【标题】某区商务局2023年政府信息公开工作年度报告
    """
    if report.title is None:
        return
    lacking = list(_lacking(report))
    named = title_body(report)
    if lacking:
        zh, en = ("、".join(names) for names in zip(*lacking, strict=True))
        yield Violation(report.title.at, lacking=zh, lacking_en=en.replace("、", ", "))
    elif named and (author := _other_author(report, named)) and not is_named_in_text(report, named):
        yield Violation(report.title.at, message=_another, title_body=named.name, body=author.name)
    else:
        yield HELD


_another = Message(
    zh="标题中的单位为“{title_body}”，正文中的单位为“{body}”，两者不一致。",
    en="The title names {title_body}, but the text is about {body}.",
)


def _other_author(report: Report, body: Body) -> Body | None:
    """The body that the text is of where that is another one than the title's."""
    told = told_body(report)
    return told if told and told.is_other_than(body) else author_beside(report, body)


def _lacking(report: Report) -> Iterator[tuple[str, str]]:
    if title_body(report) is None:
        yield "单位名称", "the agency's name"
    if report_year(report).title is None:
        yield "年度", "the year"
    if report.title and not has_form_words("".join(plain(report.title.text).split())):
        yield "“政府信息公开工作年度报告”字样", "the words that the form prescribes"


@rule(
    "TXT07",
    Severity.ERROR,
    zh="报告公开了个人信息：{number}。",
    en="The report discloses personal data: {number}.",
    remedy=("请删去该号码后重新公布报告。", "Delete the number and publish the report again."),
)
def personal_data(report: Report) -> Outcomes:
    """The report discloses a citizen's ID number, bank card or mobile number.

    中文：报告公开了公民的身份证号、银行卡号或手机号。

    Why: information that harms a third party's rights must not be disclosed, and anyone can read the report.

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
            yield Violation(paragraph.locate(start, end, (match.span(),)), number=mask(match[0]))
        if not found:
            yield HELD


@rule(
    "TXT08",
    Severity.NOTE,
    zh="“{stated}”在准确数字后又加约数词，表述矛盾。",
    en="“{stated}” qualifies an exact number as approximate.",
    remedy=("请写明准确数字，或改用概数（如“20余次”）。", "Give the exact number, or a round one."),
)
def vague_count(report: Report) -> Outcomes:
    """An exact number is qualified as approximate.

    中文：准确数字后又加“余”“多”等字。

    Why: “26余次” (more than 26 times) is neither a count nor an estimate; a report gives counts.

    原因：“26余次”既不是准确数，也不是概数；年度报告应写明准确数字。

    Source: 《出版物上数字用法》GB/T 15835-2011（概数的用法）

    Bad:
        【一】全年公开信息26余次。

    Good:
        【一】全年公开信息20余次。
    """
    for read in Reading.of(report).sentences:
        for item, count in read.counts:
            is_vague = isinstance(count.value, Quantity) and count.value.is_vague
            if is_vague and not _is_estimated(read, item, count):
                yield Violation(read.sentence.at(count.start, count.end), stated=count.text)
            else:
                yield HELD


def _is_estimated(read: ReadSentence, item: Item, count: Token) -> bool:
    """Whether what is counted was computed or is expected: 人均约66件, 专区均251人次左右, 占六成，约88件, 预计增至35件左右; not 按计划."""
    before = [token for token in item.tokens if token.end <= count.start]
    beside = [each.item for each in read.items_at_hand if each.item.end == item.start]
    is_share = any(each.has("PERCENT", "SHARE") for each in beside)
    above = [each.item for each in read.items_at_hand if each.item.end <= item.start]
    is_headed = any(each.has("RATE") and not each.counts for each in above)  # 按每单位平均,部门约1080条,街道约1129条
    is_computed = (
        is_share
        or is_headed
        or (bool(before) and (before[-1].kind == "ALL" or any(token.kind == "RATE" for token in before)))
    )
    is_expected = any(token.kind == "PLAN" and token.value is None for token in before)
    return (
        is_computed or is_expected or any(each.item is item and each.frame.period is Period.NEXT for each in read.items)
    )
