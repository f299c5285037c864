// Every operation once, by the client that @hey-api/openapi-ts makes.

import assert from "node:assert/strict";
import * as api from "../generated/typescript/client";
import { client } from "../generated/typescript/client/client.gen";
import {
  ANOTHER, ARCHIVE, begins, CALLBACK, LONG_REPORT, NAME, PDF, REPORT, run, UNKNOWN, until, URL_OF_SERVICE,
} from "./given";

client.setConfig({ baseUrl: URL_OF_SERVICE, throwOnError: true });
const sure = { throwOnError: true } as const;

async function ended(audit_id: string): Promise<api.Audit> {
  const ask = async () => (await api.getAudit({ path: { audit_id }, query: { wait: 20 }, ...sure })).data;
  return until(ask, (audit) => audit.finished_at !== null);
}

async function endedBatch(batch_id: string): Promise<api.Batch> {
  const ask = async () => (await api.getBatch({ path: { batch_id }, query: { wait: 20 }, ...sure })).data;
  return until(ask, (batch) => batch.finished_at !== null);
}

/** A document once it is drawn. */
async function drawn<Told>(ask: () => Promise<{ data: Told | api.Drawing; response: Response }>): Promise<Told> {
  return (await until(ask, ({ response }) => response.status === 200)).data as Told;
}

/** Send reports in every way; the id of the audit of a PDF. */
async function send(): Promise<string> {
  const body = { file: REPORT, label: "clients", select: ["ARI", "YEAR"], callback_url: CALLBACK };
  const audit = (await api.submitAudit({ body, ...sure })).data;
  assert.deepEqual([audit.file.name, audit.label, audit.select], [NAME, "clients", ["ARI", "YEAR"]]);
  const path = { audit_id: audit.id };
  assert.equal((await ended(audit.id)).verdict, "fail");
  assert.ok((await api.redeliver({ path, ...sure })).data.deliveries);
  assert.ok((await api.getDeliveries({ path, ...sure })).data.deliveries);
  const listed = await api.getAudits({ query: { status: ["succeeded"], label: "clients" }, ...sure });
  assert.ok(listed.data.audits.some(({ id }) => id === audit.id));
  assert.equal((await api.getOriginal({ path, ...sure })).data.size, REPORT.size);
  const again = (await api.auditAgain({ path, query: { baseline: audit.id, label: "again" }, ...sure })).data;
  assert.equal((await ended(again.id)).related.again_of, audit.id);
  const [first] = (await api.getFindings({ path, ...sure })).data.findings;
  const disputed = { state: "disputed", note: "as agreed" } as const;
  const said = (await api.assessFinding({ path: { ...path, finding_id: first.id }, body: disputed, ...sure })).data;
  assert.equal(said.after_assessments?.disputed, 1);
  assert.deepEqual((await api.getAssessments({ path, ...sure })).data.assessments.map(({ note }) => note), ["as agreed"]);
  await api.deleteAudit({ path, ...sure });
  assert.deepEqual((await api.deleteAudits({ query: { label: "again" }, ...sure })).data.deleted, [again.id]);

  const draft = { year: 2023, tables: { reviews: { review: { upheld: 1, other: "0", total: 2 } } } };
  await api.submitDraft({ body: draft, headers: { Prefer: "wait=20" }, query: { select: ["ARI"] }, ...sure });

  const long = (await api.submitReport({ body: LONG_REPORT, ...sure })).data;
  assert.equal((await api.cancelAudit({ path: { audit_id: long.id }, ...sure })).data.status, "canceled");

  const headers = { "Content-Disposition": "attachment; filename=report.pdf" };
  const named = (await api.submitReport({ body: PDF, headers, query: { label: "raw" }, ...sure })).data;
  assert.deepEqual([named.file.name, named.label], ["report.pdf", "raw"]);
  return named.id;
}

/** Read every document of an audit. */
async function readAll(audit_id: string): Promise<void> {
  const path = { audit_id };
  assert.ok((await ended(audit_id)).summary.error > 0);
  const page = (await api.getFindings({ path, query: { severity: ["error"], limit: 1 }, ...sure })).data;
  assert.equal(page.findings[0]?.severity, "error");
  assert.ok((await api.getTables({ path, ...sure })).data.tables[0]?.rows[0]?.cells.length);
  assert.ok((await api.getText({ path, ...sure })).data.sections.length);
  assert.ok((await drawn(() => api.getMarks({ path, ...sure }))).marks.length);
  assert.equal((await api.getReport({ path, ...sure })).data.audit.id, audit_id);
  assert.equal((await drawn(() => api.getSarif({ path, ...sure })))["version"], "2.1.0");
  const texts: api.DocumentFormat[] = ["csv", "markdown", "html"];
  for (const format of texts) assert.ok((await drawn(() => api.getDocument({ path: { audit_id, format }, ...sure }))).trim());
  assert.ok(await begins(await drawn(() => api.getFile({ path: { audit_id, format: "pdf" }, ...sure })), "%PDF"));
  assert.ok(await begins(await drawn(() => api.getNotice({ path, ...sure })), "PK"));
  const query = { format: "pdf", deadline: "2026-01-31", office: "某某县人民政府办公室" } as const;
  assert.ok(await begins(await drawn(() => api.getNotice({ path, query, ...sure })), "%PDF"));
  assert.ok(await begins(await drawn(() => api.getPage({ path: { audit_id, number: 1 }, ...sure })), "\x89PNG"));
  const { error } = await api.getAudit({ path: { audit_id: UNKNOWN }, throwOnError: false });
  assert.equal(error?.type, "/problems/audit-not-found");
}

/** Send batches, and read what becomes of them. */
async function compare(): Promise<void> {
  const body = { file: [REPORT, ANOTHER], label: "clients", callback_url: CALLBACK };
  const batch = await endedBatch((await api.submitBatch({ body, ...sure })).data.id);
  const path = { batch_id: batch.id };
  assert.deepEqual(batch.reports.map(({ name }) => name), [NAME, "b.txt"]);
  assert.equal((await api.getBatchFindings({ path, query: { limit: 10 }, ...sure })).data.next, null);
  assert.match((await api.getBatchFindingsTable({ path, ...sure })).data, /,/);
  assert.ok(await begins(await drawn(() => api.getWorkbook({ path, ...sure })), "PK"));
  assert.match(await drawn(() => api.getWorkbookTable({ path, ...sure })), /ARI/);
  assert.ok(await begins(await drawn(() => api.getNotices({ path, ...sure })), "PK"));
  assert.ok((await api.redeliverBatch({ path, ...sure })).data.deliveries);
  assert.ok((await api.getBatchDeliveries({ path, ...sure })).data.deliveries);
  const archive = (await api.submitArchive({ body: ARCHIVE, query: { label: "archive" }, ...sure })).data;
  assert.equal((await endedBatch(archive.id)).counts.total, 2);
  const { batches } = (await api.getBatches({ query: { label: "archive" }, ...sure })).data;
  assert.ok(batches.some(({ id }) => id === archive.id));
  const inArchive = { batch_id: archive.id };
  const between = (await api.getBatchFindings({ path: inArchive, ...sure })).data.findings[0];
  const assessed = { path: { ...inArchive, finding_id: between?.id ?? "" }, body: { state: "corrected" } as const, ...sure };
  assert.equal((await api.assessBatchFinding(assessed)).data.after_assessments?.corrected, 1);
  const told = (await api.getBatchAssessments({ path: inArchive, ...sure })).data.assessments;
  assert.deepEqual(told.map(({ finding }) => finding), [between?.id]);
  const renamed = { path: { batch_id: archive.id }, query: { label: "renamed" }, ...sure };
  assert.equal((await api.renameBatch(renamed)).data.label, "renamed");
  const long = (await api.submitBatch({ body: { file: [LONG_REPORT, LONG_REPORT] }, ...sure })).data;
  assert.equal((await api.cancelBatch({ path: { batch_id: long.id }, ...sure })).data.status, "canceled");
  await api.deleteBatch({ path: { batch_id: archive.id }, ...sure });
}

/** Ask what does not depend on any report. */
async function lookUp(): Promise<void> {
  const first = (await api.getRules(sure)).data.rules[0];
  assert.ok((await api.getRule({ path: { rule_id: first?.id ?? "" }, ...sure })).data.example.bad);
  assert.deepEqual((await api.getProfiles(sure)).data.profiles, []);
  assert.ok((await api.getForm(sure)).data.tables[0]?.rows.length);
  assert.equal((await api.getProblemType({ path: { code: "audit-not-found" }, ...sure })).data.status, 404);
  assert.ok(await begins((await api.getContractAsYaml(sure)).data, "openapi: 3.1"));
  assert.ok("paths" in (await api.getContractAsJson(sure)).data);
  assert.equal((await api.getHealth(sure)).data.status, "ok");
  assert.equal((await api.getReadiness(sure)).data.status, "ready");
  assert.ok((await api.getVersion(sure)).data.ruleset);
  const ping = (await api.sendPing({ query: { callback_url: CALLBACK }, ...sure })).data;
  assert.equal((await api.getPing({ path: { ping_id: ping.id }, ...sure })).data.id, ping.id);
  assert.match((await api.getMetrics(sure)).data, /report_audit_http_requests_total/);
  assert.match((await api.showDocs(sure)).data, /<html/);
  const version = /web\/(\w+)\/main\.js/.exec((await api.showPage(sure)).data)?.[1] ?? "";
  const script = await api.getAsset({ path: { version, name: "main.js" }, parseAs: "blob", ...sure });
  assert.match(await script.data.text(), /import/);
  assert.ok(await begins((await api.getIcon({ path: { version }, ...sure })).data, "<svg"));
}

run({ send, readAll, compare, lookUp });
