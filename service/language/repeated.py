"""Whether what stands twice in a row is a word at all."""

from collections.abc import Iterable

from service.language.lexicon import is_word
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
    if len(words) > _ENDS_OF_TWO or not all(each.isalpha() for each in beside) or is_word(words):
        return True
    return any(words in sentence.text.replace(match[0], "") for sentence in said)
