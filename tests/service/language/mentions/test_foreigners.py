import pytest

from service.language.mentions.bodies import Body
from service.language.mentions.foreigners import foreign_words
from service.language.text import sentences
from tests.service.reports.prose_reports import paragraph


def foreign(name: str, text: str) -> list[str]:
    (sentence,) = sentences(paragraph(text, 1))
    return [sentence.text[start:end] for start, end in foreign_words(sentence, Body(name))]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("老城区商务局", "我镇健全机制。", ["我镇"]),
        ("老城区商务局", "我县及我镇健全机制。", ["我县", "我镇"]),
        ("商务局", "本镇健全机制。", ["本镇"]),
        ("城关镇人民政府", "我局健全机制。", ["我局"]),
        ("城关镇人民政府", "答复书由我局主要领导签发。", ["我局"]),
        ("城关镇人民政府", "我街道健全机制。", ["我街道"]),
        ("城关镇人民政府", "我委健全机制。", ["我委"]),
        ("老城区商务局", "我校健全机制。", ["我校"]),
        ("老城区商务局", "我镇政府健全机制。", ["我镇政府"]),
        ("老城区疾病预防控制中心(卫生监督所)", "我馆健全机制。", ["我馆"]),
        ("老城区商务局", "我镇政务微信公众号发布图文386篇。", ["我镇"]),
        ("老城区商务局", "按照县委部署，在全县开展宣传。", ["全县"]),
    ],
)
def test_words_of_another_kind_of_body_are_foreign(name: str, text: str, words: list[str]) -> None:
    assert [word for word in foreign(name, text) if word in words] == words


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("老城区商务局", "我局落实我区、我市和我省部署，服务全区。"),
        ("城关镇人民政府", "我镇按照我县要求公开。"),
        ("平川市发展和改革委员会", "我委健全机制。"),
        ("平川市第一中学", "我校健全机制。"),
        ("云溪经济开发区管委会", "我委健全机制。"),
        ("老城区商务局", "印发《我镇公开指南》。"),
        ("老城区商务局", "1件为查询本村历年总人口数，予以公开。"),
        ("老城区商务局", "评选“我镇最美”活动。"),
        ("老城区商务局", "本区域、本市场、我市民生、自我委托。"),
        ("北山街道办事处", "我街道健全机制。"),
        ("老城区人民政府", "柳河镇在全镇23个村推行公开积分制。"),
        ("老城区人民政府", "南关街道把积分制扩大到全街道11个社区。"),
        ("老城区商务局", "转交我局员工办理。"),
        ("城关镇人民政府", "由我委托第三方开展评估。"),
        ("青山市疾病预防控制中心(青山市卫生监督所)", "我中心和我所审核信息316条。"),
        ("青山市人民医院(大学附属医院)", "我院公开价格。"),
        ("青山市卫生健康委员会(市中医药管理局)", "我委健全机制。"),
        ("高新区管理委员会(云台镇人民政府)", "我镇健全机制。"),
        ("青山市卫生健康委员会机关", "我委健全机制。"),
        ("老城区商务局", "完成政策文本校对36份、样本街道调查2次。"),
        ("老城区商务局", "居民反映，我镇水管老旧。"),
        ("松岭镇中心卫生院", "镇党委高度重视信息公开工作。"),
        ("云溪县住房和城乡建设局", "镇党委高度重视信息公开工作。"),
    ],
)
def test_a_bodys_own_words_and_those_of_higher_levels_are_not(name: str, text: str) -> None:
    assert foreign(name, text) == []


@pytest.mark.parametrize(
    "place", ["莱城区口镇", "勉县褒城镇", "云河市新城乡", "城市花园街道", "开发区街道", "新乡县七里营镇"]
)
def test_a_place_speaks_by_its_own_word_whatever_its_name_looks_like(place: str) -> None:
    word, office = ("街道", "办事处") if place.endswith("街道") else (place[-1], "人民政府")
    assert [foreign(place + office, f"{who}{word}公开信息12条。") for who in "我本全"] == [[]] * 3


def test_a_street_has_no_leaders_of_a_town_and_is_none() -> None:
    street = "青山区松岭街道办事处"
    assert foreign(street, "镇党委、镇政府将政务公开纳入考核。") == ["镇党委、镇政府"]
    assert foreign(street, "镇党政办牵头做好公开。") == ["镇党政办"]
    assert foreign(street, "本乡镇公开信息12条。") == ["本乡镇"]
    assert foreign("青山县松岭镇人民政府", "本乡镇公开信息12条。") == []
