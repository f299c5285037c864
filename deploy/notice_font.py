"""Makes the font that notices embed in their PDFs, of Noto Serif CJK: a few megabytes that come with the project.

`python -m deploy.notice_font NotoSerifCJK-Regular.ttc` writes workers/renderings/fonts/NoticeSerif.ttf. It needs fontTools, which
nothing else does: `pip install fonttools`. The font has the characters of GB 2312 and of 通用规范汉字表, and letters and signs
that go with them; its outlines are TrueType's, for that is what reportlab embeds. The licence, SIL OFL 1.1, lies beside it.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable

_FONT = Path(__file__).parents[1] / "workers" / "renderings" / "fonts" / "NoticeSerif.ttf"
_BEYOND_GB_2312 = Path(__file__).parent / "notice_font_characters.txt"
"""What 通用规范汉字表 has beyond GB 2312."""
_LETTERS_AND_SIGNS = (
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x2010, 0x203F),
    (0x2460, 0x2473),
    (0x3000, 0x301F),
    (0xFF01, 0xFF5E),
)
_NAMES = {1: "Notice Serif", 3: "report-audit;NoticeSerif-Regular", 4: "Notice Serif", 6: "NoticeSerif-Regular"}
"""Names of its own: a modified font may not bear one that is reserved, nor should it another's trademark."""
_LEFT_OUT = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "DSIG", "vhea", "vmtx")
_ERROR = 1.0
"""Thousandths of an em by which a curve may differ."""


def main(given: str) -> None:
    """Make the font of the collection at a path."""
    font = next(
        each for each in TTCollection(given).fonts if str(each["name"].getDebugName(6)).startswith("NotoSerifCJKsc")
    )
    font.recalcTimestamp = False
    _narrow(font)
    _to_truetype(font)
    for record in list(font["name"].names):
        if record.nameID in _NAMES:
            record.string = _NAMES[record.nameID]
        elif record.nameID == 7:
            font["name"].names.remove(record)
    font.save(_FONT)


def _characters() -> set[int]:
    pairs = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    wanted = "".join(pair.decode("gb2312", "ignore") for pair in pairs) + _BEYOND_GB_2312.read_text("utf-8")
    ranges = (range(first, last + 1) for first, last in _LETTERS_AND_SIGNS)
    return {ord(char) for char in wanted if char != "\n"} | {code for each in ranges for code in each}


def _narrow(font: TTFont) -> None:
    """Leave the glyphs that are wanted, without what shapes text."""
    options = subset.Options(
        layout_features=[], hinting=False, notdef_outline=True, name_IDs=["*"], desubroutinize=True
    )
    options.drop_tables += _LEFT_OUT
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=_characters())
    subsetter.subset(font)


def _to_truetype(font: TTFont) -> None:
    """Have quadratic outlines in place of cubic ones."""
    order, shapes, glyphs = font.getGlyphOrder(), font.getGlyphSet(), {}
    for name in order:
        pen = TTGlyphPen(None)
        shapes[name].draw(Cu2QuPen(pen, _ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    largest = font["maxp"]
    largest.tableVersion, largest.maxZones = 0x00010000, 1
    for part in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements", "SizeOfInstructions"):
        setattr(largest, f"max{part}", 0)
    largest.maxComponentElements = 0
    font["glyf"].compile(font)
    for name in order:
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyphs[name], "xMin", 0))
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    del font["CFF "]
    font.sfntVersion = "\0\1\0\0"


if __name__ == "__main__":
    main(sys.argv[1])
