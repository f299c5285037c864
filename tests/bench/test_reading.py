"""What the benchmark counts, and that it counts all of what ours finds."""

from tests.bench import reading
from workers.readers.pdf import pdfium

TOP = {(0, 0, 1, 1): "a", (0, 1, 1, 1): "b", (1, 0, 1, 2): "over both"}
REST = {(0, 0, 1, 1): "c", (0, 1, 1, 1): "d"}
WHOLE = TOP | {(2, 0, 1, 1): "c", (2, 1, 1, 1): "d"}
SAMPLE = reading.Sample("cut", b"", [WHOLE], 2)


def test_parts_that_a_page_cut_are_put_together_before_they_are_counted() -> None:
    assert WHOLE in reading.joined([{(0, 0, 1, 1): "another"}, TOP, REST])

    made = reading.measure([SAMPLE], {"tool": lambda _: [TOP, REST]}, 1)["tool"]["cut"]
    assert (made.tables, made.figures, made.spans) == (2, reading.wanted_figures(SAMPLE), reading.wanted_spans(SAMPLE))


def test_a_text_at_another_place_or_with_another_span_counts_for_nothing() -> None:
    shifted = {(row, column + 1, *spans): text for (row, column, *spans), text in WHOLE.items()}
    made = reading.measure([SAMPLE], {"tool": lambda _: [shifted]}, 1)["tool"]["cut"]

    assert (made.figures, made.spans) == (0, 0)


def test_ours_reads_every_cell_of_the_first_sample() -> None:
    sample = reading.samples()[0]
    made = reading.measure([sample], {"ours": reading.ours(pdfium.pages)}, 1)["ours"][sample.name]

    assert made.tables == len(sample.tables)
    assert (made.figures, made.spans) == (reading.wanted_figures(sample), reading.wanted_spans(sample))
