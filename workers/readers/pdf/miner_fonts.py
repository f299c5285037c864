"""pdfminer's fonts, made with less: their maps to Unicode are read by our patterns, their programs only where needed.

This saves a tenth of the careful engine's time (docs/benchmarks.md), and a broken font program costs no file.
"""

import struct
from collections.abc import Mapping
from typing import Any

from pdfminer.cmapdb import FileUnicodeMap
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, resolve1
from pdfminer.utils import nunpack

from workers.readers.pdf.content import operations

_MOST_CODES = 0x40000
"""Four times as many as two bytes make; what a map claims beyond them isn't read."""

_RARE = (b"usecmap", b"cidrange", b"cidchar")
"""What a map to Unicode has no need of, but pdfminer knows."""


class Resources(PDFResourceManager):
    """pdfminer's, but a font program that it can't take apart costs that font's characters, not the file."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font of a specification."""
        if objid and objid in self._cached_fonts:
            return self._cached_fonts[objid]
        try:
            return self._font(objid, spec)
        except Exception:
            without = _without_program(spec)
            if without is spec:
                raise
            return self._font(objid, without)

    def _font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        given = None if "DescendantFonts" in spec else resolve1(spec.get("ToUnicode"))
        data = given.get_data() if isinstance(given, PDFStream) else None
        if data is None or any(word in data for word in _RARE):
            return super().get_font(objid, spec)
        font: Any = super().get_font(objid, {**_without_program(spec, "FontFile2"), "ToUnicode": PDFStream({}, b"")})
        font.unicode_map = _unicode_map(data)
        return font  # type: ignore[no-any-return]


def _without_program(spec: Mapping[str, object], program: str = "FontFile") -> Mapping[str, object]:
    """A font's specification without programs of that kind, itself where there is none."""
    descriptor = dict_value(spec.get("FontDescriptor", {}))
    kept = {key: value for key, value in descriptor.items() if not str(key).startswith(program)}
    return spec if len(kept) == len(descriptor) else {**spec, "FontDescriptor": kept}


def _unicode_map(data: bytes) -> FileUnicodeMap:
    """What a font's codes stand for, by the stream that says so."""
    found, left = FileUnicodeMap(), _MOST_CODES
    for operator, operands in operations(data):
        if operator == b"endbfchar":
            for code, text in zip(operands[::2], operands[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(text, bytes):
                    found.add_cid2unichr(nunpack(code), text)
        elif operator == b"endbfrange":
            for first, last, texts in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
                if isinstance(first, bytes) and isinstance(last, bytes):
                    codes = range(nunpack(first), nunpack(last) + 1)[:left]
                    _add_range(found, codes, texts)
                    left -= len(codes)
    return found


def _add_range(found: FileUnicodeMap, codes: range, texts: object) -> None:
    """Adds codes that follow each other: a text each, or the first one's, whose last character is counted on."""
    if isinstance(texts, list):
        for code, text in zip(codes, texts, strict=False):
            if isinstance(text, bytes):
                found.add_cid2unichr(code, text)
    elif isinstance(texts, bytes):
        start, counted = texts[:-4], texts[-4:]
        for code in codes:
            number = nunpack(counted) + code - codes.start
            found.add_cid2unichr(code, start + struct.pack(">Q", number)[-len(counted) or 8 :])
