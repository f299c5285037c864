"""The form holds only reports that were written under it."""

import pytest

from service.rules.statute import precedes_form
from tests.service.rules.examples import example

NO_TABLES = "【去表】表二\n【去表】表三\n【去表】表四\n"
OF = "【标题】某区商务局{year}年政府信息公开工作年度报告\n【引言】统计期限自{year}年1月1日起至{year}年12月31日止。\n"


@pytest.mark.parametrize(("year", "before"), [(2010, True), (2018, True), (2019, False), (2023, False)])
def test_a_report_without_tables_is_judged_by_its_year(year: int, before: bool) -> None:
    assert precedes_form(example(OF.format(year=year) + NO_TABLES)) is before


def test_a_report_of_an_old_year_with_a_table_of_the_form_follows_it() -> None:
    assert not precedes_form(example(OF.format(year=2018)))


def test_a_few_rows_that_are_called_like_the_forms_are_no_table_of_it() -> None:
    kept = ("2.重复申请", "3.其他", "1.属于国家秘密")
    left_out = [label for label in example("").applications.rows.values() if label.label not in kept]
    lines = "".join(f"【去行】{row.label}\n" for row in left_out)
    assert precedes_form(example(f"{OF.format(year=2017)}【去表】表二\n【去表】表四\n{lines}"))


def test_a_report_of_no_year_is_held_to_the_form() -> None:
    assert not precedes_form(
        example(NO_TABLES + "【标题】某区商务局政府信息公开工作年度报告\n【引言】无。\n【一】无。")
    )
