"""Looks at a line that are held against each other, and characters that look alike."""

import pytest

from service.reports.report import SURE


def signs(text: str, *scores: float) -> list[object]:
    from workers.readers.scan.recogniser import Sign

    given = scores or (0.95,) * len(text)
    return [Sign(char, score, (at + 0.5) / len(text)) for at, (char, score) in enumerate(zip(text, given, strict=True))]


def agreed(*looks: list[object]) -> list[tuple[str, bool]]:
    from workers.readers.scan.looks import agreed

    return [(sign.text, sign.score >= SURE) for sign in agreed(looks)]  # type: ignore[arg-type]


def test_what_all_looks_say_is_as_sure_as_they_are_on_the_whole() -> None:
    assert agreed(signs("收到", 0.8, 0.95), signs("收到"), signs("收到")) == [("收", True), ("到", True)]


def test_what_one_look_alone_says_is_not_sure() -> None:
    assert agreed(signs("收8件"), signs("收3件"), signs("收6件"))[1][1] is False


def test_a_look_that_surely_differs_leaves_the_others_unsure() -> None:
    assert agreed(signs("收3件"), signs("收3件"), signs("收8件"))[1] == ("3", False)


def test_a_character_that_one_look_overlooked_is_put_in_unsure() -> None:
    assert agreed(signs("10件"), signs("100件"), signs("10件")) == [
        ("1", True),
        ("0", True),
        ("0", False),
        ("件", True),
    ]


def test_one_stop_is_as_good_as_another() -> None:
    assert agreed(signs("收到，"), signs("收到,"), signs("收到，")) == [("收", True), ("到", True), ("，", True)]


@pytest.mark.parametrize(
    ("read", "printed"),
    [("公开中请", "公开申请"), ("管埋局", "管理局"), ("木年度", "本年度"), ("其中", "其中"), ("二十条", "二十条")],
)
def test_a_character_that_makes_no_word_is_read_as_its_look_alike_and_unsure(read: str, printed: str) -> None:
    from workers.readers.scan.spelling import spelt

    found = spelt(signs(read))  # type: ignore[arg-type]
    assert "".join(sign.text for sign in found) == printed
    assert all((sign.score < SURE) == (was != sign.text) for sign, was in zip(found, read, strict=True))


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ([0.45], [(0.2, 0.8)]),
        ([0.05], [(0.0, 0.4)]),
        ([0.3, 0.5], [(0.0, 0.8)]),
        ([0.1, 0.9], [(0.0, 0.4), (0.6, 1.0)]),
    ],
)
def test_parts_that_are_looked_at_again_begin_and_end_between_signs(
    places: list[float], found: list[tuple[float, float]]
) -> None:
    from workers.readers.scan.looks import parts

    assert list(parts(places, 0.2, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0])) == found
