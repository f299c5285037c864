"""Every rule is declared whole, and the examples of its page show what it says."""

import re

import pytest

from service.judge import judge
from service.reports.finding import Category
from service.rules import RULES
from service.rules.rule import Rule
from tests.service.rules.examples import example

EVERY = pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))


def test_the_correct_report_has_no_finding() -> None:
    assert judge(example("")).findings == ()


@EVERY
def test_the_bad_example_breaks_the_rule_and_the_good_one_does_not(rule: Rule) -> None:
    assert rule.id in {finding.rule for finding in judge(example(rule.page.bad)).findings}
    assert rule.id not in {finding.rule for finding in judge(example(rule.page.good)).findings}


@EVERY
def test_both_languages_name_the_same_facts_or_fewer_in_english(rule: Rule) -> None:
    named = {language: set(re.findall(r"{(\w+)}", text)) for language, text in vars_of(rule).items()}
    assert (named["zh"] and named["en"]) or not named["zh"] | named["en"]


def vars_of(rule: Rule) -> dict[str, str]:
    return {"zh": rule.message.zh, "en": rule.message.en}


@EVERY
def test_a_rule_belongs_to_the_family_of_its_id_and_its_page_is_whole(rule: Rule) -> None:
    page = rule.page
    assert rule.category in Category
    assert all((page.fault.zh, page.fault.en, page.why.zh, page.why.en, page.source, page.bad, page.good))
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
