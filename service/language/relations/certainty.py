"""How surely a list that doesn't add up to its total was understood.

Wrong totals of reports miss by little; a far miss is more likely a list that isn't of that total, and a short list of few
parts one that was picked out of it.
"""

from dataclasses import dataclass

from service.language.claims import Certainty
from service.language.lexicon import spelled
from service.language.mentions.figures import Percent
from service.language.reasons import AnyDoubt, Doubt, Reason
from service.language.relations.parts import Parts
from service.language.relations.values import SURE, Judged
from service.reports.finding import Number
from service.reports.numerals import are_exchanged, wrong_digits

_NEAR = 0.12
"""How far a wrong total is from its parts, in proportion, at most."""
_FEW, _MOST_OF_FEW = 2, 0.25
"""So many in number are near, too, where they are no more than this of the total."""
_FAR = 0.34
"""How far parts may exceed a total that is meant to be theirs."""
_FAR_WITHIN = 0.25
"""How far what is listed by 其中 may fall short of a total that it is meant to be all of."""
_NEAR_OPEN, _NEAR_IN_NUMBER = 0.05, 0.1
"""How far parts of which there may be more miss a total that they are meant to be all of, at most; the second for one or two."""
_FEWEST, _PAIR = 3, 2
_PICKED, _MANY_PICKED = 2, 4
"""Three parts, or more, that are fewer than the total by these factors are examples."""
_RESULTS = frozenset({"OUTCOME", "NORESULT"})
_LOOSE = ("bracket", "view", "bare")
"""Openers behind which something else may be listed."""
_ANNOUNCED = ("among", "colon")
"""Openers that say of what the list is: 其中, 包括."""


@dataclass(frozen=True, slots=True)
class Case:
    """A list that doesn't add up, and what stands around it.

    `is_left` where something carried over is told beside it, `is_before` where its total is in the sentence before,
    `is_next` where no other count stands between, `is_received` where the total is what was received, `is_within` where
    其中 opens it, behind which some may be named, or ways that overlap; `is_by_attribute` where it lists by whom or which
    way applications were made, `are_both` where its parts are the two that there are, `is_counted_once` where the total
    is told to be without what is counted twice.
    """

    parts: Parts
    total: Number
    opener: str
    is_closed: bool
    is_left: bool = False
    is_before: bool = False
    is_next: bool = True
    is_received: bool = False
    is_within: bool = False
    is_by_attribute: bool = False
    are_both: bool = False
    is_counted_once: bool = False

    @property
    def added(self) -> Number:
        """What the parts come to."""
        return sum(self.parts.values)

    @property
    def miss(self) -> float:
        """By how much they miss the total, as a proportion of it."""
        return abs(float(self.added - self.total)) / float(self.total)

    @property
    def is_above(self) -> bool:
        """Whether they exceed it."""
        return self.added > self.total

    @property
    def is_near(self) -> bool:
        """Whether they miss it by as little as a slip does."""
        return misses_by_a_slip(self.added, self.total) or is_miswritten(self.added, self.total)


def misses_by_a_slip(added: Number, total: Number) -> bool:
    """Whether parts miss a total by as little as a slip does."""
    miss = abs(float(added) - float(total))
    return miss <= _NEAR * float(total) or (miss <= _FEW and miss <= _MOST_OF_FEW * float(total))


def is_nearly(added: Number, total: Number) -> bool:
    """Whether parts come so near to a total that they are likely meant to be all of it, though no word says so.

    Of lists that name some of their total, or that no word opens, those that come to it exactly are twenty times as many.
    """
    miss = abs(float(added) - float(total))
    return 0 < miss <= (_NEAR_OPEN if miss > _FEW else _NEAR_IN_NUMBER) * float(total)


def is_miswritten(added: Number, total: Number) -> bool:
    """Whether a total is what parts come to but for one digit before the last, or with two exchanged: 123 and 133, 136 and 163."""
    one, other = str(added), str(total)
    wrong = wrong_digits(one, other)
    if len(wrong) == 1:
        return wrong[0] < len(one) - 1
    return are_exchanged(one, other)


def certainty_of(case: Case) -> Judged:
    """How surely it is wrong, and why it isn't established where it isn't."""
    if reason := _passed(case):
        return Certainty.PASSED, reason
    if reason := _unsure(case):
        return Certainty.TO_CHECK, reason
    return SURE


def of_percent(percent: Percent, certainty: Certainty, reason: Reason) -> Judged:
    """How surely a percentage that no figures bear out is wrong, which may be told as about so much."""
    return doubted(certainty, reason, "about so many percent") if percent.is_about else (certainty, reason)


def doubted(certainty: Certainty, reason: Reason, doubt: Doubt) -> Judged:
    """How sure something is with one more doubt: to check, if nothing else is unsure of it."""
    if certainty is Certainty.PASSED:
        return certainty, reason
    is_sure = certainty is Certainty.ESTABLISHED
    return (Certainty.TO_CHECK, doubt) if is_sure else (Certainty.PASSED, "doubtful in two ways")


def _passed(case: Case) -> Reason:
    """Why nobody can tell that it is wrong."""
    if case.is_before and not (case.is_closed and (case.is_next or case.is_near)):
        return "some of the sentence before"
    if case.is_above and case.miss > _FAR and not _is_announced(case):
        return "of something else"
    if not case.is_near and case.opener in _LOOSE and not (_is_sorted_above(case) or _is_alike_in_bracket(case)):
        return "another list"
    may_overlap = case.parts.may_overlap or (case.parts.names_narrower and not _is_near_all(case))
    if may_overlap or (case.is_above and (case.is_counted_once or case.total in case.parts.values)):
        return "may overlap"
    if case.is_above and case.parts.begins_with_sum:
        return "may overlap"  # 建议64件,提案71件,其中主办件合计92件,公开复文85件
    if (
        (case.opener == "amid" or (case.is_within and not case.parts.are_information))
        and len(case.parts.values) == _PAIR
        and not (case.is_near or case.parts.are_alike or case.are_both)
    ):
        return "may overlap"  # 12个项目里完工10个,公布结算的6个; 文件143件,其中征求意见46件,配发解读126件
    if case.parts.is_vague and case.is_above:
        return ""
    if case.parts.are_shares_of_less(case.total):
        return "some of it, by its shares"
    if case.opener == "colon" and case.is_next and not case.is_left and not case.is_closed:
        return "no list"
    return _incomplete(case)


def _is_announced(case: Case) -> bool:
    """Whether a list that exceeds its total by far is meant to be all of it: 公开382条,包括网站35条,报纸80条,微信2443条."""
    if case.parts.are_attributes and len(case.parts.values) > 1:
        return True  # 收到3件,其中书面申请1件,网络申请5件
    is_all = case.is_closed or case.parts.names_rest
    is_opened = case.opener in _ANNOUNCED and case.is_next and not case.is_before
    return is_all and (case.added <= 2 * case.total or (is_opened and max(case.parts.values) > case.total))


def _is_alike_in_bracket(case: Case) -> bool:
    """Whether a bracket lists kinds of one thing that exceed its total: 14件(以县政府名义12件、以县政府办公室名义5件)."""
    is_list = len(case.parts.values) > 1 and all(figure.kinds[:1] in _JOINS for figure in case.parts.figures[1:])
    return case.opener == "bracket" and case.is_above and is_list and case.parts.are_alike


_JOINS = (("PAUSE",), ("AND",), ("COMMA",))


def _is_sorted_above(case: Case) -> bool:
    """Whether a list by a way of sorting exceeds its total, and nothing behind it says why."""
    return case.opener == "view" and case.is_above and case.parts.is_to_end


def _incomplete(case: Case) -> Reason:
    """Why a list may leave some out."""
    factor = _PICKED if len(case.parts.values) <= _FEWEST else _MANY_PICKED
    is_all = case.opener == "amid" and case.parts.names_rest  # 31件里,公开7件,部分公开2件,其余4件
    if case.added * factor < case.total and not is_all:
        return "picked out"
    if case.parts.leaves_rest and not case.is_above:
        return "some of it"
    if case.opener == "view" and not case.is_above and _tells_results(case):
        return "not all answered yet"
    if case.is_near or case.parts.names_rest or case.parts.summed:
        return ""
    if not case.is_above and not case.parts.is_to_end:
        return "goes on"
    are_alike = case.parts.are_alike or case.are_both or (case.is_above and case.parts.are_outcomes)
    if (case.is_within or case.opener == "amid") and case.is_closed and not (are_alike or _exceeds_as_list(case)):
        return "some of it, or overlapping"
    if not case.is_above and (case.opener == "named" or (case.is_within and case.miss > _FAR_WITHIN)):
        return "some of it"
    return ""


def _exceeds_as_list(case: Case) -> bool:
    """Whether parts that are amounts, or told by bodies or their levels, exceed their total: 12场,其中区级11场,部门3场,街道1场."""
    are_bodies = all(
        any(token.kind in _BODIES or token.text.endswith(_ENDS_OF_BODIES) for token in figure.clause)
        for figure in case.parts.figures
    )
    return case.is_above and (are_bodies or case.parts.are_amounts)


_BODIES = frozenset({"OTHERS", "SEAT"})
_ENDS_OF_BODIES = (*spelled("body"), *spelled("ends_level"))


def _is_near_all(case: Case) -> bool:
    """Whether parts that are told to be all come as near to a total as a slip would leave them.

    Behind 26件中 they may be some of all where they are fewer.
    """
    return case.is_closed and case.is_near and (case.is_above or case.opener != "amid")


def _unsure(case: Case) -> AnyDoubt:
    """Why it may be right."""
    if case.parts.names_narrower or (case.is_above and (case.parts.is_vague or _may_be_the_same(case))):
        return "may overlap"
    if not case.is_next:
        return "another count between"
    if case.is_left:
        return "carried over beside it"
    if not case.is_above and _tells_results(case):
        return "not all answered yet"
    if case.parts.summed:
        return "adds up to a total of its own"
    if _may_leave_out(case):
        return "nearly all of it"
    if case.opener == "bare" and not (case.parts.names_rest or case.is_by_attribute):
        return "nothing opens it"
    # by more than what is listed can be of another total, unless each of those that are listed has one attribute
    is_above = case.is_above and (case.miss <= _FAR or case.parts.are_attributes)
    if case.is_near or (is_above and (case.opener in _ANNOUNCED or not (case.is_closed or case.opener == "view"))):
        return ""
    return "far from its total"


def _may_be_the_same(case: Case) -> bool:
    """Whether parts behind 其中 that exceed their total may be told by several attributes: their names are not alike, and no slip explains it.

    在校生2016人,其中女生984人,寄宿生1463人.
    """
    is_pair = len(case.parts.values) == _PAIR and not case.is_closed
    are_sorts = (
        (case.parts.are_alike and not is_pair) or case.are_both or case.parts.are_outcomes or case.parts.are_amounts
    )
    is_list = len(case.parts.values) > _FEWEST or (not is_pair and _is_slip(case))
    return case.is_within and not (are_sorts or (case.is_near and is_list))


def _is_slip(case: Case) -> bool:
    """Whether one digit of the total or of a part, or two that are exchanged, make all the difference."""
    over = case.added - case.total
    return _is_a_digit_off(case.added, case.total) or any(
        _is_a_digit_off(part, part - over) for part in case.parts.values
    )


def _may_leave_out(case: Case) -> bool:
    """Whether a list behind 其中 may name the greater parts alone: what is left is more than the least of them, and no slip."""
    left = case.total - case.added
    if case.opener != "among" or left <= min(case.parts.values) or case.parts.names_rest:
        return False
    return not _is_slip(case)


def _is_a_digit_off(one: Number, other: Number) -> bool:
    """Whether a number is another one but for one digit, be it the last, or with two exchanged."""
    return len(wrong_digits(str(one), str(other))) == 1 or are_exchanged(str(one), str(other))


def _tells_results(case: Case) -> bool:
    """Whether it lists what became of what was received, some of which may be left for next year."""
    return case.is_received and all(not _RESULTS.isdisjoint(figure.kinds) for figure in case.parts.figures)


def contradicts_its_sum(parts: Parts, total: Number) -> bool:
    """Whether a list that comes to a total of its own is surely meant to be of another one before it."""
    if parts.summed is None or parts.is_sum_shared or len(parts.values) < _FEWEST:
        return False
    words = {token.kind for token in parts.summed.clause} - {"FILL"}
    is_plain = words == {"TOTAL"} and all(token.value != "several" for token in parts.summed.clause)
    return is_plain and abs(float(sum(parts.values) - total)) <= _FAR * float(total)
