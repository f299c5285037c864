"""The contract's page is in one language: each text that it shows has its Chinese, and there are no others."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import html

from service.api.docs import specification
from service.errors import Language
from service.renderers.samples import resolved
from service.renderers.to_docs import to_docs
from service.renderers.translation import in_language, translations
from tests.service.api.contract import operations
from tests.service.wording import NOT_CHINESE


def shown(contract: dict[str, Any]) -> Iterator[str]:
    """The texts of the contract that its page shows."""
    yield from (contract["info"][name] for name in ("title", "summary", "description"))
    yield from (tag["description"] for tag in contract["tags"])
    for path, method in operations():
        operation = contract["paths"][path][method]
        yield from (operation[name] for name in ("summary", "description") if name in operation)
        for parameter in (resolved(contract, each) for each in operation.get("parameters", ())):
            yield parameter.get("description") or resolved(contract, parameter["schema"]).get("description", "")
        yield from (resolved(contract, answer)["description"] for answer in operation["responses"].values())
    for schema in (resolved(contract, each) for each in contract["components"]["schemas"].values()):
        yield from (each.get("description", "") for each in (schema, *schema.get("properties", {}).values()))


def test_each_text_of_the_page_has_its_chinese_and_there_are_no_others() -> None:
    texts = {" ".join(text.split()) for text in shown(specification()) if text}
    assert texts - set(translations()) == set(), "to be added to contract.zh.yaml"
    assert set(translations()) - texts == set(), "to be taken out of contract.zh.yaml"


@pytest.mark.parametrize(("english", "chinese"), translations().items())
def test_a_translation_has_the_same_code_and_is_chinese(english: str, chinese: str) -> None:
    assert re.search("[\u4e00-\u9fff]", re.sub(r"\(.*?\)", "", chinese)) or not re.search("[a-z]{4,} ", english)
    assert set(re.findall(r"\b[45]\d\d `[a-z-]+`", chinese)) == set(re.findall(r"\b[45]\d\d `[a-z-]+`", english))
    assert not NOT_CHINESE.search(chinese)


@pytest.mark.parametrize(
    ("language", "foreign"), [("zh", r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}"), ("en", "[\u4e00-\u9fff]{12,}")]
)
def test_a_page_says_nothing_in_another_language(language: Language, foreign: str) -> None:
    page = html.fromstring(to_docs(specification(), language, "1"))
    for code in page.xpath("//code | //pre | //script | //option"):
        code.text = code.tail
        code.drop_tree()
    texts = [text for text in page.xpath("//body//text()") if re.search(foreign, text)]
    assert [text for text in texts if "政府信息公开工作年度报告" not in text] == []


def test_what_has_no_translation_stays_as_it_is() -> None:
    told = {"summary": "No such text.", "example": {"description": 1}}
    assert in_language(told, "zh") == told
