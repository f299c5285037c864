import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.reports.resemblance import repeated_share

WORDS = st.text("政府信息公开工作年度报告平台建设监督保障", min_size=12, max_size=120)


@given(WORDS)
def test_a_text_repeats_itself_whole(text: str) -> None:
    assert repeated_share(text, text) == 1


@given(WORDS, WORDS)
def test_the_share_is_one_of_the_text_and_grows_with_what_it_is_held_against(text: str, other: str) -> None:
    assert 0 <= repeated_share(text, other) <= repeated_share(text, other + "。" + text) == 1


@given(st.text("甲乙丙丁戊", min_size=12, max_size=80), st.text("子丑寅卯辰", min_size=12, max_size=80))
def test_texts_without_a_word_in_common_repeat_nothing(text: str, other: str) -> None:
    assert repeated_share(text, other) == 0


@pytest.mark.parametrize("kept", [0, 20, 50, 100])
def test_the_share_is_what_stands_in_both(kept: int) -> None:
    last_years = "".join(chr(0x4E00 + i) for i in range(100))
    own = "".join(chr(0x6E00 + i) for i in range(100 - kept))
    assert repeated_share(last_years[:kept] + own, last_years) == kept / 100


def test_other_numbers_make_no_other_text() -> None:
    earlier = "全年主动公开政府信息120条，受理申请8件，均已按时答复。"
    assert repeated_share(earlier.replace("120", "97").replace("8", "1207"), earlier) == 1


def test_common_phrases_of_a_few_characters_are_no_repetition() -> None:
    assert repeated_share("下一步，我局将加强业务培训和监督考核。", "我局将丰富解读的形式，下一步，加强业务学习。") == 0
    assert repeated_share("下一步，我局将", "下一步，我局将") == 0


def test_texts_of_any_length_are_compared_in_proportion_to_them() -> None:
    started = time.process_time()
    assert repeated_share("甲" * 200_000, "甲" * 200_000 + "乙") == 1
    assert time.process_time() - started < 5
