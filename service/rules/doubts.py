"""Why a finding on the text is a note and accuses nobody, in the reader's words: what `language` gives as its reason."""

from service.language import Breakdown, Certainty, Claim, Share
from service.language.reasons import Doubt, is_doubt
from service.language.year_claims import YearClaim
from service.reports.finding import Message

NOT_UNDERSTOOD = Message("系统未能完全理解该句", "the sentence was not fully understood")
RECOGNISED = Message("文字由图像识别而来，可能有误", "the text was recognised from an image and may be inaccurate")
TOLD_RIGHTLY = Message(
    "本段前文的同类数据与表格一致，此处所述可能只是其中一部分",
    "the same paragraph already gives a figure that matches the table; this one may cover only a part",
)
OTHER_PERIOD = Message(
    "报告另有一处写明了正确的统计期限，或此处所述可能不是报告的统计期限",
    "the right period is stated elsewhere, or this may be the period of something else",
)
CARRIED_BESIDE = Message(
    "文中另行写明了结转件数，此处所述应为表中另一口径的数据",
    "the text gives the carried applications separately, so this should match a different figure in the table",
)
TABLES_COUNT = Message(
    "此处写作往年，但数据与本年度表格一致",
    "it is dated to an earlier year, but the figure is the one in this year's table",
)
NAMED_ALIKE = Message(
    "两处名称相近，所述可能不是同一事项或同一范围",
    "the two have similar names but may cover different things or a different scope",
)
BESIDE_RIGHT = Message(
    "系统未能完全理解该数据所指，但同句其他数据与表中一致",
    "what the figure counts was not fully understood, but the figures beside it match the table",
)

OF_ANOTHER_BODY = Message("所述可能确为该单位的工作", "the body named may really have done it")
TWO_NAMES = Message("前一名称的末尾与后一名称的开头可能恰好相同", "one name may end as the next begins")
_ANOTHER_YEAR = Message("句中另有其他年份", "the sentence names another year as well")
_LOOKS_BACK = Message("此处可能是回顾往年情况", "it may refer back to an earlier year")
_WAS_DONE = Message("此处所述可能是已完成的工作", "it may describe work already done")
_OTHER_COUNT = Message("该数据可由文中其他数字得出", "other figures in the text would explain it")
_MAY_OVERLAP = Message("所列各项可能有交叉", "the listed items may overlap")
_ANOTHER_LIST = Message("所列各项可能不是该总数的全部组成部分", "the listed items may not make up all of this total")

MESSAGES: dict[Doubt, Message] = {
    "words unknown": NOT_UNDERSTOOD,
    "another's": Message(
        "所述范围可能大于本机关，但同句其他数据与表中一致", "it may cover more than this body, but the figures beside it match the table"
    ),
    "whose": Message("该句未写明数据所属单位", "the sentence does not say whose figure this is"),
    "when": Message("该句未写明数据所属时间", "the sentence does not say which period this covers"),
    "of what": Message("该句未写明所述是全部还是其中一部分", "the sentence does not say whether this is the whole"),
    "published": Message(
        "所述为公开的件数，不一定是作出的全部", "it counts what was published, which may not be all decisions"
    ),
    "handled": Message(
        "所述为办理的复议案件，可能不含尚未审结的，或是本机关作为复议机关办理的",
        "it counts reviews that were handled, which may leave out pending ones, or be those that this body decided",
    ),
    "denied alone": Message("只说没有此种结果，所述可能是其他情形", "the sentence only says that there was none, which may refer to something else"),
    "about so many": Message("所述为约数", "the number is only approximate"),
    "told in short": Message("名称为简称，所述可能是其他案件", "the name is abbreviated and may refer to other cases"),
    "enterprises of any sort": Message(
        "所述企业可能不只是商业企业", "these may be more than commercial enterprises"
    ),
    "applicants of all kinds": Message("所述数量可能是各类申请人的合计", "the count may be of applicants of all kinds together"),
    "a list without a total": Message("句中未写明这些数据所属的总数", "the sentence does not give the total that these belong to"),
    "carried over beside it": Message(
        "句中另有结转件数，可能已计算在内", "the sentence also gives what was carried over, which may be included"
    ),
    "not all answered yet": Message("收到的申请可能尚未全部答复", "some applications received may not have been answered yet"),
    "answers in time": Message(
        "按期答复的可能只是已到答复期限的申请", "what was answered in time may be the applications that were due by then"
    ),
    "adds up to a total of its own": Message("所列各项另有合计数", "the listed items add up to another total"),
    "another count between": Message(
        "总数与所列各项之间另有其他数字", "another figure comes between the total and the listed items"
    ),
    "another count beside it": Message("同句另有其他数字", "the sentence gives other figures as well"),
    "an amount of money": Message("金额的增幅可能按可比口径计算", "growth of amounts is often reckoned on a comparable basis"),
    "rounded": Message("所列金额为约数，可能未列全", "the amounts are rounded, and some may be left out"),
    "not compared in words": Message("句中未写明是这两个数字在比较", "the sentence does not say that it compares the two figures"),
    "total behind": Message("未写明合计从哪一项算起", "it is not clear which items the total includes"),
    "nothing opens it": _ANOTHER_LIST,
    "nearly all of it": _ANOTHER_LIST,
    "its name alone understood": Message(
        "系统仅识别出办理结果的名称，所述可能只是其中一部分", "only the name of the outcome was understood; this may be a part of it"
    ),
    "half understood": Message(
        "系统未能完全理解该数据所指，但它与表中数据十分接近", "what the figure counts was not fully understood, but it is close to the one in the table"
    ),
    "far from its total": _ANOTHER_LIST,
    "may not be all": _ANOTHER_LIST,
    "may overlap": _MAY_OVERLAP,
    "comes to another count": _OTHER_COUNT,
    "may be of other figures": _OTHER_COUNT,
    "about so many percent": Message("百分比为约数", "the percentage is only approximate"),
    "of about so many": Message("基数为约数", "the whole is only given as an approximate figure"),
    "carried beside": Message("同句另述有结转", "its sentence tells that some were carried forward"),
    "whole not named": Message("未写明占比的基数", "the sentence does not say what this is a share of"),
    "counted earlier": Message("所指的申请写在前一句", "what it says this of is in the sentence before"),
    "counted in the sentence before": Message("所比较的数字写在前一句", "the figure compared is in the sentence before"),
    "its total stands before": Message("总数写在前文", "the total is given in an earlier sentence"),
    "its figures disagree": Message("文中数字互不一致", "the figures in the text disagree with each other"),
    "another direction": Message("所述增减方向与数字相反", "the text says the opposite of what the figures show"),
    "far from its figures": Message(
        "百分比与数字相差较大，可能不是按这些数字计算的", "it is far from these figures and may be based on others"
    ),
    "the report year beside it": Message("句中另有报告年度", "the sentence names the report year as well"),
    "another year beside it": _ANOTHER_YEAR,
    "a later year beside it": _ANOTHER_YEAR,
    "this year beside it": Message("句中另有“本年”字样", "the sentence speaks of this year as well"),
    "called this year": Message("此处同时称其为本年", "the text also calls it this year"),
    "nothing but a count": Message("只写了数字，未写明事项", "it gives a figure without saying what it counts"),
    "a comparison beside it": Message("句中另有比较", "the sentence also makes a comparison"),
    "something told before it": Message("句中前面另有内容", "the sentence starts with something else"),
    "the same counted before it": Message("前面已有同类数字，此处可能是对比", "the same is counted before it; this may be a comparison"),
    "in brackets": Message("写在括号或引号内", "it is in brackets or quotation marks"),
    "papers of that year": Message("所述可能是该年形成的文件或数据", "it may be that year's papers or figures"),
    "a part of that year": _LOOKS_BACK,
    "long ago": _LOOKS_BACK,
    "an event": _LOOKS_BACK,
    "nothing counted": Message("未写明数字", "it gives no figure"),
    "the report year in the next sentence": Message("下一句另有报告年度", "the next sentence starts with the report year"),
    "years up to it in the next sentence": _LOOKS_BACK,
    "a past year's paper in a plan": Message("也可能确指往年的文件", "it may really mean a document of an earlier year"),
    "a past year's paper made": Message("也可能确指往年的文件", "it may really mean a document of an earlier year"),
    "done already": _WAS_DONE,
    "counted already": _WAS_DONE,
    "done to an object": _WAS_DONE,
    "what was decided in it": _WAS_DONE,
    "told where nothing is planned": Message("所在部分一般不写工作计划", "this part of a report does not normally contain plans"),
}  # fmt: skip
"""By the doubt that `language` gives: each has one."""


def doubt_of(judged: Claim | Breakdown | Share | YearClaim) -> Message | None:
    """Why what the text says is no more than to check, None where it isn't.

    What was passed over, and is to check for its nearness to the table alone, has no doubt as its reason.
    """
    if judged.certainty is not Certainty.TO_CHECK:
        return None
    return MESSAGES[judged.reason] if is_doubt(judged.reason) else NOT_UNDERSTOOD
