from pathlib import Path

import pytest

from service.audits.audit import Progress, Result, Stage, Status
from service.audits.profile import Profile, Suppression
from service.renderers import problems
from service.storage import records
from tests.service.rules.examples import example_text
from workers.limits import Limits, Recognition
from workers.pipeline import audit_bytes
from workers.readers import NeedsRecognition

EXAMPLE = (Path(__file__).parents[2] / "examples" / "report-with-defects.txt").read_bytes()


def test_a_report_with_defects_fails_with_its_findings() -> None:
    result = audit_bytes(EXAMPLE)
    assert (result.status, result.verdict, result.problem) == (Status.SUCCEEDED, "fail", None)
    assert {"ARI02", "YEAR01", "SEC01"} <= {found["rule"] for found in result.findings}
    assert result.summary["error"] == sum(found["severity"] == "error" for found in result.findings)
    assert result.report["year"] == 2023
    assert result.report["agency"] == "云溪县林业局"
    assert result.checks
    assert result.tables


def test_what_the_profile_lets_pass_counts_as_that_alone() -> None:
    all_of_it = audit_bytes(EXAMPLE).summary
    profile = Profile(suppressions=(Suppression("SEC01", "另行说明"),))
    summary = audit_bytes(EXAMPLE, profile=profile).summary
    assert (all_of_it["suppressed"], summary["suppressed"]) == (0, 1)
    assert summary["error"] == all_of_it["error"] - 1
    assert "section" not in summary["by_category"]


@pytest.mark.parametrize(
    ("previous", "code"),
    [(b"", "empty-file"), (b"GIF89a" + bytes(99), "unsupported-media-type"), ("你好。".encode(), "not-a-report")],
)
def test_an_unreadable_report_of_last_year_is_named_as_the_one_that_fails(previous: bytes, code: str) -> None:
    result = audit_bytes(EXAMPLE, previous=previous)
    assert (result.status, result.problem.code) == (Status.FAILED, code)
    for language, named in (("zh", "上年报告（previous）："), ("en", "Last year's report (`previous`): ")):
        told = problems.kept(result.problem, language)
        assert told["part"] == "previous"
        assert told["detail"].startswith(named)
    own = audit_bytes(previous)
    assert "part" not in problems.kept(own.problem, "en")


def test_a_scan_of_last_year_is_named_too() -> None:
    with pytest.raises(NeedsRecognition) as handed_over:
        audit_bytes(EXAMPLE, previous=b"\x89PNG\r\n\x1a\n" + b"x" * 99, recognition=Recognition.ELSEWHERE)
    assert handed_over.value.problem.facts["part"] == "previous"


def test_a_result_can_be_kept() -> None:
    result = audit_bytes(EXAMPLE)
    assert records.decode(Result, records.encode(result)) == result


def test_the_same_report_gives_the_same_findings() -> None:
    assert audit_bytes(EXAMPLE).findings == audit_bytes(EXAMPLE).findings


def test_rules_can_be_chosen() -> None:
    chosen = audit_bytes(EXAMPLE, select=["ARI", "YEAR"], ignore=["YEAR01"])
    assert {check["rule"][:3] for check in chosen.checks} == {"ARI", "YEA"}
    assert "YEAR01" not in {check["rule"] for check in chosen.checks}


def test_progress_goes_through_all_stages() -> None:
    told: list[Progress] = []
    audit_bytes(EXAMPLE, progress=told.append)
    assert [progress.stage for progress in told] == [Stage.OPENING, Stage.READING, Stage.JUDGING, Stage.KEEPING]
    assert [progress.done for progress in told] == [0, 1, 2, 3]
    assert {progress.total for progress in told} == {4}
    assert all(progress.started_at for progress in told)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 4, "unsupported-media-type"),
        ("今天天气很好。".encode(), "not-a-report"),
        (b"%PDF-1.7 no more than that", "damaged-file"),
    ],
)
def test_what_cannot_be_read_fails_with_a_problem(data: bytes, code: str) -> None:
    result = audit_bytes(data)
    assert (result.status, result.verdict, result.problem and result.problem.code) == (Status.FAILED, None, code)


def test_a_report_beyond_a_limit_fails() -> None:
    result = audit_bytes(EXAMPLE, limits=Limits(characters=10))
    assert result.problem is not None
    assert result.problem.code == "limit-exceeded"


def test_a_report_by_the_school_year_says_so_and_its_period_is_judged_by_it() -> None:
    text = example_text(
        "【标题】临江师范学院{}学年信息公开工作年度报告\n【引言】统计期限为2022年9月1日至2023年8月31日。\n"
    )
    right, wrong = (
        audit_bytes(text.replace("{}", years).encode(), select=["YEAR02"]) for years in ("2022—2023", "2023—2024")
    )
    assert right.report["school_year"] is True
    assert right.report["period"] == ["2022-09-01", "2023-08-31"]
    assert right.findings == ()
    assert [found["message"]["zh"][:7] for found in wrong.findings] == ["本报告按学年编"]


def test_a_report_by_the_calendar_year_says_nothing_of_school_years() -> None:
    report = audit_bytes(example_text("【一】2023年，我局落实《条例》。\n").encode()).report
    assert "school_year" not in report
