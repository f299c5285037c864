"""Reports of a government and its bureaus, one of them of two years, which contradict each other and not themselves."""

from tests.service.rules.examples import example_text


def _report(body: str, year: int, figures: str) -> tuple[str, bytes]:
    """A correct report but for some figures, as a file."""
    text = f"""
        【标题】{body}{year}年政府信息公开工作年度报告
        【引言】本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。
        【一】{year}年，{body}认真落实《条例》要求。
        【五】政策解读形式还不够丰富。下一步，{body}将加强业务培训。
        【六】{year}年，{body}未收取政府信息公开信息处理费。
        【落款】{body}
        【落款】{year + 1}年1月9日
        {figures}"""
    return f"{body}{year}.txt", example_text(text).encode()


RELATED = [
    _report(
        "平川市商务局",
        2022,
        "一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1\n"
        "四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1",
    ),
    _report("平川市商务局", 2023, "行政许可 | 3"),
    _report("平川市教育局", 2023, "行政许可 | 4"),
    _report("平川市人民政府", 2023, "行政许可 | 8"),
]
"""The bureau of commerce carried one application forward that it doesn't carry over; the government counts one licence more."""
