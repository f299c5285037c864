"""What a job's process draws of records, where people have assessed what was found."""

import csv
import io
import zipfile
from dataclasses import replace

from service.audits.assessment import Assessment, AssessmentState, assessed, counted_as
from service.audits.audit import Request, Result
from service.audits.batch import Member
from service.audits.ids import new_id
from service.storage import records
from tests.service.api.results import finding, plain_finding, succeeded
from workers.comparing import join_records
from workers.drawing import draw
from workers.limits import Limits

MOMENT = "2026-01-02T03:04:05.000Z"


def said(result: Result, *states: AssessmentState) -> Result:
    """The result, its findings in their order said to be so."""
    told = zip(result.findings, states, strict=True)
    return assessed(
        result,
        [Assessment(each["id"], state, MOMENT, each["rule"], counted_as(each), "表三注明") for each, state in told],
    )


def entry(name: str, result: Result) -> bytes:
    request = Request(new_id(), MOMENT, name, 1, "text/plain", "0" * 64)
    return join_records(*map(records.encode, (Member(name, request.id), request, result)))


def drawn(kind: str, *parts: bytes) -> bytes:
    return draw({"kind": kind, "detail": "zh", "between": []}, iter(parts), Limits())


def test_a_body_of_which_all_is_disputed_or_corrected_gets_no_notice() -> None:
    two = succeeded(finding(1), plain_finding(2))
    of_others = {"agency": "另一局", "year": 2023, "period": None}
    none_left = said(two, AssessmentState.DISPUTED, AssessmentState.CORRECTED)
    one_left = said(two, AssessmentState.DISPUTED, AssessmentState.CONFIRMED)
    other = replace(one_left, report=of_others)
    archive = zipfile.ZipFile(io.BytesIO(drawn("notices", entry("甲.txt", none_left), entry("乙.txt", other))))
    assert archive.namelist() == ["001 另一局2023年度整改通知单.docx"]


def test_a_batch_s_table_tells_what_people_say_of_each_finding() -> None:
    result = said(succeeded(finding(1), plain_finding(2)), AssessmentState.DISPUTED, AssessmentState.WITHDRAWN)
    lines = list(csv.DictReader(io.StringIO(drawn("table", entry("甲.txt", result)).decode("utf-8-sig"))))
    assert [(line["核实情况"], line["核实说明"]) for line in lines] == [("不属实", "表三注明"), ("", "")]
