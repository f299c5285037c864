"""Counts of which nothing but the name of what is counted was understood.

The words around may say that such a count is of a part. One of an outcome is told of all of its row five times as often as
not, so that it is to check: 要求重新出具已获取信息、不予处理1件. Any other is half read: passed over, unless the tables have nearly the
same (`Relation.PERHAPS`).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from service.language.claims import Certainty, Claim, ReadItem, Relation, all_done, case_of, is_begun, names_one_of_two
from service.language.clauses import CASES, DECISIONS, Item
from service.language.frames import Actor, Frame, Modality, Period, Topic
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import (
    BODIES,
    CASES_ALONE,
    DECIDED,
    INFORMATION,
    LARGE_AMOUNT,
    PAPERS,
    Quantity,
    is_in_units,
)
from service.language.text import Sentence
from service.reports import form

_OF_OTHERS = frozenset(
    "AMID AMONG AND ANSWER APPLICANT APPLICATION CARRY CHANGE CHANNEL COMPARE DATE DOCUMENT ETC EXCEPT FEES IF LITIGATION MORE NORESULT"
    " NOT PAPERS PARTYEAR PERCENT PLUS RATE REMAIN REST REVIEW SHARE SINCE SOME TOTAL UN VERDICT".split()
)
"""What makes a count one of something else, or of some."""
_NO_FIGURE = frozenset("BECAUSE CHANGE COMPARE EXCEPT IF NOT PARTYEAR PERCENT PLAN RATE SEVERAL SINCE SOME".split())
"""What makes a count one that no table has."""
_SORTED = frozenset("CHANNEL WAYS AMONG REMAIN REST PLUS".split())
"""What makes applications some of all."""
_OF_ALL = frozenset("APPLICATION RECEIVE ANSWER DUE AMID".split())
_DOCUMENTS = {"MAKE": "issued", "REPEALED": "repealed", "INFORCE": "in_force"}
_CARRIED = {"LAST": "carried_over", "NEXTYEAR": "carried_forward"}
_APPLICANTS = form.APPLICANTS.keys() | {"organizations"}


def by_noun(read: ReadItem, sentence: Sentence, before: ReadItem | None) -> ReadItem:
    """An item with the claim of its one count, where it has none; numbers of those who acted stand beside it at most.

    `before` is the item before it.
    """
    item, frame = read.item, read.frame
    if read.claims or not item.counts or _is_of_each(item) or names_one_of_two(item):
        return read
    *bodies, count = item.counts
    if not all(is_in_units(each.value, BODIES) for each in bodies):  # 三支队伍作出行政处罚442件
        return read
    if not bodies and before is not None and _tells_rise_of_received(before.item) and item.kinds <= _REACHES:
        return read._replace(claims=tuple(_reached(count, frame, sentence)))
    outcome = _outcome(item, frame) if not bodies else ""
    if outcome and before is not None and _is_listed_with_parts_of(outcome, before):
        return read
    table, measure = ("applications", outcome) if outcome else _nearly(item, frame)
    if not measure or not isinstance(count.value, Quantity):
        return read
    claim = Claim(
        measure, table, count.value.value, sentence, count.start, count.end, frame, Certainty.TO_CHECK,
        reason="its name alone understood", figure=count.text,
    )  # fmt: skip
    if not outcome:
        claim = claim._replace(certainty=Certainty.PASSED, relation=Relation.PERHAPS, reason="half understood")
        if measure in DECISIONS.values() and (
            _publishes(item) or _goes_on_publishing(item, before)
        ):  # 推送行政处罚210条
            claim = claim._replace(certainty=Certainty.TO_CHECK, reason="published")
        elif _tells_who_asked(item, before):
            claim = claim._replace(certainty=Certainty.TO_CHECK, relation=Relation.ALL, reason="a list without a total")
    return read._replace(claims=(claim,))


def _is_of_each(item: Item) -> bool:
    """Whether so many are counted of each of several: 废止和宣布失效各1件."""
    return any(a.text == _EACH and b.kind == "COUNT" for a, b in pairwise(item.core))


(_EACH,) = spelled("each")


def _publishes(item: Item) -> bool:
    """Whether it tells that something is published or shown to the public."""
    return item.has(*_PUBLISHES) or any(token.value == _SHOWN for token in item.core)


_SHOWN = "shown"


def _goes_on_publishing(item: Item, before: ReadItem | None) -> bool:
    """Whether it goes on with the kinds of decisions that the item before tells to be published: 公开行政许可决定1520条、行政处罚决定215条."""
    is_so_before = before is not None and _publishes(before.item) and before.item.has(*DECISIONS)
    return is_so_before and is_in_units(item.counts[-1].value, INFORMATION)


_PUBLISHES = ("ISSUE", "PROACTIVE")
_REACHES = frozenset({"FILL", "COUNT"})


def _tells_rise_of_received(item: Item) -> bool:
    """Whether it tells by how much more came in, and leaves how many to what follows: 收到申请较2022年的60件增加33件,达到93件."""
    return (
        {"RECEIVE", "APPLICATION", "COMPARE"} <= item.kinds
        and item.has("CHANGE", "MORE")
        and item.tokens[-1].kind == "COUNT"
    )


def _reached(count: Token, frame: Frame, sentence: Sentence) -> Iterator[Claim]:
    """What came in, as the count that it rose to."""
    quantity = count.value
    if isinstance(quantity, Quantity) and quantity.is_exact and quantity.is_of_cases and not frame.withdrawn:
        at = count.start, count.end
        certainty = Certainty.TO_CHECK if frame.unsure else Certainty.ESTABLISHED
        yield Claim(
            "received",
            "applications",
            quantity.value,
            sentence,
            *at,
            frame,
            certainty,
            reason=frame.unsure,
            figure=count.text,
        )


def _is_listed_with_parts_of(outcome: str, before: ReadItem) -> bool:
    """Whether a cause of the same outcome is counted right before, so that this is one of them: 信访类1件、重新出具类1件不予处理."""
    return before.item.mark == "PAUSE" and any(claim.measure.startswith(f"{outcome}.") for claim in before.claims)


def with_all_done(items: Sequence[ReadItem]) -> Iterator[ReadItem]:
    """The items, where what follows a count of applications that may be all says that they were dealt with: 家长提出申请6件,均已办结."""
    for before, each in zip((None, *items), items, strict=False):
        told = before.claims[-1] if before is not None and before.claims else None
        may_be_all = told is not None and told.measure == "received" and told.relation is not Relation.ALL
        if told is not None and may_be_all and _tells_only_that_all_is_done(each.item):
            reason = told.reason or "of what"
            done = all_done(told)._replace(certainty=Certainty.TO_CHECK, relation=Relation.ALL, reason=reason)
            yield each._replace(claims=(done,))
        else:
            yield each


def _tells_only_that_all_is_done(item: Item) -> bool:
    return item.kinds - {"FILL"} == {"ALL", "ANSWER"} and not is_begun(item)


def _outcome(item: Item, frame: Frame) -> str:
    """The one outcome that an item names right beside its count, if nothing says that it is one of some."""
    if "OUTCOME" not in item.kinds or frame.topic is not Topic.APPLICATIONS or frame.withdrawn or item.has(*_OF_OTHERS):
        return ""
    count = item.counts[0]
    quantity, at = count.value, item.core.index(count)
    beside = item.core[max(0, at - 1) : at + 2]
    named = {str(token.value) for token in beside if token.kind == "OUTCOME"}
    is_exact = isinstance(quantity, Quantity) and quantity.is_exact and quantity.unit in DECIDED
    return named.pop() if is_exact and len(named) == 1 else ""


def _nearly(item: Item, frame: Frame) -> tuple[str, str]:
    """The table, and the measure of it that the words around a count name; an empty measure where they name none."""
    quantity = item.counts[-1].value
    is_own = frame.actor is Actor.OWN and frame.period is Period.YEAR and frame.modality is Modality.FACT
    if not isinstance(quantity, Quantity) or not quantity.is_exact:
        return "", ""
    if quantity.unit == LARGE_AMOUNT and is_own and not frame.withdrawn and _names_a_fee(item):
        return "disclosure", "fees"
    if not quantity.is_of_cases:
        return "", ""
    is_within_days = {"NUMBER", "AMID"} <= item.kinds  # 办结件中20个工作日内答复176件
    if not is_own or is_within_days or item.has(*_NO_FIGURE):
        return "", ""
    if item.has("VERDICT", *CASES):
        return "reviews", _of_reviews(item) if quantity.unit in CASES_ALONE else ""
    if bare := _bare_decision(item):
        return "disclosure", "" if frame.withdrawn else bare
    if item.has("DOCUMENT", *DECISIONS):
        is_of_papers = quantity.unit in PAPERS or (item.has(*DECISIONS) and _counts_papers(item))
        # 数据报送1986条,其中行政许可1254件 may be all there is
        is_withdrawn = frame.withdrawn and "AMONG" not in item.kinds
        return "disclosure", "" if is_withdrawn or is_of_papers else _only(_disclosed(item))
    if named := _named_at_end(item) or _of_documents_alone(item):
        return "disclosure", "" if frame.withdrawn else named
    is_of_applications = frame.topic is Topic.APPLICATIONS and quantity.unit in DECIDED
    return "applications", _of_applications(item, frame) if is_of_applications else ""


def _counts_papers(item: Item) -> bool:
    """Whether papers on decisions are counted, or what was published of them: 处罚文书689条, 处罚决定信息2690条."""
    at = item.core.index(item.counts[-1])
    return "PAPERS" in item.kinds or (at > 0 and item.core[at - 1].text in _INFORMATION)


_INFORMATION = spelled("information")


def _names_a_fee(item: Item) -> bool:
    """Whether a fee is counted that may be all there is: 收取考试报名费26.8万元, 学费、住宿费等收费8612.4万元."""
    if "COLLECT" in item.kinds:
        return any(token.text.endswith(_FEE) for token in item.core)
    before = item.core[: item.core.index(item.counts[-1])]
    said = [token for token in before if token.kind != "FILL"]
    return bool(said) and said[-1].text.endswith(_FEE)


_FEE = spelled("fee")


def _of_reviews(item: Item) -> str:
    if _is_within_case(item) or "OUTCOME" in item.kinds:
        return ""  # 1件在复议中; 与不予公开相关的4件复议
    case = case_of(item.core)
    verdict = next((str(token.value) for token in item.core if token.kind == "VERDICT"), "")
    if "." in verdict:  # 败诉 is of all lawsuits
        return verdict
    if not case or "+" in case or (not verdict and item.has("ANSWER", "NORESULT")):
        return ""  # those that were decided, or taken back, are not all: 共办结行政复议2件,另有1件尚未审结
    return f"{case}.{verdict}" if verdict else case


def _is_within_case(item: Item) -> bool:
    """Whether it tells during which cases something became of what it counts."""
    kinds = [token.kind for token in item.core]
    return any(kinds[at] == "BY" and kinds[at + 1] in CASES and kinds[at + 2] == "AMID" for at in range(len(kinds) - 2))


def _bare_decision(item: Item) -> str:
    """The decisions that an item names in two characters and counts, and tells nothing else of: 许可329件."""
    if len(item.core) > _MOST_BARE:
        return ""
    said = [token.text for token in item.core if token.kind not in _BARE_BESIDE]
    return next((row for row, word in _BARE_DECISIONS.items() if said == [word]), "")


def _named_at_end(item: Item) -> str:
    """The decisions that the word before the one count of an item ends with: 办理道路运输类许可2043件."""
    at = item.core.index(item.counts[-1]) - 1
    before = item.core[at] if at >= 0 else None
    if before is None or before.kind not in (UNKNOWN, "NOUN") or not item.has("ANSWER", "DECIDE"):
        return ""
    return next((row for row, word in _BARE_DECISIONS.items() if before.text.endswith(word)), "")


def _of_documents_alone(item: Item) -> str:
    """What is in force or repealed and isn't named: 现行有效167件."""
    named = item.kinds & {"INFORCE", "REPEALED"}
    if any(token.kind == "INFORCE" and not token.text.startswith(_NOW) for token in item.core):
        return ""  # 提出废止8件、继续有效91件的意见
    if len(named) != 1 or not item.kinds <= named | {"COUNT", "FILL", "THIS", "NOW", "ALL", "TOTAL", "PLUS"}:
        return ""
    return f"normative_documents.{_DOCUMENTS[named.pop()]}"


_NOW = spelled("in_force_now")
_BARE_BESIDE = frozenset("FILL COUNT ALL THIS TOTAL ANSWER DECIDE".split())
_MOST_BARE = 4
"""Words of an item that tells no more, at most."""
_BARE_DECISIONS = dict(zip(DECISIONS.values(), spelled("bare_decisions"), strict=True))


def _disclosed(item: Item) -> list[str]:
    """The figures of table two that an item names."""
    if "DOCUMENT" in item.kinds:
        return [f"normative_documents.{column}" for kind, column in _DOCUMENTS.items() if kind in item.kinds]
    return [row for kind, row in DECISIONS.items() if kind in item.kinds]


def _of_applications(item: Item, frame: Frame) -> str:
    if {"OUTCOME", "CARRY"} <= item.kinds:
        return ""  # 上年结转的1件部分公开
    if (
        "OUTCOME" in item.kinds
        and "REST" not in item.kinds
        and not _names_one_of_several(item)
        and not _names_another(item)
    ):
        return _only([str(token.value) for token in item.core if token.kind == "OUTCOME"])
    if "CARRY" in item.kinds and not frame.withdrawn:
        times = {token.kind for token in item.core if token.value != "same time"}
        return _only([row for kind, row in _CARRIED.items() if kind in times])
    if "APPLICANT" in item.kinds:
        named = _only(
            [str(token.value or "") for token in item.core if token.kind == "APPLICANT" and token.value != "anybody"]
        )
        is_alone = not {"AND", "REST"} <= item.kinds  # 法律服务机构及其他10件
        return named if named in _APPLICANTS and is_alone else ""
    is_of_all = not frame.withdrawn and item.has(*_OF_ALL) and not item.has(*_SORTED) and not _answers_received(item)
    return "received" if is_of_all else ""


def _tells_who_asked(item: Item, before: ReadItem | None) -> bool:
    """Whether nothing but how many some kind of applicants asked for is told, behind what came in: 新收以自然人为主,由商业企业提出的6件."""
    is_alone = {"APPLICANT", "SUBMIT"} <= item.kinds <= _WHO_ASKED
    return is_alone and before is not None and before.item.mark == "COMMA" and before.item.kinds.isdisjoint(_OF_SOME)


_WHO_ASKED = frozenset("APPLICANT SUBMIT APPLICATION COUNT FILL COMPARE RECEIVE".split())
_OF_SOME = frozenset("OUTCOME CARRY NEXTYEAR PENDING ANSWER REMAIN REST AMONG EXCEPT NOT UN REVIEW LITIGATION".split())


def _names_one_of_several(item: Item) -> bool:
    """Whether what was counted became one thing or another: 其余3件要么需另行制作,要么仍不明确."""
    return any(token.value == "either" for token in item.core)


def _names_another(item: Item) -> bool:
    """Whether an outcome is joined with another that isn't understood: 逾期不补正或不缴费的5件."""
    kinds = [token.kind for token in item.core]
    return any(
        kinds[at : at + 2] == ["OUTCOME", "AND"] and kinds[at + 2] in ("UN", "NOT", UNKNOWN)
        for at in range(len(kinds) - 2)
    )


def _answers_received(item: Item) -> bool:
    """Whether it counts answers to what was received, with others that were carried over left out: 新收的申请已答复27件."""
    kinds = ["of" if token.value == "of" else token.kind for token in item.core]
    return any(kinds[at : at + 4] == _ANSWERS_RECEIVED for at in range(len(kinds)))


_ANSWERS_RECEIVED = ["RECEIVE", "of", "APPLICATION", "ANSWER"]


def _only(named: list[str]) -> str:
    """What is named alone, empty where nothing is, or several are."""
    return named[0] if len(named) == 1 else ""
