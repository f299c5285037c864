"""openapi.yaml and the app say the same, both ways."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from marshmallow import Schema, validate
from openapi_spec_validator import OpenAPIV31SpecValidator

from service.api import requests as shapes
from service.api.docs import specification
from service.errors import catalogue
from tests.service.api.contract import operations

SCHEMAS = specification()["components"]["schemas"]
PARAMETERS = specification()["components"]["parameters"]


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        path = rule.rule.replace("<", "{").replace(">", "}")
        yield from ((path, method.lower()) for method in rule.methods - {"HEAD"})


def query_of(path: str, method: str) -> dict[str, Any]:
    listed = specification()["paths"][path][method]["parameters"]
    resolved = [PARAMETERS[each["$ref"].rpartition("/")[2]] if "$ref" in each else each for each in listed]
    return {each["name"]: each["schema"] for each in resolved if each["in"] == "query"}


def test_the_contract_is_valid_openapi_3_1() -> None:
    assert specification()["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(specification()).validate()


def test_every_route_is_described_and_everything_described_is_routed(app: Flask) -> None:
    assert sorted(routes(app)) == sorted(operations())


@pytest.mark.parametrize(
    ("path", "shape"),
    [("/v1/reports", shapes.NewAudit), ("/v1/drafts", shapes.NewAudit), ("/v1/archives", shapes.NewBatch)],
)
def test_a_file_that_is_the_body_has_the_fields_of_the_form_as_a_query(path: str, shape: type[Schema]) -> None:
    in_place_of_a_file = {"url"}
    assert sorted(query_of(path, "post")) == sorted(shape().load_fields.keys() - in_place_of_a_file)


@pytest.mark.parametrize("shape", [shapes.NewAudit, shapes.NewBatch])
def test_a_field_of_a_form_has_the_limits_of_the_description_that_it_shares(shape: type[Schema]) -> None:
    for field in shape().load_fields.values():
        if "component" not in field.metadata:
            continue
        described = SCHEMAS[field.metadata["component"]]
        for check in field.validators:
            match check:
                case validate.Range():
                    assert (check.min, check.max) == (described["minimum"], described["maximum"])
                case validate.Length():
                    assert check.max == described["maxLength"]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/v1/audits", shapes.AuditsQuery),
        ("/v1/audits/{audit_id}", shapes.WaitQuery),
        ("/v1/audits/{audit_id}/findings", shapes.FindingsQuery),
        ("/v1/audits/{audit_id}/again", shapes.AgainQuery),
        ("/v1/batches/{batch_id}", shapes.BatchQuery),
        ("/v1/batches", shapes.BatchesQuery),
        ("/v1/batches/{batch_id}/findings", shapes.BetweenQuery),
        ("/v1/batches/{batch_id}/rename", shapes.RenameQuery),
        ("/docs", shapes.DocsQuery),
        ("/v1/batches/{batch_id}/findings.csv", shapes.FindingsFilter),
        ("/v1/audits/{audit_id}/notice", shapes.NoticeQuery),
        ("/v1/batches/{batch_id}/notices", shapes.NoticesQuery),
    ],
)
def test_a_query_takes_what_the_contract_describes(path: str, query: type[Schema]) -> None:
    method = "get" if "get" in specification()["paths"][path] else "post"
    described, taken = query_of(path, method), query().fields
    assert sorted(described) == sorted(taken)
    for name, schema in described.items():
        if "default" in schema:
            assert schema["default"] == taken[name].load_default


def test_what_is_deleted_is_chosen_as_the_contract_describes() -> None:
    assert sorted(query_of("/v1/audits", "delete")) == sorted(shapes.DeletionQuery().fields)


def test_every_problem_type_is_described_and_has_its_page(client) -> None:
    codes = [kind.rpartition("/")[2] for kind in SCHEMAS["ProblemType"]["enum"]]
    assert codes == sorted(catalogue())
    for code in codes:
        for spoken in ("zh", "en"):
            page = client.get(f"/problems/{code}", headers={"Accept-Language": spoken}).json
            assert page["type"] == f"/problems/{code}"
            assert page["title"]
            assert page["description"]


@pytest.mark.parametrize("kind", catalogue().values(), ids=lambda kind: kind.code)
def test_a_problem_speaks_two_languages_of_the_same_facts(kind) -> None:
    chinese, english = (set(re.findall(r"{(\w+)}", kind.template(spoken))) for spoken in ("zh", "en"))
    assert chinese == english
    assert kind.title["zh"] != kind.title["en"]


def test_every_schema_that_is_described_is_used() -> None:
    text = str(specification())
    for name in SCHEMAS:
        assert f"'#/components/schemas/{name}'" in text, name


def test_the_contract_is_served_as_yaml_and_json(client) -> None:
    assert client.get("/openapi.yaml").data.startswith(b"openapi: 3.1")
    assert client.get("/openapi.json").json == specification()
