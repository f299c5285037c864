"""What stands on the original: a note to check is called so, and has a colour of its own."""

from service.audits.audit import Result, Status
from service.renderers.audited import WEIGHTS, Audited
from service.renderers.to_json import finding
from service.renderers.unread_parts import to_record
from service.reports.report import Location, Why
from service.reports.unread import Unread, What
from tests.service.api.results import plain_finding, to_check
from workers.renderings import highlights
from workers.renderings.notes import notes


def of(result: Result) -> Audited:
    return Audited("report.pdf", result)


def test_a_note_to_check_is_called_so_on_the_original() -> None:
    audited = of(Result(Status.SUCCEEDED, "", findings=tuple(map(finding, (to_check(1), plain_finding(2))))))
    assert [note.title for note in notes(audited, "zh")] == ["请核对 YEAR03", "提示 YEAR07"]
    assert notes(audited, "en")[0].title == "to check YEAR03"


def test_what_was_not_audited_is_told_first_and_about_the_whole_file() -> None:
    unread = to_record(Unread(What.TABLE, Why.ATTACHMENT, (Location(3, "applications"),)))
    first, *others = notes(
        of(Result(Status.SUCCEEDED, "", unread=(unread,), findings=(finding(plain_finding(2)),))), "zh"
    )
    assert (first.title, first.locations) == ("未审核的内容", ())
    assert "收到和处理政府信息公开申请情况表" in first.text
    assert len(others) == 1


def test_every_weight_has_a_colour_of_its_own() -> None:
    assert set(highlights.COLOURS) == set(WEIGHTS)
    assert len(set(highlights.COLOURS.values())) == len(WEIGHTS)
