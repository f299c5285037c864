"""Marks of footnotes: raised signs behind a word or a figure that are no part of it."""

import re

_MARK = re.compile(r"[\d①-⑳*※†‡#注,，\[\]〔〕【】()（）]{1,5}")
_UNIT = re.compile(r"[A-Za-z]\s*$")
"""Behind a Latin letter a raised digit is its power: m2."""


def is_note_mark(raised: str, before: str) -> bool:
    """Whether raised text is a note's mark on what stands before it on its line; raised text alone is none."""
    return bool(before.strip() and _MARK.fullmatch(raised.strip()) and not _UNIT.search(before))
