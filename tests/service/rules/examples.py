"""A correct report of 2023, and the shorthand in which examples and cases change it.

A line of an example is one of:
    【标题】text  【引言】text  【一】text … 【六】text  【落款】text    put text there (the first replaces what stands there)
    【章节】head / head / …          the six heads, in this order and wording
    【小标题】head / head / …        the sub-heads of section one
    label | figure | figure …        the row of that label, or of the nearest one, with these figures
    【去行】label  【去列】label  【去表】表二      leave out a row, a column, a table
    【旧表】label | figure …         the single row （六）其他处理 of the form of 2019
    【上年】line                     changes last year's report, which is then sent along
    【机关】line                     a report of one of the body's own bodies, changed so
"""

import difflib
import re
from dataclasses import dataclass, field, replace

from service.reports import form
from service.reports.report import Report
from workers.readers import read

Rows = list[tuple[list[str], list[str]]]
"""Labels and figures of each row."""

_LAST_YEAR = (
    "【标题】某区商务局2022年政府信息公开工作年度报告",
    "【引言】",
    "【落款】某区商务局",
    "【落款】2023年1月9日",
)
"""What last year's report has otherwise."""
_TABLES = {"表二": "disclosure", "表三": "applications", "表四": "reviews"}
_TEXTS = {
    1: ["2023年，我局认真落实《条例》要求。"],
    2: [],
    3: [],
    4: [],
    5: ["政策解读形式还不够丰富。下一步，我局将加强业务培训。"],
    6: ["2023年，我局未收取政府信息公开信息处理费。"],
}
_SUBHEADS = ["（一）主动公开", "（二）依申请公开", "（三）政府信息管理", "（四）平台建设", "（五）监督保障"]


def _applications() -> Rows:
    groups: dict[str, str] = {}
    rows: Rows = []
    for key, label in form.APPLICATION_ROWS.items():
        above = [form.GROUPS[parent] for parent in (key.split(".")[0], key.rpartition(".")[0]) if parent in form.GROUPS]
        fresh = [name if groups.setdefault(name, key) == key else "" for name in dict.fromkeys(above)]
        rows.append(([*fresh, label], ["0"] * len(form.APPLICATION_COLUMNS)))
    return rows


@dataclass
class Draft:
    """The correct report in pieces that an example can change."""

    title: str = "某区商务局2023年政府信息公开工作年度报告"
    preamble: list[str] = field(
        default_factory=lambda: ["本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"]
    )
    heads: list[str] = field(default_factory=lambda: [form.section_name(number) for number in form.SECTIONS])
    subheads: list[str] = field(default_factory=lambda: list(_SUBHEADS))
    texts: dict[int, list[str]] = field(default_factory=lambda: {number: list(said) for number, said in _TEXTS.items()})
    signature: list[str] = field(default_factory=lambda: ["某区商务局", "2024年1月9日"])
    disclosure: Rows = field(
        default_factory=lambda: [
            ([form.DISCLOSURE_ROWS[row]], ["0"] * len(columns)) for row, columns in form.DISCLOSURE_CELLS.items()
        ]
    )
    applications: Rows = field(default_factory=_applications)
    reviews: Rows = field(default_factory=lambda: [([label], ["0"] * 5) for label in form.REVIEW_ROWS.values()])
    columns: list[str] = field(default_factory=lambda: list(form.APPLICATION_COLUMNS.values()))
    tables: set[str] = field(default_factory=lambda: set(form.TABLES))
    replaced: set[object] = field(default_factory=set)

    def change(self, line: str) -> None:
        """Apply one line of an example."""
        named = re.fullmatch(r"【(.+?)】(.*)", line)
        if not named:
            self._set_row(line)
            return
        what, text = named[1], named[2].strip()
        if what in form.NUMERALS:
            self._put(self.texts[form.NUMERALS.index(what) + 1], text, what)
        elif what == "标题":
            self.title = text
        elif what == "引言":
            self._put(self.preamble, text, what)
        elif what == "落款":
            self._put(self.signature, text, what)
        elif what in ("章节", "小标题"):
            target = self.heads if what == "章节" else self.subheads
            target[:] = [head.strip() for head in text.split(" / ")]
        else:
            self._remove(what, text)

    def _put(self, where: list[str], text: str, key: object) -> None:
        if key not in self.replaced:
            where.clear()
            self.replaced.add(key)
        where.append(text)

    def _remove(self, what: str, text: str) -> None:
        if what == "去表":
            self.tables.discard(_TABLES[text])
        elif what == "去行":
            for rows in (self.disclosure, self.applications, self.reviews):
                rows[:] = [row for row in rows if row[0][-1] != text]
        elif what == "去列":
            index = self.columns.index(text)
            self.columns.pop(index)
            for _, figures in self.applications:
                figures.pop(index)
        elif what == "旧表":
            last = [row for row in self.applications if row[0][-1][:2] in ("1.", "2.", "3.")][-3:]
            self.applications[self.applications.index(last[0])] = (
                ["", text.split(" | ", maxsplit=1)[0]],
                text.split(" | ")[1:],
            )
            self.applications[:] = [row for row in self.applications if row not in last[1:]]
        else:
            raise ValueError(f"no such line in an example: 【{what}】")

    def _set_row(self, line: str) -> None:
        label, *figures = (part.strip() for part in line.split("|"))
        if label in self.columns:
            return
        leaf = label.split()[-1]
        rows = self.disclosure + self.applications + self.reviews
        nearest = difflib.get_close_matches(leaf, [row[0][-1] for row in rows], n=1, cutoff=0.6)
        if not nearest:
            raise ValueError(f"no row like {label!r}")
        row = next(row for row in rows if row[0][-1] == nearest[0])
        row[0][-1] = leaf
        row[1][:] = figures

    def text(self) -> str:
        """The report as a text file with its tables in tabs."""
        lines = [self.title, "", *self.preamble]
        for head in self.heads:
            number = _number_of(head)
            lines += ["", head, *self._section(number)]
        return "\n".join([*lines, "", *self.signature]) + "\n"

    def _section(self, number: int) -> list[str]:
        said = list(self.texts[number])
        if number == 1:
            said += [line for head in self.subheads for line in (head, "按规定做好相关工作。")]
        tables = {
            2: ("disclosure", self._disclosure),
            3: ("applications", self._applied),
            4: ("reviews", self._reviewed),
        }
        if number in tables and tables[number][0] in self.tables:
            said += ["", *tables[number][1](), ""]
        return said

    def _disclosure(self) -> list[str]:
        blocks = {
            "第二十条第（一）项": (["本年制发件数", "本年废止件数", "现行有效件数"], ("规章", "行政规范性文件")),
            "第二十条第（五）项": (["本年处理决定数量"], ("行政许可",)),
            "第二十条第（六）项": (["本年处理决定数量"], ("行政处罚", "行政强制")),
            "第二十条第（八）项": (["本年收费金额（单位：万元）"], ("行政事业性收费",)),
        }
        lines = []
        for block, (columns, labels) in blocks.items():
            lines += [f"{block}\t\t\t", "\t".join(["信息内容", *columns])]
            lines += ["\t".join([*names, *figures]) for names, figures in self.disclosure if names[-1] in labels]
        return lines

    def _applied(self) -> list[str]:
        blank = ["", "", ""]
        organisations = [column for column in self.columns if column not in ("自然人", "总计")]
        lines = [
            "\t".join(["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "", "", "申请人情况"]),
            "\t".join([*blank, "自然人", "法人或其他组织", *[""] * (len(organisations) - 1), "总计"]),
            "\t".join([*blank, "", *organisations, ""]),
        ]
        for labels, figures in self.applications:
            cells = labels if len(labels) == 3 else [*labels, *[""] * (3 - len(labels))]
            lines.append("\t".join([*cells, *figures]))
        return lines

    def _reviewed(self) -> list[str]:
        results = list(form.REVIEW_COLUMNS.values())
        return [
            "\t".join(["行政复议", "", "", "", "", "行政诉讼"]),
            "\t".join([*results, "未经复议直接起诉", "", "", "", "", "复议后起诉"]),
            "\t".join(["", "", "", "", "", *results, *results]),
            "\t".join(figure for _, figures in self.reviews for figure in figures),
        ]


def _number_of(head: str) -> int:
    words = {1: "总体", 2: "主动公开政府信息", 3: "收到和处理", 4: "复议", 5: "问题", 6: "其他"}
    return next(number for number, word in words.items() if word in head)


def example_text(example: str) -> str:
    """The correct report, changed as the example says, as a text file."""
    draft = Draft()
    for line in _lines(example):
        draft.change(line)
    return draft.text()


def example(text: str) -> Report:
    """The report of an example with what is sent along, read as any other."""
    lines = _lines(text)
    own = [line for line in lines if not line.startswith(("【上年】", "【机关】"))]
    last = [line.removeprefix("【上年】") for line in lines if line.startswith("【上年】")]
    bodies = [line.removeprefix("【机关】") for line in lines if line.startswith("【机关】")]
    return replace(
        _read("\n".join(own)),
        previous=_read("\n".join([*_LAST_YEAR, *last])) if last else None,
        bodies=tuple(map(_read, bodies)),
    )


def _lines(example: str) -> list[str]:
    return [line.strip() for line in example.splitlines() if line.strip()]


def _read(text: str) -> Report:
    return read(example_text(text).encode())
