// Every operation once, by the types that openapi-typescript makes and openapi-fetch, which takes them.

import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "../generated/typescript/openapi_typescript";
import {
  ANOTHER, ARCHIVE, begins, CALLBACK, LONG_REPORT, NAME, PDF, REPORT, run, UNKNOWN, until, URL_OF_SERVICE,
} from "./given";

type Schemas = components["schemas"];
const client = createClient<paths>({ baseUrl: URL_OF_SERVICE });

/** The answer, which must be none of a problem. */
async function sure<Data>(asked: Promise<{ data?: Data; error?: unknown; response: Response }>): Promise<Data> {
  const { data, error, response } = await asked;
  if (data === undefined) throw new Error(`${response.status} ${JSON.stringify(error)}`);
  return data;
}

/** A form as it is sent: lists as fields that are repeated. */
function asForm(fields: object): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each);
  return form;
}

async function ended(audit_id: string): Promise<Schemas["Audit"]> {
  const params = { path: { audit_id }, query: { wait: 20 } };
  return until(() => sure(client.GET("/v1/audits/{audit_id}", { params })), (audit) => audit.finished_at !== null);
}

async function endedBatch(batch_id: string): Promise<Schemas["Batch"]> {
  const params = { path: { batch_id }, query: { wait: 20 } };
  return until(() => sure(client.GET("/v1/batches/{batch_id}", { params })), (batch) => batch.finished_at !== null);
}

/** A document once it is drawn. */
async function drawn<Data>(ask: () => Promise<{ data?: Data; response: Response }>): Promise<Data> {
  return sure(until(ask, ({ response }) => response.status === 200));
}

/** Send reports in every way; the id of the audit of a PDF. */
async function send(): Promise<string> {
  const fields = { file: REPORT, label: "clients", select: ["ARI", "YEAR"], callback_url: CALLBACK };
  const audit = await sure(client.POST("/v1/audits", { body: fields, bodySerializer: asForm }));
  assert.deepEqual([audit.file.name, audit.label, audit.select], [NAME, "clients", ["ARI", "YEAR"]]);
  const params = { path: { audit_id: audit.id } };
  assert.equal((await ended(audit.id)).verdict, "fail");
  assert.ok((await sure(client.POST("/v1/audits/{audit_id}/deliveries", { params }))).deliveries);
  assert.ok((await sure(client.GET("/v1/audits/{audit_id}/deliveries", { params }))).deliveries);
  const listed = await sure(client.GET("/v1/audits", { params: { query: { status: ["succeeded"], label: "clients" } } }));
  assert.ok(listed.audits.some(({ id }) => id === audit.id));
  const original = await sure(client.GET("/v1/audits/{audit_id}/original", { params, parseAs: "blob" }));
  assert.equal(original.size, REPORT.size);
  const since = { ...params, query: { baseline: audit.id, label: "again" } };
  const again = await sure(client.POST("/v1/audits/{audit_id}/again", { params: since }));
  assert.equal((await ended(again.id)).related.again_of, audit.id);
  const [first] = (await sure(client.GET("/v1/audits/{audit_id}/findings", { params }))).findings;
  const assessed = { path: { ...params.path, finding_id: first.id } };
  const disputed = { state: "disputed", note: "as agreed" } as const;
  const added = await sure(client.POST("/v1/audits/{audit_id}/findings/{finding_id}/assessments", { params: assessed, body: disputed }));
  assert.equal(added.after_assessments?.disputed, 1);
  const told = await sure(client.GET("/v1/audits/{audit_id}/assessments", { params }));
  assert.deepEqual(told.assessments.map(({ note }) => note), ["as agreed"]);
  assert.equal((await client.DELETE("/v1/audits/{audit_id}", { params })).response.status, 204);
  const erased = await sure(client.DELETE("/v1/audits", { params: { query: { label: "again" } } }));
  assert.deepEqual(erased.deleted, [again.id]);

  const draft = { year: 2023, tables: { reviews: { review: { upheld: 1, other: "0", total: 2 } } } };
  const asked = { header: { Prefer: "wait=20" }, query: { select: ["ARI"] } };
  await sure(client.POST("/v1/drafts", { body: draft, params: asked }));

  const raw = { bodySerializer: (body: Blob) => body, headers: { "Content-Type": "application/octet-stream" } };
  const long = await sure(client.POST("/v1/reports", { body: LONG_REPORT, ...raw }));
  const canceled = await sure(client.POST("/v1/audits/{audit_id}/cancel", { params: { path: { audit_id: long.id } } }));
  assert.equal(canceled.status, "canceled");

  const said = { header: { "Content-Disposition": "attachment; filename=report.pdf" }, query: { label: "raw" } };
  const named = await sure(client.POST("/v1/reports", { body: PDF, params: said, ...raw }));
  assert.deepEqual([named.file.name, named.label], ["report.pdf", "raw"]);
  return named.id;
}

/** Read every document of an audit. */
async function readAll(audit_id: string): Promise<void> {
  const params = { path: { audit_id } };
  assert.ok((await ended(audit_id)).summary.error > 0);
  const query = { severity: ["error" as const], limit: 1 };
  const page = await sure(client.GET("/v1/audits/{audit_id}/findings", { params: { ...params, query } }));
  assert.equal(page.findings[0]?.severity, "error");
  assert.ok((await sure(client.GET("/v1/audits/{audit_id}/tables", { params }))).tables[0]?.rows[0]?.cells.length);
  assert.ok((await sure(client.GET("/v1/audits/{audit_id}/text", { params }))).sections.length);
  assert.ok("marks" in (await drawn(() => client.GET("/v1/audits/{audit_id}/marks", { params }))));
  assert.equal((await sure(client.GET("/v1/audits/{audit_id}/report", { params }))).audit.id, audit_id);
  const sarif: Record<string, unknown> = await drawn(() => client.GET("/v1/audits/{audit_id}/sarif", { params }));
  assert.equal(sarif["version"], "2.1.0");
  const texts: Schemas["DocumentFormat"][] = ["csv", "markdown", "html"];
  for (const format of texts) {
    const asked = { params: { path: { audit_id, format } }, parseAs: "text" } as const;
    assert.ok((await drawn(() => client.GET("/v1/audits/{audit_id}/documents/{format}", asked))).trim());
  }
  const annotated = { params: { path: { audit_id, format: "pdf" } }, parseAs: "blob" } as const;
  assert.ok(await begins(await drawn(() => client.GET("/v1/audits/{audit_id}/files/{format}", annotated)), "%PDF"));
  for (const [format, first] of [["pdf", "%PDF"], ["docx", "PK"]] as const) {
    const query = { format, deadline: "2026-01-31", office: "某某县人民政府办公室" };
    const filled = { params: { ...params, query }, parseAs: "blob" } as const;
    assert.ok(await begins(await drawn(() => client.GET("/v1/audits/{audit_id}/notice", filled)), first));
  }
  const asked = { params: { path: { audit_id, number: 1 } }, parseAs: "blob" } as const;
  assert.ok(await begins(await drawn(() => client.GET("/v1/audits/{audit_id}/pages/{number}", asked)), "\x89PNG"));
  const { error } = await client.GET("/v1/audits/{audit_id}", { params: { path: { audit_id: UNKNOWN } } });
  assert.equal(error?.type, "/problems/audit-not-found");
}

/** Send batches, and read what becomes of them. */
async function compare(): Promise<void> {
  const fields = { file: [REPORT, ANOTHER], label: "clients", callback_url: CALLBACK };
  const batch = await endedBatch((await sure(client.POST("/v1/batches", { body: fields, bodySerializer: asForm }))).id);
  assert.deepEqual(batch.reports.map(({ name }) => name), [NAME, "b.txt"]);
  const params = { path: { batch_id: batch.id } };
  const [text, blob] = [{ params, parseAs: "text" } as const, { params, parseAs: "blob" } as const];
  const page = { params: { ...params, query: { limit: 10 } } };
  assert.equal((await sure(client.GET("/v1/batches/{batch_id}/findings", page))).next, null);
  assert.match(await sure(client.GET("/v1/batches/{batch_id}/findings.csv", text)), /,/);
  assert.ok(await begins(await drawn(() => client.GET("/v1/batches/{batch_id}/workbook", blob)), "PK"));
  assert.match(await drawn(() => client.GET("/v1/batches/{batch_id}/workbook.csv", text)), /ARI/);
  assert.ok(await begins(await drawn(() => client.GET("/v1/batches/{batch_id}/notices", blob)), "PK"));
  assert.ok((await sure(client.POST("/v1/batches/{batch_id}/deliveries", { params }))).deliveries);
  assert.ok((await sure(client.GET("/v1/batches/{batch_id}/deliveries", { params }))).deliveries);
  const raw = { bodySerializer: (body: Blob) => body, headers: { "Content-Type": "application/octet-stream" } };
  const archive = await sure(client.POST("/v1/archives", { body: ARCHIVE, params: { query: { label: "archive" } }, ...raw }));
  assert.equal((await endedBatch(archive.id)).counts.total, 2);
  const { batches } = await sure(client.GET("/v1/batches", { params: { query: { label: "archive" } } }));
  assert.ok(batches.some(({ id }) => id === archive.id));
  const inArchive = { path: { batch_id: archive.id } };
  const [between] = (await sure(client.GET("/v1/batches/{batch_id}/findings", { params: inArchive }))).findings;
  const assessed = { path: { ...inArchive.path, finding_id: between?.id ?? "" } };
  const corrected = { state: "corrected" } as const;
  const added = await sure(client.POST("/v1/batches/{batch_id}/findings/{finding_id}/assessments", { params: assessed, body: corrected }));
  assert.equal(added.after_assessments?.corrected, 1);
  const told = await sure(client.GET("/v1/batches/{batch_id}/assessments", { params: inArchive }));
  assert.deepEqual(told.assessments.map(({ finding }) => finding), [between?.id]);
  const renamed = { params: { path: { batch_id: archive.id }, query: { label: "renamed" } } };
  assert.equal((await sure(client.POST("/v1/batches/{batch_id}/rename", renamed))).label, "renamed");
  const waiting = { file: [LONG_REPORT, LONG_REPORT] };
  const long = await sure(client.POST("/v1/batches", { body: waiting, bodySerializer: asForm }));
  const stopped = client.POST("/v1/batches/{batch_id}/cancel", { params: { path: { batch_id: long.id } } });
  assert.equal((await sure(stopped)).status, "canceled");
  const erased = await client.DELETE("/v1/batches/{batch_id}", { params: { path: { batch_id: archive.id } } });
  assert.equal(erased.response.status, 204);
}

/** Ask what does not depend on any report. */
async function lookUp(): Promise<void> {
  const first = (await sure(client.GET("/v1/rules"))).rules[0];
  const rule = await sure(client.GET("/v1/rules/{rule_id}", { params: { path: { rule_id: first?.id ?? "" } } }));
  assert.ok(rule.example.bad);
  assert.deepEqual((await sure(client.GET("/v1/profiles"))).profiles, []);
  assert.ok((await sure(client.GET("/v1/form"))).tables[0]?.rows.length);
  const problem = await sure(client.GET("/problems/{code}", { params: { path: { code: "audit-not-found" } } }));
  assert.equal(problem.status, 404);
  assert.ok(await begins(await sure(client.GET("/openapi.yaml", { parseAs: "blob" })), "openapi: 3.1"));
  assert.ok("paths" in (await sure(client.GET("/openapi.json"))));
  assert.equal((await sure(client.GET("/healthz"))).status, "ok");
  assert.equal((await sure(client.GET("/readyz"))).status, "ready");
  assert.ok((await sure(client.GET("/version"))).ruleset);
  const ping = await sure(client.POST("/v1/pings", { params: { query: { callback_url: CALLBACK } } }));
  const sent = await sure(client.GET("/v1/pings/{ping_id}", { params: { path: { ping_id: ping.id } } }));
  assert.equal(sent.id, ping.id);
  assert.match(await sure(client.GET("/metrics", { parseAs: "text" })), /report_audit_http_requests_total/);
  assert.match(await sure(client.GET("/docs", { parseAs: "text" })), /<html/);
  const version = /web\/(\w+)\/main\.js/.exec(await sure(client.GET("/", { parseAs: "text" })))?.[1] ?? "";
  const path = { version, name: "main.js" };
  assert.match(await sure(client.GET("/web/{version}/{name}", { params: { path }, parseAs: "text" })), /import/);
  const icon = { params: { path: { version } }, parseAs: "blob" } as const;
  assert.ok(await begins(await sure(client.GET("/icon/{version}.svg", icon)), "<svg"));
}

run({ send, readAll, compare, lookUp });
