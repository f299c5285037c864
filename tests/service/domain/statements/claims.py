"""What is claimed in one sentence, in the shortest form that a test can name."""

from collections.abc import Callable, Iterable

from service.domain.report import Report
from service.domain.statements import Statement
from tests.service.domain.prose_reports import report

Reading = Callable[[Report], Iterable[Statement]]
BUREAU = "老城区商务局2023年政府信息公开工作年度报告"
GOVERNMENT = "老城区人民政府2023年政府信息公开工作年度报告"


def told(reading: Reading, text: str, section: int = 1, title: str = BUREAU) -> list[tuple[str, object]]:
    """Subject and value of each statement that a text makes in a section."""
    return [(each.subject, each.value) for each in reading(report((section, text), title=title))]


def values(reading: Reading, text: str, section: int = 1, title: str = BUREAU) -> list[object]:
    """The value of each statement that a text makes in a section."""
    return [value for _, value in told(reading, text, section, title)]


def quotes(reading: Reading, text: str, section: int = 1) -> list[str | None]:
    """The quote of each statement."""
    return [each.at.quote for each in reading(report((section, text), title=BUREAU))]
