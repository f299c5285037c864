import pytest

from service.audits.audit import Result, Status, since


def result(*ids: str, to_check: bool | None = None) -> Result:
    """With findings of these ids; None for what an earlier version kept."""
    told = {} if to_check is None else {"to_check": to_check}
    findings = tuple({"id": id, "rule": "X", **told} for id in ids)
    return Result(Status.SUCCEEDED, "2024-01-01T00:00:01Z", findings=findings)


def test_findings_are_told_as_new_unchanged_or_gone() -> None:
    told = since(result("a", "b"), result("b", "c"))
    assert [(found["id"], found["baseline_state"]) for found in told.findings] == [("a", "new"), ("b", "unchanged")]
    assert [(found["id"], found["baseline_state"]) for found in told.absent] == [("c", "absent")]


@pytest.mark.parametrize(
    ("before", "now", "state"),
    [(True, False, "new"), (False, True, "unchanged"), (True, True, "unchanged"), (None, False, "unchanged")],
)
def test_what_was_only_to_check_and_is_established_now_is_new(before: bool | None, now: bool, state: str) -> None:
    told = since(result("a", to_check=now), result("a", to_check=before))
    assert [found["baseline_state"] for found in told.findings] == [state]
    assert told.absent == ()


def test_a_result_against_itself_is_unchanged_throughout() -> None:
    told = since(result("a", "b"), since(result("a", "b"), result()))
    assert {found["baseline_state"] for found in told.findings} == {"unchanged"}
    assert told.absent == ()
