"""Words against figures: what the text counts, held against the tables."""

from collections.abc import Callable

from service.language.contradictions import contradictions
from service.language.contradictions.enumerated import enumerated
from service.reports.finding import Message, Severity
from service.reports.report import Report
from service.rules import applications, disclosure, reviews
from service.rules.comparison import (
    Judged,
    beside_right,
    if_meant,
    made_up,
)
from service.rules.doubts import MESSAGES, NAMED_ALIKE
from service.rules.evidence import weighed
from service.rules.rule import Outcomes, Violation, rule


@rule(
    "CON01",
    Severity.ERROR,
    zh="正文所述申请数量（{stated} 件）与表三不一致：表三本年新收 {received} 件，上年结转 {carried_over} 件，办理结果总计 {outcomes} 件。",
    en="The text gives {stated} {stated:application|applications}, which matches no figure in Table 3: {received}"
    " received, {carried_over} carried over and {outcomes} processed.",
    remedy=(
        "请对照台账核实申请数量，使正文与表三一致。",
        "Check the number of applications in the text and in Table 3 against your records.",
    ),
    on_prose=True,
    tables=("applications",),
)
def narrative_applications_mismatch(report: Report) -> Outcomes:
    """A number of applications in the text matches no reading of Table 3.

    中文：正文中的申请件数与表三的任何一种口径都不一致。

    Why: text and table describe the same applications; readers quote the text, statistics use the table.

    原因：正文和表格反映的是同一批申请，两者不一致会使引用和统计结果互相矛盾。

    Source: 《政府信息公开条例》第五十条第（二）项；国办公开办函〔2021〕30号，表三

    Bad:
        【一】2023年，我局共收到政府信息公开申请3件，均已按时答复。
        一、本年新收政府信息公开申请数量 | 8 | 0 | 0 | 0 | 0 | 0 | 8

    Good:
        【一】2023年，我局共收到政府信息公开申请8件，均已按时答复。
        一、本年新收政府信息公开申请数量 | 8 | 0 | 0 | 0 | 0 | 0 | 8
    """
    yield from _outcomes("CON01", report)


@rule(
    "CON02",
    Severity.ERROR,
    zh="正文所述制发行政规范性文件数量（{stated} 件）与表二“本年制发件数”（{issued} 件）不一致。",
    en="The text gives {stated} normative {stated:document|documents} issued, but Table 2 gives {issued}.",
    remedy=(
        "请对照台账核实所述文件的件数，使正文与表二一致。",
        "Check the number of documents in the text and in Table 2 against your records.",
    ),
    on_prose=True,
    tables=("disclosure",),
)
def narrative_documents_mismatch(report: Report) -> Outcomes:
    """The number of normative documents issued in the text differs from Table 2.

    中文：正文中的行政规范性文件制发件数与表二不一致。

    Why: text and table describe the same documents.

    原因：正文和表格反映的是同一批文件。

    Source: 《政府信息公开条例》第二十条第（一）项；国办公开办函〔2021〕30号，表二

    Bad:
        【一】本年度制定行政规范性文件三件。
        行政规范性文件 | 2 | 0 | 5

    Good:
        【一】本年度制定行政规范性文件两件。
        行政规范性文件 | 2 | 0 | 5
    """
    yield from _outcomes("CON02", report)


@rule(
    "CON03",
    Severity.ERROR,
    zh="正文所述“{label}”件数（{stated} 件）与表三（{expected} 件）不一致。",
    en="The text gives {stated} {stated:application|applications} for “{label}”, but Table 3 gives {expected}.",
    remedy=(
        "请对照台账核实“{label}”件数，使正文与表三一致。",
        "Check “{label}” in the text and in Table 3 against your records.",
    ),
    on_prose=True,
    tables=("applications",),
)
def narrative_outcomes_mismatch(report: Report) -> Outcomes:
    """The number of applications with an outcome in the text differs from Table 3.

    中文：正文中某种办理结果的件数与表三不一致。

    Why: text and table describe the same applications.

    原因：正文和表格反映的是同一批申请的办理结果。

    Source: 《政府信息公开条例》第五十条第（二）项；国办公开办函〔2021〕30号，表三

    Bad:
        【一】2023年，我局收到政府信息公开申请5件，其中予以公开4件。
        一、本年新收政府信息公开申请数量 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        三、本年度办理结果 （一）予以公开 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        （七）总计 | 5 | 0 | 0 | 0 | 0 | 0 | 5

    Good:
        【一】2023年，我局收到政府信息公开申请5件，其中予以公开5件。
        一、本年新收政府信息公开申请数量 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        三、本年度办理结果 （一）予以公开 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        （七）总计 | 5 | 0 | 0 | 0 | 0 | 0 | 5
    """
    yield from _outcomes("CON03", report)


@rule(
    "CON04",
    Severity.WARNING,
    zh="正文所述{label}件数（{stated} 件）与表四（{expected} 件）不一致。",
    en="The text gives {stated} {stated:case|cases} of {label}, but Table 4 gives {expected}.",
    remedy=(
        "请对照台账核实{label}件数，使正文与表四一致。",
        "Check {label} in the text and in Table 4 against your records.",
    ),
    on_prose=True,
    tables=("reviews",),
)
def narrative_reviews_mismatch(report: Report) -> Outcomes:
    """The number of reviews or lawsuits in the text differs from Table 4.

    中文：正文中的行政复议或行政诉讼件数与表四不一致。

    Why: text and table describe the same cases.

    原因：正文和表格反映的是同一批案件。

    Source: 《政府信息公开条例》第五十条第（三）项；国办公开办函〔2021〕30号，表四

    Bad:
        【一】2023年，未发生因政府信息公开引起的行政复议。
        行政复议 | 1 | 0 | 0 | 0 | 1

    Good:
        【一】2023年，因政府信息公开被申请行政复议1件。
        行政复议 | 1 | 0 | 0 | 0 | 1
    """
    yield from _outcomes("CON04", report)


@rule(
    "CON05",
    Severity.WARNING,
    zh="正文称申请已全部办结，与表三不一致：表三结转下年度继续办理 {expected} 件。",
    en="The text says that all applications were processed, but Table 3 carries {expected} forward to next year.",
    remedy=(
        "请对照台账核实办理情况；如已全部办结，结转下年度继续办理应为 0。",
        "Check your records: if all applications were processed, none should be carried forward.",
    ),
    on_prose=True,
    tables=("applications",),
)
def narrative_contradiction(report: Report) -> Outcomes:
    """Two statements in the text, or a statement and a table, contradict each other.

    中文：正文的两处表述，或正文与表格，互相矛盾。

    Why: if everything was completed, nothing can be left for the next year.

    原因：既然全部办结，就不应有申请结转下年度。

    Source: 国办公开办函〔2021〕30号，表三“四、结转下年度继续办理”

    Bad:
        【一】2023年，我局收到政府信息公开申请5件，均已办结。
        一、本年新收政府信息公开申请数量 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        三、本年度办理结果 （一）予以公开 | 4 | 0 | 0 | 0 | 0 | 0 | 4
        （七）总计 | 4 | 0 | 0 | 0 | 0 | 0 | 4
        四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1

    Good:
        【一】2023年，我局收到政府信息公开申请5件，均已办结。
        一、本年新收政府信息公开申请数量 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        三、本年度办理结果 （一）予以公开 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        （七）总计 | 5 | 0 | 0 | 0 | 0 | 0 | 5
    """
    yield from _outcomes("CON05", report)
    for later, earlier, is_established in contradictions(report):
        at, other = later.sentence.at(later.start, later.end), earlier.sentence.at(earlier.start, earlier.end)
        doubt = None if is_established else NAMED_ALIKE
        yield Violation(at, also=[other], doubt=doubt, message=_excluded, remedy=_check_both, other=other.quote)
    for sentence, each in enumerated(report):
        at = sentence.at(each.start, each.end)
        doubt = None if each.listed.is_sure else MESSAGES["may not be all"]
        listed = each.listed.number
        yield Violation(at, doubt=doubt, message=_miscounted, remedy=_check_list, stated=each.told, listed=listed)


_miscounted = Message(
    zh="此处写明的数量为 {stated}，与所列内容（{listed}）不一致。",
    en="The text says {stated}, but what it lists comes to {listed}.",
)
_check_list = Message(zh="请核实数量和所列内容，使其一致。", en="Check the number and the list so that they agree.")
_excluded = Message(zh="此处表述与正文另一处“{other}”不一致。", en="This contradicts another passage: “{other}”.")
_check_both = Message(zh="请核实两处表述，使其一致。", en="Check both passages so that they agree.")


@rule(
    "CON06",
    Severity.WARNING,
    zh="正文所述{label}（{stated} {unit}）与表二（{expected} {unit}）不一致。",
    en="The text gives {stated} for {label}, but Table 2 gives {expected}.",
    remedy=(
        "请对照台账核实{label}，使正文与表二一致。",
        "Check {label} in the text and in Table 2 against your records.",
    ),
    on_prose=True,
    tables=("disclosure",),
)
def narrative_decisions_mismatch(report: Report) -> Outcomes:
    """The number of licences, penalties or enforcement measures, or the fees, in the text differ from Table 2.

    中文：正文中的行政许可、行政处罚、行政强制数量或收费金额与表二不一致。

    Why: text and table describe the same decisions.

    原因：正文和表格反映的是同一批处理决定。

    Source: 《政府信息公开条例》第二十条第（五）（六）（八）项；国办公开办函〔2021〕30号，表二

    Bad:
        【一】全年作出行政许可决定12件。
        行政许可 | 10

    Good:
        【一】全年作出行政许可决定10件。
        行政许可 | 10
    """
    yield from _outcomes("CON06", report)


_JUDGING: dict[str, Callable[[Report], Judged]] = {
    "CON01": applications.totals,
    "CON02": disclosure.documents,
    "CON03": applications.outcomes,
    "CON04": reviews.cases,
    "CON05": applications.all_or_none,
    "CON06": disclosure.decisions,
}
_MAY_BE_BESIDE_RIGHT = frozenset({"CON01", "CON02", "CON03", "CON04", "CON06"})
COUNTED = tuple(_JUDGING)
"""The rules that hold counts of the text against the tables."""


def judged_by(rule: str, report: Report) -> Judged:
    """The claims that one of these rules holds against the tables, each with what comes of it."""
    judged = made_up(report, if_meant(report, _JUDGING[rule](report)))
    return weighed(report, beside_right(judged) if rule in _MAY_BE_BESIDE_RIGHT else judged)


def _outcomes(rule: str, report: Report) -> Outcomes:
    return (outcome for _, outcome in judged_by(rule, report))
