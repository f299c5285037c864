"""The words that are known: data, one category a word."""

import pytest

from service.language import lexicon as words
from service.language.lexicon import Entry, homes, lexicon, spelled_out


def test_options_of_a_word_are_spelled_out() -> None:
    assert list(spelled_out("[新]收到 (上|去)年[度]")) == ["收到", "新收到", "上年", "上年度", "去年", "去年度"]
    assert list(spelled_out("a[b[c]]")) == ["a", "ab", "abc"]


def test_a_word_has_one_category_and_may_stand_for_a_row() -> None:
    assert lexicon()["收到"] == Entry("RECEIVE")
    assert lexicon()["不予公开"] == Entry("OUTCOME", "outcomes.refused")


def test_a_word_in_two_categories_is_an_error(tmp_path, monkeypatch) -> None:
    (tmp_path / "one.toml").write_text('[A]\nwords = "甲"\n[B]\nwords = "甲"\n', encoding="utf-8")
    monkeypatch.setattr(words, "_FOLDER", tmp_path)
    with pytest.raises(ValueError, match="甲"):
        lexicon.__wrapped__()


@pytest.mark.parametrize("folder", ["", "years", "activities"])
def test_no_word_is_listed_twice_in_one_way(folder: str) -> None:
    assert [word for word, said in homes(folder).items() if len(set(said)) < len(said)] == []
