"""What recognition may have misread accuses nobody."""

import pytest

from service.judge import judge
from service.reports.finding import CheckStatus, Severity
from service.reports.report import Location, Paragraph, Report
from service.rules.rule import Violation
from tests.service.test_judge import declared, only

SURELY, LIKELY, HARDLY = 0.95, 0.7, 0.2
LINE = "全年收到政府信息公开申请十二件，均已在法定期限内答复申请人。"


def paragraph(text: str = LINE, slip: str = "", score: float = HARDLY) -> Paragraph:
    """A recognised line, surely but for the characters of `slip`."""
    return Paragraph(text, section=1, scores=tuple(score if char in slip else SURELY for char in text))


def judged(
    monkeypatch: pytest.MonkeyPatch, violation: Violation, report: Report, id: str = "TXT02"
) -> tuple[list[str], CheckStatus, int]:
    only(monkeypatch, declared(id, [violation]))
    made = judge(report)
    (check,) = made.checks
    return [finding.severity.value for finding in made.findings], check.status, check.unread


@pytest.mark.parametrize(
    ("slip", "score", "told"),
    [
        ("", SURELY, ["warning"]),
        ("，。", HARDLY, ["warning"]),
        ("件", LIKELY, ["note"]),
        ("件", HARDLY, ["note"]),
        ("收到申请件", HARDLY, []),
    ],
)
def test_words_accuse_as_surely_as_they_were_read(
    monkeypatch: pytest.MonkeyPatch, slip: str, score: float, told: list[str]
) -> None:
    at = paragraph(slip=slip, score=score).at
    assert judged(monkeypatch, Violation(at), Report())[0] == told


def test_punctuation_alone_accuses_nobody_where_it_was_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    assert judged(monkeypatch, Violation(paragraph().at, on_marks=True), Report())[0] == ["note"]
    assert judged(monkeypatch, Violation(Location(1), on_marks=True), Report())[0] == ["warning"]


def test_one_number_that_was_not_read_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    line = paragraph(LINE.replace("十二", "12"), slip="2")
    assert judged(monkeypatch, Violation(line.at), Report()) == ([], CheckStatus.NOT_CHECKED, 1)


def test_a_question_says_that_the_words_were_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, declared("TXT02", [Violation(paragraph(slip="件").at)]))
    (found,) = judge(Report()).findings
    assert (found.severity, found.to_check) == (Severity.NOTE, True)
    assert found.message.zh.startswith("请核对（文字由图像识别而来，可能有误）：")


def test_what_is_said_of_a_year_or_a_body_rests_on_the_title(monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report(title=paragraph("某县民政局2023年政府信息公开工作年度报告", slip="3"))
    assert judged(monkeypatch, Violation(Location(1)), report, "YEAR03")[0] == []
    assert judged(monkeypatch, Violation(Location(1)), report, "ARI02")[0] == ["warning"]


def test_what_is_missed_may_stand_where_nothing_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = Violation(Location(1), lacks=True)
    assert judged(monkeypatch, lacking, Report(unread=(Location(page=1), Location(page=2)))) == (
        [],
        CheckStatus.NOT_CHECKED,
        3,
    )
    assert judged(monkeypatch, Violation(Location(1)), Report(unread=(Location(page=1), Location(page=2))))[0] == [
        "warning"
    ]


def test_what_is_missed_among_doubtful_words_is_to_check(monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report(preamble=(paragraph(slip="件")._replace(section=0),))
    assert judged(monkeypatch, Violation(Location(6), lacks=True), report, "SEC01")[0] == ["note"]


def test_paragraphs_that_were_not_surely_read_are_told_as_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report(preamble=(paragraph(), paragraph(slip="件")))
    assert judged(monkeypatch, Violation(Location(1)), report)[2] == 1
    assert judged(monkeypatch, Violation(Location(1)), report, "ARI02")[2] == 0


@pytest.mark.parametrize(
    ("text", "slip", "told"),
    [
        ("全年收到申请十二件。", "件", "warning"),
        ("总体惰况", "惰", "note"),
        ("一、总体倩况。全年收到申请十二件。", "倩", "note"),
        ("其他情况良好，工作平稳。", "况", "warning"),
        ("全年收到□申请十二件。", "□", "note"),
        ("哦嗯呢吧", "哦嗯呢吧", "note"),
    ],
)
def test_a_head_is_missed_unless_doubtful_words_may_be_a_part_of_it(
    monkeypatch: pytest.MonkeyPatch, text: str, slip: str, told: str
) -> None:
    report = Report(preamble=(paragraph(text, slip=slip)._replace(section=0),))
    lacking = Violation(Location(1), lacks=True, name="总体情况")
    assert judged(monkeypatch, lacking, report, "SEC01")[0] == [told]


@pytest.mark.parametrize(("slip", "told"), [("政", "note"), ("工", "warning")])
def test_what_is_said_of_a_body_rests_on_its_name_in_the_title(
    monkeypatch: pytest.MonkeyPatch, slip: str, told: str
) -> None:
    report = Report(title=paragraph("某县民政局2023年信息公开工作年度报告", slip=slip))
    assert judged(monkeypatch, Violation(Location(1)), report)[0] == [told]
