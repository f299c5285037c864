import io
import os
import zipfile

import pytest
from PIL import Image

from service.audits.media import Media
from service.errors import DamagedFile, LimitExceeded, NoFont, PageNotFound, PicturesNotInstalled
from tests.workers.renderings.reports import broken
from workers.limits import Limits
from workers.readers.ofd.content import Drawing
from workers.readers.ofd.package import Package
from workers.renderings import page_picture, pictures, rasters


@pytest.fixture
def _font() -> None:
    """Skips where the machine has no Chinese font, unless all was to be tested."""
    try:
        pictures._check_font()
    except NoFont:
        if os.environ.get("TEST_EVERYTHING") == "1":
            raise
        pytest.skip("there is no Chinese font on this machine")


def opened(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture))


def drawn(size: tuple[int, int], format: str, **options: object) -> bytes:
    """A picture that is red above and blue below."""
    written = io.BytesIO()
    page = Image.new("RGB", size, "blue")
    page.paste("red", (0, 0, size[0], size[1] // 2))
    page.save(written, format, **options)
    return written.getvalue()


def is_dark(page: Image.Image, box: tuple[float, float, float, float]) -> bool:
    """Whether there is ink in a box of points."""
    return page.convert("L").crop(tuple(round(2 * edge) for edge in box)).getextrema()[0] < 160


def test_a_page_is_a_picture_of_144_dots_an_inch() -> None:
    picture = opened(page_picture(broken("years.own_year", "pdf")[0], 1))
    assert picture.format == "PNG"
    assert picture.size == (1190, 1684)
    assert picture.convert("L").getextrema() == (0, 255)
    assert [round(dots) for dots in picture.info["dpi"]] == [144, 144]


def test_a_page_that_is_too_large_is_drawn_smaller_and_says_so(monkeypatch) -> None:
    monkeypatch.setattr(pictures, "_MOST_DOTS", 1190 * 1684 / 4)
    picture = opened(page_picture(broken("years.own_year", "pdf")[0], 1))
    assert picture.size == (595, 842)
    assert round(picture.info["dpi"][0]) == 72


@pytest.mark.usefixtures("_font")
def test_a_page_of_an_ofd_has_each_character_and_rule_where_the_audit_reads_them() -> None:
    data = broken("years.own_year", "ofd")[0]
    package = Package(data, Limits())
    for number, sheet in enumerate(package.sheets(), start=1):
        page = Drawing(number, sheet, package.resources, Limits()).page
        picture = opened(page_picture(data, number, Media.OFD))
        assert picture.size == (pytest.approx(2 * page.width, abs=1), pytest.approx(2 * page.height, abs=1))
        inked = [is_dark(picture, glyph.box) for glyph in page.glyphs]
        assert sum(inked) > 0.95 * len(inked), "but for dots and strokes that are thin"
        corner = (0, 0, 20, 20)
        assert not is_dark(picture, corner)
        for mark in page.marks[:50]:
            assert is_dark(picture, (mark.left - 1, mark.top - 1, mark.right + 1, mark.bottom + 1))


@pytest.mark.parametrize(("media", "format"), [(Media.PNG, "PNG"), (Media.JPEG, "JPEG"), (Media.TIFF, "TIFF")])
def test_a_scan_is_shown_as_large_as_it_is_read(media: Media, format: str) -> None:
    picture = opened(page_picture(drawn((1240, 1754), format), 1, media))
    assert picture.size == (1190, pytest.approx(1684, abs=2))
    assert picture.getpixel((600, 400))[0] > 240
    assert picture.getpixel((600, 1200))[2] > 240


def test_a_photograph_is_shown_upright() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    picture = opened(page_picture(drawn((800, 600), "JPEG", exif=turned), 1, Media.JPEG))
    assert picture.width < picture.height
    assert picture.getpixel((picture.width - 50, 300))[0] > 240
    assert picture.getpixel((50, 300))[2] > 240


def test_a_tiff_has_pages() -> None:
    written = io.BytesIO()
    pages = [Image.new("L", (100, 140), shade) for shade in (0, 255)]
    pages[0].save(written, "TIFF", save_all=True, append_images=pages[1:])
    shades = [opened(page_picture(written.getvalue(), at, Media.TIFF)).getpixel((99, 99))[0] for at in (1, 2)]
    assert shades == [0, 255]
    with pytest.raises(PageNotFound):
        page_picture(written.getvalue(), 3, Media.TIFF)


def test_a_picture_that_is_an_ofds_page_is_drawn() -> None:
    written = io.BytesIO()
    area = "<ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>"
    parts = {
        "OFD.xml": "<ofd:DocBody><ofd:DocRoot>Document.xml</ofd:DocRoot></ofd:DocBody>",
        "Document.xml": "<ofd:CommonData><ofd:PublicRes>Res.xml</ofd:PublicRes></ofd:CommonData>"
        '<ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages>',
        "Res.xml": '<ofd:MultiMedias><ofd:MultiMedia ID="9" Type="Image"><ofd:MediaFile>scan.png</ofd:MediaFile>'
        "</ofd:MultiMedia></ofd:MultiMedias>",
        "Page.xml": f'{area}<ofd:Content><ofd:Layer ID="2"><ofd:ImageObject ID="3" Boundary="0 0 210 297"'
        ' CTM="210 0 0 297 0 0" ResourceID="9"/></ofd:Layer></ofd:Content>',
    }
    with zipfile.ZipFile(written, "w") as package:
        for name, inner in parts.items():
            package.writestr(name, f'<ofd:X xmlns:ofd="http://www.ofdspec.org/2016">{inner}</ofd:X>')
        package.writestr("scan.png", drawn((210, 297), "PNG"))
    picture = opened(page_picture(written.getvalue(), 1, Media.OFD))
    assert picture.getpixel((500, 300))[:3] == (255, 0, 0)
    assert picture.getpixel((500, 1300))[:3] == (0, 0, 255)


@pytest.mark.parametrize("format", ["pdf", "ofd"])
def test_a_page_that_is_not_there_is_told(format: str) -> None:
    data = broken("years.own_year", format)[0]
    for number in (0, 99):
        with pytest.raises(PageNotFound):
            page_picture(data, number, Media(f"application/{format}"))


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b"%PDF-1.7 nothing", Media.PDF),
        (b"PK\x03\x04 nothing", Media.OFD),
        (b"\x89PNG\r\n\x1a\n nothing", Media.PNG),
        (drawn((400, 400), "JPEG")[:300], Media.JPEG),
    ],
)
def test_a_damaged_file_is_told(data: bytes, media: Media) -> None:
    with pytest.raises(DamagedFile):
        page_picture(data, 1, media)


def test_a_picture_that_is_too_big_is_not_unpacked() -> None:
    with pytest.raises(LimitExceeded):
        page_picture(drawn((200, 200), "PNG"), 1, Media.PNG, Limits(picture_dots=30_000))


def test_without_the_extra_a_scan_is_not_drawn(monkeypatch) -> None:
    monkeypatch.setattr(rasters, "find_spec", lambda _: None)
    with pytest.raises(PicturesNotInstalled):
        page_picture(drawn((200, 200), "PNG"), 1, Media.PNG)


def test_without_a_font_no_text_is_drawn(monkeypatch) -> None:
    monkeypatch.setattr(pictures, "_INK", 0)
    pictures._check_font.cache_clear()
    with pytest.raises(NoFont):
        page_picture(broken("years.own_year", "ofd")[0], 1, Media.OFD)
    pictures._check_font.cache_clear()
