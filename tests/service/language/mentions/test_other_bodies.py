from collections.abc import Callable, Iterator

import pytest

from service.language.mentions.bodies import Body
from service.language.mentions.other_bodies import organs_beside, other_bodies
from service.language.text import Sentence, sentences
from tests.service.reports.prose_reports import paragraph

Find = Callable[[Sentence, Body], Iterator[tuple[int, int]]]


def others(name: str, text: str, section: int = 1, find: Find = other_bodies) -> list[str]:
    (sentence,) = sentences(paragraph(text, section))
    return [sentence.text[start:end] for start, end in find(sentence, Body(name))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("今年松岭街道办事处对专栏开展排查。", ["松岭街道办事处"]),
        ("一是松岭街道办事处对专栏开展排查。", ["松岭街道办事处"]),
        ("松岭街道严格落实审核制度。", ["松岭街道"]),
        ("梧桐街道严格落实审核制度。", []),
        ("梧桐街街道办事处对专栏开展排查。", []),
        ("与松岭街道共建公开专区。", []),
        ("松岭街道文化站提供查阅。", []),
        ("各街道对专栏开展排查。", []),
        ("建立街道公开信息电子台账。", []),
        ("规范街道公开流程。", []),
        ("走访街道公开申请人。", []),
        ("本报告由松岭街道办事处编制。", ["松岭街道办事处"]),
        ("松岭街道党政办公室负责公开。", ["松岭街道党政办公室"]),
        ("对群众询问，松岭街道党政办公室都作了解答。", ["松岭街道党政办公室"]),
        ("对群众询问，松岭街道公开专区作了解答。", []),
    ],
)
def test_only_a_towns_own_work_is_told_in_its_report(text: str, told: list[str]) -> None:
    assert others("北湖区梧桐街道办事处", text) == told
    assert others("北湖区人民政府", text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("松岭区住房和城乡建设局对照清单更新了事项。", ["松岭区住房和城乡建设局"]),
        ("老城区教育局通过网站公开信息。", ["老城区教育局"]),
        ("下一步，区教育局将加大指导力度。", ["区教育局"]),
        ("区教育局网站同步开通信箱。", ["区教育局"]),
        ("下一步，松岭区商务局将围绕需求公开。", ["松岭区商务局"]),
        ("区商务局坚持公开。", []),
        ("区司法局严格审核答复。", []),
        ("区司法局受理行政复议2件。", []),
        ("按照老城区教育局领导小组的分工，由1人承办。", ["老城区教育局"]),
        ("老城区教育局办公室负责收集意见。", ["老城区教育局"]),
        ("与老城区教育局办公室会商。", []),
        ("区教育局按照分工答复我局转来的申请。", []),
        ("区审计局在审计中指出2项问题。", []),
        ("会同区教育局开展公开。", []),
        ("市教育局坚持公开。", []),
        ("松岭镇人民政府通过网站公开信息。", []),
        ("赴松岭区政务服务局学习公开经验。", []),
        ("松岭区的做法值得学习。", []),
    ],
)
def test_a_bureau_tells_no_work_of_another_organ_nor_of_another_districts(text: str, told: list[str]) -> None:
    assert others("老城区商务局", text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("如有疑问，请与青石市商务局联系。", ["青石市商务局"]),
        ("本报告由青石市商务局编制。", ["青石市商务局"]),
        ("青石市商务局", ["青石市商务局"]),
        ("本报告由平川市人民政府办公室依据《条例》编制。", ["平川市人民政府办公室"]),
        ("如有疑问，请与平川市商务局联系。", []),
        ("本报告由平川市商务局办公室编制。", []),
        ("年内与青石市商务局共建专区。", []),
        ("青石市商务局来我市交流。", []),
        ("青石市商务局积极推进公开。", ["青石市商务局"]),
        ("方案由平川市人民政府办公室印发。", []),
    ],
)
def test_no_other_place_is_the_author_of_a_bureaus_report_nor_answers_for_it(text: str, told: list[str]) -> None:
    assert others("平川市商务局", text, section=0) == told
    assert others("平川市人民政府", text, section=0) == []


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
    assert others("老城区商务局", text, find=organs_beside) == told


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("宛塘县人民政府", "公众可通过怀渚区人民政府网站申请。", ["怀渚区人民政府"]),
        ("宛塘县人民政府", "公众可通过宛塘县人民政府网站申请。", []),
        ("宛塘县残疾人联合会", "目前，潞城县残联还有两点不足。", ["潞城县残联"]),
        ("宛塘县残疾人联合会", "潞城县残联来我县交流。", []),
    ],
)
def test_a_namesake_of_another_place_is_none_of_the_body(name: str, text: str, told: list[str]) -> None:
    assert others(name, text) == told


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("云陂区司法局", "按照松坪区司法局责任分工，签订责任书。", ["松坪区司法局"]),
        ("云陂区司法局", "公众可通过岱原区水利局网站查阅。", ["岱原区水利局"]),
        ("云陂区人民政府", "按照北渚区人民政府审核办法先审后发。", ["北渚区人民政府"]),
        ("云陂区司法局", "参照松坪区司法局的做法编制目录。", []),
        ("云陂区司法局", "根据市司法局要求开展检查，执行国家市场监督管理总局规定。", []),
        ("云陂区司法局", "按照云陂区司法局责任分工，签订责任书。", []),
        ("沣阳市城市管理局", "纳入栖宁市城市管理局年度考核。", []),
    ],
)
def test_a_body_goes_by_nothing_of_another_place(name: str, text: str, told: list[str]) -> None:
    assert others(name, text) == told


def test_a_small_city_may_go_by_what_the_city_above_it_rules() -> None:
    assert others("沣阳市城市管理局", "纳入栖宁市城市管理局年度考核。", find=organs_beside) == ["栖宁市城市管理局"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("金滩街道办事处", "北园街道各社区均公布了电话。", ["北园街道"]),
        ("三道梁镇人民政府", "黑松坪镇党委、政府高度重视。", ["黑松坪镇党委、政府"]),
        ("三道梁镇人民政府", "三道梁镇党委、政府高度重视。", []),
        ("云陂区司法局", "下一步，区民政局将编发示例，统一样式。", ["区民政局"]),
        ("云陂区司法局", "区民政局对拟公开信息逐条进行保密审查，全年审查864条。", ["区民政局"]),
        ("云陂区民政局", "区司法局对拟公开的规范性文件进行合法性审查。", []),
        ("云陂区司法局", "云陂区民政局建立健全台账，严格落实审查制度。", ["云陂区民政局"]),
        ("云陂区司法局", "云陂区审计局检查2次。", []),
    ],
)
def test_another_body_whose_villages_plans_or_work_are_told_is_not_its_own(
    name: str, text: str, told: list[str]
) -> None:
    assert others(name, text) == told
