"""Made tables three and four whose every identity holds, for changing."""

from hypothesis import strategies as st

from service.reports import form

Balanced = dict[tuple[str, str], int]

COUNTS = st.integers(0, 40)


@st.composite
def applications(draw: st.DrawFn) -> Balanced:
    """Table three: a few outcomes of a few kinds of applicants, and all that follows from them."""
    outcomes = draw(st.lists(st.sampled_from(form.OUTCOME_DETAILS), min_size=1, max_size=5, unique=True))
    figures: Balanced = {(row, column): 0 for row in form.APPLICATION_ROWS for column in form.APPLICATION_COLUMNS}
    for column in draw(st.lists(st.sampled_from(list(form.APPLICANTS)), min_size=1, max_size=3, unique=True)):
        for row in outcomes:
            figures[row, column] = draw(COUNTS)
        dealt_with = sum(figures[row, column] for row in form.OUTCOME_DETAILS)
        left = draw(COUNTS)
        carried = draw(st.integers(0, dealt_with + left))
        figures["outcomes.total", column], figures["carried_forward", column] = dealt_with, left
        figures["carried_over", column], figures["received", column] = carried, dealt_with + left - carried
    for row in form.APPLICATION_ROWS:
        figures[row, "total"] = sum(figures[row, column] for column in form.APPLICANTS)
    return figures


@st.composite
def reviews(draw: st.DrawFn) -> Balanced:
    """Table four: the results of each row and their sum."""
    figures = {(row, column): draw(COUNTS) for row in form.REVIEW_ROWS for column in form.REVIEW_COLUMNS}
    for row in form.REVIEW_ROWS:
        figures[row, "total"] = sum(figures[row, column] for column in form.REVIEW_COLUMNS if column != "total")
    return figures
