"""Sentences as trees: spans nest, the children of each tile it, and nothing of a text is lost."""

from hypothesis import given
from hypothesis import strategies as st

from service.language.clauses import Segment, segments
from service.language.lexer import Vocabulary

TEXTS = st.text(alphabet="收到办结申请共全年我局,;:。()、“”12件%其中予以公开甲乙", max_size=60)
VOCABULARY = Vocabulary()


def tree(text: str) -> tuple[Segment, ...]:
    return segments(VOCABULARY.tokens(text))


def shown(text: str) -> list[list[list[str]]]:
    """The words of each item, by segment and clause."""
    return [[[item.text for item in clause.items] for clause in segment.clauses] for segment in tree(text)]


@given(TEXTS)
def test_tokens_tile_their_text(text: str) -> None:
    assert "".join(token.text for token in VOCABULARY.tokens(text)) == text


@given(TEXTS)
def test_segments_clauses_and_items_tile_their_sentence(text: str) -> None:
    at = 0
    for segment in tree(text):
        for clause in segment.clauses:
            assert clause.start == at
            for item in clause.items:
                assert item.start == at
                at = item.end
        assert segment.end == at
    assert at == len(text)


@given(TEXTS)
def test_brackets_lie_within_the_item_that_they_hang_on(text: str) -> None:
    for segment in tree(text):
        for item in segment.items:
            for aside in (inner for bracket in item.asides for inner in bracket):
                assert item.start < aside.start <= aside.end < item.end


def test_semicolons_commas_and_pauses_behind_counts_divide() -> None:
    assert shown("收到3件、办结2件,结转1件;公开、更新信息9条。") == [
        [["收到3件", "办结2件"], ["结转1件"]],
        [["公开、更新信息9条"]],
    ]


def test_what_goes_on_behind_a_count_without_a_comma_is_a_clause_of_its_own() -> None:
    assert shown("收到申请7件办结6件。") == [[["收到申请7件"], ["办结6件"]]]
    assert shown("收到的7件申请中自然人6件。") == [[["收到的7件申请中"], ["自然人6件"]]]


def test_a_count_alone_in_brackets_or_behind_a_colon_is_a_word_of_what_it_counts() -> None:
    assert shown("收到申请(7件),办结(6件)。") == [[["收到申请7件"], ["办结6件"]]]
    assert shown("予以公开:3件;部分公开:2件。") == [[["予以公开3件"]], [["部分公开2件"]]]
    assert shown("行政复议:7件(其中维持6件)。") == [[["行政复议7件"]]]


def test_a_count_beside_another_or_with_words_of_its_own_stays_in_its_brackets() -> None:
    assert shown("处罚7件(12人),申请9件(自然人6件)。") == [[["处罚7件"], ["申请9件"]]]
    assert shown("申请(自然人6件)9件。") == [[["申请9件"]]]
    assert shown("情况如下:3件申请已办结。") == [[["情况如下"], ["3件申请已办结"]]]


def test_a_bracket_hangs_on_its_item_and_one_that_nobody_closes_is_no_bracket() -> None:
    (item, other) = [item for segment in tree("收到9件(自然人6件、企业3件),办结9件。") for item in segment.items]
    assert item.text == "收到9件"
    assert [inner.text for (aside,) in item.asides for inner in aside.items] == ["自然人6件", "企业3件"]
    assert not other.asides
    assert shown("收到9件(自然人6件。") == [[["收到9件自然人6件"]]]


def test_a_bracket_with_nothing_in_it_hangs_on_nothing() -> None:
    assert [item.asides for segment in tree("收到申请()47件。") for item in segment.items] == [()]
    (item,) = [item for segment in tree("收到47件()(自然人6件)。") for item in segment.items]
    assert [inner.text for inner in item.in_brackets] == ["自然人6件"]


def test_digits_that_ran_together_are_no_number_that_lost_its_unit() -> None:
    (_, other) = [item for segment in tree(f"予以公开96件,部分公开{'6' * 5_000}。") for item in segment.items]
    assert not other.counts
