"""What a clause speaks of: applications, reviews, documents, decisions or other matters."""

from collections.abc import Sequence
from itertools import pairwise, zip_longest

from service.language.clauses import Item
from service.language.frames.frame import Topic
from service.language.lexer import UNKNOWN, Token
from service.language.lexicon import spelled
from service.language.mentions.figures import CASE, Quantity

TOPICS = {
    "APPLICATION": Topic.APPLICATIONS,
    "REVIEW": Topic.REVIEWS,
    "LITIGATION": Topic.REVIEWS,
    "DIRECT": Topic.REVIEWS,
    "AFTER": Topic.REVIEWS,
    "VIA": Topic.REVIEWS,
    "DOCUMENT": Topic.DOCUMENTS,
    "LICENSING": Topic.DECISIONS,
    "PENALTY": Topic.DECISIONS,
    "COERCION": Topic.DECISIONS,
    "FEES": Topic.DECISIONS,
    "MATTER": Topic.OTHER,
    "PAPERS": Topic.OTHER,
    "PROACTIVE": Topic.OTHER,
}


def answers_applications(item: Item) -> bool:
    """Whether it counts what can be of applications alone: 作出不予公开答复54件, 无法提供72件; 公开 may be of documents."""
    outcomes = [token for token in item.core if token.kind == "OUTCOME"]
    is_said = any(_tells_answer(token) or not str(token.value).startswith(_OF_PAPERS) for token in outcomes)
    return is_said and _counts_cases(item)


def _is_because_of_application(item: Item) -> bool:
    """Whether it counts an outcome and speaks of what was applied for in its cause: 因申请内容属于内部事务信息而不予公开的2件."""
    return {"OUTCOME", "COUNT"} <= item.kinds and any(token.kind == "APPLICATION" for token in item.tokens)


def sorts_applicants(item: Item) -> bool:
    """Whether it begins a list of those who applied, where nobody says for what: 申请人构成上, 从申请主体看."""
    return not item.counts and item.has("VIEW", "COMPOSED", "AMONG") and any(word in item.text for word in _APPLICANTS)


_APPLICANTS = spelled("applicants")


def _marks_outcome_alone(item: Item) -> bool:
    """Whether a cause is all that it marks as papers are, among applications: 认定为无正当理由大量反复申请而不予处理的2件."""
    if item.kinds & TOPICS.keys() != {"PAPERS"}:
        return False
    core = item.core
    return all(t.kind != "PAPERS" or marks_cause(t, after) for t, after in zip_longest(core, core[1:]))


def marks_cause(token: Token, following: Token | None) -> bool:
    """Whether it finds what stands behind it, a cause or an answer that only applications get: 认定属于行政执法案卷, 认定为不予处理."""
    if token.kind != "PAPERS" or following is None or following.kind != "OUTCOME":
        return False
    row = str(following.value)
    return is_cause(row) or not row.startswith(_OF_PAPERS)


def is_cause(row: str) -> bool:
    """Whether a row of outcomes says why: it is one of a group."""
    return row.count(".") > 1


def _asks_for_what_is_named(item: Item) -> bool:
    """Whether the body's decisions are what was applied for to be seen: 群众申请查阅行政处罚卷宗的较多."""
    kinds = [token.kind for token in item.core]
    return not item.counts and any(
        a.kind == "APPLICATION" and b.text.startswith(_TO_SEE) and not TOPICS.keys().isdisjoint(kinds[n + 2 :])
        for n, (a, b) in enumerate(pairwise(item.core))
    )


_TO_SEE, _ABOUT_WHAT = spelled("to_see"), spelled("about_what")


def _says_what_was_asked(item: Item) -> bool:
    """Whether it begins with what applications are about, so that whatever it names behind that was asked for: 申请内容多是执法文书."""
    begins = item.core[:2]
    is_begun = len(begins) == 2 and begins[0].kind == "APPLICATION" and begins[1].text in _ABOUT_WHAT
    return is_begun and not item.counts and item.has("MATTER", "PAPERS", "DOCUMENT")


def tells_cause_apart(items: Sequence[Item]) -> bool:
    """Whether cases are counted, and a cause and what it led to are named of what applications alone can be: 公开出版物的,不作处理.

    What reviews were applied for over can be nothing else: 不予公开的11件里有6件以执法案卷为由,5件被提起复议.
    """
    is_reviewed = any(item.has("REVIEW") for item in items)
    rows = [str(token.value) for item in items for token in item.core if token.kind == "OUTCOME"]
    of_applications = [row for row in rows if is_cause(row) and (is_reviewed or not row.startswith(_OF_PAPERS))]
    return any(map(_counts_cases, items)) and any(row.rpartition(".")[0] in rows for row in of_applications)


def counts_answers(items: Sequence[Item]) -> bool:
    """Whether outcomes are counted beside what can be of applications alone, or nothing but those is spoken of.

    予以公开41件,…,另有无法提供、不予处理等情形; 作出部分公开7件,隐去了申请中涉及的联系方式.
    """
    if not any("OUTCOME" in item.kinds and _counts_cases(item) for item in items):
        return False
    named = {TOPICS[kind] for item in items for kind in item.kinds if kind in TOPICS}
    rows = [str(token.value) for item in items for token in item.core if token.kind == "OUTCOME"]
    is_of_answers = not all(row.startswith(_OF_PAPERS) for row in rows)
    return named == {Topic.APPLICATIONS} or (is_of_answers and not named)


def _counts_cases(item: Item) -> bool:
    return any(isinstance(count.value, Quantity) and count.value.unit == CASE for count in item.counts)


def _tells_answer(outcome: Token) -> bool:
    return any(word in outcome.text for word in _ANSWERED)


_ANSWERED = spelled("answered")
_OF_PAPERS = ("outcomes.granted", "outcomes.partially_granted", "outcomes.refused")
"""Outcomes that are said of documents under review, too."""


def topic_ahead(item: Item, following: Item | None) -> Topic | None:
    """What 、 lists is of what its last part names behind its count: 制定1件、废止1件规范性文件."""
    is_listed = following is not None and item.mark == "PAUSE" and item.has("MAKE", "REPEALED")
    last = following.tokens[-1:] if is_listed and following else ()
    return Topic.DOCUMENTS if last and last[0].kind == "DOCUMENT" else None


def _is_named_behind(item: Item) -> bool:
    """Whether other matters are named in a remark alone, behind the count of something else: 目前有效的7件目录已公布."""
    kinds = [token.kind for token in item.core]
    before = set(kinds[: kinds.index("COUNT")]) if "COUNT" in kinds else set()
    return not before.isdisjoint(_COUNTED_ALONE) and before.isdisjoint(TOPICS)


_COUNTED_ALONE = frozenset("OUTCOME INFORCE REPEALED CARRY PENDING".split())
"""What is counted without a word for what it is of."""


def _applies_for_other(item: Item) -> bool:
    """Whether what is applied for is named right before 申请, and so isn't disclosure: 受理公证申请320件."""
    return bool(item.counts) and any(
        token.value == "bare" and token.kind == "APPLICATION" and before.kind in _APPLIED_FOR
        for before, token in pairwise(item.core)
    )


_APPLIED_FOR = (UNKNOWN, "NOUN", "MATTER", "PAPERS", "JUDGES")


_TELLS_OF_CASES = ("DIRECT", "AFTER", "VERDICT")
"""What says how a case was brought, or what became of it: 直接起诉的3件案件, 败诉案件2件."""
_COUNTED_IN_CASES = (Topic.REVIEWS, Topic.DOCUMENTS, Topic.DECISIONS)
"""What is counted by 件数, too, where it is spoken of."""


def _is_no_application(item: Item) -> bool:
    """Whether it says of other matters that they are no applications: 病历复印不属于信息公开申请,全年办理23400份."""
    core = item.core
    is_denied = len(core) > 2 and (core[-2].kind, core[-2].value) == ("EXCEPT", "here")
    return is_denied and core[-1].kind == "APPLICATION" and not item.counts


def _is_case_of_reviews(item: Item, inherited: Topic) -> bool:
    """Whether cases are reviews or lawsuits by how they came or ended, or where those are spoken of: 涉及政府信息公开的案件共4件."""
    return item.has(*_TELLS_OF_CASES) or (inherited is Topic.REVIEWS and "CAUSE" in item.kinds)


def _says_what_of_matter(item: Item) -> bool:
    """Whether it says of a matter that nothing was done to it, or that there was much or little of it.

    What is counted behind that is of it: 规章未作变动,现行3件; 咨询类来电不少,全年登记1024个.
    """
    is_said = "NOT" in item.kinds or item.text.endswith(_MANY_OR_FEW)
    return item.core[0].kind == "MATTER" and is_said


_MANY_OR_FEW = spelled("many_or_few")


def _looks_through_documents(item: Item) -> bool:
    """Whether documents are looked through, which are published anyway: 对主动公开规范性文件进行全面清理."""
    return not item.counts and item.kinds >= {"PROACTIVE", "DOCUMENT", "REVISE"}


def _names_papers_of_a_sort(item: Item) -> bool:
    """Whether it names papers by a word that makes them others than those spoken of: 对一般性文件实行登记编号."""
    return any(a.kind == UNKNOWN and b.kind == "PAPERS" and a.end == b.start for a, b in pairwise(item.core))


_MOSTLY = spelled("mostly")
"""Begins what most of those counted before it are: 部分公开8件,多为隐去商业秘密的环评文件."""


def topic_of(item: Item, inherited: Topic) -> Topic:
    """What an item speaks of: other matters that it counts, else what it names last."""
    if item.kinds.isdisjoint(TOPICS) or (inherited is Topic.APPLICATIONS and _marks_outcome_alone(item)):
        is_of_them = inherited is Topic.NONE and (
            answers_applications(item) or _is_because_of_application(item) or sorts_applicants(item)
        )
        if inherited in (Topic.NONE, Topic.APPLICATIONS) and {"JUDGES", "VERDICT"} <= item.kinds:
            return Topic.REVIEWS  # 1件答复被法院判决撤销
        return Topic.APPLICATIONS if is_of_them else inherited
    if _asks_for_what_is_named(item) or _says_what_was_asked(item):
        return Topic.APPLICATIONS
    if _is_no_application(item):
        return Topic.OTHER
    named = [
        TOPICS[token.kind]
        for token in item.core
        if token.kind in TOPICS
        and not (token.value == "mode" and (inherited is Topic.OTHER or "PROACTIVE" in item.kinds))
        and not (token.value == "number" and inherited in _COUNTED_IN_CASES)
        and not (token.value == "case" and _is_case_of_reviews(item, inherited))
        and not (token.kind == "PAPERS" and inherited is Topic.DOCUMENTS and item.has("INFORCE", "REPEALED"))
    ]
    if Topic.OTHER in named and (_is_named_behind(item) or _looks_through_documents(item)):
        named = [topic for topic in named if topic is not Topic.OTHER]
    if inherited in (Topic.NONE, Topic.OTHER) and _applies_for_other(item):
        return Topic.OTHER
    if Topic.OTHER in named and Topic.APPLICATIONS not in named:
        is_named = not item.text.startswith(_MOSTLY) and (_says_what_of_matter(item) or _names_papers_of_a_sort(item))
        is_of_it = bool(item.counts) or is_named
        return Topic.OTHER if is_of_it or inherited is Topic.NONE else inherited
    return named[-1] if named else inherited
