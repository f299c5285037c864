"""Applications told by groups: what comes to the count of a group is of that, 征收类13件:予以公开6件,部分公开2件,不掌握5件."""

from collections.abc import Mapping, Sequence
from itertools import chain

from service.language.beside.changes import with_some_in
from service.language.claims import ReadItem
from service.language.measures import OF_ALL
from service.language.mentions.figures import Quantity
from service.language.reasons import Reason
from service.reports.finding import Number

_FEWEST = 2
"""Counts that tell what became of a group, at least."""
_MOST = 30
"""Counts that may tell it, at most."""
_OPENS_RESULTS = ("VIEW", "RESULT", "ANSWER")
"""What opens the results of all."""
_OTHERS_BESIDE: Reason = "others beside it"
"""Why a count of all, wholly understood, is passed over: 办结8件,5件属于过程性信息,3件予以公开."""


def of_groups(items: Sequence[ReadItem], before: Sequence[Sequence[ReadItem]] = ()) -> tuple[ReadItem, ...]:
    """Outcomes that come to a count told before them, which is none of all applications, are some of all.

    That count stands in their sentence, or in one before in the paragraph that counts no other group, `before` being the items of those:
    第三组,户籍,14件。公开6件,属于行政查询事项5件,不掌握3件; not where a view of all results opens them, 从办理结果看. What is
    listed beside the outcomes counts, too, 继续举报的14件按举报程序登记, and what 其中 or a bracket tells of them doesn't. What
    such a list says was left for the next year is some of that.
    """
    if not any(map(_tells_outcome, items)):
        return tuple(items)
    counted = _counted(items)
    places = [*counted]
    first = next((token.kind for token in items[0].item.tokens if token.kind != "FILL"), "")
    in_groups: set[int] = set()
    for of_group in chain.from_iterable(map(_counts_of_group, before)) if first not in _OPENS_RESULTS else ():
        listed = _listed_up_to(of_group, places, counted, items)
        in_groups.update(listed if listed[-1:] == places[-1:] else ())
    for n, at in enumerate(places, 1):
        if _may_be_of_group(items[at]):
            in_groups.update(_listed_up_to(counted[at], places[n : n + _MOST], counted, items))
    is_told = (_tells_outcome, _tells_rest)
    return tuple(
        with_some_in(each, "applications") if at in in_groups and any(tells(each) for tells in is_told) else each
        for at, each in enumerate(items)
    )


def _listed_up_to(
    whole: Number, places: Sequence[int], counted: Mapping[int, Number], items: Sequence[ReadItem]
) -> list[int]:
    """At which places, from the first on, the counts are that come to a whole; none where they don't, or are too few.

    What 其中 tells of one of them is left out, with what is listed behind that.
    """
    listed: list[int] = []
    added: Number = 0
    is_within = False
    for at in places:
        goes_on = is_within and items[at - 1].item.mark == "PAUSE"
        is_within = bool(listed) and ("AMONG" in items[at].item.kinds or goes_on)
        if is_within:
            continue
        listed.append(at)
        added += counted[at]
        if added >= whole:
            break
    return listed if added == whole and len(listed) >= _FEWEST else []


def _counts_of_group(items: Sequence[ReadItem]) -> tuple[Number, ...]:
    """What a sentence counts, if it counts no more than one group, and what was answered of it: 惠农补贴6件,办结5件."""
    counted = _counted(items)
    if not counted or not all(_may_be_of_group(items[at]) for at in counted):
        return ()
    _, *answered = counted
    is_one = len(answered) < _FEWEST and all("ANSWER" in items[at].item.kinds for at in answered)
    return tuple(counted.values()) if is_one else ()


def _counted(items: Sequence[ReadItem]) -> dict[int, Number]:
    """How many cases items count, by their places, but for those in brackets and what something is a share of."""
    inner = {id(each) for read in items for each in read.item.in_brackets}
    counted: dict[int, Number] = {}
    for at, each in enumerate(items):
        values = [count.value for count in each.item.counts if isinstance(count.value, Quantity)]
        cases = [value for value in values if value.is_of_cases and value.unit == values[-1].unit]  # 林区县(3个)19件
        is_whole_of_share = bool(each.item.tokens) and each.item.tokens[0].kind == "SHARE"  # 占42件的54.8%
        if cases and id(each.item) not in inner and not is_whole_of_share:
            counted[at] = sum(value.value for value in cases)
    return counted


def _tells_outcome(read: ReadItem) -> bool:
    """Whether it claims what became of applications: 予以公开6件, and 公开6件 among them."""
    return any(claim.measure.startswith("outcomes.") for claim in read.claims)


def _tells_rest(read: ReadItem) -> bool:
    """Whether it claims what was left for the next year: 还有1件转到2024年."""
    return any(claim.measure == "carried_forward" for claim in read.claims)


def _may_be_of_group(read: ReadItem) -> bool:
    """Whether what an item counts is no outcome, and all that there were by none of its claims."""
    is_of_all = any(
        claim.measure in OF_ALL and (claim.is_established or claim.reason == _OTHERS_BESIDE) for claim in read.claims
    )
    return "OUTCOME" not in read.item.kinds and not _tells_outcome(read) and not is_of_all
