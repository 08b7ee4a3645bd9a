import type * as z from 'zod/mini';
import type { MetricError } from '../metricError';

export interface Failure {
  readonly ok: false;
  readonly error: MetricError;
}

export function failure(error: MetricError): Failure {
  return { ok: false, error };
}

/** A response of another shape. `at` says where, as `$.data.result[0].value`. */
export function wrong(at: string, detail: string): Failure {
  return failure({ kind: 'schema', at, detail });
}

/** What a schema found in a response, with its place. */
export function wrongShape(error: z.core.$ZodError, detail: string): Failure {
  const path = error.issues[0]?.path ?? [];
  return wrong(`$${path.map(step).join('')}`, detail);
}

function step(key: PropertyKey): string {
  return typeof key === 'number' ? `[${key}]` : `.${String(key)}`;
}

/** More series than the one that a key result needs. */
export function several(at: string, count: number, advice: string): Failure {
  return wrong(at, `${count} series; ${advice}`);
}
