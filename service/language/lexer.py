"""A sentence's text as tokens, by the longest word of the lexicon or figure that begins at each place.

What no category has becomes an UNKNOWN run, so that tokens tile the text. Single characters that are words (共, 均) are
looked for everywhere; common words that hold them (公共, 平均) are NOUN or have a category of their own.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from service.language.lexicon import Entry, lexicon
from service.language.mentions import FIRST_OF_FIGURES, Value, read_figure

UNKNOWN = "UNKNOWN"
PUNCTUATION = {
    ",": "COMMA", ";": "SEMI", ":": "COLON", "(": "OPEN", ")": "CLOSE",
    "。": "STOP", "!": "STOP", "?": "STOP", "“": "QUOTE", "”": "QUOTE", '"': "QUOTE", "、": "PAUSE",
}  # fmt: skip


class Token(NamedTuple):
    """`text` stands at `start:end` of its sentence; `value` is a figure's, or what its word stands for."""

    kind: str
    text: str
    start: int
    end: int
    value: Value = None


class Vocabulary:
    """Words by their first characters; a report's own words win over the general ones."""

    def __init__(self, own: Iterable[tuple[str, str]] = ()) -> None:
        """`own` are words of this report with their categories."""
        self._general = _general()
        self._own = _tree((word, Entry(kind)) for word, kind in own if word)
        self._first = _first() | {char + after for char, tree in self._own.items() for after in tree}

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text, which tile it."""
        found: list[Token] = []
        unknown = end = 0
        for at, char in enumerate(text):
            if at < end or (char not in self._first and text[at : at + 2] not in self._first):
                continue
            token = self._figure(text, at) if char in FIRST_OF_FIGURES else self._word(text, at)
            if token is None:
                continue
            if unknown < at:
                found.append(Token(UNKNOWN, text[unknown:at], unknown, at))
            found.append(token)
            unknown = end = token.end
        if unknown < len(text):
            found.append(Token(UNKNOWN, text[unknown:], unknown, len(text)))
        return tuple(found)

    def _figure(self, text: str, at: int) -> Token | None:
        """The figure that begins at a place, or a longer word."""
        word = self._word(text, at)
        figure = read_figure(text, at)
        if not figure or (word and word.end > figure[2]):
            return word
        kind, value, end = figure
        return Token(kind, text[at:end], at, end, value)

    def _word(self, text: str, at: int) -> Token | None:
        char = text[at]
        if mark := PUNCTUATION.get(char):
            return Token(mark, char, at, at + 1)
        found = _longest(self._own, text, at) if char in self._own else None
        if not found and char in self._general:
            found = _longest(self._general, text, at)
        if not found:
            return None
        entry, end = found
        return Token(entry.kind, text[at:end], at, end, entry.value or None)


_Tree = dict[str, Any]
"""Characters → trees; under the empty string the entry of the word that ends there."""


def _longest(tree: _Tree, text: str, at: int) -> tuple[Entry, int] | None:
    found = None
    for end in range(at, len(text)):
        node = tree.get(text[end])
        if node is None:
            break
        tree = node
        if "" in tree:
            found = tree[""], end + 1
    return found


def _tree(words: Iterable[tuple[str, Entry]]) -> _Tree:
    root: _Tree = {}
    for word, entry in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = entry
    return root


@cache
def _first() -> frozenset[str]:
    """What a token may begin with: a character that is one or begins a figure, or the first two of a word."""
    words = lexicon().keys()
    alone = {word for word in words if len(word) == 1}
    return FIRST_OF_FIGURES | PUNCTUATION.keys() | alone | {word[:2] for word in words}


@cache
def _general() -> _Tree:
    return _tree(lexicon().items())


class Shape:
    """A regular expression over categories, the only language in which frames and measures say what a clause is like.

    `RECEIVE APPLICATION? #` fits a clause of these; `#` is the figure in question, `N` another one.
    """

    def __init__(self, shape: str) -> None:
        """Categories, `#`, `N`, and the signs `? * + | ( )`."""
        self._pattern = re.compile(_CATEGORY.sub(lambda name: letter(name[0]), shape).replace(" ", ""))

    def fits(self, word: str) -> bool:
        """Whether it fits the whole of a clause, written as one letter a token (`letter`)."""
        return bool(self._pattern.fullmatch(word))


_CATEGORY = re.compile("[A-Z]{2,}")


def letter(kind: str) -> str:
    """The letter that stands for a category in shapes."""
    return _LETTERS.setdefault(kind, chr(_FIRST_LETTER + len(_LETTERS)))


_FIRST_LETTER = 0x100
_LETTERS: dict[str, str] = {"#": "#", "N": "N"}
