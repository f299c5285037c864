import pytest

from service.language.mentions.other_places import bodies_above, other_places
from tests.service.language.mentions.spans import named


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
        ("一件部分公开，两件因街道不掌握告知无法提供。", []),
        ("本报告由松岭街道办事处编制。", ["松岭街道办事处"]),
        ("松岭街道党政办公室负责公开。", ["松岭街道党政办公室"]),
        ("对群众询问，松岭街道党政办公室都作了解答。", ["松岭街道党政办公室"]),
        ("对群众询问，松岭街道公开专区作了解答。", []),
    ],
)
def test_only_a_towns_own_work_is_told_in_its_report(text: str, told: list[str]) -> None:
    assert named(other_places, "北湖区梧桐街道办事处", text) == told
    assert named(other_places, "北湖区人民政府", text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("松岭区住房和城乡建设局对照清单更新了事项。", ["松岭区住房和城乡建设局"]),
        ("下一步，松岭区商务局将围绕需求公开。", ["松岭区商务局"]),
        ("松岭镇人民政府通过网站公开信息。", []),
        ("赴松岭区政务服务局学习公开经验。", []),
        ("松岭区的做法值得学习。", []),
    ],
)
def test_a_bureau_tells_no_work_of_another_districts(text: str, told: list[str]) -> None:
    assert named(other_places, "老城区商务局", text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("如有疑问，请与青石市商务局联系。", ["青石市商务局"]),
        ("本报告由青石市商务局编制。", ["青石市商务局"]),
        ("青石市商务局", ["青石市商务局"]),
        ("如有疑问，请与平川市商务局联系。", []),
        ("本报告由平川市商务局办公室编制。", []),
        ("年内与青石市商务局共建专区。", []),
        ("青石市商务局来我市交流。", []),
        ("方案由平川市人民政府办公室印发。", []),
    ],
)
def test_no_other_place_is_the_author_of_a_bureaus_report_nor_answers_for_it(text: str, told: list[str]) -> None:
    assert named(other_places, "平川市商务局", text, section=0) == told
    assert named(other_places, "平川市人民政府", text, section=0) == []


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
    assert named(other_places, name, text) == told


def test_a_small_city_may_go_by_what_the_city_above_it_rules() -> None:
    assert named(bodies_above, "沣阳市城市管理局", "纳入栖宁市城市管理局年度考核。") == ["栖宁市城市管理局"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("金滩街道办事处", "北园街道各社区均公布了电话。", ["北园街道"]),
        ("三道梁镇人民政府", "黑松坪镇党委、政府高度重视。", ["黑松坪镇党委、政府"]),
        ("三道梁镇人民政府", "三道梁镇党委、政府高度重视。", []),
        ("松树坪乡人民政府", "白岩镇党委、政府把公开列入议程。", ["白岩镇党委、政府"]),
        ("康宁街道办事处", "原康宁镇制发的文件已失效。", []),
    ],
)
def test_another_place_whose_villages_or_party_work_are_told_of_is_not_its_own(
    name: str, text: str, told: list[str]
) -> None:
    assert named(other_places, name, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("在松岭区政务服务中心设置查阅点。", ["松岭区政务服务中心"]),
        ("年报文本存在松岭区图书馆供人取阅。", ["松岭区图书馆"]),
        ("在老城区政务服务中心设置查阅点。", []),
        ("在区政务服务中心设置查阅点。", []),
        ("在松岭县政务服务中心设置查阅点。", []),
        ("赴松岭区政务服务中心学习。", []),
    ],
)
def test_no_hall_of_another_district_is_where_a_bureau_s_papers_are_read(text: str, told: list[str]) -> None:
    assert named(other_places, "老城区商务局", text) == told


def test_a_hall_of_another_city_may_be_of_the_one_above() -> None:
    text = "在松岭市政务服务大厅设置查阅点。"
    assert named(other_places, "平川市商务局", text) == []
    assert named(bodies_above, "平川市商务局", text) == ["松岭市政务服务大厅"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("余下的80册放在松岭区便民服务中心供人取阅。", ["松岭区便民服务中心"]),
        ("余下的80册放在云溪县便民服务中心供人取阅。", []),
        ("余下的80册放在县便民服务中心供人取阅。", []),
        ("余下的80册放在高新区便民服务中心供人取阅。", []),
    ],
)
def test_a_town_s_papers_may_be_read_in_no_hall_of_a_county_that_it_isn_t_in(text: str, told: list[str]) -> None:
    assert named(bodies_above, "云溪县青龙镇人民政府", text) == told


def test_a_zone_s_disclosure_is_its_own() -> None:
    text = "推动禾浦工业园区的信息公开水平再提升。"
    assert named(other_places, "墨川经济技术开发区管理委员会", text) == ["禾浦工业园区"]
    assert named(other_places, "禾浦经济技术开发区管理委员会", text) == []


def test_what_a_neighbour_sent_on_is_no_work_of_the_body() -> None:
    assert named(other_places, "青龙镇人民政府", "石盘镇人民政府将误投的1件申请转来。") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("进一步做好白泽县卫生健康局政府信息公开工作。", ["白泽县卫生健康局"]),
        ("持续提升松岭区住房公积金管理中心的信息公开水平。", ["松岭区住房公积金管理中心"]),
        ("公开前均经松岭区交通运输局保密审查小组把关。", ["松岭区交通运输局"]),
        ("网站由青石市松岭区城管局信息中心统一维护。", ["松岭区城管局"]),
        ("进一步做好老城区商务局政府信息公开工作。", []),
        ("学习白泽县卫生健康局政府信息公开工作经验。", []),
        ("协助松岭区商务局做好政府信息公开工作。", []),
        ("网站由区大数据局信息中心统一维护。", []),
        ("推进部分县商务局政务公开工作。", []),
    ],
)
def test_a_bureau_betters_no_other_places_disclosure_nor_has_its_own_done_there(text: str, told: list[str]) -> None:
    assert named(other_places, "老城区商务局", text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("由云岭县政务公开办统一登记、转办。", ["云岭县"]),
        ("由云岭县教育局办公室统一登记。", ["云岭县教育局"]),
        ("由县政务公开办统一登记。", []),
        ("努力使云岭县的公开工作再上新台阶。", ["云岭县"]),
        ("推动云岭县的信息公开更好地服务企业。", ["云岭县"]),
        ("推动全县的信息公开更好地服务企业。", []),
        ("岚山县政府督查室把公开列入督查。", ["岚山县政府督查室"]),
        ("依靠县政府网站公开信息。", []),
        ("规范松岭区教育局信息公开工作。", []),
    ],
)
def test_who_does_the_work_and_whose_it_is_are_of_the_bodys_own_place(text: str, told: list[str]) -> None:
    assert named(other_places, "青山县人民政府", text) == told
