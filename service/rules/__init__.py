"""The rule catalogue: one module a family, listed here."""

from functools import cache
from importlib.metadata import version

from service.rules import arithmetic, consistency, sections, succession, tables, text, years
from service.rules.rule import Rule

_CATALOGUE: tuple[Rule, ...] = (
    arithmetic.applications_out_of_balance,
    arithmetic.applications_row_total_mismatch,
    arithmetic.outcomes_total_mismatch,
    arithmetic.reviews_total_mismatch,
    arithmetic.breakdown_mismatch,
    arithmetic.percentage_mismatch,
    years.wrong_report_year,
    years.wrong_period,
    years.stale_year,
    years.impossible_date,
    years.stale_plan_year,
    years.year_missing,
    years.late_publication,
    sections.missing_section,
    sections.section_out_of_order,
    sections.section_misnumbered,
    sections.empty_section,
    sections.duplicate_section,
    sections.missing_subsection,
    sections.subsection_misnumbered,
    consistency.narrative_applications_mismatch,
    consistency.narrative_documents_mismatch,
    consistency.narrative_outcomes_mismatch,
    consistency.narrative_reviews_mismatch,
    consistency.narrative_contradiction,
    consistency.narrative_decisions_mismatch,
    succession.carried_over_mismatch,
    succession.in_force_mismatch,
    succession.copied_narrative,
    succession.aggregate_mismatch,
    tables.missing_table,
    tables.missing_row,
    tables.missing_column,
    tables.label_misspelt,
    tables.figure_missing,
    tables.figure_split,
    tables.superseded_form,
    tables.row_unreadable,
    text.foreign_body,
    text.repeated_words,
    text.citation_mismatch,
    text.residue,
    text.fee_statement_missing,
    text.title_incomplete,
    text.personal_data,
    text.vague_count,
)

RULES: dict[str, Rule] = {rule.id: rule for rule in _CATALOGUE}
"""Every rule by its id, in the catalogue's order. An id is never reused."""


@cache
def ruleset_version() -> str:
    """The version of the rules: the product's, for they come and go with it."""
    return version("report-audit")
