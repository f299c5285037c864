"""The statutory form as JSON: its sections and tables, each label as the form has it and in English."""

from service.audits.audit import JSON
from service.reports import form

_SECTIONS = {
    1: "1. Overview",
    2: "2. Information disclosed proactively",
    3: "3. Applications received and processed",
    4: "4. Administrative reviews and lawsuits",
    5: "5. Main problems and improvements",
    6: "6. Other matters to report",
}
_TABLES = {
    "disclosure": "Information disclosed proactively",
    "applications": "Applications received and processed",
    "reviews": "Administrative reviews and lawsuits",
}
_COLUMNS = {
    "disclosure": {
        "issued": "Issued this year",
        "repealed": "Repealed this year",
        "in_force": "In force",
        "decisions": "Decisions this year",
        "amount": "Charged this year (10,000 yuan)",
    },
    "applications": {
        "natural_person": "Natural persons",
        "commercial_enterprise": "Commercial enterprises",
        "research_institution": "Research institutions",
        "social_welfare_organization": "Social welfare organizations",
        "legal_service_organization": "Legal service organizations",
        "other": "Others",
        "total": "Total",
    },
    "reviews": {
        "upheld": "Upheld",
        "corrected": "Corrected",
        "other": "Other results",
        "pending": "Pending",
        "total": "Total",
    },
}
_ROWS = {
    "regulations": "Regulations",
    "normative_documents": "Normative documents",
    "licensing": "Administrative licensing",
    "penalty": "Administrative penalties",
    "coercion": "Administrative coercion",
    "fees": "Administrative fees",
    "received": "1. New applications this year",
    "carried_over": "2. Carried over from last year",
    "outcomes.granted": "(1) Granted",
    "outcomes.partially_granted": "(2) Partially granted",
    "outcomes.refused.state_secret": "1. State secrets",
    "outcomes.refused.prohibited_by_law": "2. Prohibited by other laws and regulations",
    "outcomes.refused.endangers_security_stability": "3. Endangers security or stability",
    "outcomes.refused.third_party_rights": "4. Protects a third party's rights",
    "outcomes.refused.internal_affairs": "5. Internal affairs",
    "outcomes.refused.process_information": "6. Information on a process under way",
    "outcomes.refused.enforcement_files": "7. Files of law enforcement",
    "outcomes.refused.administrative_queries": "8. Matters of administrative queries",
    "outcomes.unavailable.not_held": "1. Not held by this body",
    "outcomes.unavailable.needs_creation": "2. Would have to be made",
    "outcomes.unavailable.still_unclear": "3. Still unclear after correction",
    "outcomes.not_processed.petition": "1. Petitions, complaints and reports",
    "outcomes.not_processed.repeated": "2. Repeated applications",
    "outcomes.not_processed.publications": "3. Asks for publications",
    "outcomes.not_processed.excessive": "4. Excessive applications without good reason",
    "outcomes.not_processed.reconfirm": "5. Asks to confirm or issue again what was obtained",
    "outcomes.other.not_corrected": "1. Not corrected in time",
    "outcomes.other.fee_unpaid": "2. Fee not paid in time",
    "outcomes.other.other": "3. Others",
    "outcomes.total": "(7) Total",
    "carried_forward": "4. Carried forward to next year",
    "review": "Administrative reviews",
    "litigation_direct": "Lawsuits without review",
    "litigation_after_review": "Lawsuits after review",
}
_GROUPS = {
    "outcomes": "3. Outcomes this year",
    "outcomes.refused": "(3) Refused",
    "outcomes.unavailable": "(4) Unavailable",
    "outcomes.not_processed": "(5) Not processed",
    "outcomes.other": "(6) Otherwise processed",
}
_ORGANIZATIONS, _LITIGATION = "organizations", "litigation"
_SINGLE_ROW = "outcomes.other"
"""What is a group of edition 2021 and one row of edition 2019."""
_CLAUSES = {"一": "1", "五": "5", "六": "6", "八": "8"}


def to_form() -> JSON:
    """Its sections and tables in their order."""
    return {
        "sections": [
            {"number": number, "label": _label(form.section_name(number), _SECTIONS[number])}
            for number in form.SECTIONS
        ],
        "tables": [_table(key) for key in form.TABLES],
    }


def _table(key: str) -> JSON:
    return {
        "key": key,
        "section": form.TABLE_SECTIONS[key],
        "label": _label(form.TABLES[key], _TABLES[key]),
        "columns": [_column(key, column, label) for column, label in form.COLUMNS[key].items()],
        "rows": [_row(key, row) for row in _row_keys(key)],
        "groups": [{"key": group, "label": label} for group, label in _groups(key).items()],
    }


def _row_keys(table: str) -> list[str]:
    """The rows of both editions; the single row of the earlier one where its details are."""
    rows = list(form.ROWS[table])
    if table == "applications":
        rows.insert(rows.index(form.OTHER_DETAILS[0]), _SINGLE_ROW)
    return rows


def _column(table: str, key: str, label: str) -> JSON:
    is_of_organizations = table == "applications" and key in form.ORGANIZATIONS
    groups = [_ORGANIZATIONS] if is_of_organizations else []
    return {"key": key, "label": _label(label, _COLUMNS[table][key]), "groups": groups}


def _row(table: str, key: str) -> JSON:
    columns = form.DISCLOSURE_CELLS[key] if table == "disclosure" else tuple(form.COLUMNS[table])
    english = _GROUPS[key] if key == _SINGLE_ROW else _ROWS[key]
    return {
        "key": key,
        "label": _label(form.row_label(table, key), english),
        "groups": _groups_of_row(table, key),
        "columns": list(columns),
        "editions": _editions(key),
    }


def _editions(row: str) -> list[int]:
    if row == _SINGLE_ROW:
        return [2019]
    return [2021] if row in form.OTHER_DETAILS else [2019, 2021]


def _groups_of_row(table: str, row: str) -> list[str]:
    """What a row stands under, the widest first."""
    if table == "disclosure":
        return [_clause(form.DISCLOSURE_CLAUSES[row])]
    if table == "applications":
        return [group for group in form.GROUPS if row.startswith(f"{group}.")]
    return [_LITIGATION] if row in form.LITIGATION_ROWS else []


def _groups(table: str) -> dict[str, JSON]:
    """The labels that stand over several rows or columns of a table."""
    if table == "disclosure":
        return {
            _clause(clause): _label(f"第二十条第（{clause}）项", f"Article 20 ({number})")
            for clause, number in _CLAUSES.items()
        }
    if table == "applications":
        rows = {group: _label(label, _GROUPS[group]) for group, label in form.GROUPS.items()}
        return {**rows, _ORGANIZATIONS: _label("法人或其他组织", "Legal persons and other organizations")}
    return {_LITIGATION: _label("行政诉讼", "Administrative lawsuits")}


def _clause(clause: str) -> str:
    return f"article_20_{_CLAUSES[clause]}"


def _label(chinese: str, english: str) -> JSON:
    return {"zh": chinese, "en": english}
