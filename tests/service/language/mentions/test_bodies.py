import pytest

from service.language.mentions.bodies import (
    Body,
    body_of,
    is_government,
    is_named_in_text,
    level_of,
    signing_body,
    title_body,
    told_body,
)
from tests.service.reports.prose_reports import report


@pytest.mark.parametrize(
    ("name", "places", "organ", "level"),
    [
        ("老城区商务局", ("老城区",), "商务局", 3),
        ("河东省平川市云溪县教育局", ("河东省", "平川市", "云溪县"), "教育局", 3),
        ("平川市人民政府", ("平川市",), "人民政府", 4),
        ("云溪县城关镇人民政府", ("云溪县", "城关镇"), "人民政府", 2),
        ("平川市市场监督管理局", ("平川市",), "市场监督管理局", 4),
        ("平川市城市管理局", ("平川市",), "城市管理局", 4),
        ("老城区社区服务中心", ("老城区",), "社区服务中心", 3),
        ("北山街道办事处", ("北山街道",), "办事处", 2),
        ("东江市沛县教育局", ("东江市", "沛县"), "教育局", 3),
        ("商务局", (), "商务局", None),
        ("老城区某镇人民政府", ("老城区", "某镇"), "人民政府", 2),
    ],
)
def test_a_body_is_its_places_and_its_organ(name: str, places: tuple[str, ...], organ: str, level: int | None) -> None:
    body = Body(name)
    assert (body.places, body.organ, body.level) == (places, organ, level)
    assert "".join(body.places) + body.organ == name


def test_an_agency_of_the_state_has_organs_in_places() -> None:
    assert Body("国家税务总局平川市税务局").in_its_place == Body("平川市税务局")
    assert Body("国家统计局平川调查队").in_its_place == Body("平川调查队")
    assert Body("平川市税务局").in_its_place == Body("平川市税务局")


def test_a_streets_full_name_has_its_countys_government_in_it() -> None:
    body = Body("云溪县人民政府松岭街道办事处")
    assert (body.places, body.organ, body.level) == (("云溪县", "松岭街道"), "办事处", 2)


@pytest.mark.parametrize(
    ("place", "level"), [("河东省", 5), ("平川市", 4), ("云溪县", 3), ("老城区", 3), ("城关镇", 2), ("某地", 0)]
)
def test_a_place_has_the_level_of_its_last_word(place: str, level: int) -> None:
    assert level_of(place) == level


@pytest.mark.parametrize(
    ("name", "government"),
    [
        ("平川市人民政府", True),
        ("平川市人民政府办公室", True),
        ("北山街道办事处", True),
        ("城关镇政府", True),
        ("平川市", True),
        ("云溪县人民政府机关", True),
        ("平川市商务局", False),
        ("开发区管理委员会", False),
        ("平川市政务服务中心", False),
    ],
)
def test_governments_are_told_from_departments(name: str, government: bool) -> None:
    assert Body(name).is_government == government
    assert is_government(report(title=f"{name}2023年政府信息公开工作年度报告")) == government


def test_a_report_without_a_body_may_be_a_governments() -> None:
    assert is_government(report(title="2023年政府信息公开工作年度报告"))


@pytest.mark.parametrize(
    "title",
    [
        "老城区商务局2023年政府信息公开工作年度报告",
        "2023年老城区商务局政府信息公开工作年度报告",
        "老城区商务局二〇二三年政府信息公开年度报告",
        "关于老城区商务局2023年度政府信息公开工作的报告",
        "老城区商务局政府信息公开工作2023年度报告",
        "老城区商务局 ２０２３ 年政府信息公开工作年度报告",
    ],
)
def test_the_titles_body_is_told_from_its_year_and_words(title: str) -> None:
    assert title_body(report(title=title)) == Body("老城区商务局")


@pytest.mark.parametrize("title", ["", "2023年政府信息公开工作年度报告", "政府信息公开工作年度报告（2023年）"])
def test_a_title_may_name_no_body(title: str) -> None:
    assert title_body(report(title=title)) is None


def test_the_body_signs_on_a_line_of_its_own_at_the_end() -> None:
    signed = report((6, "未收取费用。"), (6, "老城区 商务局"), (6, "2024年1月9日"), title="")
    assert signing_body(signed) == body_of(signed) == Body("老城区商务局")
    assert signing_body(report((6, "请联系老城区商务局。"))) is None


def test_the_text_tells_its_body_before_the_signature_does() -> None:
    told = report((0, "本报告由老城区商务局编制。"), (6, "平川市教育局"))
    assert told_body(told) == Body("老城区商务局")
    assert told_body(report((6, "平川市教育局"))) == Body("平川市教育局")
    assert told_body(report((1, "公开8件。"))) is None


def test_whose_work_it_is_is_told_by_the_subject_and_not_by_what_it_is_done_through() -> None:
    work = "2023年，区商务局公开信息8条。今年，区商务局举办培训2次。"
    means = "2023年，通过市工信局网站公开信息8条。2023年，通过市工信局微博发布图解2期。"
    assert told_body(report((1, work))) == Body("区商务局")
    assert told_body(report((1, means))) is None
    assert told_body(report((1, work.replace("区商务局", "经济发展局")))) == Body("经济发展局")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("老城区商务局", "平川市老城区商务局", True),
        ("老城区商务局", "商务局", True),
        ("河东省市场监督管理局", "省市场监管局", True),
        ("平川市民政局", "市民政局", True),
        ("平川市人民政府", "平川市人民政府办公室", True),
        ("老城区商务局", "老城区教育局", False),
        ("老城区商务局", "新城区商务局", False),
    ],
)
def test_two_names_may_be_of_one_body_either_way_round(one: str, other: str, same: bool) -> None:
    assert Body(one).may_be(Body(other)) == Body(other).may_be(Body(one)) == same


def test_a_body_is_named_in_the_text_by_its_name_or_its_organ_and_not_by_the_title_alone() -> None:
    body = Body("老城区商务局")
    assert is_named_in_text(report((1, "商务局认真落实《条例》。")), body)
    assert is_named_in_text(report((1, "市商务局认真落实《条例》。")), body)
    assert not is_named_in_text(report((1, "认真落实《条例》。")), body)
    assert not is_named_in_text(report((1, "青石市商务局认真落实《条例》。")), body)
