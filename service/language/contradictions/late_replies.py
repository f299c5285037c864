"""Messages, letters or calls told to be answered too late, and none of them elsewhere: 23封来信超过5个工作日才答复 … 来信无一件超期.

Applications are told of in `timeliness`. The two are of one thing where their sentences name what is answered by the same word; they
are to check, for several channels may have messages.
"""

from collections.abc import Iterator
from itertools import dropwhile

from service.language.claims import ReadItem
from service.language.contradictions.miscounts import Contradiction, in_order
from service.language.contradictions.own_work import is_own_now, names_another_year
from service.language.contradictions.restated.statements import Statement
from service.language.lexicon import spelled
from service.language.reading import Reading, ReadSentence
from service.language.text import Sentence

_REQUESTS = spelled("other_requests")
_TOO_LATE, _ANSWERS = spelled("too_late"), spelled("answers")
_BEYOND, _ONLY_THEN = spelled("beyond"), spelled("only_then")


def late_replies(reading: Reading) -> Iterator[Contradiction]:
    """Each denial of late answers, with the first count of some elsewhere."""
    denied = [each for read in reading.sentences if read.denies for each in _stated(reading, read) if _denies(each)]
    if not denied:
        return
    late = [each for read in reading.sentences if read.has_counts for each in _stated(reading, read) if _counts(each)]
    for denial in denied:
        told = next((each for each in late if each.read is not denial.read and _are_of_one(denial, each)), None)
        if told:
            yield in_order(denial.activity, told.activity, is_established=False)


def _stated(reading: Reading, read: ReadSentence) -> Iterator[Statement]:
    """The items of a sentence that tell what was so in the year, where it names what is answered."""
    if _requests(read.sentence):
        for each in read.items:
            if is_own_now(each) and not names_another_year(each.item, reading.year):
                yield Statement(read, each, ())


def _requests(sentence: Sentence) -> set[str]:
    """What the sentence names that is answered."""
    return {word for word in _REQUESTS if word in sentence.text}


def _are_of_one(denial: Statement, late: Statement) -> bool:
    return not _requests(denial.read.sentence).isdisjoint(_requests(late.read.sentence))


def _denies(told: Statement) -> bool:
    """Whether it says that none was late: 没有一条超时."""
    behind = [*dropwhile(lambda token: token.kind != "NOT", told.item.item.tokens)][1:]
    denied = "".join(token.text for token in behind if token.kind != "COUNT")
    return denied.startswith(_TOO_LATE) and "APPLICATION" not in told.read.kinds


def _counts(told: Statement) -> bool:
    """Whether it counts some that were late: 143条超过24小时才回复, 留言超期回复3件."""
    item = told.item.item
    if not item.counts or "NOT" in item.kinds or not any(word in item.text for word in _ANSWERS):
        return False
    return any(word in item.text for word in _TOO_LATE) or _took_longer(told.item)


def _took_longer(each: ReadItem) -> bool:
    """Whether something took longer than it may: 超过5个工作日才答复."""
    text = each.item.text
    return any(word in text for word in _BEYOND) and any(word in text for word in _ONLY_THEN)
