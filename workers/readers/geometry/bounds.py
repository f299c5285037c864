"""A page being filled, held against its limits, and the guard over what a page may claim to be."""

from service.errors import DamagedFile, LimitExceeded
from workers.limits import Limits
from workers.readers.geometry.page import Page

_LARGEST_SIDE = 14_400.0
"""Points: what PDF allows, and more than any report."""


def blank(number: int, size: tuple[float, float], limits: Limits, kind: str) -> Page:
    """An empty page of that width and height. `kind` names the file to its sender.

    Raises LimitExceeded for one page too many, DamagedFile for one of no possible size.
    """
    check_pages(number, limits)
    width, height = size
    if not (1 <= width <= _LARGEST_SIDE and 1 <= height <= _LARGEST_SIDE):
        raise DamagedFile(kind=kind)
    return Page(number, width, height)


def check_pages(count: int, limits: Limits) -> None:
    """Raises LimitExceeded for too many pages."""
    if count > limits.pages:
        raise LimitExceeded(what="pages / 页数", limit=limits.pages)


def check_glyphs(count: int, limits: Limits) -> None:
    """Raises LimitExceeded for too many characters on a page."""
    if count > limits.glyphs_a_page:
        raise LimitExceeded(what="characters on a page / 单页字符数", limit=limits.glyphs_a_page)


def check_rules(count: int, limits: Limits) -> None:
    """Raises LimitExceeded for too many drawn lines on a page."""
    if count > limits.rules_a_page:
        raise LimitExceeded(what="drawn lines on a page / 单页线条数", limit=limits.rules_a_page)


def check_objects(count: int, limits: Limits) -> None:
    """Raises LimitExceeded for more text, lines and pictures than a page's limits leave room for."""
    most = limits.rules_a_page + limits.glyphs_a_page
    if count > most:
        raise LimitExceeded(what="drawn objects on a page / 单页对象数", limit=most)


def check_total(glyphs: int, rules: int, limits: Limits) -> None:
    """Raises LimitExceeded for more characters or drawn lines than all pages together may have."""
    if glyphs > limits.glyphs:
        raise LimitExceeded(what="characters of all pages / 全部页面的字符数", limit=limits.glyphs)
    if rules > limits.rules:
        raise LimitExceeded(what="drawn lines of all pages / 全部页面的线条数", limit=limits.rules)
