"""Characters as fonts give them become those that are meant."""

import pytest

from workers.readers.geometry.characters import UNKNOWN, is_unknown, plain


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("行", "行"),
        ("⾏", "行"),
        ("⺠", "民"),
        ("⻓", "长"),
        ("︵", "（"),
        ("︒", "。"),
        ("ﬁ", "fi"),
        ("１", "１"),
        ("\u3000", ""),
        ("\xa0", ""),
        ("\u200b", ""),
        ("\xad", "-"),
        ("\x03", UNKNOWN),
    ],
)
def test_a_character_is_what_is_meant(given: str, meant: str) -> None:
    assert plain(given) == meant


@pytest.mark.parametrize("text", [UNKNOWN, "\ue012", "第\uf8ff条", "\U000f1234"])
def test_private_and_replaced_characters_are_unknown(text: str) -> None:
    assert is_unknown(text)
    assert not is_unknown("第二十条")
