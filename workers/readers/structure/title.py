"""The report's title: the first lines that name it, joined where it runs over two or three."""

import re
from collections.abc import Sequence

from service.reports.numerals import YEAR
from service.reports.report import Paragraph
from workers.readers.structure.paragraphs import joined, part
from workers.readers.tables.labels import folded

ORGAN = "局|委|办|府|厅|院|镇|乡|苏木|街道|中心|会|处|站|所|队|部|室|司|行|社|关|校|学"
REGION = "省|市|县|区|旗"
"""How the names of bodies and regions end: patterns of their alternatives."""
_NAMES = re.compile(r"(?:政府|政务)?信息?公开.*(?:报告|年报|总结)(?:[（(].{0,12}[）)])?$|公开.{0,12}(?:报告|年报)$")
_MAIMED = re.compile(
    rf"^(?P<body>[^\d]{{2,30}}?(?:{ORGAN}))?"
    rf"{YEAR}年度?[^\d]{{0,20}}?"
    r"(?:公开|公开(?:工作|年度|情况)+|报告|年报|总结)(?:[（(].{0,12}[）)])?$"
)
"""What a title still is that lost words of the form: body, year and some of them."""
_BODY = re.compile(
    rf"(?:{ORGAN}|{REGION}|年|年度|的|关于"
    rf"|(?<![\d—–-]){YEAR})[)）]?$"
)
_BEGUN = re.compile("政府|信息|公开|年度")
_FURNITURE = re.compile(
    r"[>»›|]|来源|发布|时间|日期|字号|字体|浏览|点击|打印|分享|首页|位置|索引号|主题|http|www|@|：|:"
)
_DATED = re.compile(r"(?<=报告)\s*[（(]\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*[)）]\s*$")
_SINCE_YEAR = re.compile(rf"[（(]?{YEAR}")
_YEAR = re.compile(rf"[（(]?{YEAR}年度?[）)]?")
"""A last line that gives the year of a title that lacks it."""
_OWNER = re.compile(rf"[（(—–-]*[\u4e00-\u9fff]{{2,25}}(?:{ORGAN}|政府)[)）]?")
"""A last line that gives the body of a title that lacks it."""
_NAMELESS = re.compile(r"\d{4}|政府|政务|信息|年度|二[〇○零]")
_STOP = re.compile(r"[。；，,;]")
_LINES, _LENGTH, _LOOK = 3, 45, 15


def find_title(front: Sequence[Paragraph]) -> tuple[Paragraph | None, tuple[Paragraph, ...]]:
    """The title and the rest of what stands before the first section."""
    front = [piece for paragraph in front for piece in _undated(paragraph)]
    best: tuple[int, int, int] | None = None
    for start in range(min(len(front), _LOOK)):
        for count in range(1, min(_LINES, len(front) - start) + 1):
            lines = front[start : start + count]
            if score := _score(lines):
                best = max(best or (0, 0, 0), (score, -start, count))
    front = [_placed(paragraph) for paragraph in front]
    if best is None:
        return None, tuple(front)
    _, negative, count = best
    start = -negative
    return joined(front[start : start + count]), (*front[:start], *front[start + count :])


def is_maimed(text: str) -> bool:
    """Whether a line is a title that lost words of the form."""
    words = folded(text)
    return len(words) <= _LENGTH and not _FURNITURE.search(words) and not _STOP.search(words) and _is_maimed(words)


def _is_maimed(words: str) -> bool:
    maimed = _MAIMED.search(words)
    return bool(maimed and (maimed["body"] or "公开" in words))


def _undated(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """A title and the date in brackets behind it apart, as “……年度报告（2024年1月9日）”."""
    found = _DATED.search(paragraph.text) if len(paragraph.text) < _LENGTH * 2 else None
    if found is None:
        return (paragraph,)
    return part(paragraph, 0, found.start()), part(paragraph, found.start(), len(paragraph.text))


def _placed(paragraph: Paragraph) -> Paragraph:
    return paragraph._replace(section=0)


def _score(lines: Sequence[Paragraph]) -> int:
    """How surely the lines together are the title; 0 if they can't be."""
    texts = [folded(line.text) for line in lines]
    if any(_FURNITURE.search(text) or _STOP.search(text) or len(text) > _LENGTH for text in texts):
        return 0
    whole = "".join(texts)
    owned = bool(_NAMELESS.match(whole)) and _OWNER.fullmatch(texts[-1]) is not None
    lines_of_words = texts[:-1] if owned else texts
    named = lines_of_words[:-1] if lines_of_words and _YEAR.fullmatch(lines_of_words[-1]) else lines_of_words
    if not _NAMES.search("".join(named)):
        return int(_is_maimed(whole))
    if any(_NAMES.search(text) for text in named[:-1]):
        return 0
    if not all(_BODY.search(text) or _BEGUN.search(text) for text in named[:-1]):
        return 0
    if _names_body_before(named) or _is_of_site(named):
        return 0
    year = bool(re.search(r"\d{4}|二[〇○零OoO0]", whole))
    name = owned or not _NAMELESS.match(whole)
    return 2 + 4 * year + 4 * name + ("年度报告" in whole) + ("政府信息公开" in whole)


def _names_body_before(lines: Sequence[str]) -> bool:
    """Whether the last lines have the whole name of the body, and what stands before them has that, too, as a page's head does."""
    for start in range(1, len(lines)):
        body = _SINCE_YEAR.split("".join(lines[start:]))[0]
        if body and "".join(lines[:start]).endswith(body):
            return True
    return False


def _is_of_site(lines: Sequence[str]) -> bool:
    """Whether what stands before the last lines names a part of a site, and these are a whole title: 某区政府信息公开专栏."""
    for start in range(1, len(lines)):
        title = "".join(lines[start:])
        if _DISCLOSURE in title and not _NAMELESS.match(title) and _DISCLOSURE in "".join(lines[:start]):
            return True
    return False


_DISCLOSURE = "信息公开"
"""Stands once in a title, or twice in that of the office for it."""
