"""Ways to repeat a fragment, or two of them, up to so many bytes of UTF-8."""

from collections.abc import Callable, Iterator
from itertools import count

Shape = Callable[[str, int], str]
PairShape = Callable[[str, str, int], str]


def run(fragment: str, size: int) -> str:
    """The fragment again and again, nothing between."""
    return fragment * (size // len(fragment.encode()))


def lines(fragment: str, size: int) -> str:
    """The fragment on lines of its own."""
    return run(fragment + "\n", size)


def sentences(fragment: str, size: int) -> str:
    """The fragment as sentences of one paragraph."""
    return run(fragment + "。", size)


def clauses(fragment: str, size: int) -> str:
    """The fragment as clauses of one sentence."""
    return run(fragment + "，", size)


def numbered(fragment: str, size: int) -> str:
    """The fragment on lines, each with another number before it, so that no two lines are alike."""
    return "".join(_taken((f"{number}{fragment}\n" for number in count(1)), size))


def ended(fragment: str, size: int) -> str:
    """The fragment again and again, and at last what ends no run of it."""
    return run(fragment, size) + "末"


def alternating(one: str, other: str, size: int) -> str:
    """The two by turns."""
    return run(one + other, size)


def halves(one: str, other: str, size: int) -> str:
    """One again and again, then the other."""
    return run(one, size // 2) + run(other, size // 2)


def begun(one: str, other: str, size: int) -> str:
    """One, and then the other again and again."""
    return one + run(other, size)


SHAPES: tuple[Shape, ...] = (run, lines, sentences, clauses, numbered, ended)
PAIR_SHAPES: tuple[PairShape, ...] = (alternating, halves, begun)


def _taken(pieces: Iterator[str], size: int) -> Iterator[str]:
    for piece in pieces:
        size -= len(piece.encode())
        if size < 0:
            return
        yield piece
