"""What text and tables say, as equations: the text's figure to the left, each reading of the table to the right."""

from decimal import Decimal

import pytest

from service.judge import judge
from service.reports.finding import Finding, Operand
from tests.service.rules.examples import example

TABLE = """
一、本年新收政府信息公开申请数量 | 19 | 2 | 0 | 0 | 0 | 0 | 21
二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1
三、本年度办理结果 （一）予以公开 | 18 | 2 | 0 | 0 | 0 | 0 | 20
（七）总计 | 18 | 2 | 0 | 0 | 0 | 0 | 20
四、结转下年度继续办理 | 2 | 0 | 0 | 0 | 0 | 0 | 2
行政规范性文件 | 2 | 0 | 5
行政许可 | 10
行政复议 | 3 | 0 | 0 | 0 | 3
未经复议直接起诉 | 2 | 0 | 0 | 0 | 2
复议后起诉 | 1 | 0 | 0 | 0 | 1
"""


def found(rule: str, text: str) -> Finding:
    (finding,) = judge(example(f"{TABLE}【一】{text}"), select=[rule]).findings
    return finding


def equations(operands: tuple[Operand, ...]) -> list[str]:
    """Each equation as a line: 12 ≠ 21 | 21 + 1."""
    lines = []
    for number in dict.fromkeys(operand.equation for operand in operands):
        own = [operand for operand in operands if operand.equation == number]
        left = _side([operand for operand in own if operand.side == "left"])
        right = [operand for operand in own if operand.side == "right"]
        readings = dict.fromkeys(operand.alternative for operand in right)
        lines.append(f"{left} ≠ " + " | ".join(_side([o for o in right if o.alternative == each]) for each in readings))
    return lines


def _side(operands: list[Operand]) -> str:
    signs = ["/" if operand.is_divisor else "+" if operand.sign > 0 else "-" for operand in operands]
    return " ".join(f"{sign} {operand.value}" for sign, operand in zip(signs, operands, strict=True)).removeprefix("+ ")


@pytest.mark.parametrize(
    ("rule", "text", "equation"),
    [
        ("CON01", "2023年，我局收到政府信息公开申请12件。", "12 ≠ 21 | 21 + 1 | 20 | 20 + 2"),
        ("CON01", "2023年，我局答复政府信息公开申请12件。", "12 ≠ 21 | 21 + 1 | 20 | 20 + 2 | 21 - 2"),
        ("CON01", "2023年，我局收到申请21件，其中自然人申请20件、商业企业申请1件。", "20 ≠ 19"),
        ("CON01", "2023年，我局新收申请20件，上年结转1件。", "20 ≠ 21 | 21 + 1 | 20 + 2"),
        ("CON01", "2023年，我局新收申请21件，结转下年度继续办理5件。", "5 ≠ 2"),
        ("CON02", "本年度制定行政规范性文件三件。", "3 ≠ 2"),
        ("CON03", "2023年，我局收到申请21件，其中予以公开4件。", "4 ≠ 20"),
        ("CON04", "2023年，未发生因政府信息公开引起的行政复议。", "0 ≠ 3"),
        ("CON04", "2023年，因政府信息公开被提起行政诉讼9件。", "9 ≠ 2 + 1 | 2 | 1"),
        ("CON05", "2023年，我局收到申请21件，均已办结。", "0 ≠ 2"),
        ("CON06", "全年作出行政许可决定12件。", "12 ≠ 10"),
        ("ARI05", "全年公开信息120条，其中工作动态80条、政策文件20条、财政信息10条。", "80 + 20 + 10 ≠ 120"),
    ],
)
def test_the_figure_of_the_text_is_held_against_each_reading_by_itself(rule: str, text: str, equation: str) -> None:
    finding = found(rule, text)
    assert equations(finding.operands)[:1] == [equation]
    assert all(operand.at.table is None for operand in finding.operands if operand.side == "left")


def test_the_figure_of_the_text_has_its_own_place_and_words() -> None:
    stated, *_ = found("CON01", "2023年，我局收到政府信息公开申请12件。").operands
    assert (stated.text, stated.at.quote, stated.at.section) == ("12件", "12件", 1)
    denied, *_ = found("CON04", "2023年，未发生因政府信息公开引起的行政复议。").operands
    assert (denied.text, denied.value) == ("", 0)


def test_faults_of_one_sentence_are_equations_of_their_own_without_one_difference() -> None:
    finding = found("CON03", "2023年，我局收到申请21件，其中予以公开4件，不予处理7件。")
    assert [each.split(" ≠ ")[0] for each in equations(finding.operands)] == ["4", "7"]
    assert (finding.expected, finding.actual, finding.difference) == (None, None, None)


def test_a_share_of_the_table_is_a_part_divided_by_a_whole_in_each_reading() -> None:
    finding = found("ARI06", "2023年，予以公开20件，占办结总数的28.6%。")
    assert equations(finding.operands) == ["28.6 ≠ 20 / 20 | 20 / 21 | 20 / 21 / 1 | 20 / 20 / 2"]
    assert "表三" in finding.message.zh
    assert finding.operands[0].value == Decimal("28.6")


def test_nothing_is_expected_where_readings_differ_and_something_where_they_agree() -> None:
    differing = found("CON01", "2023年，我局收到政府信息公开申请12件。")
    assert (differing.expected, differing.actual, differing.difference) == (None, 12, None)
    of_one_reading = found("CON02", "本年度制定行政规范性文件三件。")
    assert (of_one_reading.expected, of_one_reading.actual, of_one_reading.difference) == (2, 3, 1)
