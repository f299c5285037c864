"""Sentences of kinds that published reports hold: leftovers that accuse, doubtful ones to check, and background."""

import pytest

from service.judge import judge
from tests.service.domain.prose_reports import report

ESTABLISHED = [
    (1, "2022年，我局通过门户网站公开政府信息632条，其中政策文件42条、工作动态590条。"),
    (1, "2022年度，我局坚持以公开为常态、不公开为例外，扎实推进政府信息公开工作。"),
    (1, "2022年，我局共收到政府信息公开申请9件，均按时答复。"),
    (1, "（一）主动公开情况。2022年，全局主动公开各类信息305条。"),
    (1, "我局2022年累计发布信息211条。"),
    (1, "截至2022年12月31日，我局网站共发布信息415条。"),
    (1, "2022年全年，我局开展政务公开培训3次，参训人员120人次。"),
    (1, "2022年，我局未收到政府信息公开申请。"),
    (1, "依申请公开方面，2022年我局共受理申请6件。"),
    (1, "二〇二二年，我局制作政策解读材料18篇。"),
    (1, "在区委、区政府的正确领导下，2022年我局深入贯彻落实《条例》，公开信息86条。"),
    (4, "2022年，我局未发生因政府信息公开引发的行政复议和行政诉讼。"),
    (5, "2022年，我局政府信息公开工作还存在公开形式不够丰富、解读质量有待提高等问题。"),
    (6, "2022年度，我局未收取信息处理费。"),
    (6, "我局2022年无其他需要报告的事项。"),
]
TO_CHECK = [
    (1, "2022年以来共发布信息90条，2022年全年接待来访群众56人次。"),
    (1, "2022年8月，我局举办政务公开业务培训班1期。"),
    (1, "今年是2022年，我局紧扣民生关切加强公开。"),
    (1, "2022年，我局共收到申请12件，较上年增加3件。"),
    (1, "2022年，我局荣获全市政务公开先进单位。"),
    (1, "2019年，我局组织全员开展《条例》培训2次。"),
    (5, "下一步，我局将按照2022年政务公开工作要点抓好落实。"),
    (1, "全年公开信息80条，2022年组织自查2次。"),
    (1, "2022年公开信息95条。2023年新收申请3件，全部办结。"),
]
SILENT = [
    (1, "全年公开信息632条，比2022年的580条增长9.0%。"),
    (1, "今年新收申请48件，2022年新收40件，一年间增长了20.0%。"),
    (1, "平均办理时长11.4个工作日，2022年是12.9个工作日，缩短1.5个工作日。"),
    (1, "新收申请数量2022年为28件，本年增加7件。"),
    (1, "2020年、2021年、2022年分别收到申请12件、15件、18件。"),
    (1, "近三年申请量依次为：2021年31件，2022年28件，2023年35件。"),
    (1, "2021年收到申请15件，2022年收到18件，呈上升趋势。"),
    (1, "2022年收到申请40件。2023年收到申请48件，同比增长20%。"),
    (1, "2022年结转的2件申请已于1月办结。"),
    (1, "另有1件申请结转至2024年办理。"),
    (1, "公开2022年度部门决算和2023年部门预算。"),
    (1, "按时发布2022年政府信息公开工作年度报告。"),
    (1, "修订《某区商务局政务公开工作制度（2022年版）》。"),
    (1, "按照2022年第三方评估反馈意见逐项整改。"),
    (1, "对2022年以来制发的文件开展公开属性复核，共复核312件。"),
    (1, "平台自2021年上线以来，累计访问12万人次。"),
    (1, "我局2019年3月由原商务局、粮食局合并组建。"),
    (1, "2022—2023学年本科教学质量报告于11月公布。"),
    (1, "2022年秋季学期起，各校食堂账目按月公示。"),
    (1, "落实《法治政府建设实施纲要（2021—2025年）》。"),
    (1, "2018年、2020年两次修订公开指南，本年再次修订。"),
    (1, "公开2022年度环境质量公报、2022年度双随机抽查结果。"),
    (1, "2021年1月1日起施行的《办法》继续执行。"),
    (1, "2022年招录的5名公务员名单已公示。"),
    (1, "办结2022年底收到的申请2件。"),
    (1, "2022级新生报到须知通过公众号发布。"),
    (1, "对2022年度评估指出的3个问题，本年全部整改到位。"),
    (1, "与2022年相比，主动公开数量持平。"),
    (1, "2022年的120条历史信息完成迁移。"),
    (1, "2022年我局因机构改革未发布信息，2023年发布信息56条，数量大幅增长。"),
    (1, "2022年，省政府办公厅印发《政务公开工作要点》。"),
    (1, "收到2022年度考核结果，我局列第二名。"),
    (5, "2022年年报提出的解读形式单一问题，已通过图解、短视频等方式解决。"),
    (5, "2022年存在的公开不及时问题，今年已经得到解决。"),
    (5, "2024年，我局将继续加强业务培训。"),
    (5, "2024年增设专栏，每季度更新一次。"),
    (5, "改进措施：2024年第一季度起按月通报。"),
    (5, "计划到2025年实现基层公开全覆盖。"),
    (6, "2024年1月，我局将本报告在网站公布。"),
    (1, "2023年，我局公开信息120条。"),
]


STALE_PLANS = [
    (5, "2023年，我局将继续加大主动公开力度。"),
    (5, "下一步，2022年我局将重点做好以下工作。"),
    (5, "改进措施：一是加强培训；二是从2023年起开设专栏。"),
]
PLANS_TO_CHECK = [
    (5, "2022年我局将开设专栏，2024年建成数据库。"),
    (1, "2022年，我局将开设专栏。"),
]
WRONG_PERIODS = [
    ("统计期限为2022年1月1日至2022年12月31日。", "error"),
    ("统计期限为2023年1月1日至2023年11月30日。", "error"),
]


@pytest.mark.parametrize(("section", "sentence"), STALE_PLANS)
def test_a_plan_for_a_past_year_is_told_as_a_warning(section: int, sentence: str) -> None:
    assert _severities(section, sentence) == ["warning"]


@pytest.mark.parametrize(("section", "sentence"), PLANS_TO_CHECK)
def test_a_plan_that_may_be_of_something_else_is_a_note(section: int, sentence: str) -> None:
    assert _severities(section, sentence) == ["note"]


@pytest.mark.parametrize(("sentence", "severity"), WRONG_PERIODS)
def test_a_wrong_period_in_the_preamble_accuses(sentence: str, severity: str) -> None:
    found = judge(report((0, sentence), (1, "2023年，我局公开信息8条。")), select=["YEAR02"]).findings
    assert [str(each.severity) for each in found] == [severity]


def test_a_part_of_the_year_beside_the_right_period_is_to_check() -> None:
    both = "统计期限为2023年1月1日至2023年12月31日，原粮食局的统计期限为2023年1月1日至2023年3月31日。"
    assert set(_severities(0, both)) <= {"note"}


def _severities(section: int, sentence: str) -> list[str]:
    said = report(
        (0, "统计期限为2023年1月1日至2023年12月31日。"), (1, "2023年，我局落实《条例》。"), (section, sentence)
    )
    return [str(found.severity) for found in judge(said, select=["YEAR"]).findings]


@pytest.mark.parametrize(("section", "sentence"), ESTABLISHED)
def test_a_leftover_that_nobody_would_doubt_accuses(section: int, sentence: str) -> None:
    assert _severities(section, sentence) == ["error"]


@pytest.mark.parametrize(("section", "sentence"), TO_CHECK)
def test_a_doubtful_year_is_a_note(section: int, sentence: str) -> None:
    assert _severities(section, sentence) == ["note"]


@pytest.mark.parametrize(("section", "sentence"), SILENT)
def test_background_is_not_told(section: int, sentence: str) -> None:
    assert _severities(section, sentence) == []
