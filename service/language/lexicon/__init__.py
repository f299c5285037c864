"""The words that are known, each with its category: data in the .toml files beside this module.

A file has a table a category. Its `words` have no value; under any other key the words have that key as their value
(an outcome's row, a verdict's column). In a word `[x]` may be left out and `(x|y)` is one of several; both nest.
One word, one category: loading fails where a word stands in two, so that no reading hangs on the order of files.
`spellings` has what a category doesn't tell: words, and what words begin or end with, in groups that code asks for by name.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent
_PLAIN_WORDS = "words"


class Entry(NamedTuple):
    """What a word is: its category, and what it stands for in it, if anything."""

    kind: str
    value: str | None = None


@cache
def lexicon(folder: str = "") -> dict[str, Entry]:
    """Every word that is known, or those that are read beside years (`years`)."""
    words: dict[str, Entry] = {}
    for file in _files(folder):
        for entry, listed in _lists(file):
            told = dict.fromkeys(spelled_out(listed), entry)
            for word in words.keys() & told.keys():
                if words[word] != entry:
                    raise ValueError(f"{file.name}: {word} is {entry} and {words[word]}")
            words |= told
    return words


_PARTS = ("", "years", "activities")


def is_word(text: str) -> bool:
    """Whether any part of the lexicon has it as a word."""
    return any(text in lexicon(folder) for folder in _PARTS)


def all_words() -> Iterator[str]:
    """Every word of every part of the lexicon."""
    return chain.from_iterable(lexicon(folder) for folder in _PARTS)


@cache
def spelled(name: str) -> tuple[str, ...]:
    """A group of words, or of what words begin or end with, which their category doesn't tell from others."""
    return tuple(spelled_out(_groups()[name]))


@cache
def _groups() -> dict[str, str]:
    return tomllib.loads((_FOLDER / "spellings" / "words.toml").read_text(encoding="utf-8"))


class Home(NamedTuple):
    """Where a word stands: its file, its category with its value (`[BEHALF] "helping"`), and how it is listed there."""

    file: str
    category: str
    listed: str


@cache
def homes(folder: str = "") -> dict[str, tuple[Home, ...]]:
    """Where each word stands; to take one away that is listed several times, each entry has to be changed."""
    found: dict[str, tuple[Home, ...]] = {}
    for file in _files(folder):
        for entry, listed in _lists(file):
            category = f'[{entry.kind}] "{entry.value}"' if entry.value else f"[{entry.kind}]"
            for each in listed.split():
                home = Home(str(file.relative_to(_FOLDER)), category, each)
                for word in spelled_out(each):
                    found[word] = (*found.get(word, ()), home)
    return found


def _files(folder: str) -> list[Path]:
    return sorted((_FOLDER / folder).glob("*.toml"))


def _lists(file: Path) -> Iterator[tuple[Entry, str]]:
    """The lists of a file, each with what its words are."""
    for kind, lists in tomllib.loads(file.read_text(encoding="utf-8")).items():
        for value, listed in lists.items():
            yield Entry(kind, None if value == _PLAIN_WORDS else value), listed


def spelled_out(listed: str) -> Iterator[str]:
    """Each word of a list, with its options taken and left out: `[新]收到` is 收到 and 新收到."""
    for pattern in listed.split():
        yield from filter(None, dict.fromkeys(_options(pattern, 0, "")[0]))


_SIGNS = frozenset("[(|)]")
"""What begins, parts and ends options."""


def _options(pattern: str, at: int, closing: str) -> tuple[list[str], int]:
    """The spellings of `pattern` from `at` to the bracket that closes, and where that stands."""
    done: list[str] = []
    current = [""]
    while at < len(pattern) and pattern[at] != closing:
        char = pattern[at]
        if char in "[(":
            inner, at = _options(pattern, at + 1, "]" if char == "[" else ")")
            current = [head + tail for head in current for tail in (["", *inner] if char == "[" else inner)]
        elif char == "|":
            done, current = [*done, *current], [""]
        else:
            end = next((n for n in range(at + 1, len(pattern)) if pattern[n] in _SIGNS), len(pattern))
            current = [head + pattern[at:end] for head in current]
            at = end - 1
        at += 1
    return [*done, *current], at
