import pytest

from service.language.mentions.bodies import Body
from service.language.mentions.namesakes import namesakes
from service.language.text import sentences
from tests.service.reports.prose_reports import paragraph


def named(name: str, text: str) -> list[tuple[str, bool]]:
    """Each namesake of a body that a text names, and whether it surely stands where the body should."""
    (sentence,) = sentences(paragraph(text, 1))
    return [(sentence.text[each.start : each.end], each.is_in_its_place) for each in namesakes(sentence, Body(name))]


@pytest.mark.parametrize(
    "text",
    [
        "县政府维持了丹涧县教育局的答复。",
        "以丹涧县教育局为被申请人的复议2件。",
        "修订丹涧县教育局政府信息公开指南。",
        "1件不属于丹涧县教育局职责。",
        "予以公开6件、部分公开2件，另有丹涧县教育局不掌握1件。",
        "申请由丹涧县教育局统一登记。",
    ],
)
def test_what_can_be_told_of_the_body_alone_makes_a_namesake_stand_in_its_place(text: str) -> None:
    assert named("云溪县教育局", text) == [("丹涧县教育局", True)]
    assert named("丹涧县教育局", text) == []


def test_a_namesake_of_which_anything_else_is_told_may_be_meant() -> None:
    assert named("云溪县教育局", "集中展示丹涧县教育局栏目19个。") == [("丹涧县教育局", False)]


@pytest.mark.parametrize(
    "text",
    [
        "与丹涧县教育局联合举办培训1期。",
        "赴丹涧县教育局学习。",
        "丹涧县教育局来我局交流。",
        "误投的申请2件，均由丹涧县教育局答复。",
        "告知申请人向丹涧县教育局提出。",
        "转丹涧县教育局办理2件。",
        "由丹涧县教育局牵头、我局配合开展检查。",
        "有关信息可向丹涧县教育局查询。",
    ],
)
def test_a_namesake_that_has_to_do_with_the_body_is_itself(text: str) -> None:
    assert named("云溪县教育局", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "如有疑问，请致电县教育局办公室。",
        "公众可登录县教育局网站查阅。",
        "县政府责令县教育局重新答复。",
        "复议机关维持了县教育局的答复。",
        "全年在县教育局网站发布信息3条。",
        "由县教育局办公室统一登记。",
    ],
)
def test_what_stands_before_the_body_is_no_name_of_a_place_where_the_lexicon_knows_it(text: str) -> None:
    assert named("云溪县教育局", text) == []


@pytest.mark.parametrize(
    "text",
    ["县政府维持了丹涧市教育局的答复。", "县政府维持了丹涧县财政局的答复。", "县政府维持了丹涧镇的答复。"],
)
def test_another_kind_of_place_or_another_field_makes_no_namesake(text: str) -> None:
    assert named("云溪县教育局", text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("申请由北台子市教育局统一登记。", [("北台子市教育局", True)]),
        ("2023年，北台子市教育局人手不足。", [("北台子市教育局", True)]),
        ("与北台子市教育局联合举办培训。", []),
        ("北台子市教育局来我局交流。", []),
    ],
)
def test_a_place_may_have_a_name_of_three_characters(text: str, told: list[tuple[str, bool]]) -> None:
    assert named("云溪市教育局", text) == told
    assert named("北台子市教育局", text) == []


def test_a_short_name_of_the_field_is_the_same() -> None:
    assert named("云溪县自然资源和规划局", "明确丹涧县自然资源局办公室为牵头单位。") == [("丹涧县自然资源局", True)]


@pytest.mark.parametrize(
    ("body", "text", "told"),
    [
        ("宛塘县人民政府", "公众可通过怀渚区人民政府网站申请。", ["怀渚区人民政府"]),
        ("宛塘县人民政府", "公众可通过宛塘县人民政府网站申请。", []),
        ("宛塘县残疾人联合会", "目前，潞城县残联还有两点不足。", ["潞城县残联"]),
        ("宛塘县残疾人联合会", "潞城县残联来我县交流。", []),
        ("平川市商务局", "青石市商务局积极推进公开。", ["青石市商务局"]),
        ("歙县税务局", "国家税务总局歙县税务局主动公开信息。", []),
    ],
)
def test_a_namesake_at_the_beginning_of_a_clause_stands_in_the_bodys_place(
    body: str, text: str, told: list[str]
) -> None:
    assert [name for name, is_in_its_place in named(body, text) if is_in_its_place] == told


def test_a_government_in_short_is_a_namesake_behind_what_stands_before_names() -> None:
    assert named("云溪市人民政府", "申请由丹涧市政府办公室登记。") == [("丹涧市政府", True)]
    assert named("云溪市人民政府", "1件因市政府不掌握而无法提供。") == []
    assert named("云溪市人民政府", "列席市政府常务会议3次。") == []


def test_who_runs_another_zone_is_a_namesake_of_who_runs_one() -> None:
    text = "申请由丹涧经开区管委会办公室登记。"
    assert named("云溪高新技术产业开发区管理委员会", text) == [("丹涧经开区管委会", True)]
    assert named("丹涧经济技术开发区管理委员会", text) == []
    assert named("云溪县财政局", text) == []
