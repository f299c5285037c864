"""Makes what the documents take from the code: the page of the rules, the tables of settings, the picture of layers,
the components of openapi.yaml, the model of scale.

`python -m docs.build` (make docs) writes them; a test holds the committed files to it.
"""

from itertools import groupby
from pathlib import Path

from docs import contract, layers, scale, settings
from service.reports.finding import Category
from service.rules import RULES
from service.rules.rule import Rule

ROOT = Path(__file__).parent.parent
RULES_PAGE = ROOT / "docs" / "rules.md"
README = ROOT / "README.md"
CHINESE_README = ROOT / "README.zh-CN.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
CONTRACT = ROOT / "openapi.yaml"
SCALE, BENCHMARKS = ROOT / "docs" / "scale.md", ROOT / "docs" / "benchmarks.md"

_INTRODUCTION = """\
# The rules / 规则目录

Made from the rules themselves by `make docs`: change the docstring in `service/rules/`, not this page.
本页由 `make docs` 根据规则源码生成，请勿直接修改。

Every rule has a fault, a reason, a source and two examples, which are run as tests. An example says how a correct report
of 2023 is changed: 【一】 to 【六】 put text into a section, 【引言】 into the preamble, 【标题】 and 【落款】 replace title and
signature, a line with bars is a row of a table with its figures, 【章节】 and 【小标题】 are the heads in order, 【去表】,
【去行】 and 【去列】 leave something out, 【上年】 changes last year's report and 【机关】 one of a government's bodies.
每条规则都有差错、原因、依据和正反两个示例，示例均作为测试运行；示例写明对一份正确的2023年报告作了哪些改动。

Severities / 级别: **error** 错误 · **warning** 警告 · **note** 提示

Tables, sections and figures are judged exactly. A rule that is marked “to check” judges what the text says in words: it
accuses, at its severity, only where the sentence was understood wholly (*established*); what was only matched is a note to
check with a confidence below 0.6, which leaves the verdict alone; what is another's, another time's, a plan or a part is
passed over. `checks` say how many claims were understood.
表格、章节和数字按规则精确判断。标有“请核对”的规则判断正文的文字表述：完全读懂的句子才按其级别报告（已确定）；未能完全读懂的
只作提示“请核对”，置信度低于0.6，不影响审核结论；属于其他单位、其他时段、计划或局部的，不作判断。“检查情况”列出读懂了多少处。
"""

_FAMILIES = {
    Category.ARITHMETIC: ("Arithmetic mismatches", "数据勾稽"),
    Category.YEAR: ("Wrong-year references", "年份"),
    Category.SECTION: ("Missing and misplaced sections", "章节结构"),
    Category.CONSISTENCY: ("Words against figures, year against year", "文字与数据、本年与上年"),
    Category.TABLE: ("Tables", "表格"),
    Category.TEXT: ("Text", "文字"),
}


def rules_page() -> str:
    """The page of all rules, in both languages."""
    families = [(category, list(found)) for category, found in groupby(RULES.values(), lambda rule: rule.category)]
    parts = [_INTRODUCTION, _overview([rule for _, found in families for rule in found])]
    for category, found in families:
        english, chinese = _FAMILIES[category]
        parts += [f"## {english} / {chinese}\n", *map(_rule, found)]
    return "\n".join(parts)


def _overview(found: list[Rule]) -> str:
    lines = ["| id | name | severity | 差错 |", "|---|---|---|---|"]
    for rule in found:
        severity = f"{rule.severity}, to check" if rule.on_prose else rule.severity
        lines.append(f"| [{rule.id}](#{_anchor(rule)}) | {rule.name} | {severity} | {rule.page.fault.zh} |")
    return "\n".join([*lines, ""])


def _anchor(rule: Rule) -> str:
    return f"{rule.id}-{rule.name}".lower()


def _rule(rule: Rule) -> str:
    page = rule.page
    return "\n".join(
        [
            f"### {rule.id} {rule.name}\n",
            f"**{rule.severity}**{_to_check(rule)} · {page.fault.zh} {page.fault.en}\n",
            f"原因：{page.why.zh}\n",
            f"Why: {page.why.en[:1].upper()}{page.why.en[1:]}\n",
            f"依据 / Source: {page.source}\n",
            f"有误 / Bad:\n\n```text\n{page.bad}\n```\n",
            f"正确 / Good:\n\n```text\n{page.good}\n```\n",
        ]
    )


def _to_check(rule: Rule) -> str:
    """Behind the severity of a rule that may tell a note to check instead."""
    return ", or to check / 或请核对" if rule.on_prose else ""


def made() -> dict[Path, str]:
    """Each document that takes something from the code, as it ought to be now."""
    picture = layers.picture(ROOT / "pyproject.toml")
    return {
        RULES_PAGE: rules_page(),
        README: settings.put(README.read_text(encoding="utf-8"), settings.english()),
        CHINESE_README: settings.put(CHINESE_README.read_text(encoding="utf-8"), settings.chinese()),
        ARCHITECTURE: layers.put(ARCHITECTURE.read_text(encoding="utf-8"), picture),
        SCALE: scale.put(SCALE.read_text(encoding="utf-8"), scale.tables(BENCHMARKS.read_text(encoding="utf-8"))),
        CONTRACT: contract.put(CONTRACT.read_text(encoding="utf-8")),
    }


if __name__ == "__main__":
    for document, text in made().items():
        document.write_text(text, encoding="utf-8")
