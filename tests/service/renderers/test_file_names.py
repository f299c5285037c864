"""Names of files: what every Windows takes."""

import pytest

from service.renderers.file_names import safe_name


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("某某局2023年度 审核结果", "某某局2023年度 审核结果"),
        ('a/b\\c:*?"<>|\x07d', "a b c d"),
        ("𬇙水镇𠮷", "〓水镇〓"),
        ("某\u200b某\u202e局\u3000x", "某 某 局 x"),
        (" . 某某局. ", "某某局"),
        ("???", ""),
    ],
)
def test_what_no_windows_takes_is_no_part_of_a_name(given: str, name: str) -> None:
    assert safe_name(given) == name
    name.encode("gbk")
