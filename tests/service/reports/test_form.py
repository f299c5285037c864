from service.reports import form


def test_the_form_has_its_sections_tables_rows_and_columns() -> None:
    assert list(form.SECTIONS) == [1, 2, 3, 4, 5, 6]
    assert form.TABLE_SECTIONS == {"disclosure": 2, "applications": 3, "reviews": 4}
    assert {key: (len(form.ROWS[key]), len(form.COLUMNS[key])) for key in form.TABLES} == {
        "disclosure": (6, 5),
        "applications": (25, 7),
        "reviews": (3, 5),
    }


def test_the_outcomes_total_is_of_21_rows_three_of_them_other_ones() -> None:
    assert len(form.OUTCOME_DETAILS) == 21
    assert form.OTHER_DETAILS == ("outcomes.other.not_corrected", "outcomes.other.fee_unpaid", "outcomes.other.other")
    assert not {"outcomes.total", "received", "carried_over", "carried_forward"} & set(form.OUTCOME_DETAILS)


def test_every_row_of_table_two_has_columns_of_the_form_and_only_fees_have_decimals() -> None:
    assert set(form.DISCLOSURE_CELLS) == set(form.DISCLOSURE_ROWS)
    assert {column for columns in form.DISCLOSURE_CELLS.values() for column in columns} == set(form.DISCLOSURE_COLUMNS)
    assert [row for row in form.DISCLOSURE_ROWS if form.has_decimals(row)] == ["fees"]


def test_names_are_the_forms_wording() -> None:
    assert form.section_name(5) == "五、存在的主要问题及改进情况"
    assert form.row_label("applications", "outcomes.not_processed.repeated") == "2.重复申请"
    assert form.row_label("applications", "outcomes.other") == "（六）其他处理"
    assert form.column_label("reviews", "upheld") == "结果维持"
    assert form.column_label("reviews", "unheard_of") == "unheard_of"


def test_groups_stand_over_rows_of_their_own() -> None:
    for group in form.GROUPS:
        assert any(row.startswith(f"{group}.") for row in form.APPLICATION_ROWS)
