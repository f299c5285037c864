import io

import pytest
from PIL import Image

from service.errors import DamagedFile, PageNotFound
from tests.workers.renderings.reports import broken
from workers.renderings import page_picture


def test_a_page_is_a_picture_of_144_dots_an_inch() -> None:
    picture = Image.open(io.BytesIO(page_picture(broken("years.own_year", "pdf")[0], 1)))
    assert picture.format == "PNG"
    assert picture.size == (1190, 1684)
    assert picture.convert("L").getextrema() == (0, 255)


def test_a_page_that_is_not_there_is_told() -> None:
    data = broken("years.own_year", "pdf")[0]
    for number in (0, 99):
        with pytest.raises(PageNotFound):
            page_picture(data, number)


def test_a_damaged_file_is_told() -> None:
    with pytest.raises(DamagedFile):
        page_picture(b"%PDF-1.7 nothing", 1)
