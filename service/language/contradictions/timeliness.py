"""What the text says of how soon applications were answered: all in time, none extended, or some of them late or extended."""

from collections.abc import Iterator, Sequence
from itertools import dropwhile
from typing import NamedTuple

from service.language.claims import ReadItem
from service.language.clauses import CASES, DECISIONS, Item
from service.language.contradictions.activity import Activity
from service.language.contradictions.own_work import is_of_others, names_another_year
from service.language.frames import Actor, Period, Topic
from service.language.lexicon import spelled
from service.language.mentions.figures import CASES_ALONE, Percent, Quantity
from service.language.reading import Reading, ReadSentence

_TIMES = {"too late": spelled("too_late"), "extended": spelled("extended")}
_NOT_IN_TIME = (*_TIMES["too late"], *_TIMES["extended"])
_IN_TIME = spelled("in_time")
_ABOUT_TIME = spelled("about_time")
"""Every word above contains one of these: a quick test."""
_ANSWERS, _OF_APPLICANTS, _OTHER_REQUESTS = spelled("answers"), spelled("of_applicants"), spelled("other_requests")
_ANSWERED = _ANSWERS[0]
(_TERM,) = spelled("term_of_law")
"""What only applications are to be answered within."""
_DENIES = frozenset({"NOT", "ZERO"})


def answered(reading: Reading, *, at_hand: bool = False) -> Iterator[Activity]:
    """Each count of applications that were answered too late or by an extended term, and each denial of any.

    With `at_hand` some that are another's, of another time or of other things are among them.
    """
    of_paragraph: list[ReadSentence] = []
    for read in reading.sentences:
        if of_paragraph and of_paragraph[-1].sentence.paragraph is not read.sentence.paragraph:
            of_paragraph.clear()
        of_paragraph.append(read)
        if _is_about_time(read.sentence.text):
            items = read.items_at_hand if at_hand else read.items
            may_be_others = not at_hand and _tells_other_requests(read)
            is_spoken_of = at_hand or any(map(_speaks_of_applications, of_paragraph))
            named = [
                _names_applications(each.item) or (not may_be_others and (is_spoken_of or _is_of_applications(each)))
                for each in items
            ]
            yield from _told(read, list(zip(items, named, strict=True)), reading.year)


def _is_about_time(text: str) -> bool:
    return any(word in text for word in _ABOUT_TIME)


def _speaks_of_applications(read: ReadSentence) -> bool:
    return read.topic is Topic.APPLICATIONS or "APPLICATION" in read.kinds


def _tells_other_requests(read: ReadSentence) -> bool:
    """Whether it tells of what else is answered, so that nobody can say whether applications are meant: 留言均按时答复."""
    return any(word in read.sentence.text for word in _OTHER_REQUESTS)


def _told(read: ReadSentence, items: Sequence[tuple[ReadItem, bool]], year: int | None) -> Iterator[Activity]:
    """What a sentence says that isn't another's; with each of its items stands whether it is of applications.

    What is late may be counted before that in its sentence. What all applications are is the body's own, whoever deals with them: 各承办单位落实首问登记,全部申请均按期答复.
    """
    before: Quantity | None = None
    is_of_all = is_answered = False
    may_deny = True
    for each, is_of_applications in items:
        item = each.item
        if names_another_year(item, year):
            return
        is_of_all = is_of_all or (item.kinds >= _ALL_APPLICATIONS and item.kinds.isdisjoint(_NOT_OWN))
        if is_of_others(each._replace(frame=each.frame._replace(actor=Actor.OWN)) if is_of_all else each):
            before = None
            continue
        counted = _cases(item)
        is_answered = any(word in item.text for word in _ANSWERS) or (is_answered and not item.counts)
        if is_of_applications and (late := _late_by_rate(item)):
            yield _activity(read, item, "too late", late)
        is_in_part = each.frame.period is Period.PART
        for said in _said(item, is_answered=is_answered) if is_of_applications or before else ():
            told = counted or before
            if (
                said.is_denied
                and (_tells_all(each) or (may_deny and not _counts_behind_denial(item)))
                and not is_in_part
            ):
                yield _activity(read, item, said.thing)
            elif told and not said.is_denied:
                yield _activity(read, item, said.thing, told)
        may_deny = not _is_of_part(item)
        if item.counts:
            before = counted if is_of_applications else None


def _tells_all(each: ReadItem) -> bool:
    """Whether it is of all of what it counts or names, and that is no part: 6件申请全部, and not 当面提交的4件申请均."""
    return "ALL" in each.item.kinds and not each.item.has("CHANNEL", "APPLICANT")


def _counts_behind_denial(item: Item) -> bool:
    """Whether it counts several that were not late, beside whom others may be: 未延期答复102件."""
    behind = dropwhile(lambda token: token.kind not in _DENIES, item.tokens)
    counted = (token.value.value for token in behind if isinstance(token.value, Quantity))
    return "ALL" not in item.kinds and any(value > 1 for value in counted)


def _is_of_part(item: Item) -> bool:
    """Whether what goes on from it is of some applications: 当面提交的4件申请均由窗口登记; 1件申请超期答复."""
    if "ALL" in item.kinds and item.has("CHANNEL", "APPLICANT"):
        return True
    text = item.text
    may_be_some = item.kinds.isdisjoint(_DENIES) and _is_about_time(text)
    return may_be_some and any(word in text for word in _NOT_IN_TIME)


def _activity(read: ReadSentence, item: Item, thing: str, told: Quantity | None = None) -> Activity:
    number, unit = (told.value, told.unit) if told else (0, "")
    return Activity(
        read.sentence, item.start, item.tokens[-1].end, thing=frozenset({thing}), sorts=frozenset(), words="",
        number=number, unit=unit, is_whole=not number, is_apart=True,
    )  # fmt: skip


_ALL_APPLICATIONS = frozenset({"ALL", "APPLICATION"})
_NOT_OWN = frozenset({"OTHERS", "REGION", "SYSTEM"})


def _names_applications(item: Item) -> bool:
    return "APPLICATION" in item.kinds


def _is_of_applications(each: ReadItem) -> bool:
    is_answered_by_law = _TERM in each.item.text and "ANSWER" in each.item.kinds and _ANSWERED in each.item.text
    return each.frame.topic is Topic.APPLICATIONS or is_answered_by_law


class _Said(NamedTuple):
    """A way in which applications were not answered in time, told or denied."""

    thing: str
    is_denied: bool


def _said(item: Item, *, is_answered: bool) -> Iterator[_Said]:
    """The ways that an item tells or denies; what was late must be an answer: 超期答复1件, and no 延期申请5件."""
    text = item.text
    if not _is_about_time(text):
        return
    if item.has("OUTCOME", *DECISIONS, *CASES) or any(word in text for word in _OF_APPLICANTS):
        return  # 申请人逾期不补正5件, 许可延期申请12件, 1件复议因超期答复被纠正
    is_named = False
    for thing, words in _TIMES.items():
        word = next((word for word in words if word in text), None)
        denied = _denied(item, word) if word else None
        if denied:
            yield _Said(thing, is_denied=True)
        elif word and denied is False and is_answered:
            yield _Said(thing, is_denied=False)
        is_named = is_named or word is not None
    is_of_all = "ANSWER" in item.kinds and ("ALL" in item.kinds or "100%" in text)
    if not is_named and is_of_all and item.kinds.isdisjoint(_DENIES) and any(word in text for word in _IN_TIME):
        yield _Said("too late", is_denied=True)


def _late_by_rate(item: Item) -> Quantity | None:
    """Of how many in a hundred it tells by the rate of answers in time that they were late: 按时答复率为90%."""
    if not item.kinds >= _RATE_OF_ANSWERS or not any(word in item.text for word in _IN_TIME):
        return None
    told = [token.value for token in item.tokens if isinstance(token.value, Percent)]
    late = _ALL - told[0].value if len(told) == 1 and told[0].can_be_held else 0
    return Quantity(late, "%") if late > 0 else None


_RATE_OF_ANSWERS = frozenset({"ANSWER", "RATE", "PERCENT"})
_ALL = 100


def _denied(item: Item, word: str) -> bool | None:
    """Whether what a word says is denied before it: 无一超期; None where something is denied behind it: 延长期限均未超过20日."""
    at = item.start + item.text.index(word)
    places = [token.start for token in item.tokens if token.kind in _DENIES]
    if any(place < at for place in places):
        return True
    return None if any(place >= at + len(word) for place in places) else False


def _cases(item: Item) -> Quantity | None:
    """The one number of cases that an item tells."""
    counts = [count.value for count in item.counts if isinstance(count.value, Quantity)]
    cases = [each for each in counts if each.unit in CASES_ALONE]
    return cases[0] if len(cases) == 1 and cases[0].value else None
