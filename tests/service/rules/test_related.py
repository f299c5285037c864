from dataclasses import replace

from service.language.mentions.bodies import Body
from service.reports.report import Report
from service.rules.related import is_under, relate
from tests.service.reports.prose_reports import report


def of(body: str, year: int) -> Report:
    return report(title=f"{body}{year}年政府信息公开工作年度报告")


def title(told: Report | None) -> str | None:
    return told.title.text if told and told.title else None


def test_years_of_one_body_are_paired_in_any_order() -> None:
    now, before, other, long_ago = (
        of("老城区商务局", 2023),
        of("老城区商务局", 2022),
        of("老城区教育局", 2022),
        of("老城区商务局", 2020),
    )
    for batch in ([now, before, other, long_ago], [long_ago, other, before, now]):
        paired = {title(each): title(each.previous) for each in relate(batch)}
        assert paired == {title(now): title(before), title(before): None, title(other): None, title(long_ago): None}


def test_a_report_keeps_the_one_that_was_sent_along_where_the_batch_has_none() -> None:
    sent = of("老城区商务局", 2022)
    (alone,) = relate([replace(of("老城区商务局", 2023), previous=sent)])
    assert alone.previous is sent


def test_a_government_has_the_reports_of_its_bodies_of_the_same_year() -> None:
    government = of("老城区人民政府", 2023)
    batch = [
        of("老城区商务局", 2023),
        government,
        of("老城区教育局", 2023),
        of("老城区教育局", 2022),
        of("新城区商务局", 2023),
    ]
    related = relate(batch)
    assert [title(each) for each in related[1].bodies] == [title(batch[0]), title(batch[2])]
    assert all(not each.bodies for each in related if each is not related[1])
    assert len(related) == len(batch)


def test_of_a_single_body_no_sum_is_expected() -> None:
    assert all(not each.bodies for each in relate([of("老城区人民政府", 2023), of("老城区商务局", 2023)]))


def test_a_report_without_body_or_year_is_left_as_it_is() -> None:
    nameless, yearless = (
        report(title="2023年政府信息公开工作年度报告"),
        report(title="老城区商务局政府信息公开工作年度报告"),
    )
    assert relate([nameless, yearless]) == [nameless, yearless]


def test_a_place_belongs_to_the_government_above_it_and_its_departments_to_itself() -> None:
    city, district, bureau = Body("平川市人民政府"), Body("平川市老城区人民政府"), Body("平川市老城区商务局")
    assert is_under(district, city)
    assert is_under(Body("平川市商务局"), city)
    assert is_under(bureau, district)
    assert not is_under(bureau, city), "it stands in its district's figures"
    assert not is_under(city, district)
    assert not is_under(city, city)
    assert not is_under(Body("平川市商务局"), Body("平川市教育局"))
    assert not is_under(Body("云溪县商务局"), city)
