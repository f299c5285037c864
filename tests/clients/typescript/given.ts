// What the programs of this folder are given: `program URL FOLDER`, and the files of that folder.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[3] ?? "";
const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));

export const URL_OF_SERVICE = process.argv[2] ?? "";
export const NAME = "某局年报.txt";
export const REPORT = new File([read(NAME)], NAME);
export const ANOTHER = new File([read(NAME)], "b.txt");
/** One that takes seconds to audit. */
export const LONG_REPORT = new Blob([read("long.txt")]);
export const PDF = new Blob([read("report.pdf")]);
export const ARCHIVE = new Blob([read("reports.zip")]);
/** An address that the service may call. */
export const CALLBACK = "https://portal.example.org/hook";
/** The id of no audit. */
export const UNKNOWN = "01KADEQ4SX8Y7V1D0M3W9R5T2B";

/** What is told once it is what was waited for. */
export async function until<Told>(ask: () => Promise<Told>, isDone: (told: Told) => boolean, seconds = 120): Promise<Told> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    const told = await ask();
    if (isDone(told)) return told;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("waited for too long");
}

/** Whether a file begins so. */
export async function begins(file: Blob, text: string): Promise<boolean> {
  return Buffer.from(await file.slice(0, text.length).arrayBuffer()).toString("latin1") === text;
}

/** What a program asks, in the order in which it does. */
export interface Program {
  /** Sends reports in every way; the id of the audit of a PDF. */
  send(): Promise<string>;
  /** Reads every document of an audit. */
  readAll(audit_id: string): Promise<void>;
  /** Sends batches, and reads what becomes of them. */
  compare(): Promise<void>;
  /** Asks what does not depend on any report. */
  lookUp(): Promise<void>;
}

/** Run a program. One that fails is told as such by the exit code. */
export function run(program: Program): void {
  const ask = async () => {
    await program.readAll(await program.send());
    await program.compare();
    await program.lookUp();
  };
  ask().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
