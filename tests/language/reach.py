"""How many of the claims that were read before the language layer reads: by kind, with what certainty."""

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator

from service.domain.report import Report
from service.language import Claim, Reading
from tests.language.golden import FILE
from tests.language.sources import sources

_KINDS = ("application", "carried", "issued", "kept", "outcome", "review", "all-done", "decision")


def reach() -> Iterator[str]:
    """A line a kind: how many were read before, and as what the layer reads them."""
    before = _read_before()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for source in sources(r"\.(txt|html)$"):
        now = list(_places(source.report))
        for kind, value, paragraph, start, end in before.get(source.name, ()):
            hits = [claim for claim, at in now if at[0] == paragraph and _is_same(claim, at, value, start, end)]
            told = {str(claim.certainty) for claim in hits}
            best = next((each for each in ("established", "to check", "passed over") if each in told), "not read")
            counts[kind][best] += 1
    for kind, found in counts.items():
        said = ", ".join(f"{number} {name}" for name, number in sorted(found.items()))
        yield f"{kind:12} {found.total():5} before: {said}"


def _read_before() -> dict[str, list[tuple[str, str, int, int, int]]]:
    found: dict[str, list[tuple[str, str, int, int, int]]] = defaultdict(list)
    name = ""
    for line in gzip.decompress(FILE.read_bytes()).decode().splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "#":
            name = rest
        elif kind in _KINDS:
            _, value, at = rest.split(" ")
            paragraph, _, span = at.partition(":")
            start, _, end = span.partition("-")
            found[name].append((kind, value, int(paragraph), int(start), int(end)))
    return found


_Place = tuple[int, int, int, int]
"""Paragraph, where the sentence begins, where the claim ends, where the sentence ends."""


def _places(report: Report) -> Iterator[tuple[Claim, _Place]]:
    numbers = {id(paragraph): number for number, paragraph in enumerate(report.paragraphs)}
    for claim in Reading.of(report).claims:
        offsets = claim.sentence.offsets
        yield claim, (numbers[id(claim.sentence.paragraph)], offsets[0], offsets[claim.end - 1] + 1, offsets[-1] + 1)


def _is_same(claim: Claim, at: _Place, value: str, start: int, end: int) -> bool:
    """The same number at the same place; what denies has no number, and is the same anywhere in its sentence."""
    if str(claim.value) != value:
        return False
    return at[1] <= start < at[3] if value == "0" else at[2] == end
