"""A sentence's text as tokens, by the longest word of the lexicon or figure that begins at each place.

What no category has becomes an UNKNOWN run, so that tokens tile the text. Single characters that are words (共, 均) are
looked for everywhere; common words that hold them (公共, 平均) are NOUN or have a category of their own.
"""

import re
from collections.abc import Iterable
from functools import cache, cached_property
from typing import NamedTuple

from service.language.lexicon import Entry, lexicon
from service.language.mentions.figures import FIRST_OF_FIGURES, Value, read_figure

UNKNOWN = "UNKNOWN"
PUNCTUATION = {
    ",": "COMMA", ";": "SEMI", ":": "COLON", "(": "OPEN", ")": "CLOSE",
    "。": "STOP", "!": "STOP", "?": "STOP", "“": "QUOTE", "”": "QUOTE", '"': "QUOTE", "、": "PAUSE", "【": "QUOTE", "】": "QUOTE",
}  # fmt: skip


class Token(NamedTuple):
    """`text` stands at `start:end` of its sentence; `value` is a figure's, or what its word stands for."""

    kind: str
    text: str
    start: int
    end: int
    value: Value = None


_MARKS = {**PUNCTUATION, **dict.fromkeys(FIRST_OF_FIGURES, "")}
"""The punctuation that is read by itself, and, with nothing, the characters that may begin more than a general word."""
_new = tuple.__new__
"""Makes a token in half the time of `Token(…)`, of which a report has a thousand."""


class Words(NamedTuple):
    """Words, and how long those are that begin with the same characters: the longest first.

    `near` has the lengths of short words by their first character or two, and `far` all lengths by four characters that
    longer ones begin with, so that few of a long list of lengths are tried.
    """

    entries: dict[str, Entry]
    near: dict[str, tuple[int, ...]]
    far: dict[str, tuple[int, ...]]

    @classmethod
    def of(cls, entries: dict[str, Entry]) -> "Words":
        """The words of a lexicon."""
        near: dict[str, set[int]] = {begin: set() for begin in {word[:2] for word in entries}}
        far: dict[str, set[int]] = {}
        for begin, length in {(word[:_FAR], len(word)) for word in entries}:
            lengths = far.setdefault(begin, set()) if length >= _FAR else near[begin[:2]]
            lengths.add(length)
        for begin, lengths in near.items():
            if begin[0] in entries:
                lengths.add(1)
        for begin in far:
            far[begin] |= near[begin[:2]]
        return cls(entries, _longest_first(near), _longest_first(far))

    def longest(self, text: str, at: int) -> Token | None:
        """The longest word that stands at a place."""
        near = self.near.get(text[at : at + 2], self.near.get(text[at], ()))
        for length in self.far.get(text[at : at + _FAR], near):
            if (word := text[at : at + length]) in self.entries:
                kind, value = self.entries[word]
                return _new(Token, (kind, word, at, at + len(word), value))
        return None


_FAR = 4
"""Characters of a long word."""


def _longest_first(lengths: dict[str, set[int]]) -> dict[str, tuple[int, ...]]:
    return {begin: tuple(sorted(each, reverse=True)) for begin, each in lengths.items()}


class Vocabulary:
    """The words that are known; a report's own words win over the general ones."""

    def __init__(self, own: Iterable[tuple[str, str]] = (), folder: str = "") -> None:
        """`own` are words of this report with their categories; `folder` is the part of the lexicon that is known."""
        self._general = _general(folder)
        self._own = Words.of({word: Entry(kind) for word, kind in own if word})
        self._first_of_own = {word[0] for word in self._own.entries}
        self._has_numbering = not folder
        self._marks = _MARKS | dict.fromkeys(self._first_of_own, "")

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text, which tile it.

        General words are looked up here, as `Words.longest` does: each of a report's thousands of characters would call it.
        """
        found: list[Token] = []
        end = 0
        marks, (entries, likely, far) = self._marks, self._general
        for at, char in enumerate(text):
            if at < end:
                continue
            mark = marks.get(char)
            if mark is not None:
                token = _new(Token, (mark, char, at, at + 1, None)) if mark else self._token(text, at)
                if token is None:
                    continue
            else:
                if (near := likely.get(text[at : at + 2])) is None and (near := likely.get(char)) is None:
                    continue
                for length in far.get(text[at : at + _FAR], near):
                    word = text[at : at + length]
                    if word in entries:
                        kind, value = entries[word]
                        token = _new(Token, (kind, word, at, at + len(word), value))
                        break
                else:
                    continue
            if end < at:
                found.append(_new(Token, (UNKNOWN, text[end:at], end, at, None)))
            found.append(token)
            end = token[3]
        if end < len(text):
            found.append(Token(UNKNOWN, text[end:], end, len(text)))
        return tuple(found)

    def _token(self, text: str, at: int) -> Token | None:
        """What begins with a character that begins more than general words: the report's own before others, or a figure."""
        char = text[at]
        own = self._own.longest(text, at) if char in self._first_of_own else None
        word = own or self._general.longest(text, at)
        if char not in FIRST_OF_FIGURES:
            return word
        if self._has_numbering and (not at or text[at - 1] in _BEFORE_NUMBERING) and (n := _numbering(text, at)):
            return Token("FILL", text[at:n], at, n)  # 2.办理行政许可5件, where it says nothing
        figure = read_figure(text, at)
        if not figure:
            return word
        kind, value, end = figure
        if word and (word.end > end or (word.end == end and kind in _NAMED_SO)):
            return word
        return _new(Token, (kind, text[at:end], at, end, value))


_NAMED_SO = ("LATIN", "NUMBER")
"""What is a word of the vocabulary where that is just as long: email, by which applications come, or the hotline 12345."""


def _numbering(text: str, at: int) -> int | None:
    """Where the number of an item of a list ends, if one stands there.

    One before a count where the item before has its own, or first of all: 1.…;2.…;3.10件复议已审结8件, 2.2个街道更新偏少.
    """
    if numbering := _NUMBERING.match(text, at):
        return numbering.end()
    before_count = _NUMBERING_OF_COUNT.match(text, at)
    if before_count and (not at or _is_numbered(text, at, int(before_count[1]) - 1)):
        return before_count.end()
    return None


def _is_numbered(text: str, end: int, number: int) -> bool:
    """Whether an item of that number begins not far before a place."""
    at = text.rfind(f"{number}.", max(0, end - _LONGEST_ITEM), end)
    return at == 0 or (at > 0 and text[at - 1] in _BEFORE_NUMBERING)


_LONGEST_ITEM = 500
"""Characters of an item of a list, at most."""


_NUMBERING = re.compile(r"\d{1,2}[.、](?=\D|20\d\d年)|[一二三四五六七八九十]{1,3}、(?![\d一二三四五六七八九十])")
"""The number of an item of a list."""
_NUMBERING_OF_COUNT = re.compile(r"(\d{1,2})\.(?=\d++(?:[件条次名人起宗份期场项家]|个(?!百分点|月|小时|工作日)))")
_BEFORE_NUMBERING = frozenset(";:。")


@cache
def _general(folder: str) -> Words:
    return Words.of(lexicon(folder) | {mark: Entry(kind) for mark, kind in PUNCTUATION.items()})


class Shape:
    """A regular expression over categories, the only language in which the layer says what words are like.

    `RECEIVE APPLICATION? #` fits a clause of these; `#` is the figure in question, `N` another one. What it is held against
    is written as one letter a token (`letter`). It is compiled when it is first asked.
    """

    def __init__(self, shape: str) -> None:
        """Categories, `#`, `N`, and the signs of regular expressions."""
        self.shape = shape

    def __str__(self) -> str:
        return self.shape

    def fits(self, word: str) -> bool:
        """Whether it is the whole of these letters."""
        return self._anywhere.fullmatch(word) is not None

    def begins(self, word: str) -> bool:
        """Whether it stands at their beginning."""
        return self._anywhere.match(word) is not None

    def within(self, word: str) -> bool:
        """Whether it stands anywhere in them."""
        return self._anywhere.search(word) is not None

    def ends(self, word: str) -> bool:
        """Whether it stands at their end."""
        return self._at_end.search(word) is not None

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        return _compiled(self.shape)

    @cached_property
    def _at_end(self) -> re.Pattern[str]:
        return _compiled(rf"(?:{self.shape})\Z")


def _compiled(shape: str) -> re.Pattern[str]:
    return re.compile(_CATEGORY.sub(lambda name: letter(name[0]), shape).replace(" ", ""))


_CATEGORY = re.compile("[A-Z]{2,}")


def letter(kind: str) -> str:
    """The letter that stands for a category in shapes."""
    return _LETTERS[kind]


def letters(kinds: Iterable[str]) -> str:
    """The letters that stand for categories, in order."""
    return "".join(map(_LETTERS.__getitem__, kinds))


class _Letters(dict[str, str]):
    """Categories → letters, each given when it is first asked for."""

    def __missing__(self, kind: str) -> str:
        self[kind] = made = chr(_FIRST_LETTER + len(self))
        return made


_FIRST_LETTER = 0x100
_LETTERS = _Letters({"#": "#", "N": "N"})
