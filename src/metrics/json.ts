import type { JSONValue } from '@jmespath-community/jmespath';
import type { Result } from '../io/ports';
import { excerpt } from './excerpt';
import type { MetricError } from './metricError';
import { select } from './selection';
import type { Point } from './series';
import { pointsIn } from './shapes';
import type { MetricQuery } from './source';

/** Parses JSON. Errors: `empty` for no text at all, `schema` for a text that is no JSON. */
export function parseJson(text: string): Result<JSONValue, MetricError> {
  if (text.trim() === '') return { ok: false, error: { kind: 'empty' } };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    const detail = `not JSON, it starts with "${excerpt(text, 60)}"`;
    return { ok: false, error: { kind: 'schema', at: '$', detail } };
  }
}

/**
 * Points in JSON of a usual shape, or in the part of it that a JMESPath expression selects.
 * Errors: `schema` where it has another shape, `config` where the expression can't be used, `empty`.
 */
export function jsonPoints(
  json: JSONValue,
  selection: string | undefined,
  { timezone, now }: MetricQuery,
): Result<readonly Point[], MetricError> {
  if (selection === undefined) return pointsIn(json, { at: '$', timezone, now });
  const selected = select(selection, json);
  return selected.ok ? pointsIn(selected.value, { at: 'selected', timezone, now }) : selected;
}
