"""Loading once, in the worker, what every job would load anew: code, patterns and the tables of labels."""

import pkgutil
from collections.abc import Iterable
from html import escape
from importlib import import_module
from itertools import groupby

from service.reports import form
from workers import readers
from workers.pipeline import audit_bytes

_SAMPLE = """某县某局2023年政府信息公开工作年度报告
根据《中华人民共和国政府信息公开条例》，现公布某县某局2022年度政府信息公开工作年度报告。
本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。
一、总体情况
（一）主动公开。2023年主动公开信息12条，其中政策文件5条、工作动态8条，比上年增长20%。制定行政规范性文件2件。
（二）依申请公开。全年收到政府信息公开申请1件，上年结转0件，已答复2件，均在法定期限内。收取信息处理费0元。
（三）政府信息管理。（四）平台建设。（五）监督保障。强化化监督考核。未发生行政复议、行政诉讼。
二、主动公开政府信息情况
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t1\t0\t4
三、收到和处理政府信息公开申请情况
{applications}
四、政府信息公开行政复议、行政诉讼情况
{reviews}
五、存在的主要问题及改进情况
一是公开的主动性不够，下一步加强培训；二是解读形式单一，2024年将丰富形式。
六、其他需要报告的事项
无
"""
"""A report of which every part is there, with slips of many kinds, so that most rules find something to do."""


def preload() -> None:
    """Import every reader and audit a small report, so that a forked job finds all of it warm. Raises ImportError."""
    for module in pkgutil.iter_modules(readers.__path__, f"{readers.__name__}."):
        import_module(module.name)
    sample = _SAMPLE.format(applications=_applications(), reviews=_reviews())
    audit_bytes(sample.encode())
    audit_bytes(_as_page(sample).encode())


def _applications() -> str:
    """Table three, of a body that had one application and counts two."""
    figures = {"received": "1000001", "outcomes.granted": "1000001", "outcomes.total": "1000002"}
    rows = [("", *form.APPLICATION_COLUMNS.values())]
    rows += [(label, *figures.get(key, "0000000")) for key, label in form.APPLICATION_ROWS.items()]
    return "\n".join(map("\t".join, rows))


def _reviews() -> str:
    """Table four, of a body that had a result of each kind."""
    rows = (form.REVIEW_ROWS.values(), (*form.REVIEW_COLUMNS.values(),) * 3, "10001" * 3)
    return "\n".join(map("\t".join, rows))


def _as_page(text: str) -> str:
    """The same as a page of a site."""
    parts = groupby(escape(text).splitlines(), lambda line: "\t" in line)
    return "".join(_as_table(lines) if in_table else "<p>" + "<p>".join(lines) for in_table, lines in parts)


def _as_table(lines: Iterable[str]) -> str:
    return f"<table>{''.join('<tr><td>' + line.replace(chr(9), '<td>') for line in lines)}</table>"
