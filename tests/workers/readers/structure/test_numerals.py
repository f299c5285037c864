import pytest

from workers.readers.structure.numerals import numeral


@pytest.mark.parametrize(
    ("number", "style", "written"),
    [
        (7, "decimal", "7"),
        (7, "decimalZero", "07"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (21, "japaneseCounting", "二十一"),
        (99, "chineseCounting", "九十九"),
        (105, "chineseCountingThousand", "一百〇五"),
        (115, "chineseCountingThousand", "一百一十五"),
        (2010, "chineseCountingThousand", "二千〇一十"),
        (12, "ideographDigital", "一二"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "ideographTraditional", "丙"),
        (13, "ideographZodiac", "子"),
        (12, "decimalEnclosedCircle", "⑫"),
        (21, "decimalEnclosedCircle", "21"),
        (3, "decimalEnclosedParen", "⑶"),
        (2, "ideographEnclosedCircle", "㊁"),
        (12, "decimalFullWidth", "１２"),
        (14, "upperRoman", "XIV"),
        (9, "lowerRoman", "ix"),
        (27, "upperLetter", "AA"),
        (28, "lowerLetter", "bb"),
        (5, "none", ""),
        (5, "somethingNew", "5"),
        (0, "chineseCounting", "0"),
        (123_456, "upperRoman", "123456"),
    ],
)
def test_numbers_are_written_as_word_does(number: int, style: str, written: str) -> None:
    assert numeral(number, style) == written
