"""Whether what stands twice in a row is a word at all, or a character within one or of a fixed term."""

from collections.abc import Iterable
from functools import cache

from service.language.lexicon import all_words, is_word, spelled
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


def is_within_word(match: Repetition, said: Iterable[Sentence]) -> bool:
    """Whether a character that stands twice does so within a word, by what is `said` elsewhere in the report.

    What stands around it is told elsewhere with the character once, 政府网网站 beside 政府网站; or a clause begins or ends with it
    though the text has it often, 收到申请请。, for there no word ends at another's beginning.
    """
    char, beside = match["words"], _beside(match)
    if _may_stand_twice(match) or _words_beside(match) == _BOTH:
        return False
    others = [sentence.text.replace(match[0], "") for sentence in said]
    if all(each.isalpha() for each in beside):
        return sum(other.count(char.join(beside)) for other in others) >= _TOLD_ELSEWHERE
    return sum(other.count(char) for other in others) >= _OFTEN


def is_beside_word(match: Repetition) -> bool:
    """Whether a known word ends with a character that stands twice, or begins with it, and none on its other side: 强化化保密审查."""
    before, after = _beside(match)
    is_amid = before.isalpha() and after.isalpha()
    may_stand_twice = match["words"] == _BY or _may_stand_twice(match)  # 须经经办人签字
    return is_amid and not may_stand_twice and _words_beside(match) == _ONE


(_BY,) = spelled("goes_by")


def _words_beside(match: Repetition) -> int:
    """On how many sides of a character that stands twice a known word ends or begins with it."""
    before, after = _beside(match)
    ends, begins = _pairs_of_words()
    return (before + match["words"] in ends) + (match["words"] + after in begins)


_ONE, _BOTH = 1, 2


def _beside(match: Repetition) -> tuple[str, str]:
    """What stands before and behind a character that stands twice; empty at the end of its text."""
    text, (start, end) = match.string, match.span()
    return text[max(0, start - 1) : start], text[end : end + 1]


def _may_stand_twice(match: Repetition) -> bool:
    """Whether a character is one that people write twice: by itself, beside another such, or of each of what is counted.

    2022年年报, 认认真真, 台账210行,行行有经手人.
    """
    text, (start, end) = match.string, match.span()
    pairs = (text[max(0, start - 2) : start], text[end : end + 2])
    is_beside_pair = any(len(pair) == len(match[0]) and pair == pair[0] * len(pair) for pair in pairs)
    is_counted = any(text[at - 1].isdecimal() for at in range(1, start) if text[at] == match["words"])
    return match["words"] in _OFTEN_TWICE or is_beside_pair or is_counted


@cache
def _pairs_of_words() -> tuple[frozenset[str], frozenset[str]]:
    """The last two characters of every known word, and the first two."""
    words = [word for word in (*all_words(), *spelled("ordinary_words")) if len(word) > 1]
    return frozenset(word[-2:] for word in words), frozenset(word[:2] for word in words)


_OFTEN_TWICE = frozenset(spelled("may_stand_twice"))
_TOLD_ELSEWHERE = 2
_OFTEN = 6
"""How often the text has a character that its clauses hardly begin or end with twice by a name."""
