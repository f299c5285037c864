"""Characters in one width and without what can't be seen: how texts are compared, whoever wrote them."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=30_000)
def is_invisible(char: str) -> bool:
    """Whether a character only says how others are set: a joiner, a direction, a byte order mark."""
    return unicodedata.category(char) == "Cf"


def visible(text: str) -> str:
    """The text without invisible characters."""
    return text if text.isascii() or text.isprintable() else "".join([char for char in text if not is_invisible(char)])


def plain(text: str) -> str:
    """Half-width, without invisible characters, every run of white space one blank."""
    return " ".join(unicodedata.normalize("NFKC", visible(text)).split())


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Half-width, without white space and invisible characters."""
    return "".join(plain(text).split())


def width_of(text: str) -> int:
    """How wide a text is on one line, in columns: a Chinese character takes two, a digit or letter one."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
