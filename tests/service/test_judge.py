"""Running the rules: one that crashes, findings that know of each other, and profiles."""

from collections.abc import Iterator
from itertools import count

import pytest

from service import judge as judging
from service.audits.profile import Profile, Suppression
from service.judge import MOST_FINDINGS, chosen, judge, judge_together
from service.reports.finding import CheckStatus, Severity, Verdict
from service.reports.report import Location, Report, Thresholds
from service.rules import RULES
from service.rules.doubts import NOT_UNDERSTOOD
from service.rules.rule import HELD, LIKELY, UNREAD, Outcomes, Rule, Violation, rule
from tests.service.reports import table_reports
from tests.service.rules.examples import example

BROKEN = example("【一】全年公开信息26余次。\n五、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3")


def declared(
    id: str,
    outcomes: Iterator[object] | list[object],
    severity: Severity = Severity.WARNING,
    zh: str = "甲",
    *,
    on_prose: bool = False,
) -> Rule:
    """A rule that yields these outcomes, whatever the report."""

    def made(report: Report) -> Outcomes:
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome
            assert isinstance(outcome, Violation) or outcome in (HELD, LIKELY, UNREAD)
            yield outcome  # type: ignore[misc]

    return rule(id, severity, zh=zh, en="a", remedy=("改。", "Mend."), on_prose=on_prose)(made)


def only(monkeypatch: pytest.MonkeyPatch, *rules: Rule) -> None:
    monkeypatch.setattr(judging, "RULES", {each.id: each for each in rules})


# what is alike


def cells_of(count_: int, alike: str = "applications") -> list[Violation]:
    at = Location(3, alike, column="total", confidence=0.95)
    return [Violation(at._replace(row=str(row)), alike=alike) for row in range(count_)]


def test_one_finding_tells_many_breaches_that_are_alike_with_all_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, declared("TAB05", [*cells_of(129), *cells_of(3, "reviews")]))

    one, *others = judge(Report()).findings

    assert [at.row for at in one.locations] == [str(row) for row in range(129)]
    assert one.facts["places"] == 129
    assert one.message.zh == "甲该表共有 129 处同类问题，一并列出。"
    assert "129" in one.message.en
    assert len(others) == 3


def test_its_id_stays_when_some_of_its_places_are_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, declared("TAB05", cells_of(129)))
    before = judge(Report()).findings
    only(monkeypatch, declared("TAB05", cells_of(129)[5:]))

    assert judge(Report()).findings[0].id == before[0].id


def test_ten_that_are_alike_are_told_each_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, declared("TAB05", cells_of(10)))

    assert len(judge(Report()).findings) == 10


def test_what_a_suppression_covers_stays_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, declared("TAB05", cells_of(20)))
    profile = Profile(suppressions=(Suppression("TAB05", "known", row="4"),))

    suppressed = {finding.suppressed: len(finding.locations) for finding in judge(Report(), profile=profile).findings}

    assert suppressed == {None: 19, "known": 1}


# the words that are meant


def test_all_words_that_are_meant_of_one_place_are_told_at_it(monkeypatch: pytest.MonkeyPatch) -> None:
    at = Location(1, line=3, quote="收到3件，办结2件。")
    only(
        monkeypatch,
        declared("CON01", [Violation(at._replace(focus=((6, 8),))), Violation(at._replace(focus=((2, 4),)))]),
    )
    (one,) = judge(Report()).findings
    assert one.locations == (at._replace(focus=((2, 4), (6, 8))),)


# what becomes of a rule


@pytest.mark.parametrize(
    ("outcomes", "status", "counts"),
    [
        ([HELD, HELD, UNREAD], CheckStatus.PASSED, (2, 1, 0)),
        ([HELD, Violation(Location(1)), UNREAD], CheckStatus.FAILED, (2, 1, 1)),
        ([HELD, Violation(Location(1), doubt=NOT_UNDERSTOOD)], CheckStatus.TO_CHECK, (2, 0, 1)),
        ([Violation(Location(1), doubt=NOT_UNDERSTOOD), Violation(Location(2))], CheckStatus.FAILED, (2, 0, 2)),
        ([UNREAD], CheckStatus.NOT_CHECKED, (0, 1, 0)),
        ([], CheckStatus.SKIPPED, (0, 0, 0)),
    ],
)
def test_a_check_accounts_for_all_that_its_rule_looked_at(
    monkeypatch: pytest.MonkeyPatch, outcomes: list[object], status: CheckStatus, counts: tuple[int, int, int]
) -> None:
    only(monkeypatch, declared("TXT01", outcomes))
    (check,) = judge(Report()).checks
    assert (check.status, (check.looked_at, check.unread, check.findings)) == (status, counts)


@pytest.mark.parametrize(
    "crashing",
    [
        declared("TXT01", [Violation(Location(1)), RuntimeError("slip")]),
        declared("TXT01", [Violation(Location(1))], zh="{no_such_fact}"),
    ],
    ids=["in the rule", "in its message"],
)
def test_a_rule_that_crashes_is_told_and_stops_no_other(monkeypatch: pytest.MonkeyPatch, crashing: Rule) -> None:
    only(monkeypatch, crashing, declared("TXT02", [Violation(Location(1))]))
    judgement = judge(Report())
    assert [(c.rule, c.status) for c in judgement.checks] == [
        ("TXT01", CheckStatus.CRASHED),
        ("TXT02", CheckStatus.FAILED),
    ]
    assert [finding.rule for finding in judgement.findings] == ["TXT02"]
    assert judgement.verdict is Verdict.INCOMPLETE


def test_no_rule_makes_an_endless_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless() -> Iterator[object]:
        while True:
            yield Violation(Location(1, line=next(lines)))

    lines = count(1)
    only(monkeypatch, declared("TXT01", endless()))
    judgement = judge(Report())
    assert len(judgement.findings) == judgement.checks[0].findings == MOST_FINDINGS
    assert judgement.checks[0].truncated


def test_a_rule_that_makes_as_many_findings_as_it_may_is_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, declared("TXT01", [Violation(Location(1, line=at)) for at in range(MOST_FINDINGS)]))
    check = judge(Report()).checks[0]
    assert (check.findings, check.truncated) == (MOST_FINDINGS, False)


# what a finding says


def test_what_was_not_wholly_understood_is_a_note_to_check_that_leaves_the_verdict_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    only(monkeypatch, declared("ARI05", [Violation(Location(1), doubt=NOT_UNDERSTOOD)], Severity.ERROR))
    judgement = judge(Report(), profile=Profile(severities={"ARI05": Severity.ERROR}))
    (found,) = judgement.findings
    assert (found.to_check, found.severity, judgement.verdict) == (True, Severity.NOTE, Verdict.PASS)
    assert found.confidence < 0.6
    assert found.message.zh == "请核对（系统未能完全理解该句）：甲"
    assert found.suggestion
    assert found.suggestion.en == "If this is an error: Mend."


def test_what_is_to_check_is_related_to_nothing_that_a_repair_would_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    violations = [Violation(Location(at), doubt=NOT_UNDERSTOOD if at == 3 else None, cause="one") for at in (1, 2, 3)]
    only(monkeypatch, declared("ARI01", violations))
    related = {found.locations[0].section: len(found.related) for found in judge(Report()).findings}
    assert related == {1: 1, 2: 1, 3: 0}


def test_what_is_sure_of_a_place_is_told_without_what_is_to_check_there(monkeypatch: pytest.MonkeyPatch) -> None:
    at = Location(1, quote="原文")
    only(monkeypatch, declared("CON01", [Violation(at, doubt=NOT_UNDERSTOOD), Violation(at)]))
    (found,) = judge(Report()).findings
    assert not found.to_check


def test_a_rule_on_the_prose_tells_how_much_of_it_was_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = [HELD, LIKELY, UNREAD, Violation(Location(1)), Violation(Location(2), doubt=NOT_UNDERSTOOD)]
    only(monkeypatch, declared("CON01", outcomes, on_prose=True), declared("ARI01", outcomes))
    prose, table = judge(Report()).checks
    assert (prose.understood, prose.looked_at, table.understood) == (2, 4, None)


def test_findings_have_the_same_ids_in_every_run_and_none_twice() -> None:
    once, again = (
        judge(BROKEN),
        judge(example("【一】全年公开信息26余次。\n五、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3")),
    )
    assert [f.id for f in once.findings] == [f.id for f in again.findings]
    assert once.findings
    assert len({f.id for f in once.findings}) == len(once.findings)


def test_what_a_rule_has_against_one_place_is_told_once_with_all_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = Location(1, quote="甲"), Location(1, quote="乙")
    violations = [
        Violation(here, word="一"),
        Violation(here, word="二"),
        Violation(here, word="一"),
        Violation(there, word="三"),
    ]
    only(monkeypatch, declared("TXT01", violations, zh="{word}错。"))
    judgement = judge(Report())
    assert [finding.message.zh for finding in judgement.findings] == ["一错；二错。", "三错。"]
    assert judgement.checks[0].findings == 2


def test_places_that_differ_only_in_their_rectangles_have_two_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [Location(1, page=1, bbox=(0, top, 9, top + 9), quote="甲") for top in (0, 50)]
    only(monkeypatch, declared("TXT01", [Violation(place) for place in places]))
    assert len({finding.id for finding in judge(Report()).findings}) == 2


def test_a_finding_has_its_rules_words_with_the_difference_of_its_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    violation = Violation(Location(3), expected=8, actual=5, word="申请")
    only(monkeypatch, declared("CON01", [violation], Severity.ERROR, zh="{word}差 {difference}，应为 {expected}"))
    (finding,) = judge(Report()).findings
    assert finding.message.zh == "申请差 3，应为 8"
    assert (finding.severity, finding.category, finding.name) == (Severity.ERROR, "consistency", "made")
    assert (finding.expected, finding.actual, finding.difference) == (8, 5, -3)
    assert finding.facts == {"word": "申请"}


def test_findings_that_one_repair_mends_know_of_each_other_and_of_no_others() -> None:
    figures = {("outcomes.granted", "other"): 5, ("received", "natural_person"): 2}
    found = {
        f"{f.rule} {f.locations[0].row or ''}": f
        for f in judge(table_reports.applications(figures), select=["ARI"]).findings
    }
    by_id = {f.id: f for f in found.values()}
    for finding in found.values():
        assert finding.id not in finding.related
        assert all(finding.id in by_id[other].related for other in finding.related)
    row, column = found["ARI02 outcomes.granted"], found["ARI03 outcomes.total"]
    assert row.related == (column.id,)


def test_of_plans_as_small_the_one_that_agrees_with_the_text_is_suggested_to_all_that_it_mends() -> None:
    review = "行政复议 | 2 | 0 | 0 | 0 | 3"
    arithmetic, of_text = judge(
        example(f"【一】2023年，因政府信息公开被申请行政复议2件。\n{review}"), select=["ARI", "CON"]
    ).findings
    assert (arithmetic.rule, of_text.rule) == ("ARI04", "CON04")
    assert (arithmetic.related, of_text.related) == ((of_text.id,), (arithmetic.id,))
    assert arithmetic.suggestion == of_text.suggestion
    assert arithmetic.suggestion
    assert arithmetic.suggestion.zh.startswith("可能的改法之一：将“行政复议”行“总计”列由 3 改为 2，")
    assert "另有 1 处不一致一并解决" in arithmetic.suggestion.zh
    (alone,) = judge(example(review), select=["ARI"]).findings
    assert alone.suggestion
    assert "不一致" not in alone.suggestion.zh


def test_a_finding_on_the_text_that_no_plan_mends_keeps_its_own_advice() -> None:
    arithmetic, of_text = judge(
        example("【一】2023年，因政府信息公开被申请行政复议9件。\n行政复议 | 2 | 0 | 0 | 0 | 3"), select=["ARI", "CON"]
    ).findings
    assert (arithmetic.related, of_text.related) == ((), ())
    assert of_text.suggestion
    assert of_text.suggestion.zh.startswith("请对照台账核实行政复议件数")


def test_findings_without_a_cause_are_not_related(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, declared("TXT01", [Violation(Location(1)), Violation(Location(2))]))
    assert [finding.related for finding in judge(Report()).findings] == [(), ()]


def test_a_citizens_number_is_masked_in_every_quote(monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = Location(1, quote="李某13912345678。"), Location(2, quote="11010519491231002X")
    only(monkeypatch, declared("TXT01", [Violation(here, also=[there])]))
    (finding,) = judge(Report()).findings
    assert [at.quote for at in finding.locations] == ["李某139******78。", "110*************2X"]


# what is asked for


def test_a_selection_is_by_the_beginnings_of_ids_in_the_catalogues_order() -> None:
    assert [each.id for each in chosen()] == list(RULES)
    assert [each.id for each in chosen(["ARI02", "ARI01"])] == ["ARI01", "ARI02"]
    assert {each.category for each in chosen(["ARI"])} == {"arithmetic"}
    assert len(chosen(ignore=["TXT"])) == len(RULES) - len(chosen(["TXT"]))
    assert [each.id for each in chosen(["ARI"], ["ARI0"])] == []


def test_only_what_is_selected_and_not_ignored_is_checked() -> None:
    checks = judge(BROKEN, select=["ARI", "TXT08"], ignore=["ARI01"]).checks
    assert [check.rule for check in checks] == ["ARI02", "ARI03", "ARI04", "ARI05", "ARI06", "TXT08"]


def test_a_request_overrides_the_profiles_selection_and_never_what_it_ignores() -> None:
    profile = Profile(select=("TXT",), ignore=("TXT08",))
    assert "TXT08" not in {check.rule for check in judge(BROKEN, profile=profile).checks}
    assert {check.rule[:3] for check in judge(BROKEN, profile=profile).checks} == {"TXT"}
    assert [check.rule for check in judge(BROKEN, select=["TXT08", "ARI01"], profile=profile).checks] == ["ARI01"]


def test_a_profile_weighs_a_rule_otherwise() -> None:
    (finding,) = judge(BROKEN, select=["TXT08"], profile=Profile(severities={"TXT08": Severity.ERROR})).findings
    assert finding.severity is Severity.ERROR
    assert judge(BROKEN, select=["TXT08"]).verdict is Verdict.PASS


def test_what_a_profile_suppresses_is_told_with_its_reason_and_does_not_count() -> None:
    def profile(quote: str) -> Profile:
        return Profile(
            severities={"TXT08": Severity.ERROR}, suppressions=(Suppression("TXT08", "已说明", quote=quote),)
        )

    let_pass = judge(BROKEN, select=["TXT08"], profile=profile("26余次"))
    assert [finding.suppressed for finding in let_pass.findings] == ["已说明"]
    assert let_pass.verdict is Verdict.PASS
    assert let_pass.checks[0].findings == 1
    kept = judge(BROKEN, select=["TXT08"], profile=profile("27余次"))
    assert [finding.suppressed for finding in kept.findings] == [None]
    assert kept.verdict is Verdict.FAIL


def test_a_suppression_names_a_place_by_its_quote_as_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, declared("TXT07", [Violation(Location(1, quote="李某13912345678。"))]))
    profile = Profile(suppressions=(Suppression("TXT07", "已核实", quote="李某139******78"),))
    assert [finding.suppressed for finding in judge(Report(), profile=profile).findings] == ["已核实"]


def test_a_profiles_thresholds_reach_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Thresholds] = []

    def looks(report: Report) -> Outcomes:
        seen.append(report.thresholds)
        yield HELD

    only(monkeypatch, rule("CON13", Severity.WARNING, zh="甲", en="a")(looks))
    judge(Report(), profile=Profile(thresholds=Thresholds(0.5, 10)))
    judge(Report())
    assert seen == [Thresholds(0.5, 10), Thresholds()]


# reports of a batch

YEAR_BEFORE = "【引言】统计期限自2022年1月1日起至2022年12月31日止。\n【一】2022年，我局落实《条例》。\n"


def test_reports_of_a_batch_are_set_against_each_other_by_year_and_government() -> None:
    last = example(
        f"【标题】平川市商务局2022年政府信息公开工作年度报告\n{YEAR_BEFORE}四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1"
    )
    now = example("【标题】平川市商务局2023年政府信息公开工作年度报告\n行政许可 | 3")
    other = example("【标题】平川市教育局2023年政府信息公开工作年度报告\n行政许可 | 4")
    government = example("【标题】平川市人民政府2023年政府信息公开工作年度报告\n行政许可 | 8")
    found = judge_together([last, now, other, government])
    assert {(each.report, each.finding.rule, each.against) for each in found} == {
        (1, "CON11", (0,)),
        (3, "CON14", (1, 2)),
    }
    (sum_differs,) = (each.finding for each in found if each.finding.rule == "CON14")
    assert (sum_differs.expected, sum_differs.actual) == (7, 8)
    assert [operand.report for operand in sum_differs.operands] == ["body", "body", "this"]
    carried = next(each.finding for each in found if each.finding.rule == "CON11")
    assert [operand.report for operand in carried.operands] == ["previous", "this"]


def test_what_reports_of_one_form_have_at_the_same_place_is_told_apart_by_its_id() -> None:
    carried = "四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1"
    reports = []
    for bureau in ("商务局", "教育局", "民政局"):
        reports.append(example(f"【标题】平川市{bureau}2022年政府信息公开工作年度报告\n{YEAR_BEFORE}{carried}"))
        reports.append(example(f"【标题】平川市{bureau}2023年政府信息公开工作年度报告"))
    found = judge_together(reports)
    assert [each.report for each in found] == [1, 1, 3, 3, 5, 5]
    assert len({each.finding.id for each in found}) == 6
    assert [each.finding.id for each in judge_together(reports)] == [each.finding.id for each in found]


def test_reports_that_have_nothing_to_do_with_each_other_are_not_compared() -> None:
    other = example(
        f"【标题】平川市教育局2022年政府信息公开工作年度报告\n{YEAR_BEFORE}四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1"
    )
    assert judge_together([example(""), other]) == []
    assert judge_together([]) == []
