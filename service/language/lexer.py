"""A sentence's text as tokens, by the longest word of the lexicon or figure that begins at each place.

What no category has becomes an UNKNOWN run, so that tokens tile the text. Single characters that are words (共, 均) are
looked for everywhere; common words that hold them (公共, 平均) are NOUN or have a category of their own.
"""

import re
from collections.abc import Callable, Iterable
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

    def __init__(self, own: Iterable[tuple[str, str]] = (), folder: str = "") -> None:
        """`own` are words of this report with their categories; `folder` is the part of the lexicon that is known."""
        self._general = _general(folder)
        self._own = _tree((word, Entry(kind)) for word, kind in own if word)
        self._has_numbering = not folder
        self._first = _first(folder) | self._own.keys()
        self._beginnings = _beginnings(folder) | _begun(self._own)

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text, which tile it."""
        found: list[Token] = []
        unknown = end = 0
        first, figures, beginnings = self._first, FIRST_OF_FIGURES, self._beginnings
        for at, char in enumerate(text):
            if at < end or char not in first:
                continue
            if char in figures:
                token = self._numbering(text, at) or self._figure(text, at)
            elif char in beginnings or text[at : at + 2] in beginnings:
                token = self._word(text, at)
            else:
                continue
            if token is None:
                continue
            if unknown < at:
                found.append(Token(UNKNOWN, text[unknown:at], unknown, at))
            found.append(token)
            unknown = end = token[3]
        if unknown < len(text):
            found.append(Token(UNKNOWN, text[unknown:], unknown, len(text)))
        return tuple(found)

    def _numbering(self, text: str, at: int) -> Token | None:
        """The number of an item of a list, which says nothing: 2.办理行政许可5件."""
        if not self._has_numbering or (at and text[at - 1] not in _BEFORE_NUMBERING):
            return None
        found = _NUMBERING.match(text, at)
        return Token("FILL", found[0], at, found.end()) if found else None

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
        return found or (_longest(self._general, text, at) if char in self._general else None)


_NUMBERING = re.compile(r"\d{1,2}[.、](?=\D|20\d\d年)")
_BEFORE_NUMBERING = frozenset(";:。")
_Tree = dict[str, Any]
"""Characters → trees; under the empty string the entry of the word that ends there."""


def _longest(tree: _Tree, text: str, at: int) -> Token | None:
    """The longest word that begins at a place."""
    entry: Entry | None = None
    end = stop = at
    for char in text[at : at + _LONGEST_WORD]:
        node = tree.get(char)
        if node is None:
            break
        tree = node
        stop += 1
        if "" in tree:
            entry, end = tree[""], stop
    return Token(entry.kind, text[at:end], at, end, entry.value or None) if entry else None


_LONGEST_WORD = 64
"""Characters of a word at most."""


def _tree(words: Iterable[tuple[str, Entry]]) -> _Tree:
    root: _Tree = {}
    for word, entry in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = entry
    return root


@cache
def _first(folder: str) -> frozenset[str]:
    """The characters that a token may begin with."""
    return FIRST_OF_FIGURES | _general(folder).keys() | PUNCTUATION.keys()


def _begun(tree: _Tree) -> set[str]:
    """The words of one character, and the first two characters of longer ones: what most places can be passed by for."""
    alone = {char for char, node in tree.items() if "" in node}
    return alone | {char + second for char, node in tree.items() for second in node if second}


@cache
def _beginnings(folder: str) -> frozenset[str]:
    return frozenset(_begun(_general(folder))) | PUNCTUATION.keys()


@cache
def _general(folder: str) -> _Tree:
    return _tree(lexicon(folder).items())


Match = Callable[[str], re.Match[str] | None]


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

    @property
    def match(self) -> Match:
        """What gives a match where it fits the whole, None where it doesn't."""
        return self._pattern.fullmatch


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
