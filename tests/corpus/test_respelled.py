"""Labelled reports whose text is spelled otherwise: what is found in it stays, and nothing is found besides."""

import json
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from service.judge import judge
from tests.language.sources import PROSE_RULES
from workers.readers import read

FOLDER = Path(__file__).parent / "opened"
BATCHES = ("hundred-and-fifth", "hundred-and-eighth", "hundred-and-thirteenth")
_UNITS = "件条次名人家份期场项个篇起部批"
_NAMES = "予以公开|部分公开|不予公开|行政许可|行政处罚|行政强制|行政复议|行政诉讼|自然人|商业企业"
_NOUGHT_TO_NINE = "〇一二三四五六七八九"

SPELLINGS: dict[str, Callable[[str], str]] = {
    "spaces around figures": lambda line: re.sub(
        r"(?<=[\u4e00-\u9fff])(\d[\d,.]*%?)(?=[\u4e00-\u9fff])", r" \1 ", line
    ),
    "full-width digits": lambda line: line.translate({ord("0") + n: ord("０") + n for n in range(10)}),
    "separators of thousands": lambda line: re.sub(rf"(?<![\d.])(\d{{1,3}})(\d{{3}})(?=[{_UNITS}万])", r"\1,\2", line),
    "half-width marks": lambda line: line.translate(str.maketrans("，；：（）", ",;:()")),
    "percentages in words": lambda line: re.sub(r"(\d[\d.]*)%", r"百分之\1", line),
    "colons before counts": lambda line: re.sub(rf"({_NAMES})(\d+件)(?=[，；、。])", r"\1：\2", line),
    "counts in brackets": lambda line: re.sub(
        rf"(?<=申请|许可|处罚|复议|诉讼|公开)(\d+[{_UNITS}])(?=[，；、。])", r"（\1）", line
    ),
    "为 before counts": lambda line: re.sub(r"(?<=申请|许可|处罚|复议|诉讼)(\d+)(?=件)", r"为\1", line),
    "another unit of cases": lambda line: re.sub(r"(?<=申请|许可|处罚)(\d+)件", r"\1宗", line),
    "years in words": lambda line: re.sub(
        r"(20[12]\d)(?=年度?[\u4e00-\u9fff，、])", lambda year: "".join(_NOUGHT_TO_NINE[int(n)] for n in year[1]), line
    ),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("batch", BATCHES)
def test_how_a_report_spells_its_figures_changes_nothing_that_is_found(batch: str, spelling: str) -> None:
    spelled = {name: _rules(_respelled(text, SPELLINGS[spelling])) for name, text in _texts(batch).items()}
    plain = _found(batch)
    assert {
        name: (plain[name] - found, found - plain[name]) for name, found in spelled.items() if found != plain[name]
    } == {}


def _respelled(text: str, spell: Callable[[str], str]) -> str:
    """A report with its prose spelled otherwise, its tables left as they are."""
    return "\n".join(line if " | " in line else spell(line) for line in text.split("\n"))


@cache
def _texts(batch: str) -> dict[str, str]:
    labels = json.loads((FOLDER / batch / "truth.json").read_text(encoding="utf-8"))
    return {name: (FOLDER / batch / name).read_text(encoding="utf-8") for name in labels}


@cache
def _found(batch: str) -> dict[str, Counter[str]]:
    return {name: _rules(text) for name, text in _texts(batch).items()}


def _rules(text: str) -> Counter[str]:
    """How many findings each rule on prose has, as errors and warnings or to check."""
    findings = judge(read(text.encode())).findings
    return Counter(f"{each.rule} {each.severity}" for each in findings if PROSE_RULES.match(each.rule))
