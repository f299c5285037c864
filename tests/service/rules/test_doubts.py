"""A note says the true reason why it is one, in both languages."""

from typing import get_args

import pytest

from service.judge import judge
from service.language.reasons import Doubt
from service.rules.doubts import MESSAGES
from tests.service.rules.examples import example

TABLE = """
一、本年新收政府信息公开申请数量 | 9 | 0 | 0 | 0 | 0 | 0 | 9
三、本年度办理结果 （一）予以公开 | 9 | 0 | 0 | 0 | 0 | 0 | 9
（七）总计 | 9 | 0 | 0 | 0 | 0 | 0 | 9
行政许可 | 10
行政处罚 | 25
"""


@pytest.mark.parametrize(
    ("rule", "text", "zh", "en"),
    [
        ("CON01", "全年蓝鲸小组收到政府信息公开申请5件。", "系统未能完全理解该句", "not fully understood"),
        (
            "CON06",
            "作出行政许可决定10件。作出行政许可决定6件。",
            "本段前文的同类数据与表格一致",
            "already gives a figure that matches the table",
        ),
        ("CON06", "全系统办结行政许可11件，作出行政处罚25件。", "所述范围可能大于本机关", "more than this body"),
        ("ARI06", "网站公开信息约1600条，其中政策类640条，占比达到46%。", "基数为约数", "an approximate figure"),
        ("ARI06", "全年公开信息120条，其中政策文件30条，约占45%。", "百分比为约数", "only approximate"),
        (
            "ARI06",
            "2023年举办活动18场，2022年举办活动22场，场次有所上升。",
            "句中未写明是这两个数字在比较",
            "compares the two",
        ),
        ("ARI06", "办理许可892件，比2022年的810件增长约15.6%。", "百分比为约数", "only approximate"),
        ("ARI06", "第一轮抽查发现问题53个，第二轮19个，比第一轮减少约30%。", "百分比为约数", "only approximate"),
        ("CON06", "公示行政许可6件。", "所述为公开的件数", "counts what was published"),
        ("YEAR03", "2022年，我局收到申请3件，同比增加1件。", "句中另有比较", "also makes a comparison"),
        ("YEAR03", "2022年收到工单2013件。随着力度加大，今年降为1846件。", "下一句另有报告年度", "the next sentence"),
        (
            "YEAR03",
            "2022年共出让土地71宗。受市场影响，2023年出让64宗，减少7宗。",
            "下一句另有报告年度",
            "the next sentence",
        ),
        (
            "YEAR03",
            "2022年统计公报已全部公开。",
            "所述可能是该年形成的文件或数据",
            "it may be that year's papers or figures",
        ),
        (
            "YEAR03",
            "2022年重点工作完成情况在网站公布。",
            "所述可能是该年形成的文件或数据",
            "it may be that year's papers or figures",
        ),
        (
            "ARI05",
            "全年发布信息16887条，其中动态822条，公告3672条，预决算10条，征地1376条，登记10601条。",
            "所列各项可能不是该总数的全部组成部分",
            "may not make up all of this total",
        ),
        (
            "YEAR03",
            "2023年开展培训37场；2022年全年受理热线咨询412个。",
            "句中另有报告年度",
            "names the report year as well",
        ),
        (
            "YEAR03",
            "截至2022年12月31日，全县各单位网站和政务新媒体在本年度共公开信息412条。",
            "句中另有“本年”字样",
            "speaks of this year as well",
        ),
    ],
)
def test_a_note_says_its_own_reason(rule: str, text: str, zh: str, en: str) -> None:
    (found,) = judge(example(f"{TABLE}\n【一】{text}"), select=[rule]).findings
    assert found.to_check
    assert f"请核对（{zh}" in found.message.zh
    assert en in found.message.en.partition("): ")[0]


def test_every_doubt_has_words_for_readers() -> None:
    assert MESSAGES.keys() == set(get_args(Doubt))
