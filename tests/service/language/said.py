"""What the layer reads in one sentence, in the shortest form that a test can name."""

from service.language import Claim, Reading, Relation
from tests.service.reports.prose_reports import report

BUREAU = "老城区商务局2023年政府信息公开工作年度报告"
GOVERNMENT = "老城区人民政府2023年政府信息公开工作年度报告"


def claims(text: str, section: int = 1, title: str = BUREAU) -> tuple[Claim, ...]:
    """Every claim of a text in a section."""
    return Reading.of(report((section, text), title=title)).claims


def told(text: str, section: int = 1, title: str = BUREAU) -> list[tuple[str, object, str]]:
    """Measure, value and certainty of each claim that isn't passed over."""
    found = claims(text, section, title)
    return [(each.measure, each.value, str(each.certainty)) for each in found if each.certainty != "passed over"]


def established(text: str, section: int = 1, title: str = BUREAU) -> list[tuple[str, object]]:
    """Measure and value of each claim that may accuse."""
    return [(each.measure, each.value) for each in claims(text, section, title) if each.is_established]


APPLICATIONS = frozenset({"received", "answered", "due"})
CARRIED = frozenset({"carried_over", "carried_forward"})
ALL_DONE = frozenset({"all_done"})
OUTCOMES = frozenset({"outcomes"})
CASES = frozenset({"review", "litigation", "litigation_direct", "litigation_after_review"})
DECISIONS = frozenset({"licensing", "penalty", "coercion", "fees"})
ISSUED = frozenset({"normative_documents.issued"})
KEPT = frozenset({"normative_documents.repealed", "normative_documents.in_force"})


def likely(
    measures: frozenset[str], text: str, section: int = 1, title: str = BUREAU, relation: Relation = Relation.ALL
) -> list[tuple[str, object]]:
    """Measure and value of each claim of these measures that is told, whether established or to check."""
    return [
        (each.measure, each.value)
        for each in claims(text, section, title)
        if each.certainty != "passed over" and each.relation is relation and _is_among(each.measure, measures)
    ]


def values(
    measures: frozenset[str], text: str, section: int = 1, title: str = BUREAU, relation: Relation = Relation.ALL
) -> list[object]:
    """The values of those claims."""
    return [value for _, value in likely(measures, text, section, title, relation)]


def quotes(measures: frozenset[str], text: str) -> list[str | None]:
    """What they quote."""
    return [each.at.quote for each in claims(text) if each.certainty != "passed over" and each.measure in measures]


def _is_among(measure: str, measures: frozenset[str]) -> bool:
    first = measure.split("+", maxsplit=1)[0]
    return first in measures or first.split(".")[0] in measures
