"""Loading once, in the worker, what every job would load anew: code, patterns and the tables of labels."""

import pkgutil
from importlib import import_module

from workers import readers
from workers.pipeline import audit_bytes

_SAMPLE = """某县某局2023年政府信息公开工作年度报告
本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。
一、总体情况
（一）主动公开。2023年主动公开信息12条。
（二）依申请公开。全年收到申请1件，已答复。
二、主动公开政府信息情况
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t1\t0\t4
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1
二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
六、其他需要报告的事项
无
"""


def preload() -> None:
    """Import every reader and audit a small report, so that a forked job finds all of it warm. Raises ImportError."""
    for module in pkgutil.iter_modules(readers.__path__, f"{readers.__name__}."):
        import_module(module.name)
    audit_bytes(_SAMPLE.encode(), "sample.txt")
