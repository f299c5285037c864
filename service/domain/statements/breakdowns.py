"""Breakdowns that the text makes of a total: N件，其中甲a件、乙b件、丙c件."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from service.domain.finding import Number
from service.domain.prose import Sentence, sentences
from service.domain.report import Location, Report
from service.domain.statements.counts import Count, clause_before, counts, is_difference, without_brackets
from service.domain.statements.parts import parts_of


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and its parts in one sentence. A closed one names all parts, an open one only some."""

    total: Count
    parts: tuple[Count, ...]
    is_closed: bool
    sentence: Sentence
    before: Sentence | None = None
    """The sentence that has the total, where the breakdown begins a new one."""
    together: tuple[Number, ...] = ()
    """What the total makes with those listed beside it, which may be broken down together."""

    @property
    def at(self) -> Location:
        """Where total and parts stand, quoted."""
        if self.before:
            return self.before.through(self.sentence, self.total.start, self.parts[-1].end)
        return self.sentence.at(self.total.start, self.parts[-1].end)

    @property
    def added(self) -> Number:
        """The sum of the parts that are exact."""
        return sum(part.value for part in self.parts if part.is_exact)

    @property
    def holds(self) -> bool:
        """Whether the parts add up to the total, or to no more where the breakdown is open."""
        if self.is_closed:
            return self.added in (self.total.value, *self.together)
        return any(self.added <= total for total in (self.total.value, *self.together))

    @property
    def whole(self) -> Number:
        """What the parts are held against: the total, or of several together that are exceeded the nearest."""
        if self.added <= self.total.value:
            return self.total.value
        return min((self.total.value, *self.together), key=lambda total: abs(float(total - self.added)))


_OPENS = re.compile(
    r"(?<![入在于])(?<!包[括含])其中(?![;。]|$)(?:,?(?:主要)?包[括含]|主要)?:?"
    r"|(?<!不)包[括含](?!但不限于|其中|在(?:内|其中|上|此|总|表)|在[^,。;:()]{0,20}?(?:[内中]|里)(?:[,。;()]|$)|于):?|"
    r"(?:^|(?<=,)(?=在))在?(?:所有|全部|上述|以上|已|主动)*公开的(?:政府)?信息中[,:]|(?<=[件条项次])(?:[^,。;:、()\d]{0,8}申请)?中[,:]|具体(?:为|是|包括|有):?|(?<!因)涉及(?=[^,。;\d]{1,12}的有?\d)"
    r"|(?<=[件条项次份篇],)分别[为是]:?|(?<=[件条项次份篇]):(?!其中|包[括含]|具体|[^,。;:\d]{0,12}[一二三四五六七八九十]是)"
)
_SORTS = re.compile(r"(?:按照?|从)[^,。;:\d]{1,10}?(?:划分|分类|分为?|来?看|统计)[,:]")
_OF_OUTCOMES, _RECEIVED = re.compile("结果|办理|处理|答复"), re.compile("[收接]到|受理|新收")
"""What was dealt with is not only what was received: some was left over from last year, and some is left."""
_OF_CHANNELS, _PUBLISHED = re.compile("渠道|途径|方式|形式|平台|载体"), ("条", "篇", "期", "份")
"""One piece may be published by several channels, and explained in several forms."""
_OF_EXPLANATION = re.compile("解读")
_OVERLAP = re.compile(
    r"多[个种]?(?:渠道|形式|平台)|同步(?:公开|发布|推送|更新)|重复|交叉|重叠|同一|兼[有具]|同时(?:涉及|属于|具有|配有|采用|计入)|多次计|可多选|跨[类个项]|一[件条份][^,。;]{0,4}多"
)
"""What says that one thing may be counted in several parts."""
_IS_PART = re.compile(r",?占[^,。;%]*\d%")
"""After a count that is itself a share of another: 3人共提交22件,占57.9%."""
_OF_ALL = re.compile("共|总|合计")
"""What tells a total from one part that a sentence before speaks of."""
_BESIDE = re.compile(
    r"(?:(?!办结|答复|办复|回复|完成|公开|发布|中)[^,。;:、\d()]){0,8}?[、,和及与]+(?:以及)?(?!其中|已|共|均)(?:(?!办结|答复|办复|回复|完成|公开|发布|中)[^,。;:、\d()]){0,16}"
)
"""What may stand between totals that are listed: 建议18件、提案25件. What was done of the first is none beside it."""
_FORMER, _LATTER = re.compile("前者[^,。;:]{0,4},?$"), re.compile("后者[^,。;:]{0,4},?$")
"""What says before a breakdown which of two totals it is of."""
_NAME_EDGES = re.compile(
    r"^(?:[,;:、和及与]|其中|通过|在|由)+|(?:发布|公开|推送|刊发|收到|受理|办理|政府|信息|各|共|为|有|的)+$"
)
"""What stands before and after the name of a part, and is none of it."""
_EACH = re.compile(r"各(?![类种项级部单乡镇地科股室县区市方界])[^,。;:\d]{0,4}$")
"""What stands before a count of each of several."""
_SHARE_OF, _WITH_SHARE = re.compile(r"占[^,。;\d]*$"), re.compile(r"的\d+(?:\.\d+)?%|的[一二三四五六七八九十两]")
_CARRIED = re.compile("结转|转结")
"""A count beside that of new applications: the parts may be of either or both."""
_STOP = re.compile(r"[。;!?]|$")
_FEWEST = 3
"""Parts of a list that may be all of its total, at least."""
_PICKED, _MANY_PICKED = 2, 4
"""Three parts, or more, that are fewer than the total by these factors are examples: 2600条,其中甲210条、乙180条、丙200条."""
_FARTHEST, _FARTHEST_ABOUT = 30, 80
"""Characters between a total and the word that opens its breakdown, at most; more where they say what the total is about."""
_ABOUT = re.compile(r",?(?:公开)?(?:信息|内容)?(?:主要)?(?:涉及|涵盖|涵括)[^;。]*$")
_MOST_OPENINGS = 12
"""In a sentence that opens more breakdowns nobody can tell which part is of which."""


def breakdowns(report: Report) -> Iterator[Breakdown]:
    """The breakdowns of exact totals that the text makes.

    One that begins a sentence (其中…) is of the one total in the sentence before, and counts only where it is closed:
    an open one may go on from further back.
    """
    before: Sentence | None = None
    for sentence in sentences(report):
        openings = list(_OPENS.finditer(sentence.text))
        if len(openings) > _MOST_OPENINGS:
            openings = []
        outer: Breakdown | None = None
        for opening, following in zip_longest(openings, openings[1:]):
            earlier = before if opening.start() == 0 and before and before.paragraph is sentence.paragraph else None
            found = _breakdown(sentence, opening, following, earlier)
            is_told = found and (found.is_closed or not earlier) and not _may_overlap(found)
            if found and is_told and not _is_of_whole(found, outer):
                yield found
            outer = found or outer
        yield from _sorted_otherwise(sentence, before if before and before.paragraph is sentence.paragraph else None)
        before = sentence


def _may_overlap(found: Breakdown) -> bool:
    """Whether parts that exceed their total are said to overlap."""
    return found.added > found.whole and bool(_OVERLAP.search(found.sentence.text, found.parts[0].start))


def _is_of_whole(found: Breakdown, outer: Breakdown | None) -> bool:
    """Whether what exceeds the last part of a list may as well be of the whole.

    A part of all where the list is full: 9件,其中甲6件,乙3件,其中丙5件. Or the rest of a list that it fills:
    9件,其中甲6件,其中丙5件,乙3件.
    """
    if found.added <= found.total.value:
        return False
    if not outer or found.total.end != outer.parts[-1].end:
        return _fills(found, _total_around(found) - found.total.value)
    if outer.added == outer.total.value:
        return not found.is_closed and found.added <= outer.total.value
    return _fills(found, outer.total.value - outer.added)


def _total_around(found: Breakdown) -> Number:
    """The total that the total of this breakdown is itself given as the first part of, 0 where there is none."""
    told = without_brackets(found.sentence.text[: found.total.start])
    earlier = counts(told)[-1:]
    is_one = earlier and not found.before and _OPENS.match(told[earlier[0].end :].lstrip(",:("))
    return earlier[0].value if is_one and earlier[0].unit == found.total.unit else 0


def _fills(found: Breakdown, missing: Number) -> bool:
    """Whether the last parts are what is missing from another list, and the ones before no more than their total."""
    values = [part.value for part in found.parts]
    splits = ((sum(values[:at]), sum(values[at:])) for at in range(1, len(values)))
    return any(first <= found.total.value and rest == missing for first, rest in splits)


def _sorted_otherwise(sentence: Sentence, before: Sentence | None) -> Iterator[Breakdown]:
    """One total sorted in one or several ways: 17件:按申请人分,甲…;按内容分,乙…."""
    openings = list(_SORTS.finditer(sentence.text))
    if not openings or len(openings) > _MOST_OPENINGS:
        return
    earlier = before if openings[0].start() == 0 else None
    told = without_brackets(earlier.text if earlier else sentence.text[: openings[0].start()])
    totals = _totals(told)
    if totals and _IS_PART.match(told, totals[-1].end):
        return
    if not totals or (earlier and (_is_of_several(totals) or not _OF_ALL.search(clause_before(told, totals[-1])))):
        return
    for opening in openings:
        if _OF_OUTCOMES.search(opening[0]) and _RECEIVED.search(clause_before(told, totals[-1])):
            continue
        if _OF_EXPLANATION.search(opening[0]) or (_OF_CHANNELS.search(opening[0]) and totals[-1].unit in _PUBLISHED):
            continue
        ends = (_OPENS.search(sentence.text, opening.end()), _STOP.search(sentence.text, opening.end()))
        end = min(match.start() for match in ends if match)
        parts, only_parts = parts_of(sentence.text, opening.end(), end, totals[-1])
        closed = only_parts and _STOP.match(sentence.text, end) and not _is_of_several(totals)
        if len(parts) > 1:
            found = _made(totals[-1], parts, bool(closed), sentence, earlier, _together(told, totals))
            yield from () if _may_overlap(found) else (found,)


def _breakdown(
    sentence: Sentence, opening: re.Match[str], following: re.Match[str] | None, before: Sentence | None
) -> Breakdown | None:
    text = sentence.text
    told = without_brackets(before.text if before else text[: opening.start()])
    totals = _totals(told)
    if not totals:
        return None
    end, nested = _end(text, opening, following)
    if opening.start() and _is_item(told):
        end = _first_semicolon(text, opening.end(), end)
    parts, only_parts = parts_of(text, opening.end(), end, totals[-1])
    if not parts or (before and _is_of_several(totals) and not _are_named(told, totals, _names(text, opening, parts))):
        return None
    return _made(totals[-1], parts, only_parts and not nested, sentence, before, _together(told, totals))


def _names(text: str, opening: re.Match[str], parts: list[Count]) -> list[str]:
    """What stands before each part that names it."""
    starts = (opening.end(), *(part.end for part in parts))
    return [_NAME_EDGES.sub("", text[start : part.start]) for start, part in zip(starts, parts, strict=False)]


def _are_named(told: str, totals: list[Count], names: list[str]) -> bool:
    """Whether the words of the last of several totals name each part, so that they are its and not another's.

    公开信息80条,通过网站、微博推送信息50条。其中网站40条、微博10条.
    """
    words = told[totals[-2].end : totals[-1].start]
    return all(len(name) > 1 and name in words for name in names)


def _made(
    total: Count,
    parts: list[Count],
    is_full: bool,
    sentence: Sentence,
    before: Sentence | None,
    together: tuple[Number, ...],
) -> Breakdown:
    """A breakdown, closed where its list is full, is of enough parts that are exact, and they were not picked out."""
    closed = is_full and len(parts) >= _FEWEST and all(part.is_exact for part in parts)
    return Breakdown(total, tuple(parts), closed and not _is_selection(total, parts), sentence, before, together)


def _is_of_several(totals: list[Count]) -> bool:
    """Whether more than one of them is in the unit of the last, so that a list may be of either."""
    return len([count for count in totals if count.unit == totals[-1].unit]) > 1


def _is_selection(total: Count, parts: list[Count]) -> bool:
    """Whether the parts are so far from their total that they were picked out of it, and not meant to be all."""
    factor = _PICKED if len(parts) <= _FEWEST else _MANY_PICKED
    return sum(part.value for part in parts) * factor < total.value


def _end(text: str, opening: re.Match[str], following: re.Match[str] | None) -> tuple[int, bool]:
    """Where the list ends that is opened there, and whether that is where the next one begins."""
    end = _closing_bracket(text, opening.start()) or len(text.rstrip("。!?;"))
    if following and following.start() < end and not _inside_bracket(text, opening, following):
        return _end_of_list(text, opening.end(), following.start()), True
    return end, False


def _is_item(told: str) -> bool:
    """Whether what is told before a breakdown is itself an item of a list, so that the next item ends it."""
    return ";" in told or bool(_OPENS.search(told))


def _first_semicolon(text: str, start: int, end: int) -> int:
    semicolon = without_brackets(text[start:end]).find(";")
    return start + semicolon if semicolon >= 0 else end


def _end_of_list(text: str, start: int, following: int) -> int:
    """Where a list ends before the next that is opened: what its last semicolon sets off is the next one's total."""
    semicolon = without_brackets(text[start:following]).rfind(";")
    return start + semicolon if semicolon >= 0 else following


def _totals(told: str) -> list[Count]:
    """The counts in what is told before a breakdown, the last of which may be its total; none where it may not.

    The latter or the former of two is alone: 规章1件、规范性文件38件,后者包括….
    """
    totals = [count for count in counts(told) if not (is_difference(told, count) or _is_no_total(told, count))]
    if _LATTER.search(told):
        totals = totals[-1:]
    elif _FORMER.search(told):
        totals = totals[-2:-1]
    if not totals or _CARRIED.search(clause_before(told, totals[-1])) or not totals[-1].is_exact:
        return []
    between = told[totals[-1].end :]
    farthest = _FARTHEST_ABOUT if _ABOUT.match(between) else _FARTHEST
    return totals if len(between) <= farthest and ";" not in between else []


def _is_no_total(told: str, count: Count) -> bool:
    """Whether a count is that of each of several, or what another has its share of: 占全部4105条的80%."""
    return bool(
        _EACH.search(told[: count.start])
        or (_SHARE_OF.search(told[: count.start]) and _WITH_SHARE.match(told, count.end))
    )


def _together(told: str, totals: list[Count]) -> tuple[Number, ...]:
    """What the last total makes with the one listed right before it, with the two before it, and so on."""
    sums, last = [totals[-1].value], totals[-1]
    for count in reversed(totals[:-1]):
        between = told[count.end : last.start]
        if count.unit != last.unit or not count.is_exact or not _BESIDE.fullmatch(between):
            break
        sums.append(sums[-1] + count.value)
        last = count
    return tuple(sums[1:])


def _inside_bracket(text: str, opening: re.Match[str], following: re.Match[str]) -> bool:
    """Whether the next breakdown stands in brackets of its own, so that it is one of a part and not of the rest."""
    bracket = text.rfind("(", opening.end(), following.start())
    return bracket >= 0 and ")" not in text[bracket : following.start()]


def _closing_bracket(text: str, position: int) -> int | None:
    """Where the bracket closes that `position` stands in, None where it stands in none."""
    opened = text.rfind("(", 0, position)
    if opened < 0 or ")" in text[opened:position]:
        return None
    closed = text.find(")", position)
    return closed if closed >= 0 else None
