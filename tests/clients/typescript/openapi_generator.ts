// Every operation once, by the client that openapi-generator makes in TypeScript (typescript-fetch).

import assert from "node:assert/strict";
import {
  AssessmentState, AuditsApi, BatchesApi, Configuration, ContractApi, DocumentFormat, FileFormat, NoticeFormat, OperationApi, PagesApi, ResponseError, RulesApi,
  Severity, Status, Verdict,
} from "../generated/typescript/openapi_generator";
import type { ApiResponse } from "../generated/typescript/openapi_generator";
import {
  ANOTHER, ARCHIVE, begins, CALLBACK, LONG_REPORT, NAME, PDF, REPORT, run, UNKNOWN, until, URL_OF_SERVICE,
} from "./given";

const configuration = new Configuration({ basePath: URL_OF_SERVICE });
const audits = new AuditsApi(configuration);
const batches = new BatchesApi(configuration);

const ended = (auditId: string) => until(() => audits.getAudit({ auditId, wait: 20 }), (audit) => audit.finishedAt !== null);
const endedBatch = (batchId: string) => until(() => batches.getBatch({ batchId, wait: 20 }), (batch) => batch.finishedAt !== null);

/** A document once it is drawn. */
async function drawn<Told>(ask: () => Promise<ApiResponse<Told>>): Promise<Told> {
  return (await until(ask, ({ raw }) => raw.status === 200)).value();
}

/** Send reports in every way; the id of the audit of a PDF. */
async function send(): Promise<string> {
  const audit = await audits.submitAudit({ file: REPORT, label: "clients", select: ["ARI", "YEAR"], callbackUrl: CALLBACK });
  assert.deepEqual([audit.file.name, audit.label, audit.select], [NAME, "clients", ["ARI", "YEAR"]]);
  const auditId = audit.id;
  assert.equal((await ended(auditId)).verdict, Verdict.Fail);
  assert.ok((await audits.redeliver({ auditId })).deliveries);
  assert.ok((await audits.getDeliveries({ auditId })).deliveries);
  const listed = await audits.getAudits({ status: [Status.Succeeded], label: "clients" });
  assert.ok(listed.audits.some(({ id }) => id === auditId));
  assert.equal((await audits.getOriginal({ auditId })).size, REPORT.size);
  const again = await audits.auditAgain({ auditId, baseline: auditId, label: "again" });
  assert.equal((await ended(again.id)).related.againOf, auditId);
  const [first] = (await audits.getFindings({ auditId })).findings;
  const newAssessment = { state: AssessmentState.Disputed, note: "as agreed" };
  const said = await audits.assessFinding({ auditId, findingId: first.id, newAssessment });
  assert.equal(said.afterAssessments?.disputed, 1);
  assert.deepEqual((await audits.getAssessments({ auditId })).assessments.map(({ note }) => note), ["as agreed"]);
  await audits.deleteAudit({ auditId });
  assert.deepEqual((await audits.deleteAudits({ label: "again" })).deleted, [again.id]);

  const reviews = { review: { upheld: 1, other: "0", total: 2 } };
  await audits.submitDraft({ draft: { year: 2023, tables: { reviews } }, prefer: "wait=20", select: ["ARI"] });

  const long = await audits.submitReport({ body: LONG_REPORT });
  assert.equal((await audits.cancelAudit({ auditId: long.id })).status, Status.Canceled);

  const contentDisposition = "attachment; filename=report.pdf";
  const named = await audits.submitReport({ body: PDF, contentDisposition, label: "raw" });
  assert.deepEqual([named.file.name, named.label], ["report.pdf", "raw"]);
  return named.id;
}

/** Read every document of an audit. */
async function readAll(auditId: string): Promise<void> {
  assert.ok((await ended(auditId)).summary.error > 0);
  const page = await audits.getFindings({ auditId, severity: [Severity.Error], limit: 1 });
  assert.equal(page.findings[0]?.severity, Severity.Error);
  assert.ok((await audits.getTables({ auditId })).tables[0]?.rows[0]?.cells.length);
  assert.ok((await audits.getText({ auditId })).sections.length);
  assert.ok((await audits.getMarks({ auditId })).marks.length);
  assert.equal((await audits.getReport({ auditId })).audit.id, auditId);
  assert.equal((await audits.getSarif({ auditId }))["version"], "2.1.0");
  for (const format of Object.values(DocumentFormat)) assert.ok((await audits.getDocument({ auditId, format })).trim());
  assert.ok(await begins(await drawn(() => audits.getFileRaw({ auditId, format: FileFormat.Pdf })), "%PDF"));
  assert.ok(await begins(await drawn(() => audits.getNoticeRaw({ auditId })), "PK"));
  const filled = { auditId, format: NoticeFormat.Pdf, deadline: new Date("2026-01-31"), office: "某某县人民政府办公室" };
  assert.ok(await begins(await drawn(() => audits.getNoticeRaw(filled)), "%PDF"));
  assert.ok(await begins(await drawn(() => audits.getPageRaw({ auditId, number: 1 })), "\x89PNG"));
  await assert.rejects(audits.getAudit({ auditId: UNKNOWN }), (error) => error instanceof ResponseError && error.response.status === 404);
}

/** Send batches, and read what becomes of them. */
async function compare(): Promise<void> {
  const sent = await batches.submitBatch({ file: [REPORT, ANOTHER], label: "clients", callbackUrl: CALLBACK });
  const batchId = sent.id;
  const batch = await endedBatch(batchId);
  assert.deepEqual(batch.reports.map(({ name }) => name), [NAME, "b.txt"]);
  assert.equal((await batches.getBatchFindings({ batchId, limit: 10 })).next, null);
  assert.match(await batches.getBatchFindingsTable({ batchId }), /,/);
  assert.ok(await begins(await drawn(() => batches.getWorkbookRaw({ batchId })), "PK"));
  assert.match(await drawn(() => batches.getWorkbookTableRaw({ batchId })), /ARI/);
  assert.ok(await begins(await drawn(() => batches.getNoticesRaw({ batchId })), "PK"));
  assert.ok((await batches.redeliverBatch({ batchId })).deliveries);
  assert.ok((await batches.getBatchDeliveries({ batchId })).deliveries);
  const archive = await batches.submitArchive({ body: ARCHIVE, label: "archive" });
  assert.equal((await endedBatch(archive.id)).counts.total, 2);
  assert.ok((await batches.getBatches({ label: "archive" })).batches.some(({ id }) => id === archive.id));
  const findingId = (await batches.getBatchFindings({ batchId: archive.id })).findings[0]?.id ?? "";
  const newAssessment = { state: AssessmentState.Corrected };
  const said = await batches.assessBatchFinding({ batchId: archive.id, findingId, newAssessment });
  assert.equal(said.afterAssessments?.corrected, 1);
  const told = await batches.getBatchAssessments({ batchId: archive.id });
  assert.deepEqual(told.assessments.map(({ finding }) => finding), [findingId]);
  assert.equal((await batches.renameBatch({ batchId: archive.id, label: "renamed" })).label, "renamed");
  const long = await batches.submitBatch({ file: [LONG_REPORT, LONG_REPORT] });
  assert.equal((await batches.cancelBatch({ batchId: long.id })).status, "canceled");
  await batches.deleteBatch({ batchId: archive.id });
}

/** Ask what does not depend on any report. */
async function lookUp(): Promise<void> {
  const [rules, operation] = [new RulesApi(configuration), new OperationApi(configuration)];
  const [contract, pages] = [new ContractApi(configuration), new PagesApi(configuration)];
  const first = (await rules.getRules()).rules[0];
  assert.ok((await rules.getRule({ ruleId: first?.id ?? "" })).example.bad);
  assert.deepEqual((await rules.getProfiles()).profiles, []);
  assert.ok((await rules.getForm()).tables[0]?.rows.length);
  assert.equal((await contract.getProblemType({ code: "audit-not-found" })).status, 404);
  assert.ok(await begins(await contract.getContractAsYaml(), "openapi: 3.1"));
  assert.ok(await contract.getContractAsJson());
  assert.equal((await operation.getHealth()).status, "ok");
  assert.equal((await operation.getReadiness()).status, "ready");
  assert.ok((await operation.getVersion()).ruleset);
  const ping = await operation.sendPing({ callbackUrl: CALLBACK });
  assert.equal((await operation.getPing({ pingId: ping.id })).id, ping.id);
  assert.match(await operation.getMetrics(), /report_audit_http_requests_total/);
  assert.match(await pages.showDocs(), /<html/);
  const version = /web\/(\w+)\/main\.js/.exec(await pages.showPage())?.[1] ?? "";
  assert.match(await pages.getAsset({ version, name: "main.js" }), /import/);
  assert.ok(await begins(await pages.getIcon({ version }), "<svg"));
}

run({ send, readAll, compare, lookUp });
