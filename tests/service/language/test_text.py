import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language.text import LONGEST, QUOTE_LENGTH, all_sentences, sentences
from service.reports.report import Location, Paragraph, Piece
from tests.service.reports.prose_reports import paragraph, report

WRITTEN = st.text(alphabet="全年公开信息1２３ 　\t,，。；！!?（）”①㎡…\u200b\ufeff", max_size=60)


def squeezed(text: str) -> str:
    plain = "①".join(unicodedata.normalize("NFKC", part) for part in text.split("①"))
    return "".join(char for char in plain if not char.isspace() and char.isprintable())


@given(WRITTEN)
def test_the_sentences_of_a_paragraph_are_all_of_its_text_half_width_and_without_space(text: str) -> None:
    assert "".join(sentence.text for sentence in sentences(Paragraph(text))) == squeezed(text)


@given(WRITTEN, st.data())
def test_the_quote_of_any_part_stands_in_the_paragraph_and_says_the_same(text: str, data: st.DataObject) -> None:
    for sentence in sentences(Paragraph(text)):
        start = data.draw(st.integers(0, len(sentence.text) - 1))
        end = data.draw(st.integers(start + 1, len(sentence.text)))
        quote = sentence.exactly(start, end).quote
        assert quote is not None
        assert quote in text
        assert sentence.text[start:end] in squeezed(quote)


@given(WRITTEN)
def test_a_sentence_ends_at_its_stop_and_nowhere_else(text: str) -> None:
    for sentence in sentences(Paragraph(text)):
        assert not any(stop in sentence.text.rstrip("。!?”)") for stop in "。!?")


def test_a_quote_keeps_the_files_own_spelling() -> None:
    (sentence,) = sentences(Paragraph("２０２３ 年，我局公开 １２ 件。"))
    assert sentence.text == "2023年,我局公开12件。"
    assert sentence.exactly(0, 5).quote == "２０２３ 年"
    assert sentence.at(0, 5).quote == "２０２３ 年，我局公开 １２ 件。"


def test_marks_of_conversion_are_no_part_of_a_sentence_and_stay_in_its_quote() -> None:
    (sentence,) = sentences(Paragraph("收到[bookmark: _Toc12]申请3件。"))
    assert sentence.text == "收到申请3件。"
    assert sentence.exactly(0, 7).quote == "收到[bookmark: _Toc12]申请3件。"


def test_closing_quotes_belong_to_the_sentence_that_they_close() -> None:
    assert [s.text for s in sentences(Paragraph("要求“及时公开。”全部落实！"))] == ["要求“及时公开。”", "全部落实!"]


def test_a_long_sentence_is_quoted_by_the_clauses_around_the_fault() -> None:
    text = "，".join(["一二三四五六七八九"] * 60) + "。"
    (sentence,) = sentences(Paragraph(text))
    quote = sentence.at(300, 305).quote or ""
    assert len(quote) <= QUOTE_LENGTH
    assert quote in text
    assert sentence.text[300:305] in quote
    assert (sentence.at().quote or "") == text


def test_two_sentences_are_quoted_through_and_only_their_middle_where_they_are_long() -> None:
    first, second = sentences(Paragraph("收到申请3件。其中予以公开2件。"))
    assert first.through(second, 4, 4).quote == "收到申请3件。其中予以公开2件。"
    long, after = sentences(Paragraph("甲" * QUOTE_LENGTH + "3件。其中2件。"))
    assert long.through(after, QUOTE_LENGTH, 4).quote == "3件。其中2件"


def meant(at: Location) -> list[str]:
    return [(at.quote or "")[start:end] for start, end in at.focus]


def test_the_words_that_are_meant_are_told_within_the_quote() -> None:
    (sentence,) = sentences(Paragraph("  ２０２２ 年，收到申请 5 件。"))
    assert meant(sentence.at(0, 5)) == ["２０２２ 年"]
    assert meant(sentence.at(0, 12, ((0, 5), (10, 12)))) == ["２０２２ 年", "5 件"]
    assert meant(sentence.at(10, 12)) == ["5 件"]


def test_where_all_of_a_quote_is_meant_nothing_is_told_of_it() -> None:
    (sentence,) = sentences(Paragraph("收到申请5件。"))
    assert sentence.at().focus == sentence.at(0, 7).focus == sentence.exactly(4, 6).focus == ()


def test_the_words_of_a_long_sentence_are_told_within_what_is_quoted_of_it() -> None:
    (sentence,) = sentences(Paragraph("，".join(["一二三四五六七八九"] * 60) + "。"))
    assert meant(sentence.at(300, 305)) == [sentence.text[300:305]]


def test_words_of_two_sentences_are_told() -> None:
    first, second = sentences(Paragraph("收到申请3件。其中予以公开2件。"))
    assert meant(first.through(second, 4, 8, ((4, 6),), ((6, 8),))) == ["3件", "2件"]


@pytest.mark.parametrize(("mark", "shown"), [("；", ";"), ("，", ","), ("甲", "甲")])
def test_what_goes_on_without_a_stop_is_taken_apart_and_lost_nowhere(mark: str, shown: str) -> None:
    text = ("甲" * 90 + mark) * 40
    parts = [sentence.text for sentence in sentences(Paragraph(text))]
    assert "".join(parts) == squeezed(text)
    assert all(len(part) <= LONGEST for part in parts)
    assert all(part.endswith(shown) for part in parts[:-1])


def test_sentences_know_their_section_and_line() -> None:
    found = list(all_sentences(report((1, "甲。乙。"), (6, "甲。"))))
    told = [(s.section, s.at().line) for s in found if s.text in ("甲。", "乙。")]
    assert told == [(1, 2), (1, 2), (6, 2)]


def test_a_sentence_over_two_lines_is_located_on_the_first() -> None:
    told = Paragraph("收到申请3件，均已办结。公开8件。", (Piece(0, line=4), Piece(8, line=5)), 1)
    first, second = sentences(told)
    assert (first.at().line, second.at().line) == (4, 5)


def test_a_paragraph_of_any_length_is_split_in_proportion_to_it() -> None:
    started = time.process_time()
    for unit in ("a", "，", "。", "[bookmark:", "”", "1 "):
        list(sentences(paragraph(unit * (200_000 // len(unit)), 1)))
    assert time.process_time() - started < 10


@pytest.mark.parametrize("numeral", ["①", "⑩", "⑪", "⑳"])
def test_a_number_in_a_circle_is_no_digit_of_the_number_behind_it(numeral: str) -> None:
    assert [each.text for each in sentences(Paragraph(f"{numeral}36件答复。"))] == [f"{numeral}36件答复。"]
