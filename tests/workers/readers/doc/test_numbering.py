from service.reports.report import Paragraph
from tests.workers.readers.doc.word97 import BOLD, DELETED, LEVEL, LIST, Lists, Para, doc, para, sprm
from tests.workers.readers.doc.word97_lists import (
    BULLET,
    CHINESE,
    CIRCLE,
    DECIMAL,
    level,
    lists,
    redefined,
    restarted,
    style,
    stylesheet,
)
from workers.limits import Limits
from workers.readers.doc import read_doc

NESTED = [
    level(CHINESE, "%1、"),
    level(CHINESE, "（%2）"),
    level(DECIMAL, "%3."),
    *[level(DECIMAL, f"%{n}.") for n in range(4, 10)],
]


def item(text: str, use: int, depth: int = 0) -> Para:
    return para(text, sprm(LEVEL, depth) + sprm(LIST, use))


def texts(paragraphs: list[Para], known: Lists, styles: bytes = b"") -> list[str]:
    blocks = read_doc(doc(paragraphs, lists=known, styles=styles), Limits()).blocks
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def test_numbers_that_word_writes_by_itself_are_seen() -> None:
    items = [
        item("总体情况", 1),
        item("主动公开", 1, 1),
        item("2024年", 1, 2),
        item("依申请公开", 1, 1),
        item("其他", 1),
    ]
    assert texts([*items, item("项", 1, 1)], lists([NESTED], [(0, b"")])) == [
        "一、总体情况", "（一）主动公开", "1. 2024年", "（二）依申请公开", "二、其他", "（一）项",
    ]  # fmt: skip


def test_uses_of_one_list_go_on_counting_and_a_use_may_start_anew_once() -> None:
    known = lists([NESTED], [(0, b""), (0, b""), (0, restarted(0, 5))])
    items = [item("甲", 1), item("乙", 2), item("丙", 3), item("丁", 3), item("戊", 1)]

    assert texts(items, known) == ["一、甲", "二、乙", "五、丙", "六、丁", "七、戊"]


def test_a_use_may_number_a_level_its_own_way() -> None:
    known = lists([NESTED], [(0, redefined(0, level(CIRCLE, "%1")))])
    assert texts([item("甲", 1)], known) == ["①甲"]


def test_legal_levels_write_digits_and_levels_may_never_restart() -> None:
    levels = [level(CHINESE, "%1、"), level(DECIMAL, "%1.%2、", flags=0x04 | 0x08), *NESTED[2:]]
    items = [item("甲", 1), item("乙", 1, 1), item("丙", 1), item("丁", 1, 1)]

    assert texts(items, lists([levels], [(0, b"")])) == ["一、甲", "1.1、乙", "二、丙", "2.2、丁"]


def test_numbering_bound_to_a_style_takes_the_styles_level() -> None:
    styles = stylesheet(style(), style(paragraph=sprm(LIST, 1)), style(base=1))
    known = lists([NESTED], [(0, b"")], bound=[1, 2])
    items = [para("甲", style=1), para("乙", style=2), para("丙", sprm(LIST, 0), style=1), para("丁", style=1)]

    assert texts(items, known, styles) == ["一、甲", "（一）乙", "丙", "二、丁"]


def test_bullets_unknown_lists_and_deleted_items_add_nothing() -> None:
    known = lists([[level(BULLET, "\uf06c")], [level(CHINESE, "%1、")]], [(0, b""), (1, b"")])
    gone = Para((("删", sprm(DELETED)),), sprm(LIST, 2), mark_properties=sprm(DELETED))

    assert texts([item("甲", 1), item("乙", 9), gone, item("丙", 2), item("丁", 0xF801)], known) == [
        "甲", "乙", "一、丙", "丁",
    ]  # fmt: skip


def test_headings_and_bold_styles_are_emphasised_and_contents_are_left_out() -> None:
    styles = stylesheet(
        style(),
        style(identity=1),
        style(identity=19),
        style(characters=sprm(BOLD)),
        style(characters=sprm(BOLD), kind=2),
        style(base=5),
    )
    named = Para((("丁", sprm(0x4A30, 4)),))
    paragraphs = [
        para("甲", style=1),
        para("乙1", style=2),
        para("丙", style=3),
        named,
        para("戊", style=5),
        para("己"),
    ]
    blocks = read_doc(doc(paragraphs, styles=styles), Limits()).blocks

    assert [(block.text, block.emphasis) for block in blocks if isinstance(block, Paragraph)] == [
        ("甲", True),
        ("丙", True),
        ("丁", True),
        ("戊", False),
        ("己", False),
    ]
