"""Who traces a finding sees at once the words, the frame and the shape behind it, or why nothing was made of a number."""

import pytest

from service.judge import judge
from service.renderers.to_explanation import Asked, to_explanation
from service.reports.finding import Judgement
from service.reports.report import Report
from tests.service.rules.examples import example

WRONG = "全年收到政府信息公开申请3件。"
TABLE = "\n一、本年新收政府信息公开申请数量 | 8 | 0 | 0 | 0 | 0 | 0 | 8"


def explained(text: str, asked: Asked | None = None) -> list[str]:
    report = example(text)
    return list(to_explanation(report, judge(report), asked or Asked("CON")))


def about(lines: list[str], sentence: str) -> str:
    """What is told of a sentence."""
    start = next(at for at, line in enumerate(lines) if line.startswith("\n") and sentence in line)
    end = next((at for at in range(start + 1, len(lines)) if lines[at].startswith("\n")), len(lines))
    return "\n".join(lines[start:end])


def test_a_finding_names_words_frame_shape_and_the_figures_against_it() -> None:
    told = about(explained(f"【一】{WRONG}{TABLE}"), WRONG.rstrip("。"))
    assert "! CON01 error: The text counts 3 applications" in told
    assert "words: 全年/THIS 收到/RECEIVE 政府信息公开申请/APPLICATION 3件/COUNT" in told
    assert "frame of counts: own, the report year, fact, all" in told
    assert "3件: received = 3, all: established" in told
    assert "by the shape REF? RECEIVE+ APPLICATION* # APPLICATION* AMID? for RECEIVE APPLICATION #" in told
    assert "CON01 holds it against received 8, carried_over 0" in told
    assert told.endswith("CON01 error")


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("下属事业单位收到政府信息公开申请3件。", "withdrawn: another's"),
        ("上半年收到政府信息公开申请3件。", "withdrawn: a part of a year"),
        ("预计全年收到政府信息公开申请3件。", "withdrawn: plan"),
    ],
)
def test_what_is_passed_over_names_the_dimension_of_its_frame(text: str, dimension: str) -> None:
    told = about(explained(f"【一】{text}", Asked()), text.rstrip("。"))
    assert dimension in told
    assert "passed over" in told


def test_a_number_without_a_claim_has_its_reason() -> None:
    told = about(explained("【一】全年赠送蓝鲸座8件。", Asked()), "蓝鲸座")
    assert "8件: passed over: no shape fits" in told
    assert "without what is unknown: 赠送蓝鲸座" in told


def test_relations_are_told_with_their_figures_and_what_came_of_them() -> None:
    text = "全年公开信息86条，其中动态52条、政策21条、财政12条；办结5件，占全部10件的40%。"
    told = about(explained(f"【一】{text}", Asked("ARI")), "86条")
    assert "= breakdown of 86 条 into all parts, opened as among: 52 + 21 + 12 = 85: fails, established: " in told
    assert "86条: part of the breakdown below" in told
    assert "= share of 40 % told, 5 of 10 is 50.00 %: fails" in told


def test_a_year_has_the_finding_about_it() -> None:
    told = about(explained("【引言】现公布老城区2022年度政府信息公开工作年度报告。", Asked("YEAR01")), "2022年度")
    assert "2022年度: name, established: YEAR01 error" in told


def test_it_is_narrowed_to_a_rule_or_a_line() -> None:
    text = f"【一】{WRONG}全年制发行政规范性文件1件。{TABLE}"
    for asked, count in ((Asked("CON01"), 1), (Asked("CON02"), 1), (Asked("CON03"), 0)):
        assert sum(line.startswith("\nline") for line in explained(text, asked)) == count, asked
    report = example(text)
    (line,) = {found.locations[0].line for found in judge(report, select=["CON01"]).findings}
    shown = [told for told in explained(text, Asked(line=line)) if told.startswith("\n")]
    assert all(told.startswith(f"\nline {line}, ") for told in shown)
    assert any(WRONG.rstrip("。") in told for told in shown)


def test_a_finding_that_stands_in_no_sentence_is_listed_by_itself() -> None:
    lines = explained("【章节】一、总体情况", Asked("SEC01"))
    assert any(line.startswith("  SEC01 error: ") for line in lines)


def test_a_report_without_prose_has_nothing_to_explain() -> None:
    assert list(to_explanation(Report(), Judgement((), ()), Asked())) == [
        "report year unknown; 0 sentences tell a number or deny one"
    ]


def test_a_sentence_with_a_year_shows_the_words_that_years_are_read_in_and_what_makes_a_note_of_it() -> None:
    told = about(explained("【一】2022年，我局收到申请3件，较上年增加1件。", Asked("YEAR03")), "2022年")
    assert "as words for years: 2022年/DATE ,/COMMA 我局/OWN" in told
    assert "2022年: work, to check; told for sure but for: a comparison beside it: YEAR03 to check" in told


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "2022年收到申请4件、答复4件。",
            ["no  leftovers._is_series: several past years of the sentence have a count each"],
        ),
        (
            "2022年，我局收到申请3件。",
            ["yes roles._OPENS: the shape START # COMMA", "yes signs.frames: what is told after it is that year's"],
        ),
        (
            "全部窗口建成，2024年公开12件。",
            [
                "no  signs.is_planned: it is the time of something to be done",
                "no  leftovers._is_after: it is a later year",
            ],
        ),
    ],
)
def test_a_year_that_is_told_has_every_condition_that_it_was_judged_by(text: str, answers: list[str]) -> None:
    told = about(explained(f"【一】{text}", Asked("YEAR03")), "年")
    assert "a wrong answer is the cause" in told
    assert [answer for answer in answers if f"\n        {answer}" not in told] == []


def test_a_year_that_is_passed_over_has_the_conditions_that_hold_alone() -> None:
    told = about(explained("【一】2023年收到申请4件，2022年收到2件。", Asked()), "2022年")
    assert "2022年: passed over: comparison\n        yes contrast.in_contrast: " in told
    assert "_BARE_COUNT; not " in told
    assert "        no " not in told


def test_a_total_points_to_its_list_in_the_next_sentence() -> None:
    told = explained("【一】全年公开信息86条。其中动态52条、政策21条、财政12条。", Asked("ARI05"))
    assert "a breakdown whose list is in the next sentence" in about(told, "86条")
