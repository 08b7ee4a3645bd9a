import { samplesAround } from '../insight/nearSamples';
import type { Samples } from '../insight/samples';
import { type StepRows, stepDesign } from '../insight/stepDesign';
import { type PreparedStep, prepareStep } from '../insight/stepEffect';
import type { Beside, ImpactRequest } from './model';

/** A metric to compare beside, with its value in each row where it has them all. */
interface Comparison extends Beside {
  readonly values?: readonly number[];
}

const HALF_A_WEEK = 3;

/**
 * @param own of the metric itself
 * @param slots of the rows that the answer is made of
 */
export function besideOf(
  own: Samples,
  slots: readonly number[],
  request: ImpactRequest,
): Comparison | undefined {
  const { control, asked } = request;
  if (control === undefined) return undefined;
  const { title, aggregate, series } = control;
  const samples = series && samplesAround(series, asked.at, { ...request, aggregate });
  if (samples === undefined) return { title, leftOut: { kind: 'no-values' } };
  const bySlot = new Map(
    samples.slots.map((slot, index) => [sameIn(own, samples, slot), samples.values[index] ?? 0]),
  );
  const values = slots.flatMap((slot) => bySlot.get(slot) ?? []);
  const missing = slots.length - values.length;
  // Days without it would have to be left out, and with them what they say.
  return missing > 0 ? { title, leftOut: { kind: 'gaps', missing } } : { title, values };
}

/** The slot of one metric's day, week or month among another's: weeks begin where the metric's do. */
function sameIn(own: Samples, { sampling, firstDayOf }: Samples, slot: number): number | undefined {
  if (own.sampling !== sampling) return undefined;
  return own.slotOf(firstDayOf(slot) + (sampling === 'week' ? HALF_A_WEEK : 0));
}

/** With what is compared beside, or without it where its column can't be told from the others. */
export function* prepareBeside(
  rows: StepRows,
  comparison: Comparison | undefined,
): Generator<void, { readonly prepared: PreparedStep | undefined; readonly beside?: Beside }> {
  if (comparison === undefined) return { prepared: yield* prepareStep(stepDesign(rows)) };
  const { values, ...beside } = comparison;
  const control = values && new Set(values).size > 1 ? values : undefined;
  const prepared = control && (yield* prepareStep(stepDesign({ ...rows, control })));
  if (prepared) return { prepared, beside };
  return {
    prepared: yield* prepareStep(stepDesign(rows)),
    beside: { title: beside.title, leftOut: beside.leftOut ?? { kind: 'same' } },
  };
}
