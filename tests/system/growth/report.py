"""A small report in which nothing is wrong, with a place at each of its parts where more text can stand."""

from collections.abc import Mapping

PLACES = (
    "front",
    "title",
    "preamble",
    "section1",
    "heading",
    "section2",
    "row",
    "label",
    "cell",
    "section3",
    "section4",
    "section5",
    "section6",
    "end",
)
"""Where text is put: before the title, in it, in each section, in a head, between rows, in a label, in a cell, at the end."""

TEXT = """{front}
清河县财政局2023年政府信息公开工作年度报告{title}

根据《中华人民共和国政府信息公开条例》第五十条编制本报告，数据统计期限为2023年1月1日至2023年12月31日。{preamble}

一、总体情况
2023年，清河县财政局主动公开政府信息12条。{section1}
（一）主动公开{heading}
全年新收政府信息公开申请1件，予以公开1件。

二、主动公开政府信息情况
{section2}
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t0\t0\t0
第二十条第（五）项
信息内容\t本年处理决定数量
行政许可\t0
第二十条第（六）项
信息内容\t本年处理决定数量
行政处罚\t0
行政强制\t0
第二十条第（八）项
信息内容\t本年收费金额（单位：万元）
行政事业性收费\t0

三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t申请人情况
\t自然人\t法人或其他组织\t总计
\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他
一、本年新收政府信息公开申请数量{label}\t1\t0\t0\t0\t0\t0\t1
二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0
{row}
三、本年度办理结果\t（一）予以公开\t1{cell}\t0\t0\t0\t0\t0\t1
（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t0\t0\t0\t0\t0\t0\t0
（三）不予公开\t1.属于国家秘密\t0\t0\t0\t0\t0\t0\t0
2.其他法律行政法规禁止公开\t0\t0\t0\t0\t0\t0\t0
（七）总计\t1\t0\t0\t0\t0\t0\t1
四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0
{section3}

四、政府信息公开行政复议、行政诉讼情况
行政复议\t行政诉讼
结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉
0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0
{section4}

五、存在的主要问题及改进情况
存在的问题：公开内容不够丰富。改进情况：加强了培训。{section5}

六、其他需要报告的事项
本年度未收取信息处理费。{section6}

清河县财政局
2024年1月10日
{end}"""

_EMPTY = dict.fromkeys(PLACES, "")


def with_text(added: Mapping[str, str]) -> bytes:
    """The report as a text file, with what is added at each place."""
    return TEXT.format_map({**_EMPTY, **added}).encode()
