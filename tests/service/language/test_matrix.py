"""Every qualifier that withdraws a claim withdraws it for every measure; what is harmless changes none."""

import pytest

from service.language import Relation
from tests.service.language.said import claims, established

MEASURES = {
    "received": "收到政府信息公开申请3件",
    "answered": "办结政府信息公开申请3件",
    "due": "应办理政府信息公开申请3件",
    "carried_forward": "政府信息公开申请结转下年度继续办理3件",
    "outcomes.granted": "政府信息公开申请予以公开3件",
    "outcomes.partially_granted": "政府信息公开申请部分公开3件",
    "outcomes.refused": "政府信息公开申请不予公开3件",
    "outcomes.unavailable": "政府信息公开申请无法提供3件",
    "outcomes.not_processed": "政府信息公开申请不予处理3件",
    "outcomes.other": "政府信息公开申请其他处理3件",
    "outcomes.refused.enforcement_files": "政府信息公开申请属于行政执法案卷3件",
    "review": "因政府信息公开被申请行政复议3件",
    "litigation": "因政府信息公开发生行政诉讼3件",
    "review+litigation": "因政府信息公开发生行政复议和行政诉讼3件",
    "normative_documents.issued": "制发行政规范性文件3件",
    "normative_documents.repealed": "废止行政规范性文件3件",
    "licensing": "作出行政许可决定3件",
    "penalty": "作出行政处罚决定3件",
    "coercion": "实施行政强制3件",
    "fees": "收取行政事业性收费3万元",
}

WITHDRAWING = {
    "another body": "下属单位{}",
    "bodies below": "所属事业单位共{}",
    "another's bodies": "各分局{}",
    "other departments": "有关部门{}",
    "a body before a comma": "各派出所按要求，{}",
    "the whole region": "全区{}",
    "the bodies of the region": "各级行政机关共{}",
    "the system": "全系统{}",
    "on behalf": "受区政府委托，{}",
    "for a superior": "代区政府{}",
    "representing": "代表区政府{}",
    "half a year": "上半年{}",
    "the other half": "下半年，我局{}",
    "a quarter": "第三季度{}",
    "a month": "2023年3月，{}",
    "months": "5月{}",
    "some months": "2023年1月至6月，{}",
    "a campaign": "专项行动期间，{}",
    "last year": "上年{}",
    "last year by another name": "去年我局{}",
    "an earlier year": "2018年，{}",
    "the same time last year": "去年同期{}",
    "several years": "近三年{}",
    "years from to": "2021年至2023年三年累计{}",
    "since a year": "2019年以来累计{}",
    "since something happened": "自开通网上渠道以来，{}",
    "since something happened, in the same clause": "建局以来累计{}",
    "the term of something": "试点期内{}",
    "while a campaign lasted": "秋季攻坚行动中，{}",
    "a forecast": "预计{}",
    "a forecast of the year": "预计全年{}",
    "an estimate": "估计{}",
    "a plan": "计划全年{}",
    "an intention": "拟{}",
    "an effort": "力争{}",
    "what is next": "下一步，{}",
    "an aim before a comma": "我局计划加大力度，{}",
    "a condition before a comma": "如申请人提出，{}",
    "a plan for next year": "2024年，我局将{}",
    "next year": "明年{}",
    "a duty": "要求各股室{}",
    "an obligation": "必须{}",
    "a condition": "如{}",
    "a hypothesis": "假如全年{}",
    "an average": "平均每月{}",
    "each": "每个科室{}",
    "a part": "其中涉及拆迁的{}",
    "a kind": "其中，涉及土地征收{}",
    "a comparison": "较上年多{}",
    "all but some": "除涉密外，{}",
}

HARMLESS = {
    "nothing": "{}",
    "the year": "2023年，{}",
    "the whole year": "全年{}",
    "this year": "今年，我局{}",
    "the body": "我局{}",
    "another name of its own": "本机关{}",
    "its name": "区商务局{}",
    "its whole name": "老城区商务局{}",
    "year and body": "2023年，我局共{}",
    "cumulated": "2023年累计{}",
    "lawfully": "我局依法{}",
    "lawfully and in time": "我局依法依规及时{}",
    "a rule obeyed": "我局按照《条例》要求，{}",
    "since the year began": "今年以来，{}",
    "the term of the report": "统计期内，{}",
    "in its work": "工作中，我局{}",
    "the period": "2023年1月1日至12月31日，我局{}",
    "the months of the year": "2023年1月至12月，我局{}",
    "up to the end": "截至2023年12月31日，我局{}",
    "the government's own words": "本机关全年累计{}",
    "by statistics": "据统计，全年{}",
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
@pytest.mark.parametrize("adverb", ["依法", "及时", "共", "已", "按规定", "严格依法"])
def test_an_adverb_before_the_verb_changes_no_claim(measure: str, adverb: str) -> None:
    assert established(f"我局{adverb}{MEASURES[measure]}。") == [(measure, 3)]


@pytest.mark.parametrize("measure", MEASURES)
def test_how_a_sentence_is_written_changes_no_claim(measure: str) -> None:
    text = f"2023年，我局{MEASURES[measure]}。"
    assert established(text.replace("3", "３").replace("，", ",")) == [(measure, 3)]
    assert established(text.replace("我局", "我 局\n")) == [(measure, 3)]
    assert established(text.replace("3件", "三件").replace("3万", "三万")) == [(measure, 3)]


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("apart", ["（{}）", "：{}"])
def test_a_count_in_brackets_or_behind_a_colon_is_that_of_what_it_stands_behind(measure: str, apart: str) -> None:
    count = "3万元" if measure == "fees" else "3件"
    assert established(f"我局{MEASURES[measure].replace(count, apart.format(count))}。") == [(measure, 3)]


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("about", ["约3", "近3", "3余", "30多"])
def test_a_number_that_is_about_so_claims_nothing(measure: str, about: str) -> None:
    assert claims(f"我局{MEASURES[measure].replace('3', about)}。") == ()
