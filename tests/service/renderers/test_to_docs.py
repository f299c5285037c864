"""The contract as a page: all of it, and samples that are what the contract describes."""

import pytest

from service.api.docs import specification
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
