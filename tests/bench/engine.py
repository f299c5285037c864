"""What each part of our own beside pdfminer pays: the careful engine with it, and with pdfminer's in its place."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

from pdfminer.pdfinterp import PDFContentParser, PDFResourceManager
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import PSKeyword, keyword_name

from tests.bench.reading import Tool, ours
from tests.corpus.cells import Cells
from workers.readers.pdf import miner, miner_text

WITH_ALL = "as it is"


def tools() -> dict[str, Tool]:
    """The careful engine as it is, and without each of its parts."""
    return {WITH_ALL: ours(miner.pages)} | {name: _without(name) for name in _PARTS}


def _without(name: str) -> Tool:
    def read(data: bytes) -> list[Cells]:
        with ExitStack() as stack:
            for (owner, attribute), other in _PARTS[name].items():
                stack.enter_context(patch.object(owner, attribute, other))
            return ours(miner.pages)(data)

    return read


def _operations(data: bytes) -> Iterator[tuple[bytes, list[Any]]]:
    """A content's operators as pdfminer's own parser takes them apart."""
    try:
        parser, operands = PDFContentParser([PDFStream({}, data)]), []
        while True:
            _, token = parser.nextobject()
            if isinstance(token, PSKeyword):
                yield keyword_name(token).encode(), operands
                operands = []
            else:
                operands.append(token)
    except PSEOF:
        return


_PARTS: Mapping[str, Mapping[tuple[Any, str], Any]] = {
    "`content`: operators by patterns, not by the byte": {(miner, "operations"): _operations},
    "`miner_fonts`: maps to Unicode by the same patterns": {(miner, "Resources"): PDFResourceManager},
    "`miner_text`: glyphs of a level line set together": {(miner, "run_of"): miner_text._Turned},
}


def lines(measured: Mapping[str, Iterable[float]]) -> Iterator[str]:
    """A table of how much longer the files take without each part."""
    usual = sum(measured[WITH_ALL])
    yield from ("", "| without | times as long |", "|---|---|")
    for name in _PARTS:
        yield f"| {name} | {sum(measured[name]) / usual:.2f} |"
