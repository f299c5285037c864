"""Something told to be done to all, and not to some: 24个水务站均已设立查阅点 … 24个水务站中尚有7个没有设立查阅点.

The two are of one thing where what was not done is named by characters side by side that are told of all, too, and that few
places of the report have. They exclude each other for sure where both name as many of them all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from service.language.claims import ReadItem
from service.language.contradictions.activity import denied_at
from service.language.contradictions.miscounts import Contradiction
from service.language.contradictions.own_work import names_another_year
from service.language.contradictions.restated.counts import RESTATING
from service.language.contradictions.restated.likeness import RARE, pairs_of, runs
from service.language.contradictions.restated.statements import Statement
from service.language.frames import Modality, Period
from service.language.lexer import Token
from service.language.lexicon import spelled
from service.language.mentions.figures import Quantity
from service.language.reading import Reading, ReadSentence
from service.reports.finding import Number

_FEW, _MANY = 2, 3
"""Rare pairs of characters by which two tell of one thing, at least: of what was not done, or in all where one is of that."""
_BESIDE = 2
"""Items before that of all that may name what was done, at most."""
_LEAST = 10
"""A number of things below may be of others by chance."""
_STILL, _UPKEEP, _COMPLETED = spelled("still"), spelled("upkeep"), spelled("completed")
"""What tells that something is so at the end of the year, and what is done again and again, which is over with only where it is told so."""
_ONLY = spelled("no_more")


def _counts(items: Iterable[ReadItem]) -> list[Token]:
    return [count for each in items for count in each.item.counts]


def _numbers(counts: Iterable[Token]) -> set[Number]:
    """The numbers of counts that are of one thing by no chance."""
    told = (count.value for count in counts)
    return {each.value for each in told if isinstance(each, Quantity) and each.value >= _LEAST}


def _numbers_in(told: Statement) -> set[Number]:
    """The numbers in a statement that are of one thing by no chance."""
    return _numbers(_counts([told.item, *told.before]))


def _whole_numbers(undone: Statement) -> set[Number]:
    """Of how many it counts some by its last number: 24个水务站中尚有7个没有设立."""
    within = [each for each in undone.before if each.item.has("AMID")]
    return _numbers(_counts([*within, undone.item])[:-1])


def unfinished(reading: Reading) -> Iterator[Contradiction]:
    """What is told to be undone to some of those to whom all it is told elsewhere to be done."""
    told = (each for read in reading.sentences for each in (*_undone(read), *_done_to_some(read)))
    undone = [each for each in told if not names_another_year(each.item.item, reading.year)]
    if not undone:
        return
    done = [each for read in reading.sentences if "ALL" in read.kinds for each in _done_to_all(read)]
    for each in undone:
        elsewhere = (other for other in done if other.read is not each.read)
        whole = next((other for other in elsewhere if _are_of_one(each, other, reading.often)), None)
        if whole:
            yield Contradiction(each.activity, whole.activity, bool(_numbers_in(each) & _numbers_in(whole)))


def _undone(read: ReadSentence) -> Iterator[Statement]:
    """The items that tell of some to which something is not done yet: 还有3个村没有装上电子屏."""
    if not _is_told_still(read.sentence.text) or not read.denies:
        return
    for at, each in enumerate(read.items):
        is_told = _is_told_still(each.item.text) and "NOT" in each.item.kinds and "LAST" not in each.item.kinds
        if is_told and _behind_denial(each) and _is_now(each):
            yield Statement(read, each, read.items[max(0, at - 1) : at])


def _done_to_some(read: ReadSentence) -> Iterator[Statement]:
    """The items that count to how few of so many something is done: 18所敬老院中只有11所建了公开栏."""
    if not read.has_counts or not any(word in read.sentence.text for word in _ONLY) or "AMID" not in read.kinds:
        return
    for at, each in enumerate(read.items):
        before = read.items[max(0, at - 1) : at]
        if each.item.counts and _is_of_few(each) and _is_now(each) and _whole_numbers(Statement(read, each, before)):
            yield Statement(read, each, before)


def _is_of_few(each: ReadItem) -> bool:
    """Whether it says right before its last number that there were no more."""
    before = [token for token in each.item.tokens if token.end <= each.item.counts[-1].start]
    return bool(before) and before[-1].text in _ONLY


def _is_told_still(text: str) -> bool:
    return any(word in text for word in _STILL)


def _behind_denial(each: ReadItem) -> Sequence[Token]:
    """What an item says was not done, or was done to few."""
    at = denied_at(each.item)
    if at is not None:
        return each.item.tokens[at + 1 :]
    return [token for token in each.item.tokens if each.item.counts and token.start >= each.item.counts[-1].end]


_ENDS_NOUN = frozenset("NOT NOW FILL BY DATE THIS".split())


def _noun(each: ReadItem) -> str:
    """What is not done to, by the name right behind its last number: 村 of 还有3个村没有装上电子屏; empty where it has none."""
    if not each.item.counts or "NOT" not in each.item.kinds:
        return ""
    behind = [token for token in each.item.tokens if token.start >= each.item.counts[-1].end]
    named = takewhile(lambda token: token.kind not in _ENDS_NOUN, behind)
    return "".join(token.text for token in named)


def _done_to_all(read: ReadSentence) -> Iterator[Statement]:
    """The items of what was done that tell of all, before the problems are told of."""
    if read.sentence.section in RESTATING:
        return
    for at, each in enumerate(read.items):
        is_of_all = any(token.kind == "ALL" and token.value is None for token in each.item.tokens)
        if is_of_all and "NOT" not in each.item.kinds and _is_now(each):
            yield Statement(read, each, read.items[max(0, at - _BESIDE) : at])


def _is_now(each: ReadItem) -> bool:
    """Whether it tells what is so, and not what was or shall be."""
    return each.frame.modality is Modality.FACT and each.frame.period in (Period.YEAR, Period.PART, Period.UNSURE)


def _are_of_one(undone: Statement, done: Statement, often: Mapping[str, int]) -> bool:
    """Whether both tell of the same thing, as many of which are named, and what was not done is told of all."""
    noun, of = _noun(undone.item), _whole_numbers(undone)
    told = "".join(each.item.text for each in (*done.before, done.item))
    is_kept_up = any(word in undone.item.item.text for word in _UPKEEP)
    if is_kept_up and not any(word in done.item.item.text for word in _COMPLETED):
        return False
    if (noun and noun[-1] not in told and noun[0] not in told) or (
        of and _numbers_in(done) and of.isdisjoint(_numbers_in(done))
    ):
        return False
    common = {pair for pair in undone.pairs & done.pairs if often[pair] <= RARE}
    if _is_one_of_all(undone, done) or (noun in told and _is_named_whole(undone.item, done.item)):
        return True
    of_both = pairs_of(_behind_denial(undone.item)) & pairs_of(done.item.item.tokens) & common
    if undone.item.item.counts and _is_same_verb(undone.item, done.item) and len(common) >= _MANY - len(of_both):
        return True
    return len(of_both) >= (_FEW if undone.item.item.counts else _MANY)


def _is_named_whole(undone: ReadItem, done: ReadItem) -> bool:
    """Whether all that is not there has the same name where all have it: 4个乡镇没有公开专区, 乡镇均已建成公开专区."""
    name = "".join([token.text for token in _behind_denial(undone) if token.kind != "FILL"])
    return bool(_noun(undone)) and len(name) >= _WHOLE_NAME and name in done.item.text


_WHOLE_NAME = 4
"""Characters of a name that is no verb."""


def _is_one_of_all(undone: Statement, done: Statement) -> bool:
    """Whether what is not set up is what all have, and who has not is of their kind: 两家医院没有建立专栏, 8家医院都开通了专栏."""
    behind, common = _behind_denial(undone.item), undone.pairs & done.pairs
    text = "".join(token.text for token in behind)
    are_set_up = text.startswith(_SET_UP) and any(word in done.item.item.text for word in _SET_UP)
    before = pairs_of(undone.item.item.tokens[: len(undone.item.item.tokens) - len(behind)])
    last = "".join([*runs(behind)][-1:])[-2:]
    return are_set_up and last in common and not before.isdisjoint(common - {last})


_SET_UP = spelled("is_set_up")


def _is_same_verb(undone: ReadItem, done: ReadItem) -> bool:
    """Whether what is denied is no more than a verb, which the other has, too, or one for mending as the other is: 没有解决."""
    verb = "".join([token.text for token in _behind_denial(undone) if token.kind != "FILL"])
    if not 0 < len(verb) <= _LONGEST_VERB:
        return False
    return verb in done.item.text or all(any(word in text for word in _MENDED) for text in (verb, done.item.text))


_LONGEST_VERB = 4
_MENDED = spelled("mended")
