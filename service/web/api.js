// The public API: all that the page asks goes through here.

import { tellConnection } from "./connection.js";
import { keptKey, wantKey } from "./keys.js";
import { language, t } from "./words.js";

const BASE = new URL(".", location.href);
/** How often an answer to wait is heeded. */
const WAITS = 8;

const sleep = (seconds, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, seconds * 1000);
  signal?.addEventListener("abort", () => { clearTimeout(timer); reject(signal.reason); }, { once: true });
});

/** What the service says is wrong (RFC 9457), or that it can't be reached. */
export class Problem extends Error {
  constructor(told, status = 0) {
    super(told.detail ?? told.title);
    Object.assign(this, { told, status });
  }

  static get unreachable() {
    return new Problem({ title: t("unreachable"), detail: t("unreachable_detail") });
  }
}

/** Ask the service. What it asks to wait for is waited for, a few times; then, and otherwise, a Problem is thrown. */
export async function ask(path, { waits = WAITS, ...request } = {}) {
  for (let tries = 0; ; tries += 1) {
    const key = keptKey();
    const response = await send(path, key, request);
    if (response.ok || response.status === 304) return response;
    const told = await response.json().catch(() => ({ title: response.statusText }));
    const later = Number(response.headers.get("Retry-After"));
    if ([429, 503].includes(response.status) && later && tries < waits) await sleep(later, request.signal);
    else if (response.status !== 401 || !(await wantKey(key, told))) throw new Problem(told, response.status);
  }
}

async function send(path, key, { headers = {}, signal, ...request }) {
  const sent = { "Accept-Language": language, ...headers, ...(key ? { Authorization: `Bearer ${key}` } : {}) };
  try {
    return await fetch(new URL(path, BASE), { ...request, signal, headers: sent, cache: "no-store" });
  } catch (error) {
    throw signal?.aborted ? error : Problem.unreachable;
  }
}

export const askJson = async (path, request) => (await ask(path, request)).json();

/** A key under which what is sent again makes no second audit: `randomUUID` is only there where the page came by https. */
export const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const asked = new Map();

/** What stays the same while the page is open: asked for once in a language. */
export function askOnce(path) {
  const name = `${language} ${path}`;
  if (!asked.has(name)) asked.set(name, askJson(path).catch((error) => { asked.delete(name); throw error; }));
  return asked.get(name);
}

/** A document that may have to be drawn first. */
export async function askDrawn(path, signal) {
  for (;;) {
    const response = await ask(path, { signal });
    if (response.status !== 202) return response;
    await sleep(Number(response.headers.get("Retry-After")) || 1, signal);
  }
}

/**
 * Follow an audit or batch until it ends.
 * @param {string} path
 * @param {{told: function(object): void, signal: AbortSignal, isHeld: boolean}} watch
 *   `told` gets each state, with those of a batch's reports that have changed since the one before; `isHeld` has the service
 *   hold its answers
 * @returns {Promise<object>} the last state
 */
export async function watch(path, { told, signal, isHeld }) {
  signal.addEventListener("abort", () => tellConnection());
  for (let tag = null, since = null, pause = 1; ;) {
    try {
      const headers = tag ? { "If-None-Match": tag } : {};
      const query = String(new URLSearchParams({ ...(tag && isHeld && { wait: 25 }), ...(since && { since }) }));
      const response = await ask(query ? `${path}?${query}` : path, { headers, signal });
      pause = 1;
      tellConnection();
      if (response.status !== 304) {
        tag = response.headers.get("ETag");
        const state = await response.json();
        since = state.cursor;
        told(state);
        if (state.finished_at) return state;
      }
      if (!isHeld) await sleep(1, signal);
    } catch (error) {
      if (signal.aborted || (error.status && error.status < 500)) throw error;
      tellConnection(t("reconnecting"));
      await sleep(pause, signal);
      pause = Math.min(pause * 2, 10);
    }
  }
}
