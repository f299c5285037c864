"""How good a picture of a page is."""

from collections.abc import Callable
from typing import Any

import pytest

Dots = Any


def drawn(change: Callable[[Dots], Dots] = lambda dots: dots) -> bool:
    """Whether a page of strokes is poor, changed so."""
    import numpy as np

    from workers.readers.scan.ink import sheet
    from workers.readers.scan.picture import SCALE, Picture
    from workers.readers.scan.quality import is_poor

    dots = np.full((1200, 1000), 255, np.uint8)
    for top in range(100, 1100, 60):
        for left in range(100, 900, 40):
            dots[top : top + 24, left : left + 4] = 0
            dots[top : top + 4, left : left + 24] = 0
    return is_poor(sheet(Picture(1, 1000 / SCALE, 1200 / SCALE, np.repeat(change(dots)[..., None], 3, 2), SCALE)))


def specks(dots: Dots) -> Dots:
    """Dots as a bad line of a fax leaves them."""
    import numpy as np

    chance = np.random.default_rng(1)
    for top, left in zip(chance.integers(0, 1190, 2000), chance.integers(0, 990, 2000), strict=True):
        dots[top : top + 3, left : left + 3] = 0
    return dots


def blur(dots: Dots) -> Dots:
    import cv2

    return cv2.GaussianBlur(dots, (0, 0), 2.5)


def table_beside(dots: Dots) -> Dots:
    """The dark of a table's top, on which a photo was taken, with uneven light."""
    import numpy as np

    grain = np.random.default_rng(1).normal(0, 25, dots.shape)
    return np.clip(dots * 0.8 + grain, 0, 255).astype(np.uint8)


def test_a_clean_page_is_not_poor() -> None:
    assert not drawn()


@pytest.mark.parametrize("damage", [specks, blur, table_beside])
def test_a_page_full_of_specks_out_of_focus_or_full_of_grain_is_poor(damage: Callable[[Dots], Dots]) -> None:
    assert drawn(damage)


def test_no_sentence_of_a_poor_page_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    from service.audits.media import Media
    from service.reports.report import SURE, Paragraph
    from tests.workers.readers.scan.test_scans import FILES, LIMITS
    from workers.readers import scan
    from workers.readers.scan import reading

    monkeypatch.setattr(reading, "is_poor", lambda _: True)
    document = scan.read_scan((FILES / "scan-1.pdf").read_bytes(), Media.PDF, LIMITS)
    read = [block for block in document.blocks if isinstance(block, Paragraph) and block.scores]
    assert read
    assert all(score < SURE for paragraph in read for score in paragraph.scores)


def test_a_letter_in_a_cell_may_be_a_damaged_figure_and_is_not_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np

    from workers.readers.scan import cells, ink, looks
    from workers.readers.scan.picture import SCALE, Picture
    from workers.readers.scan.recogniser import Sign
    from workers.readers.scan.strips import Strip

    white = np.full((60, 60, 3), 255, np.uint8)
    page = cells.without_rules(
        ink.sheet(Picture(1, 60 / SCALE, 60 / SCALE, white, SCALE)), np.zeros((60, 60), np.uint8)
    )
    strip = Strip((10, 10, 30, 30), 20.0)
    for text, sureness in (("a", 0.0), ("à.", 0.0), ("无", 0.99), ("规章", 0.99)):
        monkeypatch.setattr(looks.Looks, "words", lambda *_, said=text: [Sign(char, 0.99, 0.5) for char in said])
        assert {sign.score for sign in cells._words(page, strip, is_alone=False).signs} == {sureness}
