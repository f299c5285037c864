"""Every number of the prose ends as a claim, as a part of a relation, or passed over for a reason."""

import pytest

from service.language.context import Context
from service.language.reading import Reading
from service.language.tracing.coverage import Number, Years, numbers, relations_in
from service.reports.report import Report
from tests.service.rules.examples import example


def of(report: Report, years: Years | None = None) -> list[tuple[str, int, list[Number]]]:
    """The sentences of a report as read, each with its section and all its numbers."""
    reading, context = Reading.of(report), Context.of(report)
    return [
        (
            read.sentence.text,
            id(read.sentence.paragraph),
            [n for here in read.items for n in numbers(read, here, relations_in(read, reading), context, years or {})],
        )
        for read in reading.sentences
    ]


def reason(text: str) -> str:
    """Why the one number of a sentence that is neither claimed nor related is passed over."""
    (told,) = [n.reason for said, _, found in of(example(f"【一】{text}")) if said in text for n in found if n.reason]
    return told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全年赠送蓝鲸座8件。", "without what is unknown: 赠送蓝鲸座"),
        ("全年收到政府信息公开申请近80件。", "told as about so many"),
        ("信箱全年收到来信17件。", "nothing that is counted is spoken of, not applications"),
        ("全年收到政府信息公开申请8人。", "the shape of received, which is not counted in 人"),
        ("满意率97.2%。", "no part and whole, and no growth, stand beside it"),
        ("满意率提高0.6个百分点。", "percentage points"),
        ("联系电话12之外另设窗口。", "a number without a unit"),
        ("依据国务院令第711号开展工作。", "a part of a name or word (TITLE)"),
        ("2023年开展工作。", "a year, which the rules on years judge"),
        ("7月1日开展工作。", "a date without a year"),
    ],
)
def test_what_is_passed_over_has_its_reason(text: str, told: str) -> None:
    assert told in reason(text)


def test_a_number_is_a_claim_s_a_relation_s_or_both() -> None:
    text = "全年收到政府信息公开申请8件，其中自然人5件、商业企业2件、科研机构1件。"
    (found,) = [found for said, _, found in of(example(f"【一】{text}")) if "8件" in said]
    assert [n.token.text for n in found if n.claims][:1] == ["8件"]
    assert [n.token.text for n in found if n.relations] == ["8件", "5件", "2件", "1件"]


def test_a_year_says_what_became_of_it_where_that_is_known() -> None:
    report = example("【一】全年工作以2022年为基础。")
    (paragraph,) = [each for each in report.paragraphs if "2022年" in each.text]
    years = {(id(paragraph), paragraph.text.index("2022年")): "compared with"}
    assert [n.reason for said, _, found in of(report, years) if "2022年" in said for n in found] == ["compared with"]
