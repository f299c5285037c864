"""What a page has around its text is none of it."""

from tests.workers.readers.geometry.typeset import page, texts

_TEXT = ("主动公开各类信息并在便民服务大厅设置专区。", 50.0, 0)


def test_a_pages_number_between_dashes_is_no_text_wherever_the_page_ends() -> None:
    assert texts(page(_TEXT, ("—3—", 280.0, 30))) == [_TEXT[0]]


def test_a_number_without_dashes_is_text_but_in_the_margin() -> None:
    assert texts(page(_TEXT, ("3", 280.0, 30))) == [_TEXT[0], "3"]
    assert texts(page(_TEXT, ("3", 280.0, 42))) == [_TEXT[0]]
