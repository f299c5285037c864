"""What a job answers is taken by its shape alone: all that our jobs answer, and nothing else."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from service.audits.batch import ListedAddress
from service.renderers import to_json
from service.storage import records
from tests.corpus.mutations import MUTATIONS, case
from tests.corpus.rendering import render
from tests.service.api.results import finding
from tests.service.storage.requests import DONE
from workers.jobs import results
from workers.jobs.results import WrongAnswer
from workers.pipeline import audit_bytes

FORMATS = ("text-tabs", "html", "docx", "doc", "ofd", "pdf")


@pytest.mark.parametrize("number", range(0, len(MUTATIONS), 9))
def test_every_answer_of_a_job_of_ours_is_taken_as_it_is(number: int) -> None:
    _name, data = render(case(sorted(MUTATIONS)[number], number).draft, FORMATS[number % len(FORMATS)])
    answered = records.encode(audit_bytes(data))
    assert records.encode(results.result(answered)) == answered


@pytest.mark.parametrize("data", [b"", b"\xff", b"PK\x03\x04", b"no report at all", b"{" * 100])
def test_so_is_every_failure(data: bytes) -> None:
    answered = records.encode(audit_bytes(data))
    assert records.encode(results.result(answered)) == answered


EVIL: tuple[Any, ...] = (None, True, -1, 1.5, 10**5000, "x", "<script>", [], [[]], {}, {"a": 1}, [{"a": {}}])


def changed(told: Any, random: Random) -> Iterator[Any]:
    """The same with one value exchanged, wherever it is; one that may stand there is among them now and then."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield from ({**told, key: other} for other in changed(value, random))
        yield {**told, "more": 1}
        yield dict(list(told.items())[1:])
    elif isinstance(told, list):
        for at in {0, len(told) - 1} if told else ():
            yield from ([*told[:at], other, *told[at + 1 :]] for other in changed(told[at], random))
    yield random.choice(EVIL)


def test_an_answer_with_one_value_exchanged_is_refused_or_still_of_its_shape() -> None:
    """Nothing but WrongAnswer is raised, and what passes is what a result may be."""
    told_first = json.loads(records.encode(audit_bytes(render(case("years.own_year", 5).draft, "text-tabs")[1])))
    refused = taken = 0
    for told in changed(told_first, Random(1)):
        try:
            data = json.dumps(told).encode()
        except ValueError:
            continue
        try:
            results.result(data)
            taken += 1
        except WrongAnswer:
            refused += 1
    assert refused > 5 * taken


WRONG = {
    "no JSON": b"{",
    "no object": b"[]",
    "nested deep": b"[" * 100_000,
    "not a number": b'{"pages": NaN}',
    "a pickle": b"\x80\x04\x95",
    "nothing": b"",
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_answer_is_refused(kind: str) -> None:
    with pytest.raises(WrongAnswer):
        results.result(WRONG[kind])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "canceled"),
        ("verdict", "<b>"),
        ("finished_at", "yesterday"),
        ("problem", {"code": "made-up", "facts": {}}),
        ("problem", {"code": "damaged-file", "facts": {"kind": {"zh": "x"}}}),
        ("summary", {"error": "1"}),
        ("pages", True),
        ("stages", {"opening": 1.0}),
        ("absent", [{}]),
        ("findings", [{"rule": "ARI01"}]),
        ("tables", [{"key": "other"}]),
        ("text", {"title": {"text": "x", "lines": [{"text": "x", "onclick": "x"}]}}),
    ],
)
def test_a_field_of_another_shape_is_refused(field: str, value: Any) -> None:
    told = json.loads(records.encode(DONE))
    results.result(json.dumps(told).encode())
    with pytest.raises(WrongAnswer):
        results.result(json.dumps({**told, field: value}).encode())


@pytest.mark.parametrize(
    "told", [None, [], {"code": 1, "facts": {}}, {"code": "damaged-file"}, {"code": "x", "facts": {}}]
)
def test_a_problem_that_there_is_not_is_refused(told: Any) -> None:
    with pytest.raises(WrongAnswer):
        results.problem(told)


BETWEEN = {"report": 1, "against": [0], "finding": to_json.finding(finding()), "marks": []}


def test_findings_between_reports_are_taken() -> None:
    assert results.findings_between(json.dumps([BETWEEN]).encode(), 2) == [BETWEEN]


@pytest.mark.parametrize(
    "told",
    [
        *({}, [1], [{}]),
        *([{**BETWEEN, name: value}] for name in BETWEEN for value in ("0", {}, [{}])),
        *([{**BETWEEN, name: value}] for name, value in (("report", 2), ("report", -1), ("against", [2]))),
    ],
)
def test_findings_between_reports_that_are_none_are_refused(told: Any) -> None:
    with pytest.raises(WrongAnswer):
        results.findings_between(json.dumps(told).encode(), 2)


@pytest.mark.parametrize("told", [None, {}, {"stage": "done"}, {"stage": ["reading"]}])
def test_progress_to_no_stage_is_refused(told: Any) -> None:
    with pytest.raises(WrongAnswer):
        results.progress(told)


@pytest.mark.parametrize("pages", ["3", -1, True, 10**9, None])
def test_pages_that_can_be_none_are_not_told(pages: Any) -> None:
    assert results.progress({"stage": "reading", "pages_done": 1, "pages": pages}).pages == 0


@pytest.mark.parametrize("told", [b"{}", b"[1]", b'["a", null]', json.dumps(["a"] * 21).encode()])
def test_links_that_are_none_are_refused(told: bytes) -> None:
    assert results.links(b'["http://a.example.org/"]') == ["http://a.example.org/"]
    with pytest.raises(WrongAnswer):
        results.links(told)


@pytest.mark.parametrize(
    "told", [b"{}", b"[1]", b'[{"row": 1}]', b'[{"row": "1", "given": "", "name": "", "label": ""}]']
)
def test_rows_of_a_list_that_are_none_are_refused(told: bytes) -> None:
    row = {"row": 1, "given": "http://a.example.org/", "name": "", "label": ""}
    assert results.addresses(json.dumps([row]).encode(), 1) == [ListedAddress(**row)]
    for wrong in (told, json.dumps([row] * 2).encode()):
        with pytest.raises(WrongAnswer):
            results.addresses(wrong, 1)
