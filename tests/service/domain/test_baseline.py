from service.domain.audit import Result, Status
from service.domain.baseline import since


def result(*ids: str) -> Result:
    return Result(Status.SUCCEEDED, "2024-01-01T00:00:01Z", findings=tuple({"id": id, "rule": "X"} for id in ids))


def test_findings_are_told_as_new_unchanged_or_gone() -> None:
    told = since(result("a", "b"), result("b", "c"))
    assert [(found["id"], found["baseline_state"]) for found in told.findings] == [("a", "new"), ("b", "unchanged")]
    assert [(found["id"], found["baseline_state"]) for found in told.absent] == [("c", "absent")]


def test_a_result_against_itself_is_unchanged_throughout() -> None:
    told = since(result("a", "b"), since(result("a", "b"), result()))
    assert {found["baseline_state"] for found in told.findings} == {"unchanged"}
    assert told.absent == ()
