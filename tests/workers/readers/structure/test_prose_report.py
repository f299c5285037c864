"""A report in prose is known by its title, and news and notices of reports are none."""

import pytest

from service.errors import NotAReport, ReportInAttachment
from workers.readers import read

TOLD = (
    "2018年，我局认真贯彻落实条例，积极推进政府信息公开工作，全年主动公开信息69条，解读重要文件三件。"
    "全年没有收到公开申请。"
)
FORM = "政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "before",
    [
        f"甲水市乙局2018年{FORM}",
        "甲水市乙局2018年度政府信息公开工作报告\n来源：乙局 发布时间：2019-04-03",
        f"2017年甲区教育局{FORM}\n2018.01.25",
        f"甲市2018年{FORM}\n一、主要任务落实情况",
        "甲水市乙局\n2020年政府信息公开\n年度报告",
        "甲水市乙局关于2020年政府信息公开工作的报告",
    ],
)
def test_prose_under_a_reports_title_is_a_report(before: str) -> None:
    report = read(f"{before}\n{TOLD}".encode())
    assert report.title is not None
    assert not report.sections


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (f"甲市乙局发布2023年{FORM}", TOLD),
        (f"甲市召开2023年{FORM}培训会", TOLD),
        (f"一图读懂甲市乙局2023年{FORM}", TOLD),
        (f"关于做好2023年{FORM}编制工作的通知", f"各科室：\n{TOLD}"),
        (f"关于印发\n甲市乙局2023年{FORM}\n的通知", TOLD),
        (f"甲市乙局2023年{FORM}", f"各科室、所属各单位：\n{TOLD}"),
        (f"甲市乙局2023年{FORM}", f"近日，乙局的年度报告公布了。{TOLD}"),
        (f"甲市乙局2023年{FORM}", f"年度报告显示，乙局工作有序。{TOLD}"),
        (f"甲市乙局2023年{FORM}", "发布时间：2024-01-20\n附件下载"),
        (f"甲市乙局2023年{FORM}", f"甲市丙局2023年{FORM}\n甲市乙局2022年{FORM}\n版权所有：甲市人民政府"),
        (f"甲市乙局2023年{FORM}", "根据条例要求，现将年度报告予以公布，包括总体情况等六个部分，电子版见附件。\n附件：报告.pdf"),
        ("甲市乙局2023年政府信息公开工作要点", TOLD),
        ("甲市乙局2023年财务工作年度报告", TOLD),
    ],
)  # fmt: skip
def test_what_only_speaks_of_reports_is_none(title: str, body: str) -> None:
    with pytest.raises((NotAReport, ReportInAttachment)):
        read(f"{title}\n{body}".encode())
