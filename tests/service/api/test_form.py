"""The statutory form as it is told."""

from service.reports import form


def test_sections_and_tables_are_those_of_the_form_in_its_order(client) -> None:
    told = client.get("/v1/form").json
    sections = {each["number"]: each["label"]["zh"] for each in told["sections"]}
    assert sections == {number: form.section_name(number) for number in form.SECTIONS}
    assert {each["key"]: (each["section"], each["label"]["zh"]) for each in told["tables"]} == {
        key: (form.TABLE_SECTIONS[key], name) for key, name in form.TABLES.items()
    }
    for table in told["tables"]:
        columns = {each["key"]: each["label"]["zh"] for each in table["columns"]}
        rows = {each["key"]: each["label"]["zh"] for each in table["rows"] if 2021 in each["editions"]}
        assert list(columns.items()) == list(form.COLUMNS[table["key"]].items())
        assert list(rows.items()) == list(form.ROWS[table["key"]].items())


def test_the_earlier_edition_has_one_row_for_what_was_processed_otherwise(client) -> None:
    _, applications, _ = client.get("/v1/form").json["tables"]
    earlier = [row["key"] for row in applications["rows"] if 2019 in row["editions"]]
    both = [key for key in form.APPLICATION_ROWS if key not in form.OTHER_DETAILS]
    assert earlier == [*both[:-2], "outcomes.other", *both[-2:]]


def test_rows_and_columns_are_under_the_groups_that_a_report_prints(client) -> None:
    disclosure, applications, reviews = client.get("/v1/form").json["tables"]

    def under(table, axis: str) -> dict[str, list[str]]:
        labels = {group["key"]: group["label"]["zh"] for group in table["groups"]}
        return {each["key"]: [labels[key] for key in each["groups"]] for each in table[axis]}

    assert under(disclosure, "rows")["penalty"] == ["第二十条第（六）项"]
    assert under(applications, "rows")["outcomes.refused.state_secret"] == ["三、本年度办理结果", "（三）不予公开"]
    assert under(applications, "rows")["outcomes.total"] == ["三、本年度办理结果"]
    assert under(applications, "rows")["received"] == []
    assert {key for key, groups in under(applications, "columns").items() if groups} == form.ORGANIZATIONS
    assert under(reviews, "rows") == {
        "review": [],
        "litigation_direct": ["行政诉讼"],
        "litigation_after_review": ["行政诉讼"],
    }


def test_every_label_is_told_in_both_languages_whatever_is_asked_for(client) -> None:
    chinese, english = (client.get("/v1/form", headers={"Accept-Language": spoken}).json for spoken in ("zh", "en"))
    assert chinese == english
    for label in labels_of(english):
        assert label["en"].isascii()
        assert not label["zh"].isascii()


def labels_of(told: object) -> list[dict[str, str]]:
    match told:
        case {"zh": _, "en": _}:
            return [told]
        case dict():
            return [label for inner in told.values() for label in labels_of(inner)]
        case list():
            return [label for inner in told for label in labels_of(inner)]
    return []
