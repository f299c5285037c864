"""What of an archive is an attachment: a file that is called one, in the folder of a single report."""

import pytest

from service.audits.attachments import attached


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["甲局/年报.docx", "甲局/附件1：统计表.docx", "甲局/附件2.pdf"], {0: [1, 2]}),
        (["甲局/附件.xlsx", "甲局/年报.docx", "乙局/年报.docx"], {1: [0]}),
        (["年报.docx", "Attachment 1.docx"], {0: [1]}),
        (["甲局/年报.docx", "乙局/附件1.docx"], {}),
        (["年报2022.docx", "年报2023.docx", "附件1.docx"], {}),
        (["甲局/附件1.docx", "甲局/附件2.docx"], {}),
        (["甲局/关于附件的说明.docx", "甲局/年报.docx"], {}),
    ],
)
def test_it_is_told_by_its_name_and_its_folder(names: list[str], found: dict[int, list[int]]) -> None:
    assert attached(names) == found
