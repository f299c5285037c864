"""Every operation once, by the client that openapi-generator makes in Python."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial

from openapi_client import (
    ApiClient,
    ApiResponse,
    AssessmentState,
    Audit,
    AuditsApi,
    Batch,
    BatchesApi,
    BatchStatus,
    Configuration,
    ContractApi,
    DocumentFormat,
    Draft,
    DraftFigure,
    DraftReviews,
    DraftReviewsRow,
    DraftTables,
    FileFormat,
    NewAssessment,
    NoticeFormat,
    OperationApi,
    PagesApi,
    RulesApi,
    Severity,
    Status,
    Verdict,
)
from openapi_client.exceptions import NotFoundException

from tests.clients.python.given import ARCHIVE, CALLBACK, LONG_REPORT, NAME, PDF, REPORT, UNKNOWN, URL, Told, until


def drawn(ask: Callable[[], ApiResponse[Told]]) -> Told:
    """A document once it is drawn."""
    return until(ask, lambda answer: answer.status_code == 200).data


def ended(audits: AuditsApi, audit_id: str) -> Audit:
    return until(lambda: audits.get_audit(audit_id, wait=20), lambda audit: audit.finished_at is not None)


def ended_batch(batches: BatchesApi, batch_id: str) -> Batch:
    return until(lambda: batches.get_batch(batch_id, wait=20), lambda batch: batch.finished_at is not None)


def send(audits: AuditsApi) -> str:
    """Send reports in every way; the id of the audit of a PDF."""
    audit = audits.submit_audit(file=(NAME, REPORT), label="clients", select=["ARI", "YEAR"], callback_url=CALLBACK)
    assert (audit.file.name, audit.label, audit.select) == (NAME, "clients", ["ARI", "YEAR"])
    assert ended(audits, audit.id).verdict is Verdict.FAIL
    assert audits.redeliver(audit.id).deliveries is not None
    assert audits.get_deliveries(audit.id).deliveries is not None
    listed = audits.get_audits(status=[Status.SUCCEEDED], label="clients").audits
    assert audit.id in {each.id for each in listed}
    assert audits.get_original(audit.id) == REPORT
    again = audits.audit_again(audit.id, baseline=audit.id, label="again")
    assert ended(audits, again.id).related.again_of == audit.id
    first = audits.get_findings(audit.id, limit=1).findings[0]
    said = audits.assess_finding(audit.id, first.id, NewAssessment(state=AssessmentState.DISPUTED, note="as agreed"))
    assert said.after_assessments is not None
    assert said.after_assessments.disputed == 1
    assert [each.note for each in audits.get_assessments(audit.id).assessments] == ["as agreed"]
    assert audits.get_audit(audit.id).related.successors == [again.id]
    audits.delete_audit(audit.id)
    assert audits.delete_audits(label="again").deleted == [again.id]

    review = DraftReviewsRow(upheld=DraftFigure(1), other=DraftFigure("0"), total=DraftFigure(2))
    draft = Draft(year=2023, tables=DraftTables(reviews=DraftReviews(review=review)))
    assert audits.submit_draft(draft, prefer="wait=20", select=["ARI"]).status in Status

    long = audits.submit_report(LONG_REPORT)
    assert audits.cancel_audit(long.id).status is Status.CANCELED

    named = audits.submit_report(PDF, content_disposition="attachment; filename=report.pdf", label="raw")
    assert (named.file.name, named.label) == ("report.pdf", "raw")
    return named.id


def read(audits: AuditsApi, audit_id: str) -> None:
    """Read every document of an audit."""
    audit = ended(audits, audit_id)
    assert audit.summary.error > 0
    page = audits.get_findings(audit_id, severity=[Severity.ERROR], limit=1)
    assert page.findings[0].severity is Severity.ERROR
    assert audits.get_tables(audit_id).tables[0].rows[0].cells
    assert audits.get_text(audit_id).sections
    assert audits.get_marks(audit_id).marks
    assert audits.get_report(audit_id).audit.id == audit_id
    assert audits.get_sarif(audit_id)["version"] == "2.1.0"
    for text in DocumentFormat:
        assert audits.get_document(audit_id, text).strip()
    assert drawn(lambda: audits.get_file_with_http_info(audit_id, FileFormat.PDF)).startswith(b"%PDF")
    assert drawn(lambda: audits.get_notice_with_http_info(audit_id)).startswith(b"PK")
    deadline, office = date(2026, 1, 31), "某某县人民政府办公室"
    filled = partial(audits.get_notice_with_http_info, format=NoticeFormat.PDF, deadline=deadline, office=office)
    assert drawn(lambda: filled(audit_id)).startswith(b"%PDF")
    assert drawn(lambda: audits.get_page_with_http_info(audit_id, 1)).startswith(b"\x89PNG")
    with suppress(NotFoundException):
        raise AssertionError(audits.get_audit(UNKNOWN))


def compare(batches: BatchesApi) -> None:
    """Send batches, and read what becomes of them."""
    batch = batches.submit_batch(file=[(NAME, REPORT), ("b.txt", REPORT)], label="clients", callback_url=CALLBACK)
    batch = ended_batch(batches, batch.id)
    assert [report.name for report in batch.reports] == [NAME, "b.txt"]
    assert batches.get_batch_findings(batch.id, limit=10).next is None
    assert "," in batches.get_batch_findings_table(batch.id)
    assert drawn(lambda: batches.get_workbook_with_http_info(batch.id)).startswith(b"PK")
    assert "ARI" in drawn(lambda: batches.get_workbook_table_with_http_info(batch.id))
    assert drawn(lambda: batches.get_notices_with_http_info(batch.id)).startswith(b"PK")
    assert batches.redeliver_batch(batch.id).deliveries is not None
    assert batches.get_batch_deliveries(batch.id).deliveries is not None
    archive = batches.submit_archive(ARCHIVE, label="archive")
    assert ended_batch(batches, archive.id).counts.total == 2
    assert archive.id in {each.id for each in batches.get_batches(label="archive").batches}
    between = batches.get_batch_findings(archive.id).findings[0]
    added = batches.assess_batch_finding(archive.id, between.id, NewAssessment(state=AssessmentState.CORRECTED))
    assert added.after_assessments is not None
    assert added.after_assessments.corrected == 1
    assert [each.finding for each in batches.get_batch_assessments(archive.id).assessments] == [between.id]
    assert batches.rename_batch(archive.id, label="renamed").label == "renamed"
    long = batches.submit_batch(file=[("long.txt", LONG_REPORT), ("b.txt", LONG_REPORT)])
    assert batches.cancel_batch(long.id).status is BatchStatus.CANCELED
    batches.delete_batch(archive.id)


def look_up(client: ApiClient) -> None:
    """Ask what does not depend on any report."""
    rules, operation, contract, pages = RulesApi(client), OperationApi(client), ContractApi(client), PagesApi(client)
    assert rules.get_rule(rules.get_rules().rules[0].id).example.bad
    assert rules.get_profiles().profiles == []
    assert rules.get_form().tables[0].rows
    assert contract.get_problem_type("audit-not-found").status == 404
    assert contract.get_contract_as_yaml().startswith(b"openapi: 3.1")
    assert contract.get_contract_as_json()
    assert operation.get_health().status == "ok"
    assert operation.get_readiness().status == "ready"
    assert operation.get_version().ruleset
    ping = operation.send_ping(CALLBACK)
    assert operation.get_ping(ping.id).id == ping.id
    assert "report_audit_http_requests_total" in operation.get_metrics()
    assert "<html" in pages.show_docs()
    version = re.search(r"web/(\w+)/main\.js", pages.show_page())
    assert version
    assert "import" in pages.get_asset(version[1], "main.js")
    assert pages.get_icon(version[1]).startswith(b"<svg")


with ApiClient(Configuration(host=URL)) as client:
    read(AuditsApi(client), send(AuditsApi(client)))
    compare(BatchesApi(client))
    look_up(client)
