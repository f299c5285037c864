"""Bytes → characters: which encoding a text is in, detected from what it holds."""

import codecs

from service.errors import UndecodableText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_COMMON = frozenset("的一是不了在有和人这中大为上个国我以要他时来用们政府信息公开年度报告工作情况總體條務處與項")
"""Characters that any Chinese report is full of, and that a wrong encoding all but never yields."""


def decode(data: bytes) -> str:
    """The text of `data`, without its byte-order mark. Raises UndecodableText where no encoding fits."""
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], marked)
    if (wide := _wide(data)) is not None:
        return _strict(data, wide)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _cut_short(data, error):
            return data[: error.start].decode("utf-8")
    return _legacy(data)


def _strict(data: bytes, encoding: str) -> str:
    width = 4 if "32" in encoding else 2 if "16" in encoding else 1
    try:
        return data[: len(data) - len(data) % width].decode(encoding)
    except UnicodeDecodeError:
        raise UndecodableText from None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every line end and figure has a NUL beside it, on the same side."""
    sample = data[:65536]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if (even + odd) * 50 < len(sample):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _cut_short(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether only the last character is incomplete, as in a file that was cut."""
    return error.start >= len(data) - 3 and error.start > 0 and error.reason == "unexpected end of data"


def _legacy(data: bytes) -> str:
    readings = []
    for encoding in ("gb18030", "big5"):
        try:
            readings.append(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    if not readings:
        raise UndecodableText
    best = max(readings, key=_likelihood)
    if _likelihood(best) < 0.02:
        raise UndecodableText
    return best


def _likelihood(text: str) -> float:
    """The share of common Chinese characters among all that are not ASCII."""
    foreign = [char for char in text if ord(char) > 127]
    return sum(char in _COMMON for char in foreign) / len(foreign) if foreign else 1.0
