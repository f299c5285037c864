"""Why a finding on the text is a note and accuses nobody, in the reader's words: what `language` gives as its reason."""

from service.language import Breakdown, Certainty, Claim, Share
from service.language.year_claims import YearClaim
from service.reports.finding import Message

NOT_UNDERSTOOD = Message("系统未能完全读懂这句话", "the sentence was not wholly understood")
RECOGNISED = Message("文字由图像识别而来，可能有误", "the words were recognised from a picture, perhaps wrongly")
TOLD_RIGHTLY = Message(
    "本段前文的同类数字与表格一致，这里说的可能只是其中一部分",
    "its paragraph tells the same before in agreement with the table, and this may be of a part",
)
OTHER_PERIOD = Message(
    "报告另有一处写明了正确的期限，或这里说的可能不是报告的统计期限",
    "the right period is stated elsewhere, or this may be the period of something else",
)
CARRIED_BESIDE = Message(
    "文中另写明了结转件数，这里说的应是表中另一口径的数",
    "what is carried is told beside it, so that it should be another figure of the table",
)
NAMED_ALIKE = Message(
    "两处名称相近，说的可能不是同一件事或同一范围", "both are named alike, and may be of different things or of a part"
)

_ANOTHER_YEAR = Message("句中另有其他年份", "another year stands beside it")
_LOOKS_BACK = Message("这里可能是在回顾往年的事", "it may look back on an earlier year")
_WAS_DONE = Message("这里说的可能是已经完成的事", "it may tell what has been done")
_OTHER_COUNT = Message("换用文中其他数字可以解释这个数", "other figures of the text explain it")
_MAY_OVERLAP = Message("所列各项可能有交叉", "what is listed may overlap")
_ANOTHER_LIST = Message("所列各项可能不是这个总数的全部组成部分", "what is listed may not be all, or not of this total")

MESSAGES = {
    "words unknown": NOT_UNDERSTOOD,
    "whose": Message("这句话没有写明说的是谁的数", "it does not say for sure whose this is"),
    "when": Message("这句话没有写明说的是什么时间的数", "it does not say for sure of which time this is"),
    "of what": Message("这句话没有写明说的是全部还是一部分", "it does not say for sure whether this is of all"),
    "published": Message(
        "说的是公开了多少件，不一定是作出的全部", "it counts what was published, which need not be all that was decided"
    ),
    "told in short": Message("名称是简写，说的可能是别的案件", "it is named in short, and may be of other cases"),
    "a list without a total": Message("句中没有写明这些数所属的总数", "the total that these are of is not told"),
    "carried over beside it": Message(
        "句中另有结转的件数，可能已计算在内", "what was carried over is told beside it, and may be counted in"
    ),
    "not all answered yet": Message("收到的申请可能尚未全部答复", "some of what was received may not be answered yet"),
    "adds up to a total of its own": Message("所列各项另有自己的合计", "what is listed adds up to a total of its own"),
    "another count between": Message(
        "总数与所列各项之间还有别的数字", "another count stands between the total and what is listed"
    ),
    "total behind": Message("合计从哪一项算起没有写明", "it is not told from where on the total is added up"),
    "nothing opens it": _ANOTHER_LIST,
    "nearly all of it": _ANOTHER_LIST,
    "its name alone understood": Message(
        "只读懂了办理结果的名称，说的可能只是其中一部分", "nothing but the outcome's name was understood, and this may be of a part"
    ),
    "half understood": Message(
        "没有完全读懂这个数说的是什么，但它与表中的数只差一点", "what it counts was not wholly understood, but it nearly is the figure of the table"
    ),
    "far from its total": _ANOTHER_LIST,
    "may not be all": _ANOTHER_LIST,
    "may overlap": _MAY_OVERLAP,
    "comes to another count": _OTHER_COUNT,
    "may be of other figures": _OTHER_COUNT,
    "whole not named": Message("没有写明占的是哪个数的比例", "it is not told of which figure this is a share"),
    "its figures disagree": Message("文中的数字互相不一致", "the figures of the text disagree with each other"),
    "another direction": Message("增减的方向与数字相反", "the figures go the other way than the words"),
    "far from its figures": Message(
        "百分比与数字相差很远，可能不是按这些数字计算的", "it is far from its figures, and may be of others"
    ),
    "the report year beside it": Message("句中另有报告年度", "the report's year stands beside it"),
    "another year beside it": _ANOTHER_YEAR,
    "a later year beside it": _ANOTHER_YEAR,
    "called this year": Message("这里同时称其为本年", "it is called this year, too"),
    "nothing but a count": Message("只写了一个数字，没有写明事项", "nothing but a count is told of it"),
    "a comparison beside it": Message("句中另有比较", "a comparison stands beside it"),
    "something told before it": Message("句中前面另有内容", "something else is told before it"),
    "the same counted before it": Message("前面已有同类数字，这里可能是对比", "the same is counted before it, to compare"),
    "in brackets": Message("写在括号或引号里", "it stands in brackets or quotes"),
    "a part of that year": _LOOKS_BACK,
    "long ago": _LOOKS_BACK,
    "an event": _LOOKS_BACK,
    "nothing counted": Message("没有写明数字", "nothing is counted of it"),
    "the report year in the next sentence": Message("下一句另有报告年度", "the report's year begins the next sentence"),
    "a past year's paper in a plan": Message("也可能确指往年的文件", "a past year's paper may be meant"),
    "done already": _WAS_DONE,
    "counted already": _WAS_DONE,
    "done to an object": _WAS_DONE,
    "what was decided in it": _WAS_DONE,
    "told where nothing is planned": Message("所在部分一般不写计划", "it stands where nothing is planned"),
}  # fmt: skip
"""By the reason that `language` gives."""


def doubt_of(judged: Claim | Breakdown | Share | YearClaim) -> Message | None:
    """Why what the text says is no more than to check, None where it isn't."""
    return MESSAGES.get(judged.reason, NOT_UNDERSTOOD) if judged.certainty is Certainty.TO_CHECK else None
