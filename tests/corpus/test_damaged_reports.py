"""Written reports as conversions leave them: what that did to a report is not blamed on its author."""

from collections.abc import Callable

import pytest

from service.judge import judge
from tests.corpus.test_reports import FOLDER, TRUTH, faults_of
from workers.readers import read
from workers.readers.charset import decode


def _cells_alone(text: str) -> str:
    return "\n".join(c for line in text.split("\n") for c in line.split("\t") if c.strip() or "\t" not in line)


def _spaced(text: str) -> str:
    return text.replace("\t", "    ")


def _with_page_numbers(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(f"{line}\n— {n // 40} —" if n % 40 == 0 else line for n, line in enumerate(lines, start=1))


@pytest.mark.parametrize("damage", [_cells_alone, _spaced, _with_page_numbers])
@pytest.mark.parametrize("name", sorted(name for name in TRUTH if name.endswith(".txt")))
def test_what_a_conversion_does_to_a_report_is_not_blamed_on_its_author(
    name: str, damage: Callable[[str], str]
) -> None:
    """Rows that can't be read any more are told so (TAB08), and broken labels as broken (TAB04)."""
    text = decode((FOLDER / name).read_bytes())
    one_cell_a_line = sum(line.startswith("\t") for line in text.split("\n")) > 60
    if damage is _spaced and one_cell_a_line:
        pytest.skip("no rows are left")
    findings = judge(read(damage(text).encode())).findings
    faults = [fault for fault in faults_of(TRUTH[name], findings) if fault.startswith("false alarm")]
    assert [fault for fault in faults if not fault.startswith(("false alarm TAB08", "false alarm TAB04"))] == []
