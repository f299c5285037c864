"""Words against figures: what the text counts, held against the tables."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from service.language import Claim, Relation
from service.language.claims import CONCLUDED
from service.language.clauses import LAWSUITS
from service.language.contradictions import contradictions
from service.language.contradictions.enumerated import enumerated
from service.language.measures import HANDLED
from service.language.mentions.bodies import is_government
from service.language.mentions.figures import PAPERS
from service.reports import form
from service.reports.finding import Message, Severity
from service.reports.report import Cell, Report, counted
from service.rules import applications
from service.rules.comparison import (
    Judged,
    Outcome,
    added,
    agreed,
    beside_right,
    claims_on,
    compare,
    contradicted,
    figure_of,
    if_meant,
    is_rounded,
    made_up,
)
from service.rules.doubts import MESSAGES, NAMED_ALIKE
from service.rules.evidence import weighed
from service.rules.rule import UNREAD, Outcomes, Violation, rule
from service.rules.statute import has_labels_of_2019


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


def _documents(report: Report) -> Judged:
    is_of_2019 = has_labels_of_2019(report.disclosure)
    for claim in claims_on(report, "disclosure"):
        row, _, column = claim.measure.partition(".")
        if row == "regulations" and is_government(report) and not is_of_2019:
            label = form.column_label("disclosure", column)
            yield (
                claim,
                compare(
                    claim, [report.disclosure.cell(row, column)], fact="figure", message=_rules_differ, label=label
                ),
            )
        if row == "normative_documents":
            cells = [report.disclosure.cell(row, column)]
            if column == "issued":
                yield claim, compare(claim, cells, fact="issued", message=_made_differs if is_of_2019 else None)
            elif not is_of_2019:
                label = form.column_label("disclosure", column)
                yield claim, compare(claim, cells, fact="figure", message=_kept_differs, label=label)


_made_differs = Message(
    zh="正文所述规范性文件制发数量（{stated} 件）与表二“本年新制作数量”（{issued} 件）不一致。",
    en="The text gives {stated} normative {stated:document|documents} issued, but Table 2 gives {issued} newly made.",
)
_rules_differ = Message(
    zh="正文所述规章数量（{stated} 件）与表二“{label}”（{figure} 件）不一致。",
    en="The text gives {stated} {stated:regulation|regulations} for “{label}”, but Table 2 gives {figure}.",
)
_kept_differs = Message(
    zh="正文所述行政规范性文件数量（{stated} 件）与表二“{label}”（{figure} 件）不一致。",
    en="The text gives {stated} normative {stated:document|documents} for “{label}”, but Table 2 gives {figure}.",
)


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


def _reviews(report: Report) -> Judged:
    told: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims_on(report, "reviews"):
        told[id(claim.sentence)].append(claim)
    for claim in claims_on(report, "reviews"):
        beside = told[id(claim.sentence)]
        named, _, column = claim.measure.partition(".")
        if _is_of_other_reviews(report, claim, beside) or _is_of_others_counted(report, claim, beside):
            continue
        if column == CONCLUDED:
            yield _if_near(claim), _against_concluded(report, claim, named)
        else:
            yield claim, _against_cases(report, claim, beside)


def _is_of_others_counted(report: Report, claim: Claim, beside: Sequence[Claim]) -> bool:
    """Whether a result that isn't surely of all stands behind a count that may be of other cases, for the table has another.

    作为复议机关审结67件,其中维持39件, outside the section on those against the body.
    """
    named, _, column = claim.measure.partition(".")
    if not column or claim.is_established or claim.sentence.section == _OF_REVIEWS:
        return False
    total = sum(counted(cell) or 0 for cell in _cells(report, named, "total"))
    before = (each for each in beside if each.measure == named and each.start < claim.start)
    return any(each.is_half_read and each.value >= claim.value and not each.tells(total) for each in before)


def _against_cases(report: Report, claim: Claim, beside: Sequence[Claim]) -> Outcome:
    """A count of cases or of one of their results, against its rows of the table."""
    named, _, column = claim.measure.partition(".")
    cells = _cells(report, named, column or "total")
    tells_both = not column and {each.measure for each in beside} >= LAWSUITS
    is_of_lawsuits = named == "litigation" and claim.value and not tells_both
    is_either = is_of_lawsuits and claim.value in map(counted, cells)
    may_be_either = [added([cell]) for cell in cells] if is_of_lawsuits else []
    outcome = compare(claim, cells, other=may_be_either, label=_label(named, column))
    if isinstance(outcome, Violation) and not column and claim.names_those_taken_up(figure_of(added(cells))):
        return agreed(claim)
    if is_either and isinstance(outcome, Violation):
        return agreed(claim) if claim.may_be_one_kind_of_lawsuit else outcome.doubted(MESSAGES["of what"])
    return outcome


def _against_concluded(report: Report, claim: Claim, named: str) -> Outcome:
    """A count of cases that came to an end, against all but those pending: 已审结8件."""
    totals, pending = (_cells(report, named, column) for column in ("total", "pending"))
    if any(counted(cell) is None for cell in (*totals, *pending)):
        return UNREAD
    concluded = (*added(totals), *added(pending, -1))
    figure = figure_of(concluded)
    if claim.agrees_with(figure):
        return agreed(claim)
    return contradicted(claim, [concluded], label=f"{_label(named)}审结")


def _cells(report: Report, named: str, column: str) -> list[Cell | None]:
    """The cells of a column in which cases stand that are named together."""
    rows = dict.fromkeys(row for kind in named.split("+") for row in _CASES[kind][1])
    return [report.reviews.cell(row, column) for row in rows]


def _label(named: str, column: str = "") -> str:
    result = f"“{form.column_label('reviews', column)}”" if column else ""
    return "、".join(_CASES[kind][0] for kind in named.split("+")) + result


def _is_of_other_reviews(report: Report, claim: Claim, beside: Sequence[Claim]) -> bool:
    """Whether it may be of reviews that the body decided, or tells of those that came to an end alone."""
    if _may_be_decided_here(claim) and not claim.measure.endswith(CONCLUDED):
        return True
    if not claim.is_established and _is_of_concluded(report, claim):
        return True
    if claim.may_be_of_any_case and _is_of_another_scale(report, claim):
        return True
    return not claim.value and not claim.figure and _is_denied_of_fewer(report, claim, beside)


def _is_of_another_scale(report: Report, claim: Claim) -> bool:
    """Whether it counts so many more cases than the table that these can't be all: 全区行政应诉案件88件,负责人出庭应诉率100%."""
    named, _, column = claim.measure.partition(".")
    total = sum(counted(cell) or 0 for cell in _cells(report, named, column or "total"))
    return claim.value > _SCALE * max(total, 1) and claim.sentence.section != _OF_REVIEWS


_SCALE = 3
"""How many times as many cases as the table has are others, where their sentence doesn't say that they are on disclosure."""


def _may_be_decided_here(claim: Claim) -> bool:
    """Whether it counts reviews that were handled, outside the section on those against the body: 办结行政复议案3件."""
    return claim.reason == HANDLED and "review" in claim.measure and claim.sentence.section != _OF_REVIEWS


def _if_near(claim: Claim) -> Claim:
    """The claim; where it may be of reviews that the body decided, one that is told if it nearly tells the table's figure."""
    return claim._replace(relation=Relation.PERHAPS) if _may_be_decided_here(claim) else claim


def _is_denied_of_fewer(report: Report, claim: Claim, beside: Sequence[Claim]) -> bool:
    """Whether a result is denied beside a count of its cases that is none of all: 复议8件,均已审结."""
    named, _, column = claim.measure.partition(".")
    total = sum(counted(cell) or 0 for cell in _cells(report, named, "total"))
    return bool(column) and any(each.measure == named and not each.tells(total) for each in beside)


def _is_of_concluded(report: Report, claim: Claim) -> bool:
    """Whether it counts the reviews that came to an end: 审结30件."""
    if claim.measure != "review":
        return False
    total, pending = (counted(report.reviews.cell("review", column)) for column in ("total", "pending"))
    return total is not None and claim.tells(total - (pending or 0))


_OF_REVIEWS = 4
"""The section on reviews and lawsuits: elsewhere those may be told that the body decided."""


_CASES = {
    "review": ("行政复议", ("review",)),
    "litigation": ("行政诉讼", ("litigation_direct", "litigation_after_review")),
    "litigation_direct": ("未经复议直接起诉", ("litigation_direct",)),
    "litigation_after_review": ("复议后起诉", ("litigation_after_review",)),
}
"""Reviews and lawsuits by name, and the rows of table four that they stand in."""


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


def _decisions(report: Report) -> Judged:
    is_of_2019 = has_labels_of_2019(report.disclosure)  # whose rows count the matters of a kind, too
    for claim in claims_on(report, "disclosure"):
        row, _, column = claim.measure.partition(".")
        is_of_matters = is_of_2019 and claim.figure.endswith(tuple(PAPERS))  # 行政许可18项,处理决定24316件
        if column or is_of_matters or claim.sentence.section in _OF_CASES:
            continue
        rows = row.split("+")
        cells = [report.disclosure.cell(each, form.DISCLOSURE_CELLS[each][0]) for each in rows]
        if any(is_rounded(claim.value, counted(cell)) for cell in cells):
            yield claim, agreed(claim)
            continue
        unit = "万元" if form.has_decimals(row) else "件"
        outcome = compare(claim, cells, label="、".join(form.row_label("disclosure", each) for each in rows), unit=unit)
        if claim.sentence.section != _OF_PROBLEMS:
            yield claim, outcome
        elif isinstance(outcome, Violation) and claim.is_told_of_year:
            yield claim, outcome.doubted(MESSAGES["of what"])


_OF_CASES = (3, 4)
"""Sections on applications and reviews: decisions that they count are those that these are about."""
_OF_PROBLEMS = 5
"""The section on problems: decisions that it counts are those spoken of there, but for those of the whole year, which may be."""


_JUDGING: dict[str, Callable[[Report], Judged]] = {
    "CON01": applications.totals,
    "CON02": _documents,
    "CON03": applications.outcomes,
    "CON04": _reviews,
    "CON05": applications.all_or_none,
    "CON06": _decisions,
}
_MAY_BE_BESIDE_RIGHT = frozenset({"CON01", "CON03", "CON04", "CON06"})
COUNTED = tuple(_JUDGING)
"""The rules that hold counts of the text against the tables."""


def judged_by(rule: str, report: Report) -> Judged:
    """The claims that one of these rules holds against the tables, each with what comes of it."""
    judged = made_up(if_meant(report, _JUDGING[rule](report)))
    return weighed(report, beside_right(judged) if rule in _MAY_BE_BESIDE_RIGHT else judged)


def _outcomes(rule: str, report: Report) -> Outcomes:
    return (outcome for _, outcome in judged_by(rule, report))
