"""HTML text → a tree, and what its elements are: seen or not, of a block or of a line, bold or plain."""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree, html

from service.errors import DamagedFile, LimitExceeded
from workers.limits import Limits
from workers.readers.structure.heads import is_section_head

_DEPTH = 254
"""How deep elements nest before the parser gives up; what is left is not the whole page."""

_UNSEEN = frozenset(
    "head script style noscript template select option input button textarea iframe object embed svg math canvas "
    "audio video map area del s strike".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead "
    "tr ul".split()
)
_BOLD = frozenset("b strong h1 h2 h3 h4 h5 h6 th".split())

_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|text-decoration(?:-line)?\s*:[^;]{0,60}line-through|mso-hide\s*:\s*all|font-size\s*:\s*0(?:p[xt])?\s*(?:;|$)",
    re.IGNORECASE,
)
_VEILED_STYLE = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_PLAIN_STYLE = re.compile(r"font-weight\s*:\s*(normal|[1-5]00)", re.IGNORECASE)
_BLOCK_STYLE = re.compile(r"display\s*:\s*(block|flex|grid|table)\b", re.IGNORECASE)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)


def parse(text: str, limits: Limits) -> html.HtmlElement:
    """The root of a page. Raises LimitExceeded where it has too many elements, or nests them too deeply."""
    limits.check("xml_nodes", text.count("<") + text.count("="))
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    data = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        _check_attributes(data, limits)
        root = html.document_fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        raise DamagedFile(kind="HTML") from None
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise LimitExceeded(what={"en": "nesting of HTML elements", "zh": "HTML 嵌套层数"}, limit=_DEPTH)
    return root


class _Widest:
    """What a parser calls for each element; `most` is how many attributes the widest has."""

    def __init__(self) -> None:
        self.most = 0

    def start(self, _tag: str, attributes: Mapping[str, str]) -> None:
        self.most = max(self.most, len(attributes))

    def close(self) -> None:
        """The page's end."""


def _check_attributes(data: bytes, limits: Limits) -> None:
    """Raises LimitExceeded where an element has so many attributes that its tree would take the square of their time."""
    widest: Any = _Widest()
    parser = html.HTMLParser(encoding="utf-8", no_network=True, target=widest)
    parser.feed(data)
    parser.close()
    limits.check("attributes", widest.most)


def is_seen(element: html.HtmlElement) -> bool:
    """Whether a browser shows the element, and not as struck through, which takes its text back."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN or "hidden" in element.attrib:
        return False
    return not _HIDDEN_STYLE.search(element.get("style", ""))


def is_veiled(element: html.HtmlElement) -> bool:
    """Whether it is kept from sight until a script or the reader shows it: a page that loads, details that are closed."""
    return bool(_VEILED_STYLE.search(element.get("style", ""))) or _is_folded(element)


def _is_folded(element: html.HtmlElement) -> bool:
    """Whether it is details that are closed, and not under a section's head, whose text is the reader's to open."""
    if element.tag != "details" or "open" in element.attrib:
        return False
    summary = element.find("summary")
    return summary is None or not is_section_head(summary.text_content().strip())


def is_block(element: html.HtmlElement) -> bool:
    """Whether it stands on lines of its own."""
    return element.tag in _BLOCKS or bool(_BLOCK_STYLE.search(element.get("style", "")))


def is_bold(element: html.HtmlElement, around: bool) -> bool:
    """Whether its text is bold, if that around it is (`around`) or isn't."""
    style = element.get("style", "")
    if _PLAIN_STYLE.search(style):
        return False
    return around or element.tag in _BOLD or bool(_BOLD_STYLE.search(style))


_LINKS = {"a": "href", "iframe": "src", "embed": "src", "object": "data"}


def target_of(element: html.HtmlElement) -> str:
    """What it links to or embeds, “” for nothing."""
    attribute = _LINKS.get(element.tag)
    return str(element.get(attribute, "")) if attribute else ""


_LOWEST = 40
"""Pixels: a lower picture is an icon."""
_HEIGHT = re.compile(r"(?:^|[;\s])(?:height|width)\s*:\s*(\d+)(?:\.\d+)?px", re.IGNORECASE)


def is_small(picture: html.HtmlElement) -> bool:
    """Whether a picture says of itself that it is no larger than an icon."""
    sizes = [*_HEIGHT.findall(picture.get("style", "")), picture.get("width", ""), picture.get("height", "")]
    return any(size.isdecimal() and int(size) < _LOWEST for size in sizes)


def is_raised(element: html.HtmlElement) -> bool:
    """Whether its text stands above the line, as marks of footnotes do."""
    return element.tag == "sup" or bool(_RAISED_STYLE.search(element.get("style", "")))
