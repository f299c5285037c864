"""Shares and growth that the text states, with the figures that they are of."""

import re
from collections import deque
from collections.abc import Iterator

from service.domain.finding import Number
from service.domain.prose import Sentence, sentences
from service.domain.report import Report
from service.domain.statements.bases import may_be_of, named_base
from service.domain.statements.counts import Count, counts, is_difference, without_brackets
from service.domain.statements.growths import growths
from service.domain.statements.percent import AMOUNT, PERCENT, Share, share

# What two have together (两者占54.8%, 合计占60%) is the share of neither.
_SHARE = re.compile(
    rf"(?<![约近])(?:(?<![者共类种项])(?<!合计)(?<!合)(?<!分别)(?<!依次)占(?:比|全部|全年|总数|总量|总体|公开|申请|信息|受理|收到)?[^,。;\d]{{0,10}}?)(?:为|约|达|的|到)?{PERCENT}"
)
_SHARE_OF = re.compile(rf"(?<![者共])(?<!合计)占[^,。;%]{{2,20}}?的{PERCENT}")
_BESIDE = re.compile(r"[、和及与][^,;:。\d]*")
_OTHER_WHOLE = re.compile(r"全[省市区县镇国]|同期|同类|上年|去年|系统")
_SENTENCES_BACK = 2
"""How far before its own sentence the whole of a list of shares may stand."""
_LIST = 3
"""Shares of one whole that make a list, at least."""
_BLANKED = re.compile("　+")
_NEAR = 6
"""Characters between a count and the share that is stated of it, at most."""


def shares(report: Report) -> Iterator[Share]:
    """The shares and growth rates whose figures stand in the same sentence, or whose whole stands just before it."""
    earlier: deque[Sentence] = deque(maxlen=_SENTENCES_BACK)
    for sentence in sentences(report):
        if earlier and earlier[-1].paragraph is not sentence.paragraph:
            earlier.clear()
        if "%" in sentence.text:
            told = list(_parts_of_whole(sentence))
            told = told or list(_listed_parts(sentence, [each.text for each in earlier]))
            yield from told
            yield from _parts_of_base(report, sentence, {each.start for each in told})
            yield from _parts_of_named_whole(sentence)
            yield from growths(sentence)
        earlier.append(sentence)


def _parts_of_whole(sentence: Sentence) -> Iterator[Share]:
    shared = [match.start() for match in _SHARE.finditer(sentence.text)]
    parts = {c.end for c in counts(sentence.text) for start in shared if 0 <= start - c.end <= _NEAR}
    for match in _SHARE.finditer(sentence.text):
        before = _counts_before(sentence.text, match)
        if _OTHER_WHOLE.search(match[0]) or (before and before[-1].unit == AMOUNT):
            continue
        if len(before) < 2 or not _adjacent(sentence.text, before[-1], match.start()):
            continue
        part, whole = before[-1], _whole(before, parts, sentence.text)
        if whole and not may_be_of(match[0], sentence.text, whole):
            continue
        if whole and part.value > whole.value and "其中" not in sentence.text[whole.end : part.start]:
            continue
        if whole and _is_listed(sentence.text, before, whole):
            continue
        if whole and whole.unit == part.unit and whole.is_exact and part.is_exact and part.value and whole.value:
            yield share(match, part.value, whole.value, float(part.value / whole.value * 100), sentence)


def _is_listed(text: str, before: list[Count], whole: Count) -> bool:
    """Whether a figure is one of several beside each other, so that a share may be of all: 建议11件、提案16件,其中18件."""
    earlier = next((count for count in reversed(before) if count.end <= whole.start and count.unit == whole.unit), None)
    return earlier is not None and bool(_BESIDE.fullmatch(text, earlier.end, whole.start))


def _parts_of_base(report: Report, sentence: Sentence, judged: set[int]) -> Iterator[Share]:
    """Shares of a figure told before, not judged yet, that they name: 办结30件.予以公开18件,占办结总数的60%."""
    for match in _SHARE.finditer(sentence.text):
        part = None if match.start() in judged else _part_before(sentence.text, match)
        base = named_base(report, sentence, match[0][: match.start("stated") - match.start()], part) if part else None
        if part and base and part.value <= base.value:
            yield _share_of(match, part, base.value, sentence)


def _listed_parts(sentence: Sentence, earlier: list[str]) -> Iterator[Share]:
    """A list of counts with a share each, whose whole is the figure that most of them are shares of.

    One that is a share of no figure before it is a share of that whole, and wrong.
    """
    pairs = [(match, part) for match in _SHARE.finditer(sentence.text) if (part := _part_before(sentence.text, match))]
    if len(pairs) < _LIST:
        return
    unit = pairs[0][1].unit
    told = [count for text in earlier for count in counts(text)]
    told += [count for count in counts(sentence.text) if count.end <= pairs[0][1].start]
    wholes = {count.value for count in told if count.unit == unit and count.is_exact and count.value}
    agreeing = {whole: [_share_of(match, part, whole, sentence).holds for match, part in pairs] for whole in wholes}
    whole = max(agreeing, key=lambda each: sum(agreeing[each]), default=None)
    if whole is None or sum(agreeing[whole]) * 2 <= len(pairs) or any(part.unit != unit for _, part in pairs):
        return
    others = {part.value for _, part in pairs if part.value}
    for match, part in pairs:
        share = _share_of(match, part, whole, sentence)
        if share.holds or not any(_share_of(match, part, other, sentence).holds for other in wholes | others):
            yield share


def _part_before(text: str, match: re.Match[str]) -> Count | None:
    """The exact count that a share is stated of: it stands right before it."""
    before = _counts_before(text, match)
    if not before or not before[-1].is_exact or not _adjacent(text, before[-1], match.start()):
        return None
    return None if _OTHER_WHOLE.search(match[0]) else before[-1]


def _share_of(match: re.Match[str], part: Count, whole: Number, sentence: Sentence) -> Share:
    return share(match, part.value, whole, float(part.value / whole * 100), sentence)


def _parts_of_named_whole(sentence: Sentence) -> Iterator[Share]:
    """Shares that name what they are of: 予以公开5件，占办结总数20件的25%."""
    for match in _SHARE_OF.finditer(sentence.text):
        numbered = counts(sentence.text)
        part = next((count for count in reversed(numbered) if count.end <= match.start()), None)
        whole = next((count for count in numbered if match.start() < count.start < match.end()), None)
        if (
            part
            and whole
            and part.is_exact
            and whole.is_exact
            and whole.value
            and _adjacent(sentence.text, part, match.start())
        ):
            yield share(match, part.value, whole.value, float(part.value / whole.value * 100), sentence)


def _whole(before: list[Count], parts: set[int], text: str) -> Count | None:
    """The total that the last count is a part of: the one before the latest 其中.

    A count with a share of its own (it ends at one of `parts`) is a part beside it.
    """
    opened = text.rfind("其中", 0, before[-1].start)
    totals = [c for c in before[:-1] if c.end not in parts and (opened < 0 or c.end <= opened)]
    totals = [c for c in totals if opened < 0 or not is_difference(text, c)]
    return totals[-1] if totals and (opened >= 0 or len(totals) == 1) else None


def _counts_before(text: str, match: re.Match[str]) -> list[Count]:
    """The counts that a share may be of: those in brackets that have closed before it are explained by them."""
    return list(counts(without_brackets(text[: match.start()])))


def _adjacent(text: str, count: Count, position: int) -> bool:
    between = _BLANKED.sub("", without_brackets(text[:position])[count.end :])
    return not re.search(r"[。;]", between) and len(between) <= _NEAR
