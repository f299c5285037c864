from dataclasses import replace

import pytest

from service.renderers.audited import Audited
from service.renderers.notice import addressee_of, file_name
from tests.service.renderers.documents import audited


def named(agency: str | None, year: int | None = 2023, name: str = "a.pdf") -> Audited:
    return replace(audited(report={"agency": agency, "year": year}), name=name)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("云溪县林业局2023年政府信息公开工作年度报告.docx", "云溪县林业局"),
        ("附件1：云溪县人民政府办公室2023年年报.pdf", "云溪县人民政府办公室"),
        ("关于云溪县林业局2023年度政府信息公开工作年度报告的.pdf", "云溪县林业局"),
        ("乡镇\\松岭街道办事处\\年报.doc", "松岭街道办事处"),
        ("report-with-defects.txt", ""),
        ("年报 2023.pdf", ""),
        ("", ""),
    ],
)
def test_a_body_is_known_by_the_name_of_its_file_or_folder(name, body) -> None:
    assert addressee_of(named(None, name=name)) == body


@pytest.mark.parametrize(
    ("audits", "name"),
    [
        ([named("某某局")], "某某局2023年度整改通知单.pdf"),
        ([named("某某局", 2023), named("某某局", 2022)], "某某局2022、2023年度整改通知单.pdf"),
        ([named("某某局", None)], "某某局整改通知单.pdf"),
        ([named(None, None, "x/年报.docx")], "年报整改通知单.pdf"),
        ([named('a/b\\c:*?"<>|\x07')], "a b c2023年度整改通知单.pdf"),
        ([named("𬇙水镇𠮷")], "〓水镇〓2023年度整改通知单.pdf"),
    ],
)
def test_a_file_is_named_by_body_and_year_as_every_windows_takes_it(audits, name) -> None:
    given = file_name(audits, "zh", ".pdf")
    assert given == name
    given.encode("gbk")


def test_english_names_the_file_too() -> None:
    assert file_name([named("某某局")], "en", ".docx") == "某某局 2023 notice of corrections.docx"
