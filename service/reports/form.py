"""The statutory form of the report: sections, sub-sections, tables, row and column keys with their labels.

Source: 国办公开办函〔2021〕30号 (report years from 2021); its predecessor 国办公开办函〔2019〕60号 as edition 2019.
"""

LAST_OF_OLD_STATUTE = 2018
"""The last report year whose reports fell due under 令第492号: neither the six sections nor the tables were there."""

SECTIONS: dict[int, str] = {
    1: "总体情况",
    2: "主动公开政府信息情况",
    3: "收到和处理政府信息公开申请情况",
    4: "政府信息公开行政复议、行政诉讼情况",
    5: "存在的主要问题及改进情况",
    6: "其他需要报告的事项",
}

NUMERALS = "一二三四五六七八九十"

SUBSECTIONS: dict[str, str] = {
    "proactive": "主动公开",
    "on_request": "依申请公开",
    "management": "政府信息管理",
    "platform": "平台建设",
    "supervision": "监督保障",
}

TABLE_SECTIONS: dict[str, int] = {"disclosure": 2, "applications": 3, "reviews": 4}

TABLES: dict[str, str] = {
    "disclosure": "主动公开政府信息情况表",
    "applications": "收到和处理政府信息公开申请情况表",
    "reviews": "政府信息公开行政复议、行政诉讼情况表",
}

DISCLOSURE_ROWS: dict[str, str] = {
    "regulations": "规章",
    "normative_documents": "行政规范性文件",
    "licensing": "行政许可",
    "penalty": "行政处罚",
    "coercion": "行政强制",
    "fees": "行政事业性收费",
}

DISCLOSURE_COLUMNS: dict[str, str] = {
    "issued": "本年制发件数",
    "repealed": "本年废止件数",
    "in_force": "现行有效件数",
    "decisions": "本年处理决定数量",
    "amount": "本年收费金额（单位：万元）",
}

DISCLOSURE_CLAUSES: dict[str, str] = {
    "regulations": "一",
    "normative_documents": "一",
    "licensing": "五",
    "penalty": "六",
    "coercion": "六",
    "fees": "八",
}
"""The clause of article twenty of the Regulations that each row of table two is printed under."""

_DOCUMENTS = ("issued", "repealed", "in_force")

DISCLOSURE_CELLS: dict[str, tuple[str, ...]] = {
    "regulations": _DOCUMENTS,
    "normative_documents": _DOCUMENTS,
    "licensing": ("decisions",),
    "penalty": ("decisions",),
    "coercion": ("decisions",),
    "fees": ("amount",),
}
"""Which columns each row of table two has."""

APPLICANTS: dict[str, str] = {
    "natural_person": "自然人",
    "commercial_enterprise": "商业企业",
    "research_institution": "科研机构",
    "social_welfare_organization": "社会公益组织",
    "legal_service_organization": "法律服务机构",
    "other": "其他",
}

ORGANIZATIONS = frozenset(APPLICANTS) - {"natural_person"}
"""The applicants under 法人或其他组织."""

APPLICATION_COLUMNS: dict[str, str] = {**APPLICANTS, "total": "总计"}

GROUPS: dict[str, str] = {
    "outcomes": "三、本年度办理结果",
    "outcomes.refused": "（三）不予公开",
    "outcomes.unavailable": "（四）无法提供",
    "outcomes.not_processed": "（五）不予处理",
    "outcomes.other": "（六）其他处理",
}
"""Labels of table three that stand over a group of rows and have no figures of their own (in edition 2021)."""

HEADS: dict[str, dict[str, str]] = {
    "disclosure": {"heading": "信息内容"} | {f"clause.{item}": f"第二十条第（{item}）项" for item in "一五六八九"},
    "applications": {
        "corner": "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和",
        "applicants": "申请人情况",
        "organizations": "法人或其他组织",
    },
    "reviews": {"litigation": "行政诉讼"},
}
"""Labels that stand over or beside others in a table's head and have no figures of their own; 第（九）项 in edition 2019."""

APPLICATION_ROWS: dict[str, str] = {
    "received": "一、本年新收政府信息公开申请数量",
    "carried_over": "二、上年结转政府信息公开申请数量",
    "outcomes.granted": "（一）予以公开",
    "outcomes.partially_granted": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "outcomes.refused.state_secret": "1.属于国家秘密",
    "outcomes.refused.prohibited_by_law": "2.其他法律行政法规禁止公开",
    "outcomes.refused.endangers_security_stability": "3.危及“三安全一稳定”",
    "outcomes.refused.third_party_rights": "4.保护第三方合法权益",
    "outcomes.refused.internal_affairs": "5.属于三类内部事务信息",
    "outcomes.refused.process_information": "6.属于四类过程性信息",
    "outcomes.refused.enforcement_files": "7.属于行政执法案卷",
    "outcomes.refused.administrative_queries": "8.属于行政查询事项",
    "outcomes.unavailable.not_held": "1.本机关不掌握相关政府信息",
    "outcomes.unavailable.needs_creation": "2.没有现成信息需要另行制作",
    "outcomes.unavailable.still_unclear": "3.补正后申请内容仍不明确",
    "outcomes.not_processed.petition": "1.信访举报投诉类申请",
    "outcomes.not_processed.repeated": "2.重复申请",
    "outcomes.not_processed.publications": "3.要求提供公开出版物",
    "outcomes.not_processed.excessive": "4.无正当理由大量反复申请",
    "outcomes.not_processed.reconfirm": "5.要求行政机关确认或重新出具已获取信息",
    "outcomes.other.not_corrected": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "outcomes.other.fee_unpaid": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "outcomes.other.other": "3.其他",
    "outcomes.total": "（七）总计",
    "carried_forward": "四、结转下年度继续办理",
}

OUTCOME_DETAILS: tuple[str, ...] = tuple(
    key for key in APPLICATION_ROWS if key.startswith("outcomes.") and key != "outcomes.total"
)
"""The 21 detail rows that add up to `outcomes.total`."""

OTHER_DETAILS: tuple[str, ...] = tuple(key for key in OUTCOME_DETAILS if key.startswith("outcomes.other."))
"""The rows that edition 2019 has as the single row `outcomes.other`."""

REVIEW_ROWS: dict[str, str] = {
    "review": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_review": "复议后起诉",
}

LITIGATION_ROWS: tuple[str, ...] = ("litigation_direct", "litigation_after_review")
"""The rows under 行政诉讼."""

REVIEW_COLUMNS: dict[str, str] = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}

ROWS: dict[str, dict[str, str]] = {
    "disclosure": DISCLOSURE_ROWS,
    "applications": APPLICATION_ROWS,
    "reviews": REVIEW_ROWS,
}

COLUMNS: dict[str, dict[str, str]] = {
    "disclosure": DISCLOSURE_COLUMNS,
    "applications": APPLICATION_COLUMNS,
    "reviews": REVIEW_COLUMNS,
}


def section_name(number: int) -> str:
    """The section's numeral and title: 5 → “五、存在的主要问题及改进情况”."""
    return f"{NUMERALS[number - 1]}、{SECTIONS[number]}"


def row_label(table: str, row: str) -> str:
    """The form's wording of a row, a group of rows or a head; a single row （六）其他处理 has its group's."""
    return (ROWS[table] | GROUPS | HEADS[table]).get(row, row)


def column_label(table: str, column: str) -> str:
    """The form's wording of a column or a head over several."""
    return (COLUMNS[table] | HEADS[table]).get(column, column)


def has_decimals(row: str) -> bool:
    """Whether a row's figure is an amount of money, not a count."""
    return row == "fees"
