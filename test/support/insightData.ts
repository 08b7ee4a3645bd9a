import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../steps/root';

/** Reference results of R and statsmodels, and the series that they are about. */
export function insightData<Read>(name: string): Read {
  return JSON.parse(readFileSync(join(ROOT, 'test/data/insight', name), 'utf8')) as Read;
}

export interface StepData {
  readonly y: readonly number[];
  readonly X: Readonly<Record<string, readonly number[]>>;
  readonly results: Readonly<
    Record<string, Readonly<Record<string, { readonly est: number; readonly se: number }>>>
  >;
}

/** Fails with both numbers where they differ by more than this share of the expected one. */
export function assertClose(actual: number, expected: number, relative: number, what: string): void {
  const off = Math.abs(actual - expected) / Math.abs(expected);
  if (!(off <= relative)) throw new Error(`${what}: ${actual} instead of ${expected}, off by ${off}`);
}
