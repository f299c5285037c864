"""Whether a clause tells of what may be or shall be."""

from service.language.clauses import Item
from service.language.lexicon import spelled

_PLANS = ("PLAN", "DUTY", "IF")
DONE = ("RECEIVE", "ANSWER", "DECIDE", "MAKE", "ISSUE", "REPEALED", "COLLECT", "ARISE", "PARTY")


def is_plan(item: Item) -> bool:
    """Whether it tells what may be or shall be; 如《…》 names an example, and 对照…计划 what was followed."""
    if not item.has(*_PLANS):
        return False
    kinds = [token.kind for token in item.core]
    return any(
        kind in _PLANS
        and not (kind == "IF" and kinds[at + 1 : at + 2] in _OF_WHAT_IS_THERE)
        and not (item.core[at].value in _THINGS and at and kinds[at + 1 : at + 2] in _ENDS_NOUN)
        and not (item.core[at].value == "noun" and "REMAIN" in kinds[at + 1 :])  # 距8小时目标尚有差距
        and not (item.core[at].value == "budget" and not item.counts)
        and not (item.core[at].value == "will" and _puts_something(item, at))
        and not (item.core[at].value == "drafting" and kinds[:at][-1:] in _BEFORE_WHAT_IS_DRAFTED)
        for at, kind in enumerate(kinds)
    )


_THINGS = ("noun", "budget")
"""Plans that may be things that there are."""
_ENDS_NOUN: tuple[list[str], ...] = ([], ["PAUSE"], ["AND"])
"""What stands behind a plan that is something: 公布养护计划、投资计划和招投标信息57条."""
_OF_WHAT_IS_THERE = (["TITLE"], ["ALL"], ["REF"], ["COUNT"], ["RECEIVE"])
"""Behind 对于, what it speaks of is there: 对于全部申请,均按期答复."""
_BEFORE_WHAT_IS_DRAFTED = (["BY"], ["VIEW"])
"""Before 拟, which names a step of the work then: 对拟发布的信息严格审核, 从拟稿到发布."""


def _puts_something(item: Item, at: int) -> bool:
    """Whether 将 says what something is made a part of, as 把 does: 将政务公开列入考核体系,组织培训3期."""
    behind = "".join(token.text for token in item.core[at + 1 :])
    return any(behind.find(word) >= _SHORTEST_OBJECT for word in _PUT_INTO)


_PUT_INTO = spelled("put_into")
_SHORTEST_OBJECT = 2
"""Characters between 将 and what is done to something, at least; right behind it that shall be done."""


def is_duty(item: Item) -> bool:
    """Whether it tells what shall be, and nothing of a time to come."""
    return "DUTY" in item.kinds and not item.has("PLAN", "IF")


def is_rule(item: Item) -> bool:
    """Whether it tells what is done in each such case, and nothing of a time to come: 凡涉及第三方的,一律征求意见,全年征求8次.

    So may 将 by itself, which also says what is done to something: 将公开嵌入办理全过程,全年办理许可1862件.
    """
    plans = [token.value for token in item.core if token.kind == "PLAN"]
    return is_duty(item) or (set(plans) == {"will"} and not item.counts) or ("IF" in item.kinds and not plans)
