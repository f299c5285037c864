"""Characters that look alike: what makes no word and is one with its look-alike is read as that, and is unsure.

A recogniser can be sure of 中请 where 申请 is printed. The words are the form's and those that prose is read by.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from service.language.lexicon import lexicon
from service.reports import form
from workers.readers.scan.recogniser import Sign

_TAKEN_FOR = dict(
    pair.split(":")
    for pair in (
        "埋:理 堙:理 丁:于 木:本 讲:进 迸:进 止:业 育:情 學:事 井:开 巾:市 仃:行 枝:技 卬:印 吉:告 杳:查 清:请 "
        "冶:治 中:申 攻:政 恩:息 急:息 间:问 结:纳 读:续 贪:责 仵:件 俯:府 逋:通 疗:存 末:未 土:士 夫:天 曰:日"
    ).split()
)
"""What was recognised, and what was printed then."""
_DOUBTFUL = 0.5
"""The sureness of a character that was put for one that looks alike."""


def spelt(signs: Sequence[Sign]) -> list[Sign]:
    """The signs of a line, those that make no word put right where a look-alike makes one."""
    found = list(signs)
    for index, (before, after) in enumerate(pairwise(signs)):
        if before.text + after.text in _pairs():
            continue
        if right := _right(before.text, after.text, first=True):
            found[index] = Sign(right, min(before.score, _DOUBTFUL), before.place)
        elif right := _right(before.text, after.text, first=False):
            found[index + 1] = Sign(right, min(after.score, _DOUBTFUL), after.place)
    return found


def _right(before: str, after: str, *, first: bool) -> str:
    """The look-alike of one of two characters that makes a word of them, nothing where none does."""
    right = _TAKEN_FOR.get(before if first else after, "")
    return right if right and (right + after if first else before + right) in _pairs() else ""


@cache
def _pairs() -> frozenset[str]:
    """Two characters that follow on each other in a word that is known."""
    labels = [label for each in (*form.ROWS.values(), *form.COLUMNS.values()) for label in each.values()]
    names = (*form.SECTIONS.values(), *form.SUBSECTIONS.values(), *form.GROUPS.values(), *form.TABLES.values())
    words = (*labels, *names, *lexicon(), *lexicon("years"))
    return frozenset(word[at : at + 2] for word in words for at in range(len(word) - 1))
