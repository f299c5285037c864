"""Whose applications the text counts right after their total: 收到申请9件,其中自然人6件、商业企业3件."""

import re

from service.domain import form
from service.domain.statements.counts import Statement, counts

_OPENS = re.compile(
    r"(?:(?:新收|政府信息公开|的)*申请)?中?[,:;(]{0,2}(?:其中|包括|申请人)?(?:全部|分别)?(?:为|是|来自)?[:,]?"
)
_ORGANIZATIONS = "法人(?:或者|以及|[和或及与、])其[他它]组织"
_WHO = (
    ("natural_person", "自然人|公民个人|公民|个人"),
    ("organizations", _ORGANIZATIONS),
    ("commercial_enterprise", "商业企业"),
    ("research_institution", "科研机构"),
    ("social_welfare_organization", "社会公益组织"),
    ("legal_service_organization", "法律服务机构"),
    ("", "法人|企业|其[他它]组织|其[他它]|律师事务所|律所"),
)
"""Applicants by the columns of table three; what has none there may be in several."""
_APPLICANT = [(column, re.compile(rf"(?:{words})(?:提[出交]|申请|数量|的|共|有|为)*$")) for column, words in _WHO]
_JOINS = re.compile("^[、,;和及]{1,2}")
_WAY = re.compile("[^,。;]{0,6}(?:网|信函|信件|邮|当面|现场|平台|窗口|书面)")
_ENDS = re.compile(r"[、,;。:()和及]|$")


def applicants_of(total: Statement) -> list[Statement]:
    """The counts by applicants that are listed right after a count of applications; `subject` is the column.

    All organizations together are `organizations`. Any other part ends the list; one that came some way makes it a
    list of applicants and ways together, in which 自然人 are only those who came no other way.
    """
    text, listed = total.sentence.text, list[Statement]()
    opened = _OPENS.match(text, total.end)
    at = opened.end() if opened else total.end
    for count in counts(text):
        if count.start < at:
            continue
        named = _JOINS.sub("", text[at : count.start])
        column = next((column for column, words in _APPLICANT if words.match(named)), None)
        if column is None or count.unit != "件" or not _ENDS.match(text, count.end):
            return [] if _WAY.match(named) else listed
        if column and count.is_exact:
            listed.append(Statement(count.value, total.sentence, count.start, count.end, column))
        at = count.end
    return listed


def columns_of(subject: str) -> list[str]:
    """The columns of table three that a subject is the sum of."""
    return sorted(form.ORGANIZATIONS) if subject == "organizations" else [subject]


def applicant_label(subject: str) -> str:
    """What the table calls them."""
    return "法人或其他组织" if subject == "organizations" else form.column_label("applications", subject)
