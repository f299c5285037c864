"""Pages of scans: what recognising one costs, where what recognises and Chinese fonts are installed."""

import statistics
import time
from collections.abc import Iterator
from random import Random

from tests.corpus.report import build
from workers.limits import Limits
from workers.readers import scan

_HEAD = """
## Pages of scans

Pages of made reports, printed and scanned without any damage, recognised in one process that is warm; seconds of the processor,
as of all on this page. Where something on a page accuses, that alone is looked at a second time, which takes a second more.

| dots an inch | pages | median s a page | fastest to slowest |
|---|---|---|---|"""
_SEEDS = (1, 2)


def lines() -> Iterator[str]:
    """The part of the page on scans; none where they can't be read or made here."""
    if not scan.is_installed():
        return
    from tests.corpus.scans import fonts

    if not fonts():
        return
    yield from _HEAD.splitlines()
    for dots in (150, 200, 300):
        seconds = sorted(_seconds(dots))
        yield (
            f"| {dots} | {len(seconds)} | {statistics.median(seconds):.1f} | {seconds[0]:.1f} to {seconds[-1]:.1f} |"
        )


def _seconds(dots: int) -> Iterator[float]:
    """Of each page, how long its recognition takes."""
    from PIL import Image

    from tests.corpus.scans import fonts, printed
    from workers.readers.scan.images import fitted
    from workers.readers.scan.reading import read_page

    for seed in _SEEDS:
        _, pages = printed(build(seed), fonts()[-1], dots, Random(seed), "lines")
        for number, page in enumerate(pages, start=1):
            picture = fitted(Image.fromarray(page), number)
            begun = time.process_time()
            read_page(picture, Limits())
            yield time.process_time() - begun
