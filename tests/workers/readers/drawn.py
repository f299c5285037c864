"""Grids drawn as lines of text, and the three tables of the form among them; made-up figures."""

import itertools

from hypothesis import strategies as st

from workers.readers.document import GridCell


def drawn(picture: str) -> tuple[GridCell, ...]:
    """The cells of a drawing: `|` between columns, `<` goes on with the cell at the left, `^` with the one above."""
    rows = [[text.strip() for text in line.split("|")] for line in picture.strip().splitlines()]
    return tuple(
        GridCell(
            text, row, column, _run([below[column] for below in rows[row + 1 :]], "^"), _run(line[column + 1 :], "<")
        )
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
        if text not in {"<", "^"}
    )


def _run(texts: list[str], mark: str) -> int:
    return 1 + len(list(itertools.takewhile(mark.__eq__, texts)))


def shape(cells: tuple[GridCell, ...]) -> list[tuple[str, int, int, int, int]]:
    """What is compared: texts, places and spans, in reading order."""
    return sorted(((c.text, c.row, c.column, c.rowspan, c.colspan) for c in cells), key=lambda cell: cell[1:3])


@st.composite
def tilings(draw: st.DrawFn) -> tuple[GridCell, ...]:
    """Grids of at least two columns, some of their cells merged at random."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    owner: dict[tuple[int, int], int] = {}
    cells: list[GridCell] = []
    for row, column in itertools.product(range(rows), range(columns)):
        if (row, column) in owner:
            continue
        free = _run([" " if (row, right) in owner else "<" for right in range(column + 1, columns)], "<")
        height, width = draw(st.integers(1, rows - row)), draw(st.integers(1, free))
        if draw(st.booleans()):
            height = width = 1
        owner.update({(r, c): len(cells) for r in range(row, row + height) for c in range(column, column + width)})
        cells.append(GridCell(draw(st.text("0123一二㎡a", max_size=4)), row, column, height, width))
    return _packed(cells)


def _packed(cells: list[GridCell]) -> tuple[GridCell, ...]:
    """The same grid without the rows and columns that no cell begins or ends in."""
    rows = sorted({edge for c in cells for edge in (c.row, c.row + c.rowspan)})
    columns = sorted({edge for c in cells for edge in (c.column, c.column + c.colspan)})
    return tuple(
        GridCell(
            cell.text,
            rows.index(cell.row),
            columns.index(cell.column),
            rows.index(cell.row + cell.rowspan) - rows.index(cell.row),
            columns.index(cell.column + cell.colspan) - columns.index(cell.column),
        )
        for cell in cells
    )


DISCLOSURE = drawn("""
第二十条第（一）项 | < | < | <
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 0 | 0 | 0
行政规范性文件 | 12 | 3 | 41
第二十条第（五）项 | < | < | <
信息内容 | 本年处理决定数量 | < | <
行政许可 | 1862 | < | <
第二十条第（六）项 | < | < | <
信息内容 | 本年处理决定数量 | < | <
行政处罚 | 57 | < | <
行政强制 | 4 | < | <
第二十条第（八）项 | < | < | <
信息内容 | 本年收费金额（单位：万元） | < | <
行政事业性收费 | 1284.56 | < | <
""")

APPLICATIONS = drawn("""
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | < | < | 申请人情况 | < | < | < | < | < | <
^ | ^ | ^ | 自然人 | 法人或其他组织 | < | < | < | < | 总计
^ | ^ | ^ | ^ | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | ^
一、本年新收政府信息公开申请数量 | < | < | 31 | 6 | 0 | 1 | 2 | 0 | 40
二、上年结转政府信息公开申请数量 | < | < | 2 | 0 | 0 | 0 | 0 | 0 | 2
三、本年度办理结果 | （一）予以公开 | < | 14 | 2 | 0 | 1 | 0 | 0 | 17
^ | （二）部分公开（区分处理的，只计这一情形，不计其他情形） | < | 3 | 0 | 0 | 0 | 0 | 0 | 3
^ | （三）不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0
^ | ^ | 2.其他法律行政法规禁止公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1
^ | ^ | 3.危及“三安全一稳定” | 0 | 0 | 0 | 0 | 0 | 0 | 0
^ | ^ | 4.保护第三方合法权益 | 2 | 0 | 0 | 0 | 0 | 0 | 2
^ | ^ | 5.属于三类内部事务信息 | 1 | 0 | 0 | 0 | 0 | 0 | 1
^ | ^ | 6.属于四类过程性信息 | 0 | 1 | 0 | 0 | 0 | 0 | 1
^ | ^ | 7.属于行政执法案卷 | 0 | 0 | 0 | 0 | 0 | 0 | 0
^ | ^ | 8.属于行政查询事项 | 0 | 0 | 0 | 0 | 0 | 0 | 0
^ | （四）无法提供 | 1.本机关不掌握相关政府信息 | 5 | 2 | 0 | 0 | 1 | 0 | 8
^ | ^ | 2.没有现成信息需要另行制作 | 0 | 0 | 0 | 0 | 0 | 0 | 0
^ | ^ | 3.补正后申请内容仍不明确 | 1 | 0 | 0 | 0 | 0 | 0 | 1
^ | （五）不予处理 | 1.信访举报投诉类申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0
^ | ^ | 2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1
^ | ^ | 3.要求提供公开出版物 | 0 | 0 | 0 | 0 | 0 | 0 | 0
^ | ^ | 4.无正当理由大量反复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0
^ | ^ | 5.要求行政机关确认或重新出具已获取信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0
^ | （六）其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1
^ | ^ | 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0
^ | ^ | 3.其他 | 0 | 0 | 0 | 0 | 1 | 0 | 1
^ | （七）总计 | < | 29 | 5 | 0 | 1 | 2 | 0 | 37
四、结转下年度继续办理 | < | < | 4 | 1 | 0 | 0 | 0 | 0 | 5
""")

REVIEWS = drawn("""
行政复议 | < | < | < | < | 行政诉讼 | < | < | < | < | < | < | < | < | <
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | <
^ | ^ | ^ | ^ | ^ | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
2 | 0 | 1 | 0 | 3 | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0
""")

TABLES = (DISCLOSURE, APPLICATIONS, REVIEWS)

REPORT: tuple[str | tuple[GridCell, ...], ...] = (
    "青禾县水务局2024年政府信息公开工作年度报告",
    "本报告按照《中华人民共和国政府信息公开条例》编制，统计期限为2024年1月1日至12月31日。",
    "一、总体情况",
    "（一）主动公开。全年通过门户网站公开信息320条。",
    "（二）依申请公开。全年收到政府信息公开申请40件。",
    "（三）政府信息管理。落实先审查、后公开的要求。",
    "（四）平台建设。栏目逐月巡查，错链及时更正。",
    "（五）监督保障。两次组织业务学习，结果纳入考核。",
    "二、主动公开政府信息情况",
    DISCLOSURE,
    "三、收到和处理政府信息公开申请情况",
    APPLICATIONS,
    "四、政府信息公开行政复议、行政诉讼情况",
    REVIEWS,
    "五、存在的主要问题及改进情况",
    "解读形式还不够多样，2025年将增加图解与问答。",
    "六、其他需要报告的事项",
    "本年度未收取信息处理费。",
)
"""A whole report: paragraphs and tables in reading order."""
