"""The contract as a page: all of it, and samples that are what the contract describes."""

import shlex

import pytest
from lxml import html

from service.api.docs import specification
from service.api.errors import AuditFailed
from service.errors import Language, catalogue
from service.renderers.samples import sample
from service.renderers.to_docs import blocks, to_docs
from tests.service.api.contract import escaped, operations, validator

SCHEMAS = specification()["components"]["schemas"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_sample_is_what_its_schema_describes(name: str) -> None:
    validator(escaped("components", "schemas", name)).validate(sample(specification(), SCHEMAS[name]))


def test_every_operation_and_schema_has_its_place() -> None:
    page = to_docs(specification(), "en", "1")
    for path, method in operations():
        assert f'id="{specification()["paths"][path][method]["operationId"]}"' in page
    for name in SCHEMAS:
        assert f'id="schema-{name}"' in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_field_of_a_form_and_each_parameter_is_explained(language: Language) -> None:
    page = html.fromstring(to_docs(specification(), language, "1"))
    rows = page.xpath("//article[contains(@class, 'operation')]//tbody/tr")
    assert len(rows) > 100
    assert [row.text_content() for row in rows if not row.xpath("string(td[last()])").strip()] == []


def test_a_field_of_a_form_has_its_values_its_default_and_an_example() -> None:
    page = html.fromstring(to_docs(specification(), "en", "1"))
    fields = page.xpath("//article[@id='submitAudit']//table")[0]
    told = {row.findtext("th/code"): [cell.text_content() for cell in row.findall("td")] for row in fields.iter("tr")}
    assert told["label"][:3] == ["string(≤ 200)", "", "2025-commerce"]
    assert told["reuse"][:2] == ["boolean", "false"]
    assert told["select"][0] == "string[]"
    assert told["year"][0] == "integer ≥ 2008 ≤ 2099"
    assert told["file"][2] == ""


def test_each_type_of_problem_is_named_and_leads_to_its_page() -> None:
    page = html.fromstring(to_docs(specification(), "zh", "1"))
    assert page.xpath("//dl[@class='errors']//a/@href") == [f"problems/{code}" for code in sorted(catalogue())]
    assert page.xpath(f"//article[@id='getFindings']//a[@href='#error-{AuditFailed.code}']")
    assert all("{" not in each or "|" not in each for each in page.xpath("//dd/text()"))


@pytest.mark.parametrize(
    ("operation", "command", "target"),
    [
        ("submitAudit", "curl -H 'Authorization: Bearer KEY' -F file=@FILE", "/v1/audits"),
        ("getRule", "curl -H 'Authorization: Bearer KEY'", "/v1/rules/ARI01"),
        ("sendPing", "curl -X POST -H 'Authorization: Bearer KEY'", "/v1/pings?callback_url=https%3A%2F%2F"),
        (
            "submitReport",
            "curl -H 'Authorization: Bearer KEY' -H 'Content-Type: application/octet-stream' --data-binary @FILE",
            "/v1/reports",
        ),
    ],
)
def test_an_operation_is_shown_as_a_command(operation: str, command: str, target: str) -> None:
    page = html.fromstring(to_docs(specification(), "zh", "1"))
    (shown,) = page.xpath(f"//article[@id='{operation}']//pre[@class='command']")
    assert shown.text_content().startswith(f"{command} 'http://127.0.0.1:8000{target}")
    assert shlex.split(shown.text_content())


def test_what_the_contract_says_is_text() -> None:
    contract = specification()
    hostile = {**contract, "info": {**contract["info"], "summary": "<script>alert(1)</script>"}}
    assert "<script>alert" not in to_docs(hostile, "zh", "1")


def test_a_description_has_paragraphs_lists_and_code() -> None:
    first, second = blocks("Send `it`\nnow.\n\n* one\n* two\n  lines\n")
    assert first == {
        "is_list": False,
        "items": [
            [
                {"text": "Send ", "is_code": False},
                {"text": "it", "is_code": True},
                {"text": " now.", "is_code": False},
            ]
        ],
    }
    assert [item[0]["text"] for item in second["items"]] == ["one", "two lines"]
