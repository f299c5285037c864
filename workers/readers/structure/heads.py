"""What a line says as a head: its numeral, its title, and which section or sub-section of the form that is."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from service.reports import form
from service.reports.characters import is_invisible
from service.reports.numerals import CHINESE, COUNT, chinese_number
from service.reports.report import Heading, Paragraph
from workers.readers.tables.labels import RESIDUE

_MARK = "[、.,:)·]"
_NUMERAL = re.compile(
    rf"(?P<part>第{COUNT}(?:部分|章|节|篇){_MARK}?)"
    rf"|(?P<bracket>[(〔【\[]{COUNT}[)〕】\]]{_MARK}?)"
    rf"|(?P<plain>{CHINESE}{_MARK})"
    rf"|(?P<digit>\d{{1,2}}{_MARK}(?!\d(?!\d\d\d年)))"
    r"|(?P<round>[①-⑳])"
    r"|(?P<roman>[IVX]{1,4}[、.,:])"
    rf"|(?P<bare>{CHINESE}(?!是|方面|年|月|日|级|项|个|批|次|体|要|些|般|定|直|步|来)|\d{{1,2}}(?![\d年月日.]))"
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_LEADING = frozenset("#*>_•●◆■◇□▪-—")
_LOOK = 120
"""How many characters of a paragraph can be its head."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A head's numeral as it stands, its value, and the kind of it (see `report.Heading.style`)."""

    text: str = ""
    number: int | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph's beginning, in plain characters. `offsets` lead from them to the paragraph's own."""

    numeral: Numeral
    words: str
    offsets: tuple[int, ...]
    end: int
    """The paragraph's length: where `words` ends."""

    def offset(self, index: int) -> int:
        """Where the character of that index stands in the paragraph."""
        return self.offsets[index] if index < len(self.offsets) else self.end


@lru_cache(maxsize=8192)
def parse(text: str) -> Line:
    """A paragraph's numeral and words, without marks of Markdown, residue, blanks and full width."""
    plain, offsets = _plain(text)
    found = _NUMERAL.match(plain)
    cut = found.end() if found and found.end() < len(plain) else 0
    numeral = Numeral()
    if found and cut:
        numeral = _numeral(found, text[offsets[0] : offsets[cut - 1] + 1])
    end = len(text) if not offsets or len(plain) < _LOOK else offsets[-1] + 1
    return Line(numeral, plain[cut:], tuple(offsets[cut:]), end)


def _plain(text: str) -> tuple[str, list[int]]:
    """At most `_LOOK` characters in one width, each with its offset in the text."""
    hidden = {at for found in RESIDUE.finditer(text) for at in range(*found.span())} if "[bookmark" in text else set()
    plain: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(text[: _LOOK * 3]):
        if index in hidden or (not plain and char in _LEADING):
            continue
        for single in _narrow(char):
            plain.append(single)
            offsets.append(index)
        if len(plain) >= _LOOK:
            break
    shown = len("".join(plain).rstrip("#*_"))
    return "".join(plain[:shown]), offsets[:shown]


@lru_cache(maxsize=30_000)
def _narrow(char: str) -> str:
    """A character in one width; nothing of blanks and of what is invisible."""
    if char.isspace() or is_invisible(char):
        return ""
    return char if "①" <= char <= "⑳" else unicodedata.normalize("NFKC", char)


def _numeral(found: re.Match[str], text: str) -> Numeral:
    kind = found.lastgroup
    core = re.sub(rf"[^{form.NUMERALS}\dIVX]", "", unicodedata.normalize("NFKC", found.group()))
    number = int(core) if core.isdigit() else _ROMAN.get(core) or chinese_number(core)
    chinese = not core.isdigit()
    style = {
        "part": "第一部分",
        "bracket": "（一）" if chinese else "（1）",
        "plain": "一、",
        "digit": "1.",
        "round": "①",
        "roman": "I.",
        "bare": "一" if chinese else "1",
    }[kind or "bare"]
    return Numeral(text.strip(), number, style)


def heading(paragraph: Paragraph, length: int) -> Heading:
    """The head that a paragraph begins with, its title being so many plain characters."""
    line = parse(paragraph.text)
    title = paragraph.text[line.offset(0) : line.offset(length - 1) + 1] if length else ""
    return Heading(paragraph, line.numeral.text, line.numeral.number, line.numeral.style, title)


@dataclass(frozen=True, slots=True)
class Title:
    """That a line's words begin with the title of `number`, `length` plain characters long, and how surely.

    `strength` is 3 for the form's wording and what means the same, 2 where a sub-head may say it too, 1 where
    only the numeral can make it a section's. `alone` says that no other text follows in the paragraph, `of_table`
    that the words are those of the section's table.
    """

    number: int
    strength: int
    length: int
    alone: bool
    of_table: bool = False


_STRONG = {
    1: r"(?:政府|政务|信息|公开|工作|年度|本机关|我局)*(?:总体|总|整体)(?:工作|公开)*(?:情况|状况|概况)(?:说明|概述)?|(?:政府信息公开)?工作总体情况|概述|总述|总体概述",
    2: r"(?:行政机关|本机关|本单位|我局|机关)?主动公开政府信息(?:工作)?情况|政府信息主动公开(?:工作)?情况",
    3: r"(?:行政机关|本机关|本单位|机关)?(?:收到|受理|接收)(?:及)?(?:处理|办理)?(?:政府)?信息公开申请(?:办理|处理)?情况",
    4: r"(?:因|政府|政务|信息|公开|工作|被|申请|提起|引发|引起|及|有关|相关)*(?:行政)?复议(?:及)?(?:被)?(?:提起)?(?:行政)?诉讼(?:工作)?情况",
    5: r"(?:目前|当前|政府|政务|信息|公开|工作|中|方面|年度)*存在(?:主要)?(?:问题|不足|困难)(?:及不足|及困难)?(?:及|、)?(?:下一步)?(?:工作)?(?:改进|整改)(?:情况|措施|方向|打算|意见|方法)?",
    6: r"(?:其他)?(?:需要|应当|需)(?:报告|说明|公开)(?:其他)?(?:事项|情况|内容)|其他(?:需要|应当|需)?(?:报告|说明)(?:事项|情况|内容)",
}
_MID = {
    1: r"基本情况|概况|总体|整体情况|工作情况",
    2: r"主动公开(?:工作)?情况|主动公开政府信息",
    3: r"依?申请公开(?:政府信息)?(?:工作|办理|处理)?情况|政府信息公开申请(?:办理|处理)?情况|收到及处理申请情况",
    4: r"行政复议(?:及)?(?:行政)?诉讼",
    5: r"(?:存在|主要)(?:主要)?(?:问题|不足|困难)|(?:主要)?问题及(?:改进|整改)(?:情况|措施)?|存在(?:主要)?(?:问题|不足).{0,12}",
    6: r"其他事项|其他情况|其他说明|其他",
}
_WEAK = {
    1: r"总体|概况|概述|基本情况|工作情况|开展情况|总述|综述",
    2: r"主动公开",
    3: r"申请",
    4: r"复议|诉讼|救济",
    5: r"问题|不足|改进|整改|短板|困难|下一步|打算",
    6: r"其他|其它|附则|附件|补充|说明|事项|收费|处理费",
}
_STRONG_RE = {number: re.compile(pattern) for number, pattern in _STRONG.items()}
_MID_RE = {number: re.compile(pattern) for number, pattern in _MID.items()}
_WEAK_RE = {number: re.compile(pattern) for number, pattern in _WEAK.items()}
_WORDINGS = {
    1: ("总体情况",),
    2: ("主动公开政府信息情况", "行政机关主动公开政府信息情况"),
    3: ("收到及处理政府信息公开申请情况", "行政机关收到及处理政府信息公开申请情况"),
    4: (
        "政府信息公开行政复议行政诉讼情况",
        "因政府信息公开工作被申请行政复议提起行政诉讼情况",
        "政府信息公开行政复议及行政诉讼情况",
    ),
    5: (
        "存在主要问题及改进情况",
        "政府信息公开工作存在主要问题及改进情况",
        "存在问题及改进措施",
        "存在主要问题及改进措施",
    ),
    6: ("其他需要报告事项", "其他需要说明事项"),
}


def _by_length() -> dict[int, list[tuple[int, str, int]]]:
    """The sections' titles by the lengths that one may have that is nearly so: number, title, most wrong characters."""
    found: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
    for number, wordings in _WORDINGS.items():
        for wording in wordings:
            most = 1 if len(wording) < 8 else 2
            for length in range(len(wording) - most, len(wording) + most + 1):
                found[length].append((number, wording, most))
    return dict(found)


_NEAR_LENGTH = _by_length()
_YEAR = re.compile(r"^(?:\d{4}|二[〇○零]..)年度?")
_NO_WORDS = re.compile(r"[\W_]+")
_AND = re.compile("以及|和|与|暨")
_TABLE = re.compile(r"(?:统计|汇总|一览)*表格?(?:[(].{0,12}[)])?$")
_CUT = re.compile(r"[:。;!]")
_LONGEST = 42


@lru_cache(maxsize=8192)
def section_title(text: str) -> Title | None:
    """Which section's title a paragraph begins with, None if none."""
    line = parse(text)
    stop = _CUT.search(line.words)
    length = stop.start() if stop else len(line.words)
    alone = length >= len(line.words.rstrip(":。.;")) and len(line.words) < _LOOK
    numbered = bool(line.numeral.text)
    found = _classify(line.words[:length]) if 0 < length <= _LONGEST else None
    if found is None and 0 < length <= _LONGEST and (numbered or length == len(line.words)):
        near = _nearest(_simplified(line.words[:length]))
        found = (near, 3) if near else None
    if found and found[1] == 3:
        return Title(found[0], 3, length, alone)
    whole = len(line.words.rstrip(":。.;"))
    for end in (whole, length) if numbered else ():
        if number := _of_table(line.words[:end]):
            return Title(number, 1, end, alone=end == whole, of_table=True)
    if numbered and line.numeral.style != "（一）" and (glued := _glued(line.words)):
        return glued
    return Title(found[0], found[1], length, alone) if found else None


def _simplified(words: str) -> str:
    """A title's words with what may vary taken away: the year, 的, punctuation, and which “and” it is."""
    plain = _NO_WORDS.sub("", _YEAR.sub("", words)).replace("其它", "其他").replace("的", "")
    return _AND.sub("及", plain)


def _classify(words: str) -> tuple[int, int] | None:
    """The section of a title by its meaning, and how surely."""
    title = _simplified(words)
    if not title or title.endswith(("表", "统计")):
        return None
    for strength, patterns in ((3, _STRONG_RE), (2, _MID_RE)):
        for number, pattern in patterns.items():
            if pattern.fullmatch(title):
                return number, strength
    if _nearest(title):
        return None
    weak = (number for number, pattern in reversed(_WEAK_RE.items()) if pattern.search(title))
    return next(((number, 1) for number in weak if len(title) <= 25), None)


def _of_table(words: str) -> int | None:
    """The section whose table's name it is: 主动公开政府信息情况表."""
    section = _TABLE.sub("", words)
    if section == words or len(words) > _LONGEST:
        return None
    found = _classify(section)
    return found[0] if found and found[1] == 3 else _nearest(_simplified(section))


def _nearest(title: str) -> int | None:
    """The section whose title it is but for one or two characters."""
    if title.startswith(("无", "没", "暂", "并")) or title.endswith(("表", "统计")):
        return None
    for number, wording, most in _NEAR_LENGTH.get(len(title), ()):
        if OSA.distance(title, wording, score_cutoff=most) <= most and not _names_another(title, wording):
            return number
    return None


def _names_another(title: str, wording: str) -> bool:
    """Whether a title has another section's word, which that of the form lacks: 申请公开政府信息情况, not 主动公开政府信息情况."""
    return any(_WEAK_RE[number].search(title) and not _WEAK_RE[number].search(wording) for number in _BY_A_WORD)


_BY_A_WORD = (3, 4)
"""The sections that a word of their titles tells from the others."""


_ENDS_OF_TITLES = frozenset("况项施")
"""What a title ends with that has text right behind it: 情况, 事项, 措施."""


def _glued(words: str) -> Title | None:
    """A title with text right behind it: “一、总体情况2023年，……”."""
    if _ENDS_OF_TITLES.isdisjoint(words[:_LONGEST]):
        return None
    for length in range(min(_LONGEST, len(words) - 1), 3, -1):
        if words[length] in "、,及和与的表" or not words[length - 1].isalnum():
            continue
        title = _simplified(words[:length])
        for number, pattern in _STRONG_RE.items():
            if pattern.fullmatch(title) and title.endswith(("情况", "事项", "措施")):
                return Title(number, 3, length, alone=False)
    return None


def is_section_head(text: str) -> bool:
    """Whether a line is surely a section's head: its own words, alone or behind a numeral, or others behind its own.

    So 四、行政复议情况 is one, where 行政复议 alone may be a label of table four.
    """
    if len(text) > 400 or not (title := section_title(text)):
        return False
    numeral = parse(text).numeral
    if title.strength < 3:
        return title.alone and (numeral.number, numeral.style) == (title.number, "一、")
    return title.alone or bool(numeral.text)


_ENDING = r"(?:政府信息)?(?:公开)?(?:工作)?(?:建设)?(?:开展|落实|管理)?(?:的)?(?:情况|方面|工作|制度)*"
_VERB = (
    r"(?:不断|持续|进一步|切实|扎实|全面|积极|着力)*"
    r"(?:加强|深化|推进|强化|做好|规范|完善|抓好|优化|健全|落实|提升|聚焦|突出|严格|严抓|夯实)?(?:做好|抓好)?"
)
_MANAGED = "(?:资源|规范化|规范|动态)*"
_SUBSECTION = {
    "proactive": r"(?:政府信息|信息)?主动公开",
    "on_request": r"(?:政府信息|信息)?依?申请公开",
    "management": rf"(?:政府|政务)?信息(?:公开)?{_MANAGED}管理",
    "platform": r"(?:(?:[^,。:;、]{0,12})?平台(?:的)?(?:建设|工作|运维|运行维护)|拓[宽展](?:信息|政务)?(?:公开|发布)(?:渠道|载体|阵地)|(?:(?:信息|政务)?(?:公开|发布))?(?:渠道|载体|阵地)(?:建设|工作))",
    "supervision": r"(?:[政府务信息公开工作]{0,10})?(?:监督[及和与、]?保障|保障[及和与、]?监督|监督考核|监督检查|监督管理|保障措施)",
}
_SUBSECTION_RE = {key: re.compile(rf"(?P<verb>{_VERB}){title}{_ENDING}") for key, title in _SUBSECTION.items()}


def subsection_title(text: str) -> tuple[str, int] | None:
    """Which of section one's five sub-heads a paragraph begins with, and how many plain characters it has."""
    line = parse(text)
    for key, pattern in _SUBSECTION_RE.items():
        if (found := pattern.match(line.words)) and (not found["verb"] or line.numeral.text):
            return (key, found.end()) if _ends_head(line, found.end()) else None
    return _nearly_subsection(line)


def _ends_head(line: Line, end: int) -> bool:
    """Whether a head may end there: at the paragraph's end, before a stop, or, behind a numeral, anywhere fit."""
    rest = line.words[end:]
    if not rest or rest[0] in ":。;":
        return True
    if not line.numeral.text or line.numeral.style in ("一", "1"):
        return False
    spaced = line.offset(end) - line.offset(end - 1) > 1
    return spaced or rest[0] in ",." or rest[0].isdigit() or line.words[end - 2 : end] in ("情况", "方面", "工作")


def _nearly_subsection(line: Line) -> tuple[str, int] | None:
    """A sub-head alone on its line with one wrong character."""
    words = line.words.rstrip(":。")
    if not 4 <= len(words) <= 12:
        return None
    stem = re.sub(r"(?:情况|方面|工作)+$", "", words)
    for key, title in form.SUBSECTIONS.items():
        if len(stem) >= 4 and OSA.distance(stem, title, score_cutoff=1) <= 1:
            return key, len(words)
    return None
