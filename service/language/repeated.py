"""Whether what stands twice in a row is a word at all, or a character of a fixed term."""

from collections.abc import Iterable

from service.language.lexicon import is_word, spelled
from service.language.mentions.slips import Repetition
from service.language.text import Sentence

_ENDS_OF_TWO = 2
"""Characters that may be the end of a word and the beginning of the next."""


def is_of_words(match: Repetition, said: Iterable[Sentence]) -> bool:
    """Whether what stands twice is a word: two characters amid others may be the ends of two, as in 退税缓税缓费.

    Two that the lexicon knows, that stand by themselves in what is `said` elsewhere, or beside a mark, are one.
    """
    words, (start, end) = match["words"], match.span()
    beside = match.string[max(0, start - 1) : start], match.string[end : end + 1]
    if (
        len(words) > _ENDS_OF_TWO
        or not all(each.isalpha() for each in beside)
        or is_word(words)
        or words.startswith(_BEGIN_ADVERBIALS)
        or words in _KNOWN
    ):
        return True
    return any(words in sentence.text.replace(match[0], "") for sentence in said)


_KNOWN = frozenset((*spelled("often_doubled"), *spelled("takes_a_place"))) - frozenset(spelled("said_twice_over"))
_BEGIN_ADVERBIALS = spelled("begin_adverbials")


def is_within_term(match: Repetition) -> bool:
    """Whether a character that stands twice is one between others of a fixed term: 行政规规范性文件.

    At the ends of one another word may begin or end: 行政政务公开, 信息公开开展.
    """
    once, at = match.string[: match.start()] + match.string[match.start() + 1 :], match.start()
    return any(
        once.startswith(term, at - before)
        for term in _TERMS
        for before in range(1, min(at, len(term) - 2) + 1)
        if term[before] == match["words"]
    )


_TERMS = spelled("fixed_terms")
