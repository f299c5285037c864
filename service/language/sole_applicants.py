"""Who alone applied, who did not, or who did most, told without a number: 申请人均为自然人, 没有收到企业提出的申请, 申请人以自然人为主."""

from collections.abc import Iterator, Sequence

from service.language.claims import Certainty, Claim, ReadItem
from service.language.clauses import Item
from service.language.frames import Topic
from service.language.lexer import Shape, Token, letters
from service.language.lexicon import spelled
from service.language.reasons import AnyDoubt
from service.language.text import Sentence
from service.reports import form

NONE_OF, MOST_OF = "no_applicants.", "most_applicants."
"""What the measures begin with, before a column, or `organizations` for all but natural persons."""
_SOLE = Shape("(RECEIVE|SUBMIT|APPLICATION|REF|THIS)* ALL+ SUBMIT? APPLICANT (AND? APPLICANT)* (SUBMIT|APPLICATION)*")
_DENIED = Shape(
    "NOT+ RECEIVE? APPLICANT (AND? APPLICANT)* ETC? APPLICANT? (SUBMIT|APPLICATION)+|APPLICANT (AND? APPLICANT)* NOT+ (SUBMIT|APPLICATION)+"
)
_APPLICANTS = spelled("applicants")
"""What names those who apply, where no word for an application stands: 申请人, 申请主体."""


def sole_applicants(read: Sequence[ReadItem], sentence: Sentence) -> Iterator[tuple[int, Claim]]:
    """That none came from applicants of some columns of table three, each with the place of its item.

    Not behind a count, of which it may be said, nor where what is named has no column of its own.
    """
    for at, each in enumerate(read):
        if each.item.counts or (at and _names_some_information(read[at - 1].item)):
            return
        if each.frame.topic is Topic.APPLICATIONS and each.frame.withdrawn in ("", "a part"):
            for column in _columns_without(read, at):
                yield at, _told(f"{NONE_OF}{column}", each, sentence, each.frame.unsure)
            if column := _main_column(each.item):
                yield at, _told(f"{MOST_OF}{column}", each, sentence, each.frame.unsure or "of what")


def _names_some_information(item: Item) -> bool:
    """Whether what stands before a comma names what some applications were for, or a way: 对已公开的信息,无企业申请."""
    return item.has("CHANNEL", "SOME", "CARRY") or item.text.endswith(_INFORMATION)


_INFORMATION = spelled("information")


def _told(measure: str, read: ReadItem, sentence: Sentence, doubt: AnyDoubt) -> Claim:
    start, end = read.item.tokens[0].start, read.item.tokens[-1].end
    certainty = Certainty.TO_CHECK if doubt else Certainty.ESTABLISHED
    return Claim(measure, "applications", 0, sentence, start, end, read.frame, certainty, reason=doubt)


def _main_column(item: Item) -> str:
    """The one column of which an item says that most came from it; empty where it says it of some."""
    is_told = any(token.kind == "ETC" and token.text.endswith(_MOST) for token in item.core)  # and not 较多
    are_known = item.kinds <= _OF_MOST and all(word in _BODIES for word in item.unknown)
    if not is_told or "APPLICANT" not in item.kinds or not are_known:
        return ""
    columns = _columns(item.core, in_short=True)
    return next(iter(columns)) if len(columns) == 1 else ""


_BODIES, _MOST = spelled("those_who_apply"), spelled("tells_most")
_OF_MOST = frozenset("APPLICANT ETC BY FILL APPLICATION SUBMIT UNKNOWN SHARE THIS".split())


def _columns_without(read: Sequence[ReadItem], at: int) -> list[str]:
    """The columns of which an item says that none of their applicants applied."""
    item = read[at].item
    if "APPLICANT" not in item.kinds or not item.has("ALL", "NOT"):
        return []
    word = letters(_kinds(item.core))
    denied = _columns(item.core, in_short=True)
    if denied and _DENIED.fits(word):
        return sorted(denied)
    named = _columns(item.core)
    names_applications = item.has("APPLICATION") or any(
        word in each.item.text for each in read[max(0, at - 1) : at + 1] for word in _APPLICANTS
    )
    if not named or not _SOLE.fits(word) or not names_applications:
        return []
    organizations = form.ORGANIZATIONS if "organizations" in named else frozenset[str]()
    return [column for column in form.APPLICANTS if column not in named | organizations]


def _columns(core: Sequence[Token], *, in_short: bool = False) -> frozenset[str]:
    """The columns that an item names; none where it names applicants without one, but for what 等 sums up.

    What names several columns may stand for the commercial enterprises `in_short`: 无企业申请.
    """
    named = [token for token in core if token.kind == "APPLICANT"]
    if any(token.kind == "ETC" for token in core):
        named = named[-1:]
    told = [_ENTERPRISES if in_short and token.text in _IN_SHORT else str(token.value) for token in named]
    return frozenset(told) if all(each in form.APPLICANTS or each == "organizations" for each in told) else frozenset()


_ENTERPRISES, _IN_SHORT = "commercial_enterprise", spelled("enterprises")


def _kinds(core: Sequence[Token]) -> Iterator[str]:
    """The categories of what an item says; 由 before who applied says nothing."""
    for token in core:
        if token.kind != "FILL" and (token.kind, token.value) != ("COMPARE", "from"):
            yield "AND" if token.kind == "PAUSE" else token.kind
