"""The same report gives the same findings in every kind of file, and every cell of it is read; `make formats` asks more."""

import pytest

from tests.corpus import cells
from tests.corpus.accuracy import cases
from tests.corpus.edition_2019 import build_of_2019
from tests.corpus.mutations import Case, case
from tests.corpus.rendering import FORMATS
from tests.corpus.report import build
from tests.corpus.sameness import REFERENCE, differences, said

QUICK = tuple(sorted(format for format in FORMATS if not format.startswith(("pdf", "ofd"))))
PAGED = tuple(sorted(format for format in FORMATS if format.startswith(("pdf", "ofd"))))

SAMPLE = dict(cases(range(7, 7 + 13)))
"""Broken and harmlessly changed reports, of which each paged format, which is slow, gets its share."""


@pytest.mark.parametrize("name", SAMPLE)
def test_a_report_gives_the_same_findings_in_every_kind_of_file(name: str) -> None:
    place = list(SAMPLE).index(name)
    formats = (*QUICK, PAGED[place % len(PAGED)])

    assert list(differences(SAMPLE[name], formats)) == []


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_a_figure_with_a_gap_is_told_in_every_kind_of_file(format: str) -> None:
    made = case("tables.figure_split", 3)

    assert any(told[0] == "TAB06" for told in said(made, format))
    assert list(differences(made, (format,))) == []


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_every_cell_of_a_report_is_read_and_three_tables_for_three(format: str) -> None:
    made = cells.compare(build(len(format)), format)

    assert made.figures > 100
    assert made.is_exact


@pytest.mark.parametrize("year", [2019, 2020])
@pytest.mark.parametrize("format", sorted(FORMATS))
def test_a_correct_report_on_the_form_of_2019_lacks_nothing_of_the_form_of_2021(format: str, year: int) -> None:
    made = Case(build_of_2019(4, year))

    assert said(made, format) == set()


def test_the_broken_reports_of_the_sample_are_found_broken() -> None:
    broken = {name: made for name, made in SAMPLE.items() if made.items}

    assert len(broken) >= 10
    assert all(said(made, REFERENCE) for made in broken.values())
