"""Every year that a sentence names has its role, at any distance from the report's own year."""

import pytest

from service.language.years.periods import periods
from service.language.years.report_year import report_year
from service.language.years.roles import Role, years
from service.reports.report import Report
from tests.service.reports.prose_reports import report

SENTENCES = [
    # the report names itself
    (0, "现公布某区商务局2022年度政府信息公开工作年度报告。", "2022 name"),
    (0, "现将我局2022年政府信息公开工作情况报告如下：", "2022 name"),
    (0, "根据《条例》规定，特编制《某区商务局2021年政府信息公开工作年度报告》。", "2021 name"),
    (0, "本报告为某街道办事处二〇二三年度政府信息公开年度报告。", "2023 name"),
    (0, "按照上级要求，特向社会公布2022年政府信息公开工作年度报告。", "2022 name"),
    (0, "根据《条例》规定，编制2022年度我镇信息公开工作年度报告。", "2022 name"),
    (0, "现将2022年某县水务局政府信息公开情况报告如下：", "2022 name"),
    (0, "现将2022年度前山街道政府信息公开工作情况汇报如下：", "2022 name"),
    (0, "特向社会公布2022年度平川市气象局政府信息公开工作情况。", "2022 name"),
    (0, "现将我局2022年度信息公开工作予以报告。", "2022 name"),
    (0, "我局编制完成了《某区商务局2022年度政府信息公开工作年度报告》。", "2022 name"),
    (0, "结合2022年某市水务局政府信息公开工作实际编制而成。", "2022 name"),
    (0, "结合2022年某街道各科室的信息公开情况，现公布本报告。", "2022 name"),
    (0, "结合我委2022年政府信息公开工作情况，编制本报告。", "2022 name"),
    (0, "按照上级要求，由某区水务局围绕2022年度政府信息公开工作情况编制而成。", "2022 name"),
    (0, "依照《条例》等规定，梳理2022年度某局（本级）政府信息公开工作情况编制而成。", "2022 name"),
    (0, "按照2022年某市水务局政府信息公开工作实际撰写。", "2022 name"),
    (0, "按照2022年政府信息公开工作要求，我局编制本报告。", "2022 other"),
    (0, "与2022年度报告所用的格式相比，项目有增减。", "2022 answered"),
    (0, "本报告沿用2022年度报告的口径。", "2022 other"),
    (0, "本报告为2022年度报告，与往年一致。", "2022 name"),
    (1, "现将2022年工作情况报告如下：", "2022 name"),
    (1, "根据《条例》规定，某街道办事处向社会公布2022年本级政府信息公开工作年度报告。", "2022 name"),
    (1, "根据《条例》规定，我局按时向社会公布2022年本级政府信息公开工作年度报告。", "2022 answered"),
    (1, "1.2022年政务公开情况：", "2022 name"),
    (0, "我办负责《关于做好2022年度政府信息公开工作年度报告编制工作的通知》的落实。", "2022 document"),
    # periods
    (0, "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。", "2023 period, 2023 period"),
    (0, "数据统计时间为２０２３年１月１日至１２月３１日。", "2023 period"),
    (0, "所列数据统计期为2023.1.1-2023.12.31。", "2023 period, 2023 period"),
    (1, "2022年1月1日至2022年12月31日，我局共公开信息204条。", "2022 period, 2022 period"),
    (1, "检查了2022年1月1日至2022年12月31日的公开情况。", "2022 range, 2022 range"),
    (1, "内容涵盖2023年1月1日至2023年12月31日期间的政府信息公开情况。", "2023 period, 2023 period"),
    # documents, titles, versions
    (0, "按照《关于年度报告格式的通知》（国办公开办函〔2021〕30号）要求编制本报告。", ""),
    (1, "依据国办函[2020]109号文件收费。", ""),
    (1, "认真落实《2022年政务公开工作要点》，逐项分解任务。", "2022 document"),
    (1, "编制并公布基层政务公开标准目录（2024版）。", ""),
    (1, "按照省政府办公厅2022年政务公开工作要点，细化分工。", "2022 document"),
    (1, "公开信息3条，分别为某区2023年权责清单、某区2022年法治政府建设工作报告。", "2023 document, 2022 document"),
    (1, "对加油站规划、平川市2022年产销对接拟补助企业名单进行了公示。", "2022 work"),
    (1, "主动公开2022年信息公开年报1条。", "2022 answered"),
    # plans
    (5, "2024年，我局将继续加大主动公开力度。", "2024 plan"),
    (5, "下一步，2024年我局重点做好以下工作。", "2024 plan"),
    (5, "2024年工作打算：加强培训。", "2024 plan"),
    (5, "2023年，我局将进一步完善制度。", "2023 plan"),
    (5, "针对以上问题，2022年我局将从三个方面改进。", "2022 plan"),
    (5, "改进措施：1.明确责任，2023年四季度以来错误降为0；2.2024年起按季度通报。", "2023 since, 2024 plan"),
    (5, "改进措施：2023年第四季度起按月通报。", "2023 since"),
    # told, not planned: 将 is “take” here
    (1, "2023年，我局将政务公开工作纳入年度考核。", "2023 work"),
    (1, "2022年，区商务局将该项工作列入重要议事日程。", "2022 work"),
    (5, "2023年我局工作虽然取得进步，但仍存在不足，下一步将加强培训。", "2023 work"),
    # comparisons
    (1, "全年公开信息120条，较2022年增加20条。", "2022 comparison"),
    (1, "与2021年相比增长一倍。", "2021 comparison"),
    (1, "受理申请8件（2022年为5件）。", "2022 comparison"),
    (1, "2023年共收到申请9件，2022年度转办1件。", "2023 work, 2022 comparison"),
    (1, "2022年收到5件，2023年收到8件，增长60%。", "2022 comparison, 2023 work"),
    # budgets, ranges, since, carried, answered
    (1, "公开2022年度部门决算和2024年部门预算。", "2022 budget, 2024 budget"),
    (1, "实施法治政府建设规划（2021—2025年）。", "2021 range, 2025 range"),
    (1, "自2019年5月15日起施行的《条例》。", "2019 since"),
    (1, "2020年以来，持续优化平台。", "2020 since"),
    (1, "2021年印发的《信息公开制度》继续执行。", "2021 since"),
    (1, "开发区成立于1993年，2011年升格为国家级，2019年4月与河东区合署办公。", "1993 since, 2011 since, 2019 since"),
    (1, "2018年更名为某市水务局。", "2018 work"),
    (1, "2022年前三季度，我局公开信息90条。", "2022 work"),
    (1, "2022年起草规范性文件2件。", "2022 work"),
    (1, "其中2件结转2024年办理。", "2024 carried"),
    (1, "2022年结转至2023年办理的申请1件。", "2022 carried, 2023 carried"),
    (1, "2022年末在办的1件一并办理。", "2022 carried"),
    (1, "2022年尚未答复的申请今年办结。", "2022 carried"),
    (1, "2件结转2024年办理（截至2024年1月13日，已全部办结）。", "2024 carried, 2024 carried"),
    (1, "2022年末，我局未答复的申请为2件。", "2022 work"),
    (1, "针对2022年度第三方评估反馈的问题，逐条整改。", "2022 answered"),
    (5, "2022年度检查所提栏目设置不便查找，已通过改版落实。", "2022 answered"),
    (5, "2022年度检查所提栏目设置不便查找，群众意见较多。", "2022 work"),
    (1, "1月按时发布2022年度政府信息公开工作年度报告。", "2022 answered"),
    # work
    (1, "2022年，我局主动公开政府信息120条。", "2022 work"),
    (1, "截至2022年底，共开设专栏3个。", "2022 work"),
    (6, "本单位2022年度未收取政府信息公开信息处理费。", "2022 work"),
    (1, "2019年3月，我局组织全员培训。", "2019 work"),
    (1, "2022年主动公开的各类政府信息数量66件。", "2022 work"),
    (1, "2022年启用的专栏发布信息30条。", "2022 since"),
    (1, "圆满完成2022年度政府信息公开各项工作。", "2022 work"),
    (1, "在做好2022年政府信息公开工作的基础上，拓展渠道。", "2022 other"),
    (1, "2022年在区政府网站的信息公开栏目累计公开154条。", "2022 work"),
    (6, "2022年北山街道无其他需要报告的事项。", "2022 work"),
    (1, "某局官方网站2022年全年发布信息364条。", "2022 work"),
    (5, "2022年度信息公开工作的开展情况与要求还有差距。", "2022 other"),
    (1, "积极征集意见、2022年共征集1次。", "2022 work"),
    (1, "2.2022年，街道不断细化公开内容。", "2022 work"),
    (1, "我局在2022年度政府信息公开工作中，注重实效。", "2022 work"),
    (1, "2022年加强信息公开工作的统筹协调，力量更足。", "2022 work"),
    (1, "2022年加强的监管领域信息已更新。", "2022 other"),
    (1, "2022年的政府信息公开工作，取得新成效。", "2022 work"),
    (1, "2022年的政务公开工作，我区在全市考核中位居第二。", "2022 other"),
    (1, "2022年中心主动公开信息的类别有通知公告等。", "2022 work"),
    (1, "2022年，我局贯彻《2023年政务公开工作要点》，透明度不断提高。", "2022 work, 2023 document"),
    (1, "2022年答复率为90%，2023年提高到98%。", "2022 comparison, 2023 work"),
    (1, "在全省政务公开评估里列第5名，2022年列第8名。", "2022 comparison"),
    (1, "公告审计结果15个，公告率57.7%，2022年完成24个、公告率50.0%。", "2022 comparison"),
    (1, "公告审计结果15个，公告率57.7%，2022年办结率50.0%。", "2022 work"),
    (1, "清理后有效的14件，2022年底在册的是15件。", "2022 comparison"),
    (1, "2022年末网站共有栏目63个，改版后并为48个。", "2022 comparison"),
    (1, "2022年末网站共有栏目63个，分为三类，分别有20个、23个、20个。", "2022 work"),
    (1, "废止5件，2022年底有效的41件随之变为44件。", "2022 comparison"),
    (1, "废止5件，2022年底有效的由41件随之变为44件。", "2022 work"),
    # signatures
    (6, "某区商务局2024年1月9日", "2024 signed"),
    (6, "二〇二四年一月九日", "2024 signed"),
    (0, "发布时间：2024-01-20 10:30", "2024 signed"),
    (0, "某厅网站 时间：2024-01-17 16:16", "2024 signed"),
    (0, "2024-01-22 08:37 来源：某区商务局", "2024 signed"),
    (0, "2024年1月", "2024 signed"),
    (0, "信息提供日期：2024-01-21 17:48 来源：某署", "2024 signed"),
]


@pytest.mark.parametrize(("section", "sentence", "expected"), SENTENCES)
def test_a_year_has_the_role_that_its_sentence_gives_it(section: int, sentence: str, expected: str) -> None:
    told = years(report((section, sentence)))
    found = ", ".join(f"{m.year} {m.role}" for m in told if m.sentence.paragraph.text == sentence)
    assert found == expected


def test_a_period_is_read_in_its_spellings() -> None:
    spelt = [
        "统计期限自2023年1月1日起至2023年12月31日止。",
        "统计期限为2023年1月1日至12月31日。",
        "统计时间自2023年1月1日起，截止2023年12月31日。",
        "统计时间自2023年1月1日开始截至12月31日。",
        "数据统计自 2023 年 1 月 1 日 到 2023 年 12 月 31 日。",
        "统计时限2023年1月—12月。",
        "数据统计截至2023年12月31日。",
        "统计期为二〇二三年一月一日至二〇二三年十二月三十一日。",
    ]
    for sentence in spelt:
        (period,) = periods(report((0, sentence)))
        assert period.is_of(2023), sentence


def test_the_title_decides_on_a_tie_and_two_voices_outvote_it() -> None:
    stale = "本报告数据统计期限自2023年1月1日起至2023年12月31日止。"
    assert report_year(report(title="某局2022年政府信息公开工作年度报告")).year == 2022
    assert report_year(report((0, stale), title="某局2022年政府信息公开工作年度报告")).year == 2022
    told = report((0, stale), (1, "2023年，我局公开信息8条。"), title="某局2022年政府信息公开工作年度报告")
    assert report_year(told).year == 2023


def test_the_callers_year_decides_unless_title_and_period_agree_against_it() -> None:
    agreed = report((0, "统计期限为2023年1月1日至12月31日。"), asked=2022)
    assert report_year(agreed).is_disputed
    assert report_year(agreed).year == 2023
    assert report_year(report((1, "2022年，我局公开信息8条。"), asked=2022)).year == 2022


def test_the_first_sentence_of_section_one_introduces_a_report_without_a_preamble() -> None:
    introduced = "根据《条例》要求，编制《某区商务局2022年政府信息公开工作年度报告》。"
    published = "根据《条例》要求，编制并及时发布《某区商务局2022年政府信息公开工作年度报告》。"
    first, told = (1, introduced), (1, "2023年，我局公开信息8条。")
    assert _roles_of_2022(report(first, told)) == [Role.NAME]
    assert _roles_of_2022(report((0, "发布日期：2024-01-12"), first)) == [Role.NAME]
    assert _roles_of_2022(report(told, first)) == [Role.DOCUMENT]
    assert _roles_of_2022(report((0, "现将有关情况报告如下。"), first)) == [Role.DOCUMENT]
    assert _roles_of_2022(report((1, published), told)) == [Role.DOCUMENT]


def _roles_of_2022(told: Report) -> list[Role]:
    return [mention.role for mention in years(told) if mention.year == 2022]


def test_a_title_is_left_over_where_several_sentences_tell_of_the_year_after_and_none_of_its_own() -> None:
    title = "某局2022年政府信息公开工作年度报告"
    told = ((1, "2023年，我局公开信息8条。"), (4, "2023年，我局发生行政复议1件。"))
    assert report_year(report(*told, title=title)).year == 2023
    assert report_year(report(*told[:1], title=title)).year == 2022
    assert report_year(report(*told, (1, "2022年，我局举办培训3期。"), title=title)).year == 2022
    planned = ((1, "2023年，我局公开信息8条。"), (5, "2023年，我局公开信息更全。"))
    assert report_year(report(*planned, title=title)).year == 2022
