"""The three tables as text dumps, with the accidents that dumps have; the truth is theirs by construction."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from service.reports import form

Truth = dict[str, dict[str, dict[str, str]]]
"""Table → row → column → the figure as it is printed."""

_CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_BLOCKS = {
    "第二十条第（一）项": ("regulations", "normative_documents"),
    "第二十条第（五）项": ("licensing",),
    "第二十条第（六）项": ("penalty", "coercion"),
    "第二十条第（八）项": ("fees",),
}
_REVIEWS = list(form.REVIEW_COLUMNS.values())


def blank_truth() -> Truth:
    """Every figure of the form, all of them 0."""
    return {
        "disclosure": {row: dict.fromkeys(columns, "0") for row, columns in form.DISCLOSURE_CELLS.items()},
        "applications": {row: dict.fromkeys(form.APPLICATION_COLUMNS, "0") for row in form.APPLICATION_ROWS},
        "reviews": {row: dict.fromkeys(form.REVIEW_COLUMNS, "0") for row in form.REVIEW_ROWS},
    }


@dataclass
class Accidents:
    """What happened to a dump. `lost` are figure cells that left no trace, not even a blank."""

    trailing: int = 0
    collapsed: bool = False
    trimmed: bool = False
    spaced: float = 0.0
    lost: frozenset[tuple[str, str, str]] = frozenset()
    rng: Random = field(default_factory=Random)

    def label(self, text: str) -> str:
        """The label, its punctuation and spacing as somebody else would have typed them."""
        if self.rng.random() < self.spaced:
            text = text.replace("（", "(").replace("）", ") ").replace(".", self.rng.choice((". ", "．", "、")))
        if self.rng.random() < self.spaced:
            at = self.rng.randrange(len(text) + 1)
            text = text[:at] + self.rng.choice((" ", "\u3000", "\u00a0")) + text[at:]
        return text.strip()


Rows = list[list[str]]


def disclosure(truth: Truth, accidents: Accidents) -> Rows:
    """Table two."""
    rows: Rows = []
    for clause, keys in _BLOCKS.items():
        columns = form.DISCLOSURE_CELLS[keys[0]]
        rows += [[clause], ["信息内容", *(form.DISCLOSURE_COLUMNS[name] for name in columns)]]
        rows += [[form.DISCLOSURE_ROWS[key], *_figures(truth, "disclosure", key, accidents)] for key in keys]
    return rows


def applications(truth: Truth, accidents: Accidents) -> Rows:
    """Table three, under its three lines of heads."""
    columns = {
        name: label
        for name, label in form.APPLICATION_COLUMNS.items()
        if any(map(_with(name), truth["applications"].values()))
    }
    inner = [label for name, label in columns.items() if name not in ("natural_person", "total")]
    first, last = (["自然人"] if "natural_person" in columns else []), (["总计"] if "total" in columns else [])
    rows: Rows = [
        [_CORNER, "", "", "申请人情况"],
        ["", "", "", *first, "法人或其他组织", *[""] * (len(inner) - 1), *last],
        ["", "", "", *("" for _ in first), *inner, *("" for _ in last)],
    ]
    return rows + [_row(truth, key, accidents) for key in truth["applications"]]


def _with(column: str) -> Callable[[dict[str, str]], bool]:
    return lambda cells: column in cells


def _row(truth: Truth, key: str, accidents: Accidents) -> list[str]:
    figures = _figures(truth, "applications", key, accidents)
    label = accidents.label(form.APPLICATION_ROWS[key])
    if not key.startswith("outcomes."):
        return [label, *([] if accidents.collapsed else ["", ""]), *figures]
    first = form.GROUPS["outcomes"] if key == "outcomes.granted" else ""
    if key.count(".") == 1:
        return [first, label, *([] if accidents.collapsed else [""]), *figures]
    group = key.rsplit(".", 1)[0]
    opens = next(name for name in form.APPLICATION_ROWS if name.startswith(group)) == key
    return [first, form.GROUPS[group] if opens else "", label, *figures]


def reviews(truth: Truth, accidents: Accidents) -> Rows:
    """Table four: one line of fifteen figures."""
    figures = [text for row in truth["reviews"] for text in _figures(truth, "reviews", row, accidents)]
    return [
        ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
        [*_REVIEWS, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
        [*[""] * 5, *_REVIEWS, *_REVIEWS],
        figures,
    ]


def _figures(truth: Truth, table: str, row: str, accidents: Accidents) -> list[str]:
    return [text for name, text in truth[table][row].items() if (table, row, name) not in accidents.lost]


_HEADS = {
    "disclosure": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "reviews": "四、政府信息公开行政复议、行政诉讼情况",
}
_TABLES = {"disclosure": disclosure, "applications": applications, "reviews": reviews}


def by_tabs(truth: Truth, accidents: Accidents) -> str:
    """One line a row, cells by tabs."""
    lines: list[str] = []
    for key, head in _HEADS.items():
        lines += [head, ""]
        for row in _TABLES[key](truth, accidents):
            line = "\t".join(row) + "\t" * accidents.trailing
            lines.append(line.rstrip() if accidents.trimmed else line)
        lines.append("")
    return "\n".join(lines)


def by_cells(truth: Truth, accidents: Accidents) -> str:
    """One line a cell behind a tab, an empty line after each row."""
    lines: list[str] = []
    for key, head in _HEADS.items():
        lines.append(head)
        for row in _TABLES[key](truth, accidents):
            lines += [f"\t{text}" for text in row] + [""]
        lines.append("")
    return "\n".join(lines)
