"""The files that a page links to or embeds, those first that are the likeliest to be its report or its tables."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from service.audits.destinations import uri_of
from workers.limits import Limits
from workers.readers.charset import decode
from workers.readers.html.tree import parse, target_of
from workers.readers.structure.references import NAMES_REPORT

_MOST_LINKS = 20
"""Links that are told of a page."""
_LONGEST = 2000
_FILE = re.compile(r"\.(?:pdf|docx?|wps|ofd|xlsx?|et)\s*(?:$|[?#&）)])", re.IGNORECASE)
"""A kind of file in which a report or a table may be."""
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_WORDS = (
    (4, NAMES_REPORT),
    (2, re.compile("政府信息公开")),
    (1, re.compile("附件|附表|情况表")),
    (1, re.compile(r"\.(?:pdf|docx?|wps|ofd)\s*(?:$|[?#&）)])", re.IGNORECASE)),
)
"""What speaks for a link, and how much."""
_OWN_YEAR, _OTHER_YEAR = 3, -5


def links_of(data: bytes, limits: Limits, url: str, year: int | None) -> list[str]:
    """The addresses of the files that a page links to, the likeliest first; `url` is its own, `year` the report's where known.

    Raises UndecodableText, DamagedFile, LimitExceeded.
    """
    root = parse(decode(data), limits)
    titles = [root.findtext(".//title") or "", *(head.text_content() for head in root.iter("h1"))]
    years = {str(year)} if year else set(_YEAR.findall(" ".join(titles)))
    base = urljoin(url, next((each.get("href", "") for each in root.iter("base")), ""))
    weighed: dict[str, int] = {}
    for element in root.iter("a", "iframe", "embed", "object"):
        for address, words in _linked(element, base):
            weighed[address] = max(weighed.get(address, -100), _weight(words, years))
    return sorted(weighed, key=lambda address: -weighed[address])[:_MOST_LINKS]


def _linked(element: html.HtmlElement, base: str) -> Iterator[tuple[str, str]]:
    """The address of the file that an element names, and the words for it."""
    target = target_of(element).strip()
    words = " ".join((element.text_content(), element.get("title", ""))).strip()
    if not target or not (_FILE.search(target) or _FILE.search(words)):
        return
    try:
        address = uri_of(urljoin(base, target))
        parts = urlsplit(address)
    except ValueError:
        return
    if parts.scheme in ("http", "https") and len(address) <= _LONGEST:
        yield address, f"{words} {unquote(parts.path)}"


def _weight(words: str, years: set[str]) -> int:
    named = set(_YEAR.findall(words))
    of_year = 0 if not named or not years else _OWN_YEAR if named & years else _OTHER_YEAR
    return of_year + sum(weight for weight, pattern in _WORDS if pattern.search(words))
