import pytest

from service.language.mentions.organs_beside import organs_beside
from tests.service.language.mentions.spans import named


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("区教育局人手不够。", ["区教育局"]),
        ("区教育局、区民政局人手不够。", []),
        ("区教育局指导我们公开。", []),
        ("区审计局指出2项问题。", []),
        ("会同区教育局公开。", []),
    ],
)
def test_another_organ_that_begins_a_clause_may_be_left_from_its_report(text: str, told: list[str]) -> None:
    assert named(organs_beside, "老城区商务局", text) == told


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("墨川县医疗保障局", "县民政局做到“先审查、后公开”，未出差错。", ["县民政局"]),
        ("墨川县医疗保障局", "县司法局审核文件12件。", []),
        ("墨川县医疗保障局", "县财政局要求各单位同步公开。", []),
        ("墨川县医疗保障局", "县民政局按照“一事一档”要求，逐件归档。", ["县民政局"]),
        ("沧江市消防救援支队", "沧江市水利局首页留言窗口收到留言41条。", ["沧江市水利局"]),
        ("沧江市消防救援支队", "市水利局首页留言窗口收到留言41条。", []),
        ("墨川县供水有限公司", "墨川县水利局每月发布水情。", []),
        ("墨川县人民政府", "墨川县水利局每月发布水情。", []),
    ],
)
def test_what_ties_an_organ_to_the_body_is_told_outside_of_slogans(name: str, text: str, told: list[str]) -> None:
    assert named(organs_beside, name, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("区民政局每周更新栏目。", ["区民政局"]),
        ("禾浦县教育局机关纪委通报栏目问题两次。", []),
        ("禾浦县教育局每周更新栏目。", ["禾浦县教育局"]),
        ("禾浦县教育局率先完成目录编制。", []),
        ("禾浦县民政局每周更新栏目。", []),
        ("部分县教育局更新不多。", []),
        ("覆盖区教育局的网站。", []),
        ("培训县区教育局业务骨干64人。", []),
    ],
)
def test_a_city_s_bureau_tells_of_those_of_its_counties_by_name_and_beside_each_other(
    text: str, told: list[str]
) -> None:
    assert named(organs_beside, "沧江市教育局", text) == told
    assert named(organs_beside, "沧江市教育局墨川分局", text) == []
