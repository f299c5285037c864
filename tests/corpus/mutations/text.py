"""Faults of the text: foreign bodies, repeated names, wrong citations, residue, no fee, poor titles, personal data."""

from dataclasses import replace
from random import Random

from tests.corpus.bodies import Body, other_department
from tests.corpus.draft import Draft, Part, Sentence
from tests.corpus.expected import item
from tests.corpus.mutations.case import Case, Mutation, broken
from tests.corpus.report import headline
from tests.corpus.telling import Teller, mobile

_FOREIGN = {
    "局": ("我镇", "我街道", "我乡", "全镇"),
    "委": ("我镇", "我街道", "全镇", "我局"),
    "厅": ("我镇", "我街道", "我局"),
    "政府": ("我镇", "我街道", "我局"),
    "镇": ("我局", "我街道", "我委"),
    "街道": ("我局", "我镇", "全镇"),
}
_SPOKEN = (
    "{T}@逐步健全信息公开工作机制，确保各项措施落实到位。",
    "@信息公开工作有序推进，群众满意度不断提高。",
    "为做好信息公开工作，@明确了专职人员。",
)


def foreign_body(draft: Draft, rng: Random) -> Case | None:
    """A body of another kind speaks."""
    words = rng.choice(_FOREIGN[draft.body.kind])
    spoken = rng.choice(_SPOKEN).replace("@", words)
    return broken(_added(draft, _teller(draft, rng).tell(spoken)), item("TXT01", quote=words))


def repeated_words(draft: Draft, rng: Random) -> Case | None:
    """A name or phrase stands twice in a row."""
    words = rng.choice((draft.body.place, draft.body.name, "政府信息公开", "信息公开工作", "有关规定"))
    frame = {"政府信息公开": "@@工作稳步推进。", "信息公开工作": "@@取得新的进展。", "有关规定": "各项工作符合@@。"}
    told = frame.get(words, "@@认真落实各项公开任务。").replace("@", words)
    return broken(_added(draft, Sentence.of(told)), item("TXT02", quote=words + words))


def citation(draft: Draft, rng: Random) -> Case | None:
    """A document's title and number that don't belong together, or a superseded document as the basis."""
    told, quote = rng.choice(_CITATIONS)
    return broken(replace(draft, preamble=(*draft.preamble, (Sentence.of(told),))), item("TXT03", quote=quote))


_CITATIONS = (
    ("本报告依据《中华人民共和国政府信息公开条例》（国务院令第492号）编制。", "第492号"),
    ("根据《中华人民共和国政府信息公开条例》（国务院令第712号）编制本报告。", "第712号"),
    (
        "按照《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》"
        "（国办公开办函〔2019〕60号）要求编制本报告。",
        "〔2019〕60号",
    ),
    (
        "按照《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》"
        "（国办公开办函〔2021〕30号）要求编制本报告。",
        "〔2021〕30号",
    ),
    (
        "根据《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
        "（国办公开办函〔2019〕60号）编制本报告。",
        "〔2019〕60号",
    ),
    ("收费依据为《政府信息公开信息处理费管理办法》（国办函〔2021〕109号）。", "〔2021〕109号"),
    ("收费依据为《政府信息公开信息处理费管理办法》（国办函〔2020〕190号）。", "〔2020〕190号"),
)


def residue(draft: Draft, rng: Random) -> Case | None:
    """A placeholder or conversion mark was left in the text."""
    told, quote = rng.choice(
        (
            ("{T}XX局认真落实公开要求。", "XX"),
            ("{T}××科室负责信息发布工作。", "××"),
            ("{T}共召开会议X次，研究公开工作。", "X次"),
            ("{T}组织培训[bookmark: _Toc52013344]，提升能力。", "[bookmark: _Toc52013344]"),
            ("{T}公开信息XXX条。", "XXX条"),
        )
    )
    return broken(_added(draft, _teller(draft, rng).tell(told)), item("TXT04", quote=quote))


def fee_missing(draft: Draft, rng: Random) -> Case | None:
    """Section six says nothing of the fee."""
    told = rng.choice(("无。", "无", "无其他需要报告的事项。", "{T}{me}举办“政府开放日”活动1次，邀请群众代表参加。"))
    nothing = (Part(None, ((_teller(draft, rng).tell(told),),)),)
    return broken(draft.with_section(replace(draft.section(6), parts=nothing)), item("TXT05", section=6))


def title_incomplete(draft: Draft, rng: Random) -> Case | None:
    """The title lacks the body's name, the year or the form's words."""
    frame = rng.choice(
        ("@政府信息公开工作年度报告", "{name}@政府信息公开", "{name}@工作报告", "{name}政府信息公开工作年度报告")
    )
    if "@" not in frame and not any(piece.role == "period" for _, s in draft.sentences() for piece in s.pieces):
        return None
    line = headline(frame, draft.body, draft.year)
    return broken(replace(draft, title=line), item("TXT06", quote=line[0].text))


def title_of_another(draft: Draft, rng: Random) -> Case | None:
    """The title names another body than the text."""
    named = sum(draft.body.name in s.text for _, s in draft.sentences() if s.topic not in ("title", "signature"))
    if draft.body.kind not in ("局", "委") or named < _NAMED_OFTEN:
        return None
    body: Body = replace(draft.body, name=other_department(draft.body, rng))
    return broken(
        replace(draft, title=headline("{name}@政府信息公开工作年度报告", body, draft.year)),
        item("TXT06", quote=body.name),
    )


_NAMED_OFTEN = 3
"""Where the text itself names its body this often, a title of another's is beyond doubt."""


def personal_data(draft: Draft, rng: Random) -> Case | None:
    """A citizen's ID number, bank card or mobile number is published."""
    told = rng.choice(
        (
            f"申请人张某某（身份证号：{identity_number(rng)}）申请公开的征地信息已按期答复。",
            f"已将补偿款发放至申请人账户{bank_card(rng)}，并告知结果。",
            f"申请人李某（手机号码{mobile(rng)}）对答复表示满意。",
        )
    )
    return broken(_added(draft, Sentence.of(told)), item("TXT07"))


def vague_count(draft: Draft, rng: Random) -> Case | None:
    """An exact number made approximate."""
    number = rng.choice([n for n in range(21, 990) if n % 10 not in (0, 5)])
    vague = rng.choice(("{}余", "{}多", "近{}", "{}余", "约{}")).format(number)
    unit = rng.choice("次条件篇")
    told = f"{{T}}{{me}}公开各类信息{vague}{unit}。"
    return broken(_added(draft, _teller(draft, rng).tell(told)), item("TXT08", quote=vague))


MUTATIONS: dict[str, Mutation] = {
    "foreign_body": foreign_body,
    "repeated_words": repeated_words,
    "citation": citation,
    "residue": residue,
    "fee_missing": fee_missing,
    "title_incomplete": title_incomplete,
    "title_of_another": title_of_another,
    "personal_data": personal_data,
    "vague_count": vague_count,
}


def identity_number(rng: Random) -> str:
    """An invented ID number whose check digit holds."""
    digits = f"{rng.randint(110101, 659001)}{rng.randint(1950, 2004)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    digits += f"{rng.randint(1, 999):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11]


def bank_card(rng: Random) -> str:
    """An invented card number whose Luhn digit holds."""
    digits = "6222" + "".join(str(rng.randint(0, 9)) for _ in range(14))
    odd = [int(d) * 2 for d in digits[::-1][::2]]
    total = sum(d // 10 + d % 10 for d in odd) + sum(int(d) for d in digits[::-1][1::2])
    return digits + str(-total % 10)


def _teller(draft: Draft, rng: Random) -> Teller:
    return Teller(rng, draft.body, draft.year, draft.tables)


def _added(draft: Draft, sentence: Sentence) -> Draft:
    """The report with a sentence more, at the end of a paragraph of section one."""
    section = draft.section(1)
    last = section.parts[-1]
    paragraphs = (*last.paragraphs[:-1], (*last.paragraphs[-1], sentence))
    return draft.with_section(replace(section, parts=(*section.parts[:-1], replace(last, paragraphs=paragraphs))))
