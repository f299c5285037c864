"""All cases of the check: what is repeated, in which shape, at which place of which kind of file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

from tests.system.growth import drawings, markup, wordml
from tests.system.growth.fragments import FRAGMENTS
from tests.system.growth.report import PLACES, with_text
from tests.system.growth.shapes import PAIR_SHAPES, SHAPES
from tests.workers.readers.doc import word97

LARGEST = 60_000
"""Bytes of what is repeated, so that the file has 64 KB at most."""
UNPACKED = 1_000_000
"""Bytes of it in a file that is packed."""
_DRAWN = 250_000
"""The same where all of it stands at different places, and so can't be packed well."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file that grows: `make` writes one with so many bytes of what is repeated, `largest` at most."""

    name: str
    make: Callable[[int], bytes]
    largest: int = LARGEST


def text() -> Iterator[Case]:
    """Every fragment in every shape at every place of a text."""
    for fragment in FRAGMENTS:
        for shape in SHAPES:
            for place in PLACES:
                yield Case(
                    f"text {place} {shape.__name__} {fragment!r}", partial(_text, place, partial(shape, fragment))
                )


def pairs(seed: int) -> Iterator[Case]:
    """Each fragment with some others."""
    chance = Random(seed)
    for fragment in FRAGMENTS:
        for other in chance.sample(FRAGMENTS, 6):
            shape, place = chance.choice(PAIR_SHAPES), chance.choice(PLACES)
            name = f"text {place} {shape.__name__} {fragment!r} {other!r}"
            yield Case(name, partial(_text, place, partial(shape, fragment, other)))


def pages() -> Iterator[Case]:
    """Every piece of markup in some shapes at every place of a page, and elements of many attributes."""
    for piece in markup.MARKUP:
        for shape in (SHAPES[0], SHAPES[1], SHAPES[4]):
            for place in markup.MARKUP_PLACES:
                name = f"html {place} {shape.__name__} {piece!r}"
                yield Case(name, partial(_page, place, partial(shape, piece)))
    for attribute in markup.ATTRIBUTES:
        yield Case(f"html attributes {attribute!r}", partial(markup.with_attributes, attribute))


def packed() -> Iterator[Case]:
    """Every piece of a Word file, a PDF and an OFD."""
    for make, pieces in (
        (wordml.body, wordml.BODY),
        (wordml.runs, wordml.RUNS),
        (wordml.cells, wordml.CELLS),
        (wordml.rows, wordml.ROWS),
        (wordml.nested, ("",)),
        (wordml.styles, ("",)),
        (wordml.lists, wordml.LISTS),
        (drawings.pdf, drawings.OPERATORS),
        (drawings.ofd, drawings.OBJECTS),
    ):
        kind = make.__name__ if make.__module__.endswith("drawings") else f"docx {make.__name__}"
        for piece in pieces:
            largest = _DRAWN if make is drawings.pdf and "{" in piece else UNPACKED
            yield Case(f"{kind} {piece!r}", partial(make, piece), largest)


def old_words() -> Iterator[Case]:
    """Fragments as paragraphs of a DOC file, and in one."""
    for fragment in FRAGMENTS[::4]:
        yield Case(f"doc paragraphs {fragment!r}", partial(_doc, fragment, joined=False), LARGEST // 2)
        yield Case(f"doc paragraph {fragment!r}", partial(_doc, fragment, joined=True), LARGEST // 2)


def every(seed: int) -> list[Case]:
    """All of them, as a seed shuffles them."""
    found = [*text(), *pairs(seed), *pages(), *packed(), *old_words()]
    Random(seed).shuffle(found)
    return found


def some() -> list[Case]:
    """Some of every kind: each fragment and each piece once, in shapes and at places by turns."""
    return [
        *_by_turns(list(text()), len(SHAPES) * len(PLACES)),
        *_by_turns(list(pages()), 3 * len(markup.MARKUP_PLACES)),
        *packed(),
        *list(old_words())[::10],
    ]


def _by_turns(cases: list[Case], width: int) -> list[Case]:
    """One of each `width` that follow each other, every time the next but six."""
    return [cases[start + turn * 7 % width] for turn, start in enumerate(range(0, len(cases) - width + 1, width))]


def _text(place: str, shape: Callable[[int], str], size: int) -> bytes:
    return with_text({place: shape(size)})


def _page(place: str, shape: Callable[[int], str], size: int) -> bytes:
    return markup.page(place, shape(size))


def _doc(fragment: str, size: int, *, joined: bool) -> bytes:
    report = [word97.para(line) for line in with_text({}).decode().splitlines()]
    count = size // 2 // len(fragment)
    added = [word97.para(fragment * count)] if joined else [word97.para(fragment)] * count
    return word97.doc([*report, *added])
