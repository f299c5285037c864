"""Something told not to have been done in one place and to have been in another: 网站改版至年底尚未启动 … 网站改版工作已于6月完成.

The two are of one thing where they have characters side by side in common that few places of the report have. What was not
begun was not ended either; what was not ended may have been begun. They are to check: another of its kind may be meant.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from service.language.claims import ReadItem
from service.language.contradictions.activity import SILENT
from service.language.contradictions.miscounts import Contradiction
from service.language.contradictions.own_work import around_denial, denies_manner, is_own_now, names_another_year
from service.language.contradictions.restated.likeness import RARE
from service.language.contradictions.restated.statements import Statement, told_elsewhere
from service.language.lexicon import spelled
from service.language.reading import Reading, ReadSentence

_ENDED = spelled("is_there_by")
"""Verbs by which what is done once is there."""
_HELD = spelled("is_held_by")
_SET_UP = (*spelled("is_opened_by"), *spelled("is_set_up_by"))
_BEGUN = [spelled("is_begun_by"), _SET_UP, spelled("is_listed_by"), spelled("is_made_by")]
_CONTRARY = ((_HELD, _HELD), (_ENDED, _ENDED), *((verbs, (*verbs, *_ENDED)) for verbs in _BEGUN))
"""Verbs that are denied, and those that tell the contrary: what was not begun was begun, or is there."""
_ALL_VERBS = frozenset(chain.from_iterable((*verbs, *contrary) for verbs, contrary in _CONTRARY))
_OF_REPORT = frozenset({"DISCLOSURE", "HEAD", "NOUN"})
_CALLED_OFF = spelled("called_off")
_ENOUGH = 3
"""Rare pairs of characters by which two tell of one thing, at least."""
_SOME = frozenset({"SOME", "AMONG", "EXCEPT", "COUNT", "PERCENT"})
"""What tells that it was not done for some, or counts them."""


def undone(reading: Reading) -> Iterator[Contradiction]:
    """What is told not to have been done, each with the first place that tells that it was."""
    denied = [each for read in reading.sentences if read.denies for each in _denied(read)]
    for each in denied:
        if found := _done(reading, each):
            yield Contradiction(each.activity, found.activity, is_established=False)


def _denied(read: ReadSentence) -> Iterator[Statement]:
    """The items that deny for all that something was begun or ended."""
    if not any(map(_verbs, read.items_at_hand)):
        return
    for at, each in enumerate(read.items):
        if _verbs(each) and is_own_now(each):
            yield Statement(read, each, read.items[max(0, at - 1) : at])


def _verbs(each: ReadItem) -> tuple[str, ...]:
    """The verbs that tell of the contrary of what an item denies for all by its first verb; none where it doesn't."""
    if "NOT" not in each.item.kinds or not _SOME.isdisjoint(each.item.kinds) or denies_manner(each.item):
        return ()
    said = "".join(token.text for token in around_denial(each.item)[1] if token.kind != "FILL")
    return next((contrary for verbs, contrary in _CONTRARY if said.startswith(verbs)), ())


def _done(reading: Reading, denied: Statement) -> Statement | None:
    """The first place elsewhere that tells of the contrary; not among the mends in the section that tells of the lack."""
    verbs = _verbs(denied.item)
    ends = {verb[-1] for verb in verbs}
    rare = {pair for pair in denied.pairs if reading.often[pair] <= RARE and pair not in verbs and pair[0] not in ends}
    for told in told_elsewhere(reading, denied, rare, _ENOUGH):
        is_of_year = not any(names_another_year(one.item, reading.year) for one in (told.item, *told.before))
        if is_of_year and _tells_done(told.item, verbs) and not _is_narrower(denied.item, told.item):
            return told
    return None


def _is_narrower(denied: ReadItem, told: ReadItem) -> bool:
    """Whether what is denied is called by more than what was done, before what they have in common: 未召开线上新闻发布会."""
    said = "".join(token.text for token in around_denial(denied.item)[1] if token.kind not in SILENT | _OF_REPORT)
    verb = max((verb for verb in _ALL_VERBS if said.startswith(verb)), key=len, default="")
    name = said[len(verb) :]
    common = next((n for n, pair in enumerate(pairwise(name)) if "".join(pair) in told.item.text), 0)
    return name[:common] not in told.item.text


def _tells_done(each: ReadItem, verbs: Sequence[str]) -> bool:
    is_told = each.item.kinds.isdisjoint(("NOT", "UN")) and any(verb in each.item.text for verb in verbs)
    return is_told and is_own_now(each) and not any(word in each.item.text for word in _CALLED_OFF)
