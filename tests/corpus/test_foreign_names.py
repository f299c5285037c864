import random
from pathlib import Path

from service.language.mentions.bodies import Body
from tests.corpus.foreign_names import Change, another_organ, elsewhere, is_told

CHOSEN = random.Random(1)


def test_a_body_elsewhere_is_called_alike_and_is_of_another_place() -> None:
    other = Body(elsewhere(CHOSEN, Body("云溪县教育局"), "我局"))
    assert (other.organ, other.level) == ("教育局", 3)
    assert other.places != ("云溪县",)


def test_a_place_stands_for_the_bodys_own() -> None:
    assert elsewhere(CHOSEN, Body("云溪县青陂镇人民政府"), "我镇").endswith("镇")


def test_another_organ_is_of_the_place_and_of_another_field() -> None:
    other = another_organ(CHOSEN, Body("云溪县教育局"), "我局")
    assert other.startswith(("云溪县", "县"))
    assert "教育" not in other
    assert another_organ(CHOSEN, Body("云溪县人民政府"), "我县") == ""


def test_a_name_is_put_where_the_report_speaks_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "云溪县教育局2023年政府信息公开工作年度报告\n一、总体情况\n2023年，我局公开信息12条。", encoding="utf-8"
    )
    start = path.read_text(encoding="utf-8").index("我局")
    assert is_told(Change(path, start, start + 2, "丹涧县教育局"))
    assert not is_told(Change(path, start, start + 2, "我局"))
