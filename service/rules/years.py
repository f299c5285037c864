"""Wrong-year references: the report named, dated or described under a year that isn't its own."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from service.language.claims import Certainty
from service.language.mentions.bodies import is_administration, is_government
from service.language.year_claims import YearClaim, carried_astray, year_claims
from service.language.years.missing_days import missing_days
from service.language.years.periods import Period, broken_dates, periods, periods_without_year
from service.language.years.report_year import ReportYear, report_year
from service.language.years.roles import Role, Year, published_report, years
from service.reports import form
from service.reports.finding import Message, Severity
from service.reports.report import Location, Report
from service.rules.dated_counts import is_opening_stock, of_this_year
from service.rules.doubts import OTHER_PERIOD, TABLES_COUNT, doubt_of
from service.rules.rule import HELD, Facts, Outcomes, Violation, rule


def _claims(report: Report, *roles: Role) -> Iterator[YearClaim]:
    return (claim for claim in year_claims(report) if claim.year.role in roles)


def _judged(report: Report, claims: Iterable[YearClaim], **facts: Any) -> Outcomes:
    """What becomes of each claim, one finding a sentence: its quote is the sentence, and a sure one goes before.

    A second finding of a sentence would say the same again.
    """
    found = sorted(claims, key=lambda claim: claim.certainty is Certainty.TO_CHECK)
    reported: set[int] = set()
    for claim in found:
        sentence = claim.year.sentence
        if claim.is_right:
            yield HELD
        elif claim.certainty is not Certainty.PASSED and id(sentence) not in reported:
            reported.add(id(sentence))
            yield _violation(claim, report_year(report).year or 0, **facts)


def _violation(claim: YearClaim, own: int, **facts: Any) -> Violation:
    year = claim.year
    return Violation(year.place, doubt=doubt_of(claim), stated=year.year, year=own, next_year=own + 1, **facts)


@rule(
    "YEAR01",
    Severity.ERROR,
    zh="此处年度写作“{stated}年”，与报告年度（{year}年）不一致。",
    en="The year given here is {stated}, but the report year is {year}.",
    remedy=("请将“{stated}年”改为“{year}年”。", "Change {stated} to {year}."),
)
def wrong_report_year(report: Report) -> Outcomes:
    """The report gives itself another year than its own, or contradicts the year given by the caller.

    中文：报告的标题或引言使用了其他年度，或与提交时注明的年度不一致。

    Why: readers can't tell which year the report covers; a year left over from last year's text is the most common
    slip.

    原因：读者无法确定这是哪一年的报告；沿用上年文本而未改年份是最常见的差错。

    Source: 《政府信息公开条例》第四十九条、第五十条

    Bad:
        【引言】现公布某区商务局2022年度政府信息公开工作年度报告。

    Good:
        【引言】现公布某区商务局2023年度政府信息公开工作年度报告。
    """
    year = report_year(report)
    if year.year is None:
        return
    if year.is_disputed and report.title:
        facts: Facts = {"stated": year.title, "year": year.asked}
        yield Violation(report.title.at, message=_not_the_asked_year, remedy=_check_what_was_sent, **facts)
        return
    yield from _judged(report, _claims(report, Role.NAME))


_check_what_was_sent = Message(
    zh="请核对上传的文件和提交时注明的年度，确认是否误传文件或误填年度。",
    en="Check the uploaded file and the year given with it: one of them is for the wrong year.",
)
_not_the_asked_year = Message(
    zh="报告标题的年度为“{stated}年”，与提交时注明的报告年度（{year}年）不一致。",
    en="The title says {stated}, but the report was submitted for {year}.",
)


@rule(
    "YEAR02",
    Severity.ERROR,
    zh="统计期限应为{year}年1月1日至12月31日，此处写作“{stated}”。",
    en="The reporting period must be 1 January to 31 December {year}; here it is “{stated}”.",
    remedy=(
        "请将统计期限改为“{year}年1月1日至{year}年12月31日”。",
        "Change the reporting period to 1 January to 31 December {year}.",
    ),
)
def wrong_period(report: Report) -> Outcomes:
    """The reporting period is not 1 January to 31 December of the report year.

    中文：报告写明的统计期限不是报告年度的1月1日至12月31日。

    Why: the figures in the tables cover the whole calendar year.

    原因：报告各表数据的统计期限为报告年度的完整自然年度。

    Source: 《政府信息公开条例》第四十九条、第五十条（上一年度政府信息公开工作年度报告）

    Bad:
        【引言】本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。

    Good:
        【引言】本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。
    """
    own = report_year(report)
    if own.year is None:
        return
    found = periods(report)
    has_right = any(_is_right(period, own) for period in found)
    for period in found:
        stated = period.sentence.text[period.start : period.end]
        where = period.sentence.at(period.start, period.end)
        message, remedy = (_no_school_year, _correct_school_year) if own.is_school_year else (None, None)
        facts: Facts = {"stated": stated, "year": own.year, "last_year": own.year - 1}
        may_be_other = not period.runs_through and (has_right or period.sentence.section != 0)
        doubt = OTHER_PERIOD if may_be_other else None
        held = _is_right(period, own) or (has_right and period.is_of_school_year(own.year))
        yield HELD if held else Violation(where, doubt=doubt, message=message, remedy=remedy, **facts)
    for sentence, start, end in broken_dates(report):
        yield Violation(sentence.at(start, end), message=_no_date, stated=sentence.text[start:end], year=own.year)


def _is_right(period: Period, own: ReportYear) -> bool:
    year = own.year or 0
    return period.is_of(year) or (own.is_school_year and period.is_of_school_year(year))


_no_school_year = Message(
    zh="本报告按学年编制，统计期限应为{last_year}年9月1日至{year}年8月31日，此处写作“{stated}”。",
    en="The report covers a school year, so its reporting period must be 1 September {last_year} to 31 August {year};"
    " here it is “{stated}”.",
)
_correct_school_year = Message(
    zh="请将统计期限改为“{last_year}年9月1日至{year}年8月31日”。",
    en="Change the reporting period to 1 September {last_year} to 31 August {year}.",
)
_no_date = Message(
    zh="统计期限中的“{stated}”不是有效日期。", en="“{stated}” in the reporting period is not a valid date."
)


@rule(
    "YEAR03",
    Severity.ERROR,
    zh="此处所述工作的年份为{stated}年，与报告年度（{year}年）不一致。",
    en="This passage describes work in {stated}, but the report year is {year}.",
    remedy=(
        "请将“{stated}年”改为“{year}年”；如确为{stated}年的情况，请注明系对比或背景。",
        "If the work was done in the report year, change {stated} to {year}; if it really belongs to {stated}, say that"
        " it is a comparison or background.",
    ),
    on_prose=True,
)
def stale_year(report: Report) -> Outcomes:
    """Work of the report year is described under another year.

    中文：将本年度的工作写在其他年份下。

    Why: the report covers the work of one year; a sentence under another year is left over from an earlier text, or
    misplaced.

    原因：年度报告反映一个年度的工作；写有其他年份的语句往往是沿用旧稿或位置有误。

    Source: 《政府信息公开条例》第五十条

    Bad:
        【一】2021年，我局主动公开政府信息120条。

    Good:
        【一】2023年，我局主动公开政府信息120条，较2022年增加20条。
    """
    made = (claim for claim in _claims(report, Role.DOCUMENT) if claim.reason == "a past year's paper made")
    worked = (claim for claim in _claims(report, Role.WORK) if not is_opening_stock(report, claim.year))
    judged = list(_judged(report, (*worked, *made)))
    yield from judged
    told = {said.locations[0] for said in judged if isinstance(said, Violation)}
    own = report_year(report).year or 0
    for year in of_this_year(report):
        if year.place not in told:
            yield Violation(year.place, doubt=TABLES_COUNT, stated=year.year, year=own, next_year=own + 1)
    for year, right in carried_astray(report):
        facts: Facts = {"stated": year.year, "year": own, "right": right}
        if year.place not in told:
            yield Violation(year.place, message=_carried_astray, remedy=_carry_right, **facts)


_carried_astray = Message(
    zh="此处申请结转的年份写作{stated}年，{year}年度报告中应为{right}年。",
    en="Applications are told to be carried into or out of {stated}; in the report for {year} it must be {right}.",
)
_carry_right = Message(zh="请将“{stated}年”改为“{right}年”。", en="Change {stated} to {right}.")


@rule(
    "YEAR04",
    Severity.WARNING,
    zh="落款或发布日期（{stated}）早于统计期限截止日（{year}年12月31日）。",
    en="The signature or publication date, {stated}, is before the end of the reporting period (31 December {year}).",
    remedy=("请核实日期的年份，应为{next_year}年。", "Check the year of this date; it should be {next_year}."),
)
def impossible_date(report: Report) -> Outcomes:
    """The report was signed or published before its reporting period ended, or gives a date that doesn't exist.

    中文：报告的落款或发布日期早于统计期限的截止日，或写有不存在的日期。

    Why: figures for the whole year can't be known before the year ends; a date that no calendar has is a slip.

    原因：年度结束之前不可能得出全年数据；日历上没有的日期属于笔误。

    Source: 《政府信息公开条例》第四十九条

    Bad:
        【落款】2023年1月9日

    Good:
        【落款】2024年1月9日
    """
    own = report_year(report)
    for year, signed in (*_signed(report), *_published(report, own.year)) if own.year else ():
        yield _wrong_date(year, signed, own.year or 0) if signed < own.last_day else HELD
    for sentence, start, end in missing_days(report):
        if not any(period.sentence is sentence and period.start <= start < period.end for period in periods(report)):
            stated = sentence.text[start:end]
            yield Violation(sentence.at(start, end), message=_no_such_day, remedy=_check_day, stated=stated)


_no_such_day = Message(zh="日期“{stated}”不存在。", en="The date “{stated}” does not exist.")
_check_day = Message(zh="请核实该日期。", en="Check this date.")


@rule(
    "YEAR05",
    Severity.WARNING,
    zh="此处工作计划的年份为{stated}年，应为{next_year}年及以后。",
    en="This plan is for {stated}; plans in a report for {year} should be for {next_year} or later.",
    remedy=("请将“{stated}年”改为“{next_year}年”。", "Change {stated} to {next_year}."),
    on_prose=True,
)
def stale_plan_year(report: Report) -> Outcomes:
    """Plans are made for a year that is not after the report year.

    中文：下一步计划所写的年份不在报告年度之后。

    Why: the report year is over when the report is written; such a plan is left over from an earlier report.

    原因：撰写报告时报告年度已经结束，此类计划往往是沿用旧稿。

    Source: 《政府信息公开条例》第五十条第（五）项

    Bad:
        【五】2023年，我局将继续加大主动公开力度。

    Good:
        【五】2024年，我局将继续加大主动公开力度。
    """
    claims = (
        claim for claim in _claims(report, Role.PLAN, Role.DOCUMENT) if claim.reason != "a past year's paper made"
    )
    yield from _judged(report, claims)


@rule(
    "YEAR06",
    Severity.WARNING,
    zh="标题和统计期限均未写明报告年度。",
    en="Neither the title nor the reporting period states the report year.",
    remedy=("请在标题中写明年度，如“某局2023年政府信息公开工作年度报告”。", "State the year in the title."),
)
def year_missing(report: Report) -> Outcomes:
    """Neither the title nor the reporting period states the report year.

    中文：标题和统计期限均未写明报告年度。

    Why: without it, readers can't tell which year the figures belong to.

    原因：缺少年度，读者无法确定数据属于哪一年。

    Source: 国办公开办函〔2021〕30号（年度报告标题）

    Bad:
        【标题】某区商务局政府信息公开工作年度报告
        【引言】根据《中华人民共和国政府信息公开条例》编制本报告。

    Good:
        【标题】某区商务局2023年政府信息公开工作年度报告
        【引言】根据《中华人民共和国政府信息公开条例》编制本报告。
    """
    year = report_year(report)
    where = report.title.at if report.title else Location(section=0)
    yield HELD if year.title or year.period else Violation(where, also=periods_without_year(report), lacks=True)


@rule(
    "YEAR07",
    Severity.NOTE,
    zh="落款或发布日期（{stated}）晚于法定公布期限（{deadline}）。",
    en="The signature or publication date, {stated}, is after the statutory deadline ({deadline}).",
    remedy=(
        "请核实日期：部门应于每年1月31日前、政府应于每年3月31日前公布上一年度报告。",
        "Check the date: departments must publish last year's report by 31 January, and governments by 31 March.",
    ),
)
def late_publication(report: Report) -> Outcomes:
    """The report was signed or published after the statutory deadline.

    中文：报告的落款或发布日期晚于法定公布期限。

    Why: departments publish last year's report by 31 January and governments by 31 March; under the former statute,
    for report years up to 2018, every agency by 31 March.

    原因：政府部门应于每年1月31日前、政府应于3月31日前公布上一年度报告。2018年度及以前的报告依原条例，均为3月31日前。

    Source: 《政府信息公开条例》第四十九条；2018年度及以前的报告：原条例（国务院令第492号）第三十一条

    Bad:
        【落款】2024年5月9日

    Good:
        【落款】2024年1月9日
    """
    own = report_year(report)
    for year, signed in _signed(report) if own.year and not own.is_school_year else ():
        deadline = _deadline(report, own.year or 0)
        late = signed > deadline
        yield _wrong_date(year, signed, own.year or 0, deadline=_shown(deadline)) if late else HELD


def _deadline(report: Report, year: int) -> date:
    in_march = is_government(report) or is_administration(report) or year <= form.LAST_OF_OLD_STATUTE
    return date(year + 1, *((3, 31) if in_march else (1, 31)))


def _signed(report: Report) -> list[tuple[Year, date]]:
    return [(year, year.date) for year in years(report) if year.role is Role.SIGNED and year.date]


def _published(report: Report, own: int | None) -> list[tuple[Year, date]]:
    """The dates on which the text says that this very report was published."""
    dated = [(year, year.date) for year in years(report) if year.role is not Role.SIGNED]
    return [(year, day) for year, day in dated if day and published_report(year, own) == own]


def _wrong_date(year: Year, signed: date, own: int, **facts: Any) -> Violation:
    return Violation(year.place, stated=_shown(signed), year=own, next_year=own + 1, **facts)


def _shown(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
