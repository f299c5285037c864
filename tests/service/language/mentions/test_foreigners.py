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
        ("老城区商务局", "评选“我镇最美”活动。"),
        ("老城区商务局", "本区域、本市场、我市民生、自我委托。"),
        ("北山街道办事处", "我街道健全机制。"),
        ("老城区商务局", "转交我局员工办理。"),
        ("城关镇人民政府", "由我委托第三方开展评估。"),
    ],
)
def test_a_bodys_own_words_and_those_of_higher_levels_are_not(name: str, text: str) -> None:
    assert foreign(name, text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("今年松岭街道办事处对专栏开展排查。", ["今年松岭街道办事处"]),
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
    ],
)
def test_only_a_towns_own_work_is_told_in_its_report(text: str, told: list[str]) -> None:
    assert foreign("北湖区梧桐街道办事处", text) == told
    assert foreign("北湖区人民政府", text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("松岭区住房和城乡建设局对照清单更新了事项。", ["松岭区住房和城乡建设局"]),
        ("老城区教育局通过网站公开信息。", []),
        ("松岭镇人民政府通过网站公开信息。", []),
        ("赴松岭区政务服务局学习公开经验。", []),
        ("松岭区的做法值得学习。", []),
    ],
)
def test_a_bureau_tells_no_work_of_another_districts(text: str, told: list[str]) -> None:
    assert foreign("老城区商务局", text) == told


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
        ("青石市商务局积极推进公开。", []),
        ("方案由平川市人民政府办公室印发。", []),
    ],
)
def test_no_other_place_is_the_author_of_a_bureaus_report_nor_answers_for_it(text: str, told: list[str]) -> None:
    (sentence,) = sentences(paragraph(text, 0))
    assert [sentence.text[start:end] for start, end in foreign_words(sentence, Body("平川市商务局"))] == told
    assert list(foreign_words(sentence, Body("平川市人民政府"))) == []


@pytest.mark.parametrize(
    "place", ["莱城区口镇", "勉县褒城镇", "云河市新城乡", "城市花园街道", "开发区街道", "新乡县七里营镇"]
)
def test_a_place_speaks_by_its_own_word_whatever_its_name_looks_like(place: str) -> None:
    word, office = ("街道", "办事处") if place.endswith("街道") else (place[-1], "人民政府")
    assert [foreign(place + office, f"{who}{word}公开信息12条。") for who in "我本全"] == [[]] * 3
