"""Characters as fonts give them → characters as they are written."""

import re
import unicodedata

UNKNOWN = "\ufffd"
"""Stands for a glyph whose character its font doesn't tell."""

SPACE = " "
"""Stands for all white space that sets its neighbours apart."""

_UNKNOWN = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")

_NOTHING = " \t\r\n\x0b\x0c\xa0\u1680\u2028\u2029\u202f\u205f\u2060\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200E))
)
"""White space, and what has no width."""

_SPACES = frozenset(" \t\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))))
"""White space that leaves a gap."""

_UPRIGHT = str.maketrans(
    "︐︑︒︓︔︕︖︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄︱︳", "，、。：；！？（）｛｝〔〕【】《》〈〉「」『』—＿"
)
_RADICALS = str.maketrans(
    "⺁⺠⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳⺼⻌⻍⻎",
    "厂民母虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟月辶辶辶",
)


def plain(text: str) -> str:
    """What is meant by a glyph's text: no radical in place of a word, no form for vertical setting, no ligature.

    White space and characters without width are nothing; a control character is an unknown one.
    """
    text = text.strip(_NOTHING)
    if not text:
        return ""
    code = ord(text[0])
    if code < 0x2E80:
        return UNKNOWN if code < 0x20 or 0x7F <= code < 0xA0 else text.replace("\xad", "-")
    if code < 0x2F00:
        return text.translate(_RADICALS)
    if code < 0x2FE0 or 0xF900 <= code < 0xFB07:
        return unicodedata.normalize("NFKC", text)
    if 0xFE10 <= code < 0xFE50:
        return text.translate(_UPRIGHT)
    return text


def shown(text: str) -> str:
    """What is meant by a glyph's text, `SPACE` for white space that leaves a gap."""
    return SPACE if is_space(text) else plain(text)


def is_space(text: str) -> bool:
    """Whether a glyph's text is white space that sets its neighbours apart."""
    return bool(text) and _SPACES.issuperset(text)


def is_unknown(text: str) -> bool:
    """Whether a glyph's character is unknown: no mapping, or one into a private area."""
    return _UNKNOWN.search(text) is not None


def gap_between(before: str, after: str) -> str:
    """What sets two lines apart that are one text: a blank between Latin words, else nothing."""
    return " " if is_latin(before[-1:] or "-") and is_latin(after[:1] or "-") else ""


def is_latin(char: str) -> bool:
    """Whether words of it are set apart by spaces."""
    return char.isalpha() and char < "\u0250"
