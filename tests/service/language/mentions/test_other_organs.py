import pytest

from service.language.mentions.other_organs import other_organs
from tests.service.language.mentions.spans import named


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("老城区教育局通过网站公开信息。", ["老城区教育局"]),
        ("下一步，区教育局将加大指导力度。", ["区教育局"]),
        ("区教育局网站同步开通信箱。", ["区教育局"]),
        ("区商务局坚持公开。", []),
        ("区司法局严格审核答复。", []),
        ("区司法局受理行政复议2件。", []),
        ("按照老城区教育局领导小组的分工，由1人承办。", ["老城区教育局"]),
        ("老城区教育局办公室负责收集意见。", ["老城区教育局"]),
        ("与老城区教育局办公室会商。", []),
        ("会同国家税务总局老城区税务局公布税收政策。", []),
        ("转载老城区应急管理局预警信息31条。", []),
        ("依托老城区大数据局平台发布信息。", []),
        ("区教育局按照分工答复我局转来的申请。", []),
        ("区审计局在审计中指出2项问题。", []),
        ("会同区教育局开展公开。", []),
        ("市教育局坚持公开。", []),
    ],
)
def test_a_bureau_tells_no_work_of_another_organ(text: str, told: list[str]) -> None:
    assert named(other_organs, "老城区商务局", text) == told


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("云陂区司法局", "下一步，区民政局将编发示例，统一样式。", ["区民政局"]),
        ("云陂区司法局", "区民政局对拟公开信息逐条进行保密审查，全年审查864条。", ["区民政局"]),
        ("云陂区民政局", "区司法局对拟公开的规范性文件进行合法性审查。", []),
        ("云陂区司法局", "云陂区民政局建立健全台账，严格落实审查制度。", ["云陂区民政局"]),
        ("云陂区司法局", "云陂区审计局检查2次。", []),
    ],
)
def test_another_organ_whose_plans_or_work_are_told_is_not_its_own(name: str, text: str, told: list[str]) -> None:
    assert named(other_organs, name, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("区财政局因政府信息公开被申请行政复议3件。", ["区财政局"]),
        ("下一步，区统计局将建立复议败诉案件复盘制度。", ["区统计局"]),
        ("下一步，区民政局将做好两件事：一是编发示例；二是答复先经合法性审核。", ["区民政局"]),
        ("区民政局积极公开；答复先经合法性审核。", ["区民政局"]),
        ("老城区市场监督管理局收费情况为零。", ["老城区市场监督管理局"]),
        ("区司法局依法审核答复。", []),
        ("下一步，区司法局将对我局答复进行审核。", []),
        ("下一步，区教育局将承接移送的申请。", []),
        ("可向区司法局申请行政复议。", []),
        ("松岭区商务局收到我局移送的申请2件。", []),
    ],
)
def test_what_an_organ_has_to_do_with_the_body_is_told_in_the_part_that_it_begins(text: str, told: list[str]) -> None:
    assert named(other_organs, "老城区商务局", text) == told


def test_the_governments_office_is_no_author_of_a_bureaus_report() -> None:
    text = "本报告由平川市人民政府办公室依据《条例》编制。"
    assert named(other_organs, "平川市商务局", text, section=0) == ["平川市人民政府办公室"]
    assert named(other_organs, "平川市商务局", text) == []
    assert named(other_organs, "平川市人民政府", text, section=0) == []
    assert named(other_organs, "平川市商务局", "方案由平川市人民政府办公室印发。", section=0) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("申请由云岭理工学院信息公开办公室统一登记。", ["云岭理工学院"]),
        ("经云岭大学门户网站公布。", ["云岭大学"]),
        ("由化学学院官方网站公布。", []),
        ("由青山大学信息公开办公室登记。", []),
        ("报告由医院院长办公室负责解释。", []),
        ("读者可通过医院官方网站查看。", []),
    ],
)
def test_a_school_names_no_other_schools_office(text: str, told: list[str]) -> None:
    assert named(other_organs, "青山大学", text) == told
    assert named(other_organs, "青山区教育局", text) == []
