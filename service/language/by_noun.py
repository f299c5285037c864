"""Outcomes of which nothing but the name was understood: claims to check. 要求重新出具已获取信息、不予处理1件.

The words around may say that it is of a part, but such a count is told of all of its row five times as often as not.
"""

from service.language.claims import Certainty, Claim, ReadItem
from service.language.frames import Topic
from service.language.mentions.figures import Quantity
from service.language.text import Sentence

_OF_OTHERS = frozenset(
    "AMID AMONG AND ANSWER APPLICANT APPLICATION CHANGE CHANNEL COMPARE DATE DOCUMENT ETC EXCEPT FEES IF LITIGATION MORE NORESULT"
    " NOT PAPERS PARTYEAR PERCENT PLUS RATE REMAIN REST REVIEW SHARE SINCE SOME TOTAL UN VERDICT".split()
)
"""What makes a count one of something else, or of some."""
_UNITS = frozenset("件 宗 起".split())


def by_noun(read: ReadItem, sentence: Sentence) -> ReadItem:
    """An item with the claim of its one count, where it has none and names one outcome right beside it."""
    item, frame = read.item, read.frame
    if read.claims or len(item.counts) != 1 or "OUTCOME" not in item.kinds:
        return read
    if frame.topic is not Topic.APPLICATIONS or frame.withdrawn or item.has(*_OF_OTHERS):
        return read
    count = item.counts[0]
    quantity, at = count.value, item.core.index(count)
    beside = item.core[max(0, at - 1) : at + 2]
    named = {str(token.value) for token in beside if token.kind == "OUTCOME"}
    if not isinstance(quantity, Quantity) or not quantity.is_exact or quantity.unit not in _UNITS or len(named) != 1:
        return read
    claim = Claim(
        named.pop(), "applications", quantity.value, sentence, count.start, count.end, frame, Certainty.TO_CHECK,
        reason="its name alone understood",
    )  # fmt: skip
    return read._replace(claims=(claim,))
