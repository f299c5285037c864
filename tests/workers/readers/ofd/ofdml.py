"""OFD packages of the smallest kind, and the objects on their pages, in millimetres."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

NAMESPACE = "http://www.ofdspec.org/2016"
A4 = "0 0 210 297"


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of those parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def parts(*pages: str, common: str = "", namespace: str = NAMESPACE) -> dict[str, str | bytes]:
    """The parts of a package whose pages hold those layers' contents."""
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    made: dict[str, str | bytes] = {
        "OFD.xml": wrapped(
            "OFD", "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>", namespace
        ),
        "Doc_0/Document.xml": wrapped(
            "Document",
            f"<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{A4}</ofd:PhysicalBox></ofd:PageArea>{common}"
            f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>",
            namespace,
        ),
    }
    for i, page in enumerate(pages):
        made[f"Doc_0/Pages/Page_{i}/Content.xml"] = wrapped("Page", content(page), namespace)
    return made


def wrapped(name: str, inner: str, namespace: str = NAMESPACE) -> str:
    """A part with that root."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:{name} xmlns:ofd="{namespace}">{inner}</ofd:{name}>'


def content(objects: str) -> str:
    """A page's content of one layer."""
    return f'<ofd:Content><ofd:Layer ID="1">{objects}</ofd:Layer></ofd:Content>'


def text(x: float, y: float, said: str, *, size: float = 4, deltas: str = "", more: str = "") -> str:
    """A text object with its baseline at that place."""
    deltas = deltas or f"g {len(said) - 1} {size}"
    code = f'<ofd:TextCode X="0" Y="0" DeltaX="{deltas}">{escape(said)}</ofd:TextCode>'
    return f'<ofd:TextObject ID="2" Boundary="{x} {y} 0 0" Font="3" Size="{size}" {more}>{code}</ofd:TextObject>'


def path(data: str, *, boundary: str = A4, more: str = "", inner: str = "") -> str:
    """A path object."""
    return (
        f'<ofd:PathObject ID="4" Boundary="{boundary}" {more}>{inner}'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def ruled(xs: Sequence[float], ys: Sequence[float]) -> str:
    """A grid of strokes."""
    across = (path(f"M {xs[0]} {y} L {xs[-1]} {y}") for y in ys)
    down = (path(f"M {x} {ys[0]} L {x} {ys[-1]}") for x in xs)
    return "".join((*across, *down))


TABLE = ruled((20, 60, 100), (50, 60, 70)) + "".join(
    (text(22, 57, "规章"), text(70, 57, "12"), text(22, 67, "行政许可"), text(70, 67, "1284.56", size=2))
)
"""Two rows and columns."""
