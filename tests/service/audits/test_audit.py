from dataclasses import replace

import pytest

from service.audits.audit import Request, Result, Status

REQUEST = Request("a1", "2024-01-09T00:00:00.000Z", "报告.pdf", 10, "application/pdf", "f00")


def test_an_audit_has_ended_in_one_of_three_ways() -> None:
    assert [status for status in Status if status.ended] == [Status.SUCCEEDED, Status.FAILED, Status.CANCELED]


@pytest.mark.parametrize(
    "changed",
    [
        {"sha256": "f01"},
        {"media_type": "text/plain"},
        {"year": 2023},
        {"select": ("ARI",)},
        {"ignore": ("ARI",)},
        {"profile": "office"},
        {"baseline": "a0"},
        {"previous": {"sha256": "f02"}},
        {"attachments": ({"sha256": "f03"},)},
    ],
)
def test_what_decides_a_result_makes_another_content(changed: dict[str, object]) -> None:
    other = replace(REQUEST, **changed)  # type: ignore[arg-type]
    assert other.content("1") != REQUEST.content("1")
    assert other.submission != REQUEST.submission


def test_other_rules_make_another_content_of_the_same_submission() -> None:
    assert REQUEST.content("1") != REQUEST.content("2")


@pytest.mark.parametrize(
    "changed", [{"name": "b.pdf"}, {"agency": "甲"}, {"label": "甲"}, {"callback_url": "http://a"}]
)
def test_what_only_names_an_audit_makes_another_submission_of_the_same_content(changed: dict[str, object]) -> None:
    other = replace(REQUEST, **changed)  # type: ignore[arg-type]
    assert other.content("1") == REQUEST.content("1")
    assert other.submission != REQUEST.submission


def test_a_repetition_is_the_same_submission_whoever_and_whenever() -> None:
    again = replace(REQUEST, id="a2", created_at="2024-01-10T00:00:00.000Z", client="other", request_id="r2")
    assert (again.content("1"), again.submission) == (REQUEST.content("1"), REQUEST.submission)


def test_the_head_of_a_result_is_all_but_what_is_long() -> None:
    result = Result(
        Status.SUCCEEDED,
        "2024-01-09T00:00:01.000Z",
        verdict="fail",
        findings=({"id": "1"},),
        checks=({"rule": "ARI01"},),
        tables=({"key": "reviews"},),
        text={"title": "甲"},
        absent=({"id": "2"},),
        summary={"error": 1},
    )
    assert result.head == replace(result, findings=(), checks=(), tables=(), text={}, absent=())
    assert (result.head.verdict, result.head.summary) == ("fail", {"error": 1})
