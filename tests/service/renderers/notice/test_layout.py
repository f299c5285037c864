import pytest

from service.renderers.notice import layout


def test_a_page_has_22_lines_of_28_characters_as_the_standard_says() -> None:
    assert layout.MARGINS == (37, 35, 28, 26)
    assert int(layout.TEXT_HEIGHT / layout.LINE) == layout.LINES == 22
    assert abs(layout.TEXT_WIDTH / layout.CHARACTERS - layout.BODY) < 0.25
    assert sum(layout.COLUMNS) == pytest.approx(1)


@pytest.mark.parametrize(
    ("office", "indents"),
    [("某某县水利局", (4.25, 4.0)), ("某局", (6.25, 4.0)), ("云溪县政务公开工作领导小组办公室", (2.0, 6.75))],
)
def test_office_and_date_have_one_middle_and_keep_from_the_edge(office, indents) -> None:
    assert layout.signature_indents(office, "2026年10月5日") == indents
