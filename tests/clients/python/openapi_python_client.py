"""Every operation once, by the client that openapi-python-client makes."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from typing import TypeVar

from httpx import Timeout
from report_audit_client import Client
from report_audit_client.api.audits import (
    assess_finding,
    audit_again,
    cancel_audit,
    delete_audit,
    delete_audits,
    get_assessments,
    get_audit,
    get_audits,
    get_deliveries,
    get_document,
    get_file,
    get_findings,
    get_marks,
    get_notice,
    get_original,
    get_page,
    get_report,
    get_sarif,
    get_tables,
    get_text,
    redeliver,
    submit_audit,
    submit_draft,
    submit_report,
)
from report_audit_client.api.batches import (
    assess_batch_finding,
    cancel_batch,
    delete_batch,
    get_batch,
    get_batch_assessments,
    get_batch_deliveries,
    get_batch_findings,
    get_batch_findings_table,
    get_batches,
    get_notices,
    get_workbook,
    get_workbook_table,
    redeliver_batch,
    rename_batch,
    submit_archive,
    submit_batch,
)
from report_audit_client.api.contract import get_contract_as_json, get_contract_as_yaml, get_problem_type
from report_audit_client.api.operation import get_health, get_metrics, get_ping, get_readiness, get_version, send_ping
from report_audit_client.api.pages import get_asset, get_icon, show_docs, show_page
from report_audit_client.api.rules import get_form, get_profiles, get_rule, get_rules
from report_audit_client.models import (
    AddedAssessment,
    AddedBatchAssessment,
    AfterAssessments,
    AssessmentsPage,
    AssessmentState,
    Audit,
    AuditDocument,
    AuditsPage,
    Batch,
    BatchAfterAssessments,
    BatchAssessmentsPage,
    BatchesPage,
    BatchFindings,
    BatchStatus,
    Catalogue,
    DeletedAudits,
    DeliveryList,
    DocumentFormat,
    Draft,
    DraftReviews,
    DraftReviewsRow,
    DraftTables,
    FileFormat,
    FindingsPage,
    Form,
    GetContractAsJsonResponse200,
    GetSarifResponse200,
    Health,
    MarkList,
    NewAssessment,
    NewAudit,
    NewBatch,
    NoticeFormat,
    Ping,
    ProblemDetails,
    ProblemPage,
    ProfileList,
    Readiness,
    ReportText,
    Rule,
    Severity,
    Status,
    TableList,
    Verdict,
    Version,
)
from report_audit_client.types import File, Response

from tests.clients.python.given import ARCHIVE, CALLBACK, LONG_REPORT, NAME, PDF, REPORT, UNKNOWN, URL, until

Wanted = TypeVar("Wanted")


def sure(told: object, kind: type[Wanted]) -> Wanted:
    """An answer as that of its kinds which it must be."""
    assert isinstance(told, kind), told
    return told


def drawn(ask: Callable[[], Response[object]]) -> bytes:
    """A document once it is drawn."""
    told = until(ask, lambda answer: answer.status_code == 200).parsed
    return sure(told, File).payload.read()


def file_of(content: bytes, name: str | None = None) -> File:
    return File(BytesIO(content), name)


def ended(client: Client, audit_id: str) -> Audit:
    def ask() -> Audit:
        return sure(get_audit.sync(audit_id, client=client, wait=20), Audit)

    return until(ask, lambda audit: audit.finished_at is not None)


def ended_batch(client: Client, batch_id: str) -> Batch:
    def ask() -> Batch:
        return sure(get_batch.sync(batch_id, client=client, wait=20), Batch)

    return until(ask, lambda batch: batch.finished_at is not None)


def send(client: Client) -> str:
    """Send reports in every way; the id of the audit of a PDF."""
    form = NewAudit(file_of(REPORT, NAME), label="clients", select=["ARI", "YEAR"], callback_url=CALLBACK)
    audit = sure(submit_audit.sync(client=client, body=form), Audit)
    assert (audit.file.name, audit.label, audit.select) == (NAME, "clients", ["ARI", "YEAR"])
    assert ended(client, audit.id).verdict is Verdict.FAIL
    sure(redeliver.sync(audit.id, client=client), DeliveryList)
    sure(get_deliveries.sync(audit.id, client=client), DeliveryList)
    listed = sure(get_audits.sync(client=client, status=[Status.SUCCEEDED], label="clients"), AuditsPage)
    assert audit.id in {each.id for each in listed.audits}
    assert sure(get_original.sync(audit.id, client=client), File).payload.read() == REPORT
    again = sure(audit_again.sync(audit.id, client=client, baseline=audit.id, label="again"), Audit)
    assert ended(client, again.id).related.again_of == audit.id
    (first, *_) = sure(get_findings.sync(audit.id, client=client), FindingsPage).findings
    disputed = NewAssessment(AssessmentState.DISPUTED, note="as agreed")
    said = sure(assess_finding.sync(audit.id, first.id, client=client, body=disputed), AddedAssessment)
    assert sure(said.after_assessments, AfterAssessments).disputed == 1
    told = sure(get_assessments.sync(audit.id, client=client), AssessmentsPage)
    assert [each.note for each in told.assessments] == ["as agreed"]
    assert delete_audit.sync_detailed(audit.id, client=client).status_code == 204
    assert sure(delete_audits.sync(client=client, label="again"), DeletedAudits).deleted == [again.id]

    reviews = DraftReviews(review=DraftReviewsRow(upheld=1, other="0", total=2))
    draft = Draft(year=2023, tables=DraftTables(reviews=reviews))
    sure(submit_draft.sync(client=client, body=draft, prefer="wait=20", select=["ARI"]), Audit)

    long = sure(submit_report.sync(client=client, body=file_of(LONG_REPORT)), Audit)
    assert sure(cancel_audit.sync(long.id, client=client), Audit).status is Status.CANCELED

    name = "attachment; filename=report.pdf"
    named = sure(submit_report.sync(client=client, body=file_of(PDF), content_disposition=name, label="raw"), Audit)
    assert (named.file.name, named.label) == ("report.pdf", "raw")
    return named.id


def read(client: Client, audit_id: str) -> None:
    """Read every document of an audit."""
    audit = ended(client, audit_id)
    assert audit.summary.error > 0
    page = sure(get_findings.sync(audit_id, client=client, severity=[Severity.ERROR], limit=1), FindingsPage)
    assert page.findings[0].severity is Severity.ERROR
    assert sure(get_tables.sync(audit_id, client=client), TableList).tables[0].rows[0].cells
    assert sure(get_text.sync(audit_id, client=client), ReportText).sections
    assert sure(get_marks.sync(audit_id, client=client), MarkList).marks
    assert sure(get_report.sync(audit_id, client=client), AuditDocument).audit.id == audit_id
    assert sure(get_sarif.sync(audit_id, client=client), GetSarifResponse200)["version"] == "2.1.0"
    for text in DocumentFormat:
        assert sure(get_document.sync(audit_id, text, client=client), str).strip()
    assert drawn(lambda: get_file.sync_detailed(audit_id, FileFormat.PDF, client=client)).startswith(b"%PDF")
    assert drawn(lambda: get_notice.sync_detailed(audit_id, client=client)).startswith(b"PK")
    deadline, office = date(2026, 1, 31), "某某县人民政府办公室"
    filled = partial(get_notice.sync_detailed, format_=NoticeFormat.PDF, deadline=deadline, office=office)
    assert drawn(lambda: filled(audit_id, client=client)).startswith(b"%PDF")
    assert drawn(lambda: get_page.sync_detailed(audit_id, 1, client=client)).startswith(b"\x89PNG")
    problem = sure(get_audit.sync(UNKNOWN, client=client), ProblemDetails)
    assert problem.type_ == "/problems/audit-not-found"


def compare(client: Client) -> None:
    """Send batches, and read what becomes of them."""
    form = NewBatch([file_of(REPORT, NAME), file_of(REPORT, "b.txt")], label="clients", callback_url=CALLBACK)
    batch = ended_batch(client, sure(submit_batch.sync(client=client, body=form), Batch).id)
    assert [report.name for report in batch.reports] == [NAME, "b.txt"]
    assert sure(get_batch_findings.sync(batch.id, client=client, limit=10), BatchFindings).next_ is None
    assert "," in sure(get_batch_findings_table.sync(batch.id, client=client), str)
    assert drawn(lambda: get_workbook.sync_detailed(batch.id, client=client)).startswith(b"PK")
    table = until(lambda: get_workbook_table.sync_detailed(batch.id, client=client), lambda it: it.status_code == 200)
    assert "ARI" in sure(table.parsed, str)
    assert drawn(lambda: get_notices.sync_detailed(batch.id, client=client)).startswith(b"PK")
    sure(redeliver_batch.sync(batch.id, client=client), DeliveryList)
    sure(get_batch_deliveries.sync(batch.id, client=client), DeliveryList)
    archive = sure(submit_archive.sync(client=client, body=file_of(ARCHIVE), label="archive"), Batch)
    assert ended_batch(client, archive.id).counts.total == 2
    batches = sure(get_batches.sync(client=client, label="archive"), BatchesPage).batches
    assert archive.id in {each.id for each in batches}
    between = sure(get_batch_findings.sync(archive.id, client=client), BatchFindings).findings[0]
    mended = NewAssessment(state=AssessmentState.CORRECTED)
    added = sure(assess_batch_finding.sync(archive.id, between.id, client=client, body=mended), AddedBatchAssessment)
    assert sure(added.after_assessments, BatchAfterAssessments).corrected == 1
    told = sure(get_batch_assessments.sync(archive.id, client=client), BatchAssessmentsPage)
    assert [each.finding for each in told.assessments] == [between.id]
    renamed = sure(rename_batch.sync(archive.id, client=client, label="renamed"), Batch)
    assert renamed.label == "renamed"
    waiting = NewBatch([file_of(LONG_REPORT, "long.txt"), file_of(LONG_REPORT, "b.txt")])
    long = sure(submit_batch.sync(client=client, body=waiting), Batch)
    assert sure(cancel_batch.sync(long.id, client=client), Batch).status is BatchStatus.CANCELED
    assert delete_batch.sync_detailed(archive.id, client=client).status_code == 204


def look_up(client: Client) -> None:
    """Ask what does not depend on any report."""
    rules = sure(get_rules.sync(client=client), Catalogue).rules
    assert sure(get_rule.sync(rules[0].id, client=client), Rule).example.bad
    assert sure(get_profiles.sync(client=client), ProfileList).profiles == []
    assert sure(get_form.sync(client=client), Form).tables[0].rows
    assert sure(get_problem_type.sync("audit-not-found", client=client), ProblemPage).status == 404
    assert sure(get_contract_as_yaml.sync(client=client), File).payload.read().startswith(b"openapi: 3.1")
    assert "paths" in sure(get_contract_as_json.sync(client=client), GetContractAsJsonResponse200)
    assert sure(get_health.sync(client=client), Health).status == "ok"
    assert sure(get_readiness.sync(client=client), Readiness).status == "ready"
    assert sure(get_version.sync(client=client), Version).ruleset
    ping = sure(send_ping.sync(client=client, callback_url=CALLBACK), Ping)
    assert sure(get_ping.sync(ping.id, client=client), Ping).id == ping.id
    assert "report_audit_http_requests_total" in sure(get_metrics.sync(client=client), str)
    assert "<html" in sure(show_docs.sync(client=client), str)
    version = re.search(r"web/(\w+)/main\.js", sure(show_page.sync(client=client), str))
    assert version
    assert "import" in sure(get_asset.sync(version[1], "main.js", client=client), str)
    assert sure(get_icon.sync(version[1], client=client), File).payload.read().startswith(b"<svg")


with Client(base_url=URL, timeout=Timeout(60)) as client:
    read(client, send(client))
    compare(client)
    look_up(client)
