import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.renderers.to_csv import COLUMNS, safe, to_csv
from tests.service.api.results import plain_finding
from tests.service.renderers.documents import audited, doubtful, unreadable


def lines(*audits, language: str = "zh") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(audits, language).decode("utf-8-sig"), newline="")))


def test_excel_is_told_that_it_is_utf_8() -> None:
    assert to_csv([audited()], "zh").startswith(b"\xef\xbb\xbf")


def test_a_line_a_finding_with_its_place_and_figures() -> None:
    first, second = lines(audited())
    assert len(first) == len(COLUMNS)
    assert (first["文件"], first["单位"], first["年度"], first["规则"]) == ("年报 2023.pdf", "某某局", "2023", "ARI01")
    assert (first["严重程度"], first["类别"], first["问题"]) == ("错误", "计算", "“总计”列不平衡")
    assert (first["应为"], first["实为"], first["相差"], first["页"]) == ("8", "10.5", "2.5", "2")
    assert "“总计”列" in first["位置"]
    assert (first["编号"], first["审核编号"]) == (audited().result.findings[0]["id"], audited().id)
    assert (second["行"], second["原文"]) == ("1", "2024年5月1日")


def test_a_note_to_check_has_a_weight_of_its_own() -> None:
    assert [line["严重程度"] for line in lines(doubtful(plain_finding(2)))] == ["请核对", "提示"]
    assert [line["Severity"] for line in lines(doubtful(), language="en")] == ["to check"]


def test_both_languages_have_the_same_columns() -> None:
    assert [len(line) for line in lines(audited(), language="en")] == [len(line) for line in lines(audited())]
    assert lines(audited(), language="en")[0]["Finding"] == "The column does not balance"


def test_a_file_that_could_not_be_audited_has_a_line_that_says_why() -> None:
    (line,) = lines(unreadable())
    assert (line["文件"], line["严重程度"]) == ("a.txt", "无法审核")
    assert "空" in line["问题"]


def test_negative_figures_stay_figures() -> None:
    assert safe(-2) == "-2"
    assert safe("-1.5") == "-1.5"


def test_what_a_spreadsheet_would_run_is_text() -> None:
    for attack in ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", '=cmd|"/c calc"!A1'):
        assert safe(attack) == f"'{attack}"


@given(st.text())
def test_no_cell_begins_as_a_formula_does(text) -> None:
    shown = safe(text)
    assert shown.removeprefix("'") == text.removeprefix("'")
    assert not shown.startswith(("=", "+", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize(("media_type", "where"), [("text/plain", "第7行，"), ("text/html", "")])
def test_lines_are_told_of_texts_and_not_of_web_pages(media_type: str, where: str) -> None:
    location = {"section": 3, "line": 7, "table": "applications", "row": "received"}
    found = {**audited().result.findings[0], "locations": [location]}
    (line,) = lines(replace(audited(findings=(found,)), media_type=media_type))
    assert line["位置"] == f"{where}收到和处理政府信息公开申请情况表，“一、本年新收政府信息公开申请数量”行"
