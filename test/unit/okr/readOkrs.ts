import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import type { KeyResult, OkrDocument, OkrFile } from '../../../src/okr/model';
import { parseOkrFile } from '../../../src/okr/okrFile';

/** Stands for the sources that the metrics wing defines: the wing under test must not care what they hold. */
export const anySource = z.looseObject({ type: z.string() });
export type AnySource = z.infer<typeof anySource>;

export function readOkrs(text: string): OkrDocument<AnySource> {
  return parseOkrFile(text, anySource);
}

/** Where and what, as `line:column severity message`. */
export function problemsOf(text: string): string[] {
  return readOkrs(text).diagnostics.map(
    ({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`,
  );
}

export function fileOf(text: string): OkrFile<AnySource> {
  const { file } = readOkrs(text);
  assert.ok(file);
  return file;
}

export function keyResultsOf(text: string): KeyResult[] {
  return fileOf(text).objectives.flatMap(({ keyResults }) => keyResults);
}

/** A file in which the key result `kr` has the given lines, from line 9 column 9; a healthy one follows it. */
export function withKeyResult(...lines: readonly string[]): string {
  return `version: 1
cycle: { id: 2026-Q4, start: 2026-10-01, end: 2026-12-31 }
sources: { repo: { type: file } }
objectives:
  - id: speed
    title: Speed
    keyResults:
      - id: kr
${lines.map((line) => `        ${line}\n`).join('')}      - { id: healthy, title: Healthy, metric: { source: repo }, start: 0, target: 5 }
`;
}

export const SOUND = [
  'title: One',
  'metric: { source: repo, query: one.csv }',
  'start: 10',
  'target: 20',
] as const;
