"""OFD in its four XML parts: text objects with their deltas, rulings as stroked paths, in millimetres."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from types import MappingProxyType
from xml.sax.saxutils import escape

from tests.corpus.draft import Draft
from tests.corpus.rendering.layout import HEIGHT, WIDTH, Box, Page, Text, pages, width_of
from tests.workers.readers.ofd.ofdml import package

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72
_SIZE = f"0 0 {WIDTH * _MM:.3f} {HEIGHT * _MM:.3f}"


def plain(draft: Draft, rng: Random) -> bytes:
    """The report laid out as in the PDFs."""
    return written(pages(draft, rng))


def written(laid: Sequence[Page], pictures: Mapping[int, Box] = MappingProxyType({})) -> bytes:
    """Pages as a file, those of these indices with a picture in a box."""
    parts = {
        "OFD.xml": (
            f'<ofd:OFD {_NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": _document(len(laid)),
        "Doc_0/PublicRes.xml": (
            f'<ofd:Res {_NS} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts></ofd:Res>'
        ),
    }
    for number, page in enumerate(laid):
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = _content(page, 1000 * (number + 1), pictures.get(number))
    return package({name: f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}' for name, xml in parts.items()})


def _document(count: int) -> str:
    listed = "".join(f'<ofd:Page ID="{at + 10}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(count))
    return (
        f"<ofd:Document {_NS}><ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>{_SIZE}</ofd:PhysicalBox></ofd:PageArea>"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )


def _content(page: Page, first_id: int, picture: Box | None) -> str:
    objects = [*(_path(box) for boxes in page.tables for box in boxes), *(_text(text) for text in page.texts)]
    objects += [_image(picture)] if picture else []
    numbered = "".join(xml.replace("ID=''", f'ID="{first_id + at}"') for at, xml in enumerate(objects))
    return (
        f"<ofd:Page {_NS}><ofd:Area><ofd:PhysicalBox>{_SIZE}</ofd:PhysicalBox></ofd:Area>"
        f'<ofd:Content><ofd:Layer ID="{first_id - 1}">{numbered}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def _image(box: Box) -> str:
    left, top, width, height = _boundary(box)
    return (
        f"<ofd:ImageObject ID='' Boundary=\"{left:.3f} {top:.3f} {width:.3f} {height:.3f}\" "
        f'CTM="{width:.3f} 0 0 {height:.3f} 0 0"/>'
    )


def _boundary(box: Box) -> tuple[float, float, float, float]:
    """Left, top, width and height in millimetres."""
    return box.left * _MM, box.top * _MM, (box.right - box.left) * _MM, (box.bottom - box.top) * _MM


def _path(box: Box) -> str:
    left, top, width, height = _boundary(box)
    outline = f"M 0 0 L {width:.3f} 0 L {width:.3f} {height:.3f} L 0 {height:.3f} C"
    return (
        f'<ofd:PathObject ID=\'\' Boundary="{left:.3f} {top:.3f} {width:.3f} {height:.3f}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>{outline}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _text(text: Text) -> str:
    size = text.size * _MM
    width = (width_of(text.text, text.size) + text.gap * len(text.text)) * _MM
    deltas = " ".join(_deltas(text))
    return (
        f"<ofd:TextObject ID='' Boundary=\"{text.x * _MM:.3f} {(text.y - text.size) * _MM:.3f} {width:.3f} "
        f'{size * 1.3:.3f}" Font="3" Size="{size:.3f}"><ofd:TextCode X="0" Y="{size:.3f}" DeltaX="{deltas}">'
        f"{escape(text.text)}</ofd:TextCode></ofd:TextObject>"
    )


def _deltas(text: Text) -> Iterator[str]:
    for char in text.text[:-1]:
        yield f"{(width_of(char, text.size) + text.gap) * _MM:.3f}"
