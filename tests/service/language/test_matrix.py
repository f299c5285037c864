"""Every qualifier that withdraws a claim withdraws it for every measure; what is harmless changes none."""

import pytest

from service.language import Relation
from tests.service.language.said import claims, established

MEASURES = {
    "received": "收到政府信息公开申请3件",
    "answered": "办结政府信息公开申请3件",
    "carried_forward": "政府信息公开申请结转下年度继续办理3件",
    "outcomes.granted": "政府信息公开申请予以公开3件",
    "outcomes.refused": "政府信息公开申请不予公开3件",
    "review": "因政府信息公开被申请行政复议3件",
    "litigation": "因政府信息公开发生行政诉讼3件",
    "normative_documents.issued": "制发行政规范性文件3件",
    "licensing": "作出行政许可决定3件",
    "penalty": "作出行政处罚决定3件",
    "coercion": "实施行政强制3件",
}

WITHDRAWING = {
    "another body": "下属单位{}",
    "another's bodies": "各分局{}",
    "the whole region": "全区{}",
    "on behalf": "受区政府委托，{}",
    "for a superior": "代区政府{}",
    "half a year": "上半年{}",
    "a quarter": "第三季度{}",
    "a month": "2023年3月，{}",
    "months": "5月{}",
    "last year": "上年{}",
    "an earlier year": "2021年，{}",
    "several years": "近三年{}",
    "a forecast": "预计{}",
    "a plan": "计划全年{}",
    "a plan for next year": "2024年，我局将{}",
    "a duty": "要求各股室{}",
    "a condition": "如{}",
    "an average": "平均每月{}",
    "a part": "其中涉及拆迁的{}",
}

HARMLESS = {
    "nothing": "{}",
    "the year": "2023年，{}",
    "the whole year": "全年{}",
    "the body": "我局{}",
    "its name": "区商务局{}",
    "year and body": "2023年，我局共{}",
    "lawfully": "我局依法{}",
    "a rule obeyed": "我局按照《条例》要求，{}",
    "the period": "2023年1月1日至12月31日，我局{}",
    "the government's own words": "本机关全年累计{}",
}


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("qualifier", WITHDRAWING)
def test_what_withdraws_a_claim_withdraws_it_for_every_measure(measure: str, qualifier: str) -> None:
    text = WITHDRAWING[qualifier].format(MEASURES[measure]) + "。"
    of_all = [each for each in claims(text) if each.relation is Relation.ALL]
    assert [(each.measure, each.value) for each in of_all if each.certainty != "passed over"] == []


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("qualifier", HARMLESS)
def test_what_is_harmless_changes_no_claim(measure: str, qualifier: str) -> None:
    text = HARMLESS[qualifier].format(MEASURES[measure]) + "。"
    assert established(text) == [(measure, 3)]


@pytest.mark.parametrize("measure", MEASURES)
def test_a_word_that_nobody_knows_never_lets_a_claim_accuse(measure: str) -> None:
    said = MEASURES[measure]
    assert established(said[:2] + "驎麤" + said[2:] + "。") == []


@pytest.mark.parametrize("measure", MEASURES)
def test_how_a_sentence_is_written_changes_no_claim(measure: str) -> None:
    text = f"2023年，我局{MEASURES[measure]}。"
    assert established(text.replace("3", "３").replace("，", ",")) == [(measure, 3)]
    assert established(text.replace("我局", "我 局\n")) == [(measure, 3)]
    assert established(text.replace("3件", "三件")) == [(measure, 3)]
