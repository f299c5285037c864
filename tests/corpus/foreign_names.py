"""python -m tests.corpus.foreign_names [--places 400] [--seed 31] [--anywhere] [--organs]: how often another body's name is told (TXT01).

In labelled reports one 我局, 我镇 or the like at a time gives way to a body of another place that is called alike, or to another
organ of the same place. What is not told is printed.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from service.judge import judge
from service.language.mentions.bodies import Body, body_of
from workers.readers import read

FOLDER = Path(__file__).parent / "opened"
_ITSELF = r"(?:我局|本局|我县|我市|我区|我镇|我乡|我街道|我委|我厅|本镇|本乡)(?!属)"
_ANYWHERE, _AT_HEAD = re.compile(_ITSELF), re.compile(rf"(?<![\u4e00-\u9fff]){_ITSELF}")
_NAMES = "锦溪 泽岭 云埠 禾塘 柏浦 晋垣 石汊 丹涧".split()
_FIELDS = "民政 审计 司法 教育 交通运输 卫生健康 水利 财政 商务 市场监督管理 应急管理 统计".split()
_KIND = re.compile("(?:街道|苏木|地区|[省市州盟县区旗镇乡])$")
_AROUND = 50


class Change(NamedTuple):
    """A name that stands for the report's body at a place of its text."""

    path: Path
    start: int
    end: int
    name: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int, default=400, help="how many are changed")
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument(
        "--anywhere", action="store_true", help="anywhere in a sentence, and not at a clause's beginning alone"
    )
    parser.add_argument("--organs", action="store_true", help="another organ of the same place")
    given = parser.parse_args()
    chosen = random.Random(given.seed)
    changes = list(_changes(chosen, _ANYWHERE if given.anywhere else _AT_HEAD, of_organs=given.organs))
    sample = chosen.sample(changes, min(given.places, len(changes)))
    with ProcessPoolExecutor() as pool:
        told = list(pool.map(is_told, sample, chunksize=8))
    for change in (change for change, is_known in zip(sample, told, strict=True) if not is_known):
        text = change.path.read_text(encoding="utf-8")
        before, *_ = text[: change.start][-_AROUND:].splitlines()[-1:] or [""]
        behind, *_ = text[change.end :][:_AROUND].splitlines() or [""]
        print(f"{before}【{change.name}】{behind}")
    print(f"{sum(told)} of {len(sample)} are told")


def is_told(change: Change) -> bool:
    """Whether the name is told where it stands for the body's."""
    text = change.path.read_text(encoding="utf-8")
    changed = text[: change.start] + change.name + text[change.end :]
    return any(finding.rule == "TXT01" for finding in judge(read(changed.encode())).findings)


def _changes(chosen: random.Random, itself: re.Pattern[str], *, of_organs: bool) -> Iterator[Change]:
    """Every change that can be made of reports in which no such name is left already."""
    another = partial(another_organ if of_organs else elsewhere, chosen)
    for labels in sorted(FOLDER.glob("*/truth.json")):
        for name, label in json.loads(labels.read_text(encoding="utf-8")).items():
            path = labels.parent / name
            body = None if any(item["rule"] == "TXT01" for item in label["items"]) else body_of(read(path.read_bytes()))
            if body is None or not body.places:
                continue
            text = path.read_text(encoding="utf-8")
            for match in itself.finditer(text, text.find("。")):
                is_of_table = "|" in text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
                if not is_of_table and (other := another(body, match[0])):
                    yield Change(path, *match.span(), other)


def elsewhere(chosen: random.Random, body: Body, itself: str) -> str:
    """The body of another place that is called alike, or that place where the report speaks of its own."""
    kind = _KIND.search(body.places[-1])
    place = chosen.choice(_NAMES) + kind[0] if kind else ""
    return place if itself[1] in "县市区镇乡街" else place and place + body.organ


def another_organ(chosen: random.Random, body: Body, itself: str) -> str:
    """Another organ of the body's place; empty where it is none itself."""
    if itself[1] not in "局委厅" or body.organ[-1:] not in ("局", "厅"):
        return ""
    field = chosen.choice([field for field in _FIELDS if field[:2] not in body.organ])
    return chosen.choice((body.places[-1], body.places[-1][-1])) + field + body.organ[-1]


if __name__ == "__main__":
    main()
