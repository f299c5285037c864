"""Who traces a finding sees at once the words, the frame and the shape behind it, or why nothing was made of a number."""

import pytest

from service.judge import judge
from service.renderers.explanation import Asked, to_explanation
from service.reports.finding import Judgement
from service.reports.report import Report
from tests.service.rules.examples import example

WRONG = "全年收到政府信息公开申请3件。"
TABLE = "\n一、本年新收政府信息公开申请数量 | 8 | 0 | 0 | 0 | 0 | 0 | 8"


def explained(text: str, asked: Asked | None = None) -> list[str]:
    report = example(text)
    return list(to_explanation(report, judge(report), asked or Asked("CON", is_in_full=True)))


def about(lines: list[str], sentence: str) -> str:
    """What is told of a sentence."""
    start = next(at for at, line in enumerate(lines) if line.startswith("\n") and sentence in line)
    end = next((at for at in range(start + 1, len(lines)) if lines[at].startswith("\n")), len(lines))
    return "\n".join(lines[start:end])


def test_a_finding_names_words_frame_shape_and_the_figures_against_it() -> None:
    told = about(explained(f"【一】{WRONG}{TABLE}"), WRONG.rstrip("。"))
    assert "! CON01 error: The text gives 3 applications" in told
    assert "words: 全年/THIS 收到/RECEIVE 政府信息公开申请/APPLICATION 3件/COUNT" in told
    assert "frame of counts: own, the report year, fact, all" in told
    assert "3件: received = 3, all: established" in told
    assert "by received in measures.py, shape 1: 收到/RECEIVE 政府信息公开申请/APPLICATION 3件/#" in told
    assert "CON01 holds it against received 8, received + carried_over 8, " in told
    assert "none is 3: CON01 error" in told


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("下属事业单位收到政府信息公开申请3件。", "withdrawn: another's"),
        ("上半年收到政府信息公开申请3件。", "withdrawn: a part of a year"),
        ("预计全年收到政府信息公开申请3件。", "withdrawn: plan"),
    ],
)
def test_what_is_passed_over_names_the_dimension_of_its_frame(text: str, dimension: str) -> None:
    told = about(explained(f"【一】{text}", Asked(is_in_full=True)), text.rstrip("。"))
    assert dimension in told
    assert "passed over" in told


def test_a_number_without_a_claim_has_its_reason() -> None:
    told = about(explained("【一】全年赠送蓝鲸座8件。", Asked(is_in_full=True)), "蓝鲸座")
    assert "8件: passed over: no shape fits" in told
    assert "without what is unknown: 赠送蓝鲸座" in told


def test_relations_are_told_with_their_figures_and_what_came_of_them() -> None:
    text = "全年公开信息86条，其中动态52条、政策21条、财政12条；办结5件，占全部10件的40%。"
    told = about(explained(f"【一】{text}", Asked("ARI", is_in_full=True)), "86条")
    assert "= breakdown of 86 条 into all parts, opened as among: 52 + 21 + 12 = 85: fails, established: " in told
    assert "86条: part of the breakdown below" in told
    assert "= share of 40 % told, 5 of 10 is 50.00 %: fails" in told


def test_an_average_is_told_as_one_and_in_no_percent() -> None:
    text = "举办业务培训6期，参训324人次，平均每期48人次。"
    told = about(explained(f"【一】{text}", Asked("ARI", is_in_full=True)), "324人次")
    assert "= average of 48 told, 324 by 6 is 54.00: fails, established: " in told


def test_a_flow_is_told_as_what_was_and_came_against_what_is_and_went() -> None:
    text = "公示点原有128处，本年新增24处、撤除6处，现有164处。"
    told = about(explained(f"【一】{text}", Asked("ARI", is_in_full=True)), "164处")
    assert "= flow: what was and what came is 152, what is and what went 170: fails, established: ARI05 error" in told


def test_a_year_has_the_finding_about_it() -> None:
    told = about(
        explained("【引言】现公布老城区2022年度政府信息公开工作年度报告。", Asked("YEAR01", is_in_full=True)),
        "2022年度",
    )
    assert "2022年度: name, established: YEAR01 error" in told


def test_it_is_narrowed_to_a_rule_or_a_line() -> None:
    text = f"【一】{WRONG}全年制发行政规范性文件1件。{TABLE}"
    for asked, count in (
        (Asked("CON01"), 1),
        (Asked("CON02", is_in_full=True), 1),
        (Asked("CON03", is_in_full=True), 0),
    ):
        assert sum(line.startswith("\nline") for line in explained(text, asked)) == count, asked
    report = example(text)
    (line,) = {found.locations[0].line for found in judge(report, select=["CON01"]).findings}
    shown = [told for told in explained(text, Asked(line=line)) if told.startswith("\n")]
    assert all(told.startswith(f"\nline {line}, ") for told in shown)
    assert any(WRONG.rstrip("。") in told for told in shown)


def test_a_finding_that_stands_in_no_sentence_is_listed_by_itself() -> None:
    lines = explained("【章节】一、总体情况", Asked("SEC01", is_in_full=True))
    assert any(line.startswith("  SEC01 error: ") for line in lines)


def test_a_report_without_prose_has_nothing_to_explain() -> None:
    assert list(to_explanation(Report(), Judgement((), ()), Asked(is_in_full=True))) == [
        "report year unknown; 0 sentences tell a number or deny one"
    ]


def test_a_sentence_with_a_year_shows_the_words_that_years_are_read_in_and_what_makes_a_note_of_it() -> None:
    told = about(explained("【一】2022年，我局收到申请3件，同比增加1件。", Asked("YEAR03", is_in_full=True)), "2022年")
    assert "as words for years: 2022年/DATE ,/COMMA 我局/OWN" in told
    assert "2022年: work, to check; told for sure but for: a comparison beside it: YEAR03 to check" in told


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "2022年收到申请4件、答复4件。",
            ["no  leftovers._is_series: several past years of the sentence have a count each"],
        ),
        (
            "2022年，我局收到申请3件。",
            ["yes roles._OPENS: the shape START # COMMA", "yes signs.frames: what is told after it is that year's"],
        ),
        (
            "全部窗口建成，2024年公开12件。",
            [
                "no  signs.is_planned: it is the time of something to be done",
                "no  leftovers._is_after: it is a later year",
            ],
        ),
    ],
)
def test_a_year_that_is_told_has_every_condition_that_it_was_judged_by(text: str, answers: list[str]) -> None:
    told = about(explained(f"【一】{text}", Asked("YEAR03", is_in_full=True)), "年")
    assert "a wrong answer is the cause" in told
    assert [answer for answer in answers if f"\n        {answer}" not in told] == []


def test_a_year_that_is_passed_over_has_the_conditions_that_hold_alone() -> None:
    told = about(explained("【一】2023年收到申请4件，2022年收到2件。", Asked(is_in_full=True)), "2022年")
    assert "2022年: passed over: comparison\n        yes contrast.in_contrast: " in told
    assert "_BARE_COUNT; not " in told
    assert "        no " not in told


def test_a_total_points_to_its_list_in_the_next_sentence() -> None:
    told = explained("【一】全年公开信息86条。其中动态52条、政策21条、财政12条。", Asked("ARI05", is_in_full=True))
    assert "a breakdown whose list is in the next sentence" in about(told, "86条")


def test_words_that_a_shape_is_without_are_told_with_the_condition_that_left_them_out() -> None:
    told = about(explained("【一】全年蓝鲸小组收到政府信息公开申请5件。" + TABLE), "蓝鲸小组")
    assert "left out as saying nothing: 全年 in times.toml [THIS] by shaping._kind:" in told
    assert "passed over as not understood: 蓝鲸小组 in no lexicon by shaping._is_passed_over:" in told
    assert (
        "a note, no error: words unknown: the shape fits without 蓝鲸小组 in no lexicon by shaping._is_passed_over:"
        in told
    )


def test_a_remark_behind_a_count_that_is_passed_over_is_told() -> None:
    told = about(explained("【一】收到政府信息公开申请5件普天下的蓝鲸。" + TABLE), "蓝鲸")
    assert "passed over as not understood: 普天下 in no lexicon, 蓝鲸 in no lexicon by shaping._is_remark:" in told


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "下属事业单位收到申请3件。",
            "whose: another's, 下属事业单位 in actors.toml [OTHERS], by discourse.Discourse._actor:",
        ),
        (
            "上半年收到申请3件。",
            "when: a part of a year, 上半年 in times.toml [PARTYEAR], by discourse.Discourse._of_time:",
        ),
        ("预计收到申请3件。", "fact or plan: plan, 预计 in frames.toml [PLAN], by plans.is_plan:"),
        (
            "涉及蓝鲸的申请收到3件。",
            "all or some: a part, 涉及 in frames.toml [SOME], by discourse.Discourse._narrowed:",
        ),
        ("比上年多3件申请。", "compared: true, 比 in frames.toml [COMPARE], by comparisons.compares:"),
        (
            "公开申请3件。",
            "speaks of: applications, 公开申请 in applications.toml [APPLICATION], by topics.topic_of:",
        ),
        ("收到申请3件。", "decided: contradicted as all: own, the report year, fact, all by default"),
        ("全年收到申请3件。", "the report year, 全年 in times.toml [THIS], by discourse.Discourse._of_time:"),
    ],
)
def test_each_dimension_of_a_frame_has_the_word_that_says_it_with_its_entry(text: str, source: str) -> None:
    assert f"        {source}" in about(explained(f"【一】{text}", Asked(is_in_full=True)), text.rstrip("。"))


def test_what_is_inherited_names_the_clause_that_left_it() -> None:
    told = about(explained("【一】上半年收到政府信息公开申请3件，办结2件。", Asked(is_in_full=True)), "办结2件")
    assert (
        "when: a part of a year, inherited from “上半年收到政府信息公开申请3件”: 上半年 in times.toml [PARTYEAR]"
        in told
    )
    assert "decided: a part of a year: inherited from “上半年收到政府信息公开申请3件”: 上半年 in times.toml" in told


def test_a_doubt_that_an_item_left_behind_names_it_and_its_unknown_word() -> None:
    told = about(explained("【一】蓝鲸小组收到政府信息公开申请7件，予以公开3件。", Asked(is_in_full=True)), "蓝鲸小组")
    assert "all or some: unsure, inherited from “蓝鲸小组收到政府信息公开申请7件”: 蓝鲸小组 in no lexicon" in told
    assert "scopes.leaves_doubt:" in told


def test_a_function_that_nearly_took_a_claim_back_is_told_with_what_it_lacked_and_the_words_it_rests_on() -> None:
    told = about(explained("【一】截至2023年底累计制发规范性文件4件。\n行政规范性文件 | 3 | 0 | 3"), "累计制发")
    assert "nearly taken back by discourse.Discourse._of_what_ends:" in told
    assert ": if sums_up_since_beginning(item); all else holds by 截至 in function.toml [" in told


def test_a_function_beside_a_claim_that_lacked_one_condition_is_told() -> None:
    told = about(explained(f"【一】收到申请29件，收到申请9件。{TABLE}", Asked("CON01")), "收到申请29件")
    assert "nearly taken back by summed.without_rivals:" in told
    assert ": if not any((claim.is_established for claim in rivals)); all else holds by 收到 in" in told


def test_a_condition_that_would_hold_for_any_words_is_none_that_nearly_held() -> None:
    told = about(explained(f"【一】收到申请29件。{TABLE}"), "收到申请29件")
    assert "CON01 error" in told
    assert "nearly" not in told


def test_what_stands_with_an_accused_claim_and_says_nothing_to_it_is_told() -> None:
    told = about(explained("【四】当年提起行政复议2件，邻县发生1件。\n行政复议 | 3 | 0 | 0 | 0 | 3"), "提起行政复议")
    assert (
        "told all the same without “邻县发生1件”, 当年 in times.toml [THIS]: narrowed neither by a category (lexicon)"
        in told
    )


def test_trying_conditions_leaves_the_code_as_it_is() -> None:
    text = f"【一】截至2023年底，平台累计收到申请29件，收到申请9件。{TABLE}"
    first = explained(text, Asked())
    assert explained(text, Asked()) == first


def test_a_finding_comes_first_and_the_rest_is_told_in_a_line_each() -> None:
    lines = explained(f"【一】全年公开信息86条。\n【一】{WRONG}{TABLE}", Asked())
    heads = [line for line in lines if line.startswith("\n")]
    assert WRONG.rstrip("。") in heads[0]
    assert heads[-1] == "\nwithout a finding, a line each (--line tells one in full, --all every one):"
    assert any("全年公开信息86条" in line and "86条 no shape fits" in line for line in lines)


def test_the_half_of_a_share_that_a_run_gave_it_is_told() -> None:
    text = "【一】公开信息50条，其中公告20条、通知30条，分别占40%、70%。"
    told = about(explained(text, Asked("ARI06")), "分别占")
    assert "its part is 30条 (通知): stated.stated:" in told
    assert "one of a run, each with its own count (stated._runs): 40% of 20条 (其中公告)、70% of 30条 (通知)" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "上半年、今年共收到申请3件。",
            "when: 上半年 in times.toml [PARTYEAR] is a part of a year, overridden by discourse.Discourse._told_period:",
        ),
        (
            "上半年收到申请2件。收到申请3件。",
            "the report year, though “上半年收到申请2件” is a part of a year (上半年 in times.toml [PARTYEAR]",
        ),
        (
            "收到申请3件，比上年增加1件。",
            "when: 上年 in times.toml [LAST] is not asked for a period, overridden by discourse.Discourse._period:",
        ),
    ],
)
def test_a_time_that_was_not_taken_for_the_period_is_told_with_what_decided(text: str, told: str) -> None:
    lines = explained(f"【一】{text}{TABLE}", Asked(is_in_full=True))
    assert any(told in line for line in lines), lines


def test_words_for_years_have_their_entries() -> None:
    told = about(explained("【一】2022年，我局收到申请3件。", Asked("YEAR03")), "2022年")
    assert "known by: years/others.toml 我局" in told or "known by: years/work.toml" in told


def test_what_stands_beside_a_claim_and_changed_it_is_told_with_its_function() -> None:
    told = about(
        explained("【一】全年收到申请20件，另收到申请9件，合计收到申请29件。", Asked(is_in_full=True)), "另收到"
    )
    assert "20件: received = 20, all: passed over" in told
    assert "decided: summed up: summed.without_summed (Counts of one measure that are summed up behind them" in told


def test_a_note_beside_what_is_right_names_that_and_the_rule_that_made_it_one() -> None:
    text = "作出行政许可决定10件。作出行政许可决定6件。"
    told = about(explained(f"【一】{text}\n行政许可 | 10", Asked("CON06", is_in_full=True)), "许可决定6件")
    assert "a note, no error: TOLD_RIGHTLY: comparison.beside_right, by “作出行政许可决定10件。”" in told


def test_the_table_s_readings_are_told_with_those_that_agree() -> None:
    carried = "\n二、上年结转政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2"
    told = about(explained(f"【一】办结申请10件。{TABLE}{carried}"), "办结申请")
    assert "received + carried_over 10" in told
    assert "it is received + carried_over: nothing told" in told
    assert "decided: agrees: applications._against_readings:" in told


def test_a_count_is_held_against_no_reading_that_its_rule_leaves_out() -> None:
    carried = "\n二、上年结转政府信息公开申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2"
    told = about(explained(f"【一】新收申请10件。{TABLE}{carried}"), "新收申请")
    assert "received + carried_over" not in told
    assert "none is 10: CON01 error" in told


def test_applicants_that_there_were_none_of_are_held_against_what_came_in() -> None:
    told = about(explained(f"【一】没有收到自然人提出的政府信息公开申请。{TABLE}"), "没有收到自然人")
    assert "CON05 holds it against received 8: none is 0: CON05 warning" in told


def test_a_finding_is_told_of_the_claim_that_it_is_of_and_not_of_another_with_the_same_number() -> None:
    told = about(
        explained(f"【一】收到政府信息公开申请3件，引发行政复议3件。{TABLE}\n行政复议 | 3 | 0 | 0 | 0 | 3"),
        "引发行政复议",
    )
    assert "none is 3: CON01 error\n" in told
    assert "it is review: nothing told" in told


def test_a_line_has_the_sentences_that_it_hangs_on() -> None:
    text = "【一】全年公开信息86条。\n【一】全年收到申请8件。其中予以公开3件。" + TABLE
    lines = explained(text, Asked(is_in_full=True))
    line = next(each for each in lines if "其中予以公开" in each).split(",")[0].removeprefix("\nline ")
    shown = [told for told in explained(text, Asked(line=int(line))) if told.startswith("\n")]
    assert any("全年收到申请8件" in told for told in shown)
    assert not any("86条" in told for told in shown)


def test_a_breakdown_tells_why_this_total_these_items_and_what_decided() -> None:
    told = about(
        explained(
            "【一】全年公开信息86条，其中动态52条、政策21条、财政12条；视频7条。", Asked("ARI05", is_in_full=True)
        ),
        "86条",
    )
    assert "opened as among: openers.opens:" in told
    assert "its total 86条 is the nearest in its sentence: totals.of_row:" in told
    assert "its items are 52条、21条、12条; left out: 7条 (ends it: lists._is_end:" in told
    assert "decided: established: certainty._unsure:" in told


def test_a_breakdown_that_is_passed_over_names_the_condition() -> None:
    told = about(
        explained("【一】全年公开信息86条，其中动态2条、政策3条、财政5条。", Asked("ARI05", is_in_full=True)), "86条"
    )
    assert "decided: passed over (picked out): certainty._incomplete:" in told


def test_a_share_tells_what_it_might_be_of_and_why_it_is_of_that() -> None:
    told = about(explained("【一】公开信息120条，其中政策30条，占比35%。", Asked("ARI06", is_in_full=True)), "占比")
    assert "its part is 30条 (其中政策): stated._worded:" in told
    assert "; not 120条 (公开信息)\n" in told
    assert "its whole is 120: shares._chosen:" in told
    assert "it might be of 120条 (公开信息)\n" in told
    assert "decided: established: shares._is_of_others:" in told


def test_growth_tells_what_decided() -> None:
    told = about(explained("【一】公开信息120条，比上年的100条增长80%。", Asked("ARI06", is_in_full=True)), "增长80")
    assert (
        "decided: to check (far from its figures): growths._judged:" in told or "decided: established: growths." in told
    )


def test_a_claim_that_the_rest_of_the_report_passes_over_is_told_as_such() -> None:
    text = "【标题】某区2023年政府信息公开工作年度报告\n【一】全区共收到申请8件。\n【一】各部门收到申请5件。" + TABLE
    told = about(explained(text, Asked(is_in_full=True)), "各部门")
    assert "passed over (the seat's)" in told
    assert "decided: the seat's: reading._of_seat (" in told


def test_an_error_names_the_clause_whose_part_was_not_handed_on_and_what_a_total_follows() -> None:
    told = about(explained("【一】收到的8件申请中，按月平均，共5件。" + TABLE), "按月")
    assert (
        "decided: contradicted as all: all, though “按月平均” is a part (月平均 in frames.toml [RATE], "
        "by discourse.Discourse._narrowed:" in told
    )
    assert "not handed on, for it is said of that clause alone\n          own, the report year, fact by default" in told
    assert "by due in measures.py, shape 1: 共/TOTAL 5件/#; it follows received 8 of “收到的8件申请中”" in told


def test_an_error_names_the_cause_that_was_of_the_item_before_it_alone() -> None:
    told = about(explained("【三】因林地权属争议，予以公开6件，部分公开2件。"), "林地")
    assert "then relation = some of all by making._of_count → making._is_one_of:" in told
    assert "for the cause of “因林地权属争议”" in told
    assert (
        "decided: contradicted as all: of all causes, though “因林地权属争议” names one: "
        "not handed on, ended by “予以公开6件” (told_before._causes)" in told
    )


def test_an_error_names_words_that_were_left_out_and_every_entry_that_they_are_known_by() -> None:
    told = about(explained("【一】共收到各类申请12件。" + TABLE), "各类")
    assert "known by: function.toml 共、各类: 各(类|种|项) and 各类; applications.toml 收到、申请: " in told
    assert "decided: contradicted as all: own, the report year, fact, all by default; left out: 共 各类" in told


def test_an_error_names_a_word_that_was_read_and_changed_nothing() -> None:
    county = "【标题】某县2023年政府信息公开工作年度报告\n【落款】某县人民政府\n"
    told = about(explained(f"{county}【一】全县行政机关共收到申请163件。" + TABLE), "全县行政机关")
    assert "own, 全县行政机关 in actors.toml [REGION], by discourse.Discourse._of_body:" in told
    assert ", which would be so without it" in told


def test_a_note_names_what_took_it_for_wrong_and_what_made_a_note_of_it() -> None:
    text = "有4件申请因内容不明确告知申请人，涉及环评予以公开2件、部分公开1件。"
    told = about(explained(f"【一】{text}"), "部分公开")
    assert (
        "decided: contradicted as all: unsure, though “涉及环评予以公开2件” is a part (涉及 in frames.toml [SOME],"
        in told
    )
    assert "a note, no error: of what: inherited from “有4件申请因内容不明确告知申请人”: " in told


def test_a_mark_is_named_only_where_it_changed_something() -> None:
    told = about(explained("【一】上半年收到申请3件；办结2件。", Asked(is_in_full=True)), "办结2件")
    assert "when: unsure, a ； before it" in told
    assert "(discourse.Discourse.end_segment)" in told
    first = about(explained("【一】上半年收到申请3件。办结2件。", Asked(is_in_full=True)), "办结2件")
    assert "end_segment" not in first


def test_a_part_that_a_mark_ended_is_named() -> None:
    told = about(
        explained("【一】收到申请20件，其中个人申请6件；予以公开3件。", Asked("CON03", is_in_full=True)), "予以公开"
    )
    assert "all, though “其中个人申请6件” is a part (" in told
    assert "not handed on, ended by ； (discourse.Discourse.end_segment)" in told


def test_one_cause_has_one_name_at_every_item_that_inherits_it() -> None:
    told = about(explained("【四】因公开引发蓝鲸复议3件，其中维持1件，纠正1件。"), "蓝鲸")
    cause = "all or some: unsure, inherited from “因公开引发蓝鲸复议3件”: 蓝鲸 in no lexicon, by scopes.leaves_doubt:"
    assert told.count(cause) == 2


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("收到申请9件，占全部的40%。", "all or some: a part, from “占全部的40%” behind it: 占 in frames.toml [SHARE]"),
        (
            "县（市、区）局办理18件。",
            "whose: another's, 市 in no lexicon, 、 in function.toml [AND], 区 in no lexicon, by discourse.Discourse._actor:",
        ),
        ("收到申请30件，自然人3件，占全部申请的10%。", "all or some: a part, 自然人 in applications.toml [APPLICANT]"),
        ("除1件外，均已答复3件。", "all or some: a part, inherited from “除1件外”: 除 in frames.toml [EXCEPT]"),
    ],
)
def test_a_part_that_no_word_of_an_item_makes_it_names_the_clause_that_does(text: str, source: str) -> None:
    assert source in about(explained(f"【一】{text}", Asked(is_in_full=True)), text[0])


def test_a_question_to_a_claim_is_no_change_of_it() -> None:
    told = about(explained("【一】公示行政许可12件、行政处罚8件。", Asked("CON06", is_in_full=True)), "行政许可12件")
    assert "8件: penalty = 8, all: to check (published)" in told


def test_a_clause_without_a_number_has_the_sources_of_what_it_says() -> None:
    told = about(explained("【一】涉及环评，共收到申请3件。", Asked(is_in_full=True)), "环评")
    assert "涉及/SOME 环评/UNKNOWN\n" in told
    assert "        all or some: a part, 涉及 in frames.toml [SOME], by discourse.Discourse._narrowed:" in told


def test_what_holds_is_left_out_where_another_rule_is_asked_about_and_words_are_left_out_once() -> None:
    told = about(explained("【一】全年收到申请12件，其中个人申请6件、单位申请6件，全年办结12件。" + TABLE), "12件")
    assert "breakdown" not in told
    assert told.count("全年 in times.toml [THIS] by shaping._kind") == 1
