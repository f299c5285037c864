"""Where findings stand in the report as read."""

from dataclasses import replace
from functools import reduce

import pytest

from service.audits.rendering import Kind, Rendering
from tests.service.api.results import finding, plain_finding, succeeded


def with_quote(quote: str, text: str):
    """A result whose only finding quotes a paragraph of this text."""
    result = succeeded(plain_finding(1))
    location = {"section": 3, "line": 9, "quote": quote}
    paragraph = {"text": text, "lines": [{"text": text, "line": 9}]}
    section = {**result.text["sections"][0], "paragraphs": [paragraph]}
    return replace(
        result,
        findings=({**result.findings[0], "locations": [location]},),
        text={**result.text, "sections": [section]},
    )


def resolved(text: object, pointer: str) -> dict:
    """What a JSON pointer points at."""
    return reduce(
        lambda part, key: part[int(key)] if isinstance(part, list) else part[key], pointer.split("/")[1:], text
    )


def test_a_mark_names_its_finding_and_where_its_location_stands(client, store, audit_id) -> None:
    store.finish(audit_id, succeeded(finding(), plain_finding(2)))
    assert client.get(f"/v1/audits/{audit_id}/marks").json["marks"] == [
        {
            **{"finding": f"{1:016x}", "location": 0, "boxes": [{"page": 2, "bbox": [1.0, 2.0, 3.0, 4.0]}]},
            **{"table": "applications", "row": "received", "column": "total"},
        },
        {"finding": f"{2:016x}", "location": 0, "text": "/title", "start": 0, "end": 9},
    ], "the first finding's other place is in a section that the report hasn't got"


@pytest.mark.parametrize(
    ("quote", "text"), [("8件", "收到申请8件，办结8件。"), ("4件", "𠮷田𡈽地局收到申请4件。"), ("不在", "原句。")]
)
def test_characters_are_counted_as_the_text_has_them(client, store, audit_id, quote: str, text: str) -> None:
    store.finish(audit_id, with_quote(quote, text))
    (mark,) = client.get(f"/v1/audits/{audit_id}/marks").json["marks"]
    paragraph = resolved(client.get(f"/v1/audits/{audit_id}/text").json, mark["text"])
    assert paragraph["text"] == text
    assert text[mark["start"] : mark["end"]] == (quote if quote in text else text)


def test_the_words_that_are_meant_are_told_as_the_text_has_them(client, store, audit_id) -> None:
    found = with_quote("申请4件", "𠮷田地局收到申请4件。")
    location = {**found.findings[0]["locations"][0], "focus": [{"start": 2, "end": 4}]}
    store.finish(audit_id, replace(found, findings=({**found.findings[0], "locations": [location]},)))
    (mark,) = client.get(f"/v1/audits/{audit_id}/marks").json["marks"]
    assert mark["focus"] == [{"start": 8, "end": 10}]
    assert (mark["start"], mark["end"]) == (6, 10)


def test_no_words_are_told_where_the_text_has_not_the_quote(client, store, audit_id) -> None:
    found = with_quote("身份证110***2X", "身份证1101012X。")
    location = {**found.findings[0]["locations"][0], "focus": [{"start": 3, "end": 11}]}
    store.finish(audit_id, replace(found, findings=({**found.findings[0], "locations": [location]},)))
    (mark,) = client.get(f"/v1/audits/{audit_id}/marks").json["marks"]
    assert "focus" not in mark


def test_words_on_a_page_have_their_own_part_of_the_line(client, store, audit_id) -> None:
    found = with_quote("某局2022年度", "某局2022年度报告")
    location = {**found.findings[0]["locations"][0], "focus": [{"start": 2, "end": 7}]}
    section = found.text["sections"][0]
    line = {"text": "某局2022年度报告", "line": 9, "page": 3, "bbox": [100.0, 50.0, 260.0, 62.0]}
    text = {**found.text, "sections": [{**section, "paragraphs": [{"text": line["text"], "lines": [line]}]}]}
    store.finish(audit_id, replace(found, text=text, findings=({**found.findings[0], "locations": [location]},)))
    (mark,) = client.get(f"/v1/audits/{audit_id}/marks").json["marks"]
    assert mark["boxes"] == [{"page": 3, "bbox": [140.0, 50.0, 200.0, 62.0]}], "a digit is half as wide as the others"


def test_the_head_of_a_section_is_marked_too(client, store, audit_id) -> None:
    found = with_quote("", "原句。")
    store.finish(audit_id, replace(found, findings=({**found.findings[0], "locations": [{"section": 3}]},)))
    (mark,) = client.get(f"/v1/audits/{audit_id}/marks").json["marks"]
    assert (mark["text"], mark["start"], mark["end"]) == ("/sections/0/heading", 0, len("三、收到和处理"))


def test_the_marks_of_a_long_result_are_found_by_a_worker(client, app, store, queue, submit) -> None:
    audit_id = submit().json["id"]
    store.finish(audit_id, succeeded(*(finding(number) for number in range(300))))
    (app.extensions["backend"].settings.data_dir / "audits" / audit_id[-2:] / audit_id).mkdir(parents=True)
    address = f"/v1/audits/{audit_id}/marks"
    assert client.get(address).status_code == 202
    assert client.get(address, headers={"Accept-Language": "en"}).status_code == 202
    wanted = Rendering(audit_id, Kind.MARKS, "any")
    assert {*queue.tasks()} == {wanted.name}, "they have no language"
    app.extensions["backend"].storage.renderings.keep(wanted, b'{"marks": []}')
    assert client.get(address).json == {"marks": []}


def test_there_are_none_before_the_end(client, audit_id) -> None:
    refused = client.get(f"/v1/audits/{audit_id}/marks")
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/audit-not-finished")
