"""Marks of footnotes: raised signs behind a word or a figure that are no part of it."""

import re
from collections.abc import Sequence
from itertools import islice

_LOOK = 100
"""Parts of a line that are looked at for the last that is no blank, at most."""
_MARK = re.compile(r"[\d①-⑳*※†‡#注,，\[\]〔〕【】()（）]{1,5}")


def is_note_mark(raised: str, before: str) -> bool:
    """Whether raised text is a note's mark on what stands before it on its line; raised text alone is none.

    Behind a Latin letter it is none, either: a raised digit is its power (m2).
    """
    last = before.rstrip()[-1:]
    return bool(last and _MARK.fullmatch(raised.strip()) and not (last.isascii() and last.isalpha()))


def last_words(parts: Sequence[str]) -> str:
    """The last part of a line that is no blank."""
    return next((part for part in islice(reversed(parts), _LOOK) if part and not part.isspace()), "")
