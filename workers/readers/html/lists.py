"""Numbers that a browser writes before the items of a list."""

from lxml import html

from workers.readers.structure.numerals import numeral

_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CSS = {
    "decimal": "decimal",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
    "cjk-decimal": "ideographDigital",
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "none": "none",
}


class Markers:
    """Counts the items of numbered lists, asked in the order of the page."""

    def __init__(self) -> None:
        self._last: dict[html.HtmlElement, int] = {}

    def marker(self, element: html.HtmlElement) -> str:
        """The number before an item of a numbered list; “” for any other element."""
        owner = element.getparent()
        if element.tag != "li" or owner is None or owner.tag != "ol":
            return ""
        following = self._last[owner] + 1 if owner in self._last else _integer(owner.get("start"), 1)
        number = self._last[owner] = _integer(element.get("value"), following)
        style = _style(element) or _style(owner) or _TYPES.get(owner.get("type", "1"), "decimal")
        text = numeral(number, style)
        return text and text + ("、" if style.startswith(("chinese", "ideograph")) else ".")


def _style(element: html.HtmlElement) -> str | None:
    """The style that its CSS names."""
    for declaration in element.get("style", "").lower().split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() in {"list-style", "list-style-type"}:
            return next((_CSS[word] for word in value.split() if word in _CSS), None)
    return None


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 5 else otherwise
