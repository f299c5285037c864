"""What a table's cell says as a label of the form: 本年度止件数 → disclosure, column `repealed`, not quite its wording."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from service.reports import characters, form
from service.reports.numerals import COUNT


class Role(StrEnum):
    """What a label stands over or beside."""

    ROW = "row"
    COLUMN = "column"
    GROUP = "group"
    """Over several rows or columns, without figures of its own."""


class Match(NamedTuple):
    """A label of the form that a cell's text is, or nearly is. `edition` is 2019 where only that form has it."""

    table: str
    role: Role
    key: str
    expected: str
    edition: int = 2021
    exact: bool = True


RESIDUE = re.compile(r"\[bookmark:[^\]]*\]?")
"""What a conversion leaves of a bookmark; its digits are no figures."""

_NUMERAL = re.compile(rf"^[(\[【〔]?{COUNT}(?![\d年月日])[)\]】〕]?[、.,:·]?(?=.)")
_UNIT = re.compile(r"[(\[](?:单位:?)?(?:人民币:?)?(?:件|个|项|条|次|万元|元)[)\]]$")
_OTHER_UNIT = re.compile(r"[(\[](?:[^()\[\]]*[^万()\[\]])?元[)\]]$")
"""An amount's unit that isn't the form's."""
_NOT_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Half-width, without residue, white space and invisible characters."""
    return characters.folded(RESIDUE.sub("", text))


@lru_cache(maxsize=8192)
def wording(text: str) -> str:
    """A label's words: without numeral, unit, punctuation and white space."""
    return _NOT_WORDS.sub("", _NUMERAL.sub("", _UNIT.sub("", folded(text)), count=1) if text else "")


_DISCLOSURE_COLUMNS = {
    "issued": ("本年度制发件数", "本年制发数量", "制发件数"),
    "repealed": ("本年度废止件数", "本年废止数量", "废止件数"),
    "in_force": ("现行有效数量", "现行有效"),
    "decisions": ("本年度处理决定数量", "处理决定数量", "本年处理决定数"),
    "amount": (
        "本年收费金额",
        "本年度收费金额",
        "收费金额",
        "本年收费金额万元",
        "本年收费金额单位万元",
        "本年收费总金额",
    ),
}
_ROW_VARIANTS = {
    "normative_documents": ("规范性文件", "行政规范性文件（件）"),
    "fees": ("行政事业性收费项目",),
    "outcomes.partially_granted": ("部分公开",),
    "outcomes.refused.prohibited_by_law": ("其他法律、行政法规禁止公开", "其它法律行政法规禁止公开"),
    "outcomes.unavailable.needs_creation": ("没有现成信息需另行制作",),
    "outcomes.other.other": ("其它",),
    "outcomes.total": ("合计", "共计"),
    "review": ("行政复议情况",),
}
_COLUMN_VARIANTS = {"other": ("其它",), "total": ("合计", "共计")}
_REVIEW_VARIANTS = {"other": ("其它结果",), "total": ("合计", "共计")}
_COLUMNS_2019 = (
    "本年新公开数量",
    "对外公开总数量",
    "上一年项目数量",
    "本年增减",
    "采购项目数量",
    "采购总金额",
)
_ISSUED_2019 = "本年新制作数量"
"""What edition 2019 calls the documents that were issued in the year."""
_ROWS_2019 = ("其他对外管理服务事项", "政府集中采购")
_CORNER, _APPLICANTS = form.HEADS["applications"]["corner"], form.HEADS["applications"]["applicants"]
_HEAD_VARIANTS = {
    "corner": (f"{_APPLICANTS}{_CORNER}", f"{_CORNER}{_APPLICANTS}"),
    "organizations": ("法人或其它组织", "法人和其他组织", "法人及其他组织"),
}


@dataclass(frozen=True, slots=True)
class _Entry:
    match: Match
    wordings: tuple[str, ...]


def _entries() -> list[_Entry]:
    entries = []
    for table, heads in form.HEADS.items():
        for key, label in heads.items():
            edition = 2019 if key == "clause.九" else 2021
            others = _HEAD_VARIANTS.get(key, (label.replace("二十", "20"),))
            entries.append(_entry(table, Role.GROUP, key, label, others, edition))
    entries += [_entry("disclosure", Role.COLUMN, label, label, edition=2019) for label in _COLUMNS_2019]
    entries.append(_entry("disclosure", Role.COLUMN, "issued", _ISSUED_2019, edition=2019))
    entries += [_entry("disclosure", Role.ROW, label, label, edition=2019) for label in _ROWS_2019]
    for key, label in form.DISCLOSURE_COLUMNS.items():
        entries.append(_entry("disclosure", Role.COLUMN, key, label, _DISCLOSURE_COLUMNS[key]))
    entries += [_entry("applications", Role.GROUP, key, label) for key, label in form.GROUPS.items()]
    for key, label in form.APPLICATION_COLUMNS.items():
        entries.append(_entry("applications", Role.COLUMN, key, label, _COLUMN_VARIANTS.get(key, ())))
    for key, label in form.REVIEW_COLUMNS.items():
        entries.append(_entry("reviews", Role.COLUMN, key, label, _REVIEW_VARIANTS.get(key, ())))
    for table, rows in form.ROWS.items():
        for key, label in rows.items():
            entries.append(_entry(table, Role.ROW, key, label, (*_ROW_VARIANTS.get(key, ()), *_grouped(key, label))))
    return entries


def _entry(table: str, role: Role, key: str, label: str, others: tuple[str, ...] = (), edition: int = 2021) -> _Entry:
    return _Entry(Match(table, role, key, label, edition), tuple(dict.fromkeys(map(wording, (label, *others)))))


def _grouped(key: str, label: str) -> tuple[str, ...]:
    """The row's label behind its groups', where both stand in one cell."""
    if key.startswith("litigation"):
        return (f"行政诉讼{label}",)
    groups = [group for name, group in form.GROUPS.items() if key.startswith(f"{name}.")]
    joined = ["".join(groups[start:]) for start in range(len(groups))]
    return tuple(f"{group}{name}" for group in joined for name in (label, wording(label)))


def _vocabulary() -> dict[str, tuple[Match, ...]]:
    found: dict[str, list[Match]] = defaultdict(list)
    for entry in _entries():
        for words in entry.wordings:
            found[words].append(entry.match)
    return {words: tuple(matches) for words, matches in found.items()} | _joined(found)


def _joined(found: Mapping[str, Sequence[Match]]) -> dict[str, tuple[Match, ...]]:
    """The labels of a column that hold the one above it, too, where lines of a head were put together: 复议后起诉：结果维持."""
    matches = [(words, match) for words, each in found.items() for match in each]
    columns = [(words, match) for words, match in matches if match.role is Role.COLUMN]
    return {
        above + words: (over, under)
        for above, over in matches
        for words, under in columns
        if (over.key in form.REVIEW_ROWS and under.table == over.table == "reviews")
        or (over.key == "organizations" and under.key in form.ORGANIZATIONS)
    }


_VOCABULARY = _vocabulary()
_LONGEST = max(map(len, _VOCABULARY)) + 4
LONGEST_CELL = 200
"""Characters of a cell that may be a label, at most."""


@lru_cache(maxsize=8192)
def find(text: str) -> tuple[Match, ...]:
    """The labels that `text` is, the nearest ones if it is none exactly; several where context must tell (其他, 总计)."""
    if len(text) > LONGEST_CELL:
        return ()
    words = wording(text)
    if words in _VOCABULARY:
        found = _VOCABULARY[words]
        return tuple(match._replace(exact=False) for match in found) if _is_in_other_unit(text, found) else found
    if not 3 <= len(words) <= _LONGEST or words.isdigit():
        return ()
    return tuple(match._replace(exact=False) for match in _near(words) or _begun(words))


def is_exact(text: str) -> bool:
    """Whether `text` is a label in the form's own wording."""
    found = _VOCABULARY.get(wording(text), ()) if len(text) <= LONGEST_CELL else ()
    return bool(found) and not _is_in_other_unit(text, found)


def _is_in_other_unit(text: str, found: tuple[Match, ...]) -> bool:
    """Whether it is the label of amounts, with another unit than the form's: 本年收费金额（单位：元）."""
    return any(match.key == "amount" for match in found) and _OTHER_UNIT.search(folded(text)) is not None


def _begun(words: str) -> tuple[Match, ...]:
    """The one long label that begins with these words: its second clause was left out."""
    if len(words) < 8:
        return ()
    begun = {match for label, matches in _VOCABULARY.items() if label.startswith(words) for match in matches}
    return tuple(begun) if len(begun) == 1 else ()


def _near(words: str) -> tuple[Match, ...]:
    """The labels at the least distance, if that is small and theirs alone."""
    ranked = process.extract(words, _VOCABULARY.keys(), scorer=OSA.distance, score_cutoff=5, limit=8)
    close = [(label, distance) for label, distance, _ in ranked if distance <= _tolerance(label)]
    if not close:
        return ()
    least = min(distance for _, distance in close)
    nearest = dict.fromkeys(match for label, distance in close if distance == least for match in _VOCABULARY[label])
    return tuple(nearest) if len({(match.table, match.key) for match in nearest}) == 1 else ()


def _tolerance(label: str) -> int:
    """How many characters of a label may be wrong, missing or too many; short ones must not turn into each other."""
    if len(label) < 3:
        return 0
    return 1 if len(label) < 8 else 2 if len(label) < 11 else min(5, len(label) * 3 // 10)


def resemblance(text: str, label: str) -> float:
    """How alike a text and a label's wording are, 0 to 1."""
    return OSA.normalized_similarity(wording(text), wording(label))
