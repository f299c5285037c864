"""Sections of a report that came in one piece are told by what stands in its text."""

from service.judge import judge
from workers.readers import read

TITLE = "甲水县乙乡人民政府2021年政府信息公开工作年度报告"
TOLD = "我乡按照统一部署，扎实推进政务公开，全年公开信息四十条，内容涉及财政预算、决算和工程招标等，群众反映良好。"


def missing(text: str) -> list[int | None]:
    return [finding.locations[0].section for finding in judge(read(text.encode()), select=["SEC01"]).findings]


def test_a_head_amid_a_text_without_paragraphs_is_not_missing() -> None:
    told = f"{TOLD}现将情况汇报如下： 一、总体情况 1、公开信息40条。 六、其他需要报告的事项 无。"
    assert missing(f"{TITLE}\n{told}") == [2, 3, 4, 5]


def test_a_head_that_only_a_list_of_contents_names_is_missing() -> None:
    told = f"报告分为一、总体情况；六、其他需要报告的事项。\n一、总体情况\n{TOLD}"
    assert missing(f"{TITLE}\n{told}") == [2, 3, 4, 5, 6]
