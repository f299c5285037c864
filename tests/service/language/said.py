"""What the layer reads in one sentence, in the shortest form that a test can name."""

from service.language import Claim, Reading
from tests.service.domain.prose_reports import report

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
