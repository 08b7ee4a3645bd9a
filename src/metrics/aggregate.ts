import { finished } from './finished';
import type { Series, TimeSpan } from './series';

/** How points become one value. */
export type Aggregate = 'last' | 'sum' | 'mean';

/** The values inside a span, in their order, without gaps. */
export function valuesIn({ points }: Series, span: TimeSpan): number[] {
  const values: number[] = [];
  for (const { t, v } of points) if (v !== null && t >= span.from && t < span.to) values.push(v);
  return values;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * The one value of a span: its newest point, the sum or the mean of its points. Nothing where it has no values.
 * A day that is not over counts in a sum, as it will only grow; as a level it would be compared with whole days.
 */
export function currentValue(series: Series, aggregate: Aggregate, span: TimeSpan): number | undefined {
  const whole = aggregate === 'sum' ? [] : valuesIn(finished(series), span);
  const values = whole.length > 0 ? whole : valuesIn(series, span);
  if (values.length === 0) return undefined;
  switch (aggregate) {
    case 'last':
      return values.at(-1);
    case 'sum':
      return sum(values);
    case 'mean':
      return sum(values) / values.length;
  }
}

/**
 * The share of the known time of a span, 0…1, in which the value lay in [min, max]. A value is known from its point
 * to the next one; gaps, and the time before the first point, are not known. Nothing where no value is known.
 */
export function heldShare(series: Series, span: TimeSpan, min: number, max: number): number | undefined {
  const { points } = finished(series);
  let known = 0;
  let held = 0;
  for (const [index, { t, v }] of points.entries()) {
    const until = Math.min(points[index + 1]?.t ?? span.to, span.to);
    const length = until - Math.max(t, span.from);
    if (v === null || length <= 0) continue;
    known += length;
    if (v >= min && v <= max) held += length;
  }
  return known === 0 ? undefined : held / known;
}
