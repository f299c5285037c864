from hypothesis import given
from hypothesis import strategies as st

from service.reports.figures import read_cell
from service.reports.report import Cell, Heading, Location, Paragraph, Piece, Report, Section, Table, Thresholds, union
from tests.service.reports.prose_reports import report

BOX = st.tuples(*[st.floats(0, 500) for _ in range(4)])


def test_a_part_of_a_paragraph_is_located_on_its_lines_and_quoted() -> None:
    told = Paragraph(
        "第一行第二行第三行",
        (
            Piece(0, line=1, page=1, bbox=(0, 0, 9, 1)),
            Piece(3, line=2, page=1, bbox=(1, 1, 8, 2)),
            Piece(6, line=3, page=2, bbox=(0, 0, 9, 1)),
        ),
        section=5,
    )
    assert told.locate(4, 6) == Location(5, line=2, page=1, bbox=(1, 1, 8, 2), quote="二行")
    assert told.locate(2, 5) == Location(5, line=1, page=1, bbox=(0, 0, 9, 2), quote="行第二")
    assert told.locate(5, 8).bbox == (1, 1, 8, 2), "a box of the next page is none of this one"
    assert told.at.quote == told.text


def test_a_heading_is_located_without_the_text_that_follows_it() -> None:
    head = Heading(Paragraph("（一）主动公开。全年公开8件。"), "（一）", 1, "（一）", "主动公开")
    assert head.at.quote == "（一）主动公开"
    assert Heading(Paragraph("五、")).at.quote == "五、"


def test_a_table_that_is_not_there_has_no_rows_and_no_cells() -> None:
    missing = Report().applications
    assert not missing
    assert missing.key == "applications"
    assert missing.cell("received", "total") is None
    assert list(missing.cells) == []


def test_the_first_of_two_sections_of_one_number_is_the_section() -> None:
    first, second = (Section(5, Heading(Paragraph(text))) for text in ("五、甲", "五、乙"))
    told = Report(sections=(first, second))
    assert told.section(5) is first
    assert told.section(1) is None


def test_the_paragraphs_are_title_preamble_heads_and_text_in_order() -> None:
    told = report((0, "引言"), (1, "甲"), (1, "乙"), title="标题")
    assert [p.text for p in told.paragraphs[:5]] == ["标题", "引言", "一、总体情况", "甲", "乙"]


def test_a_report_audited_as_another_years_is_the_same_report_else() -> None:
    told = report((1, "甲"))
    assert told.asked(2020).asked_year == 2020
    assert told.asked(2020).sections == told.sections
    assert told != told.asked(None), "readings are kept by identity"


def test_a_figure_read_unsurely_accuses_nobody() -> None:
    sure, unsure = (Cell("1", read_cell("1"), Location(), confidence) for confidence in (0.9, 0.89))
    assert (sure.is_sure, unsure.is_sure) == (True, False)


def test_copied_text_is_looked_for_from_a_share_and_length_on() -> None:
    assert Thresholds() == Thresholds(copied_share=0.8, copied_length=200)
    assert Table("reviews").labels == ()


@given(st.lists(BOX, max_size=6))
def test_the_union_covers_every_box_and_nothing_more(boxes: list[tuple[float, float, float, float]]) -> None:
    around = union(boxes)
    if not boxes:
        assert around is None
        return
    assert around is not None
    for side, furthest in enumerate((min, min, max, max)):
        assert around[side] == furthest(box[side] for box in boxes)
