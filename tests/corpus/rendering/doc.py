"""DOC structure by structure: the text as it stands, or the sections' numerals from the word processor's lists."""

from random import Random

from tests.corpus import grids
from tests.corpus.draft import Draft
from tests.corpus.rendering.blocks import Line, blocks, can_be_numbered
from tests.workers.readers.doc import word97, word97_lists

_INDENTS = ("", "", "　　")


def plain(draft: Draft, rng: Random) -> bytes:
    """All text as it stands; Latin pieces may take a byte a character."""
    return word97.doc(_paragraphs(draft, rng, numbered=False), compressed=rng.random() < 0.5)


def numbered(draft: Draft, rng: Random) -> bytes:
    """The sections' numerals come from a list and stand nowhere in the text."""
    use = word97_lists.lists([[word97_lists.level(word97_lists.CHINESE, "%1、")]], [(0, b"")])
    return word97.doc(_paragraphs(draft, rng, numbered=can_be_numbered(draft)), lists=use)


def _paragraphs(draft: Draft, rng: Random, *, numbered: bool) -> list[word97.Para]:
    found: list[word97.Para] = []
    for block in blocks(draft):
        if isinstance(block, Line):
            found.append(_paragraph(block, rng, numbered=numbered and block.kind == "section"))
        else:
            found += [*word97.table(grids.grid(block)), word97.para("")]
    return found


def _paragraph(line: Line, rng: Random, *, numbered: bool) -> word97.Para:
    text = line.text.partition("、")[2] if numbered else line.text
    text = rng.choice(_INDENTS) + text if line.kind == "text" else text
    run = word97.sprm(word97.BOLD) if line.kind in ("title", "section") else b""
    cut = rng.randint(0, len(text))
    runs = tuple((part, run) for part in (text[:cut], text[cut:]) if part)
    return word97.Para(runs, word97.sprm(word97.LIST) + word97.sprm(word97.LEVEL, 0) if numbered else b"")
