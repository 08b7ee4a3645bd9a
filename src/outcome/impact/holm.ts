import type { Impact } from './model';

const ALPHA = 0.05;

/** Holm's adjustment of several p-values: what each would have to be compared with alone. */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const adjusted = new Array<number>(ps.length).fill(1);
  let least = 0;
  for (const [rank, { p, index }] of order.entries()) {
    least = Math.max(least, Math.min(1, p * (ps.length - rank)));
    adjusted[index] = least;
  }
  return adjusted;
}

/**
 * Several metrics looked at for one deployment: a change counts only where it holds up among all of them. Those that
 * were refused are no look.
 */
export function corrected(impacts: readonly Impact[]): Impact[] {
  const looked = impacts.filter(({ figures }) => figures !== undefined);
  const adjusted = holm(looked.map(({ figures }) => figures?.p ?? 1));
  return impacts.map((impact) => {
    const index = looked.indexOf(impact);
    if (impact.answer !== 'moved' || (adjusted[index] ?? 1) < ALPHA) return impact;
    return { ...impact, answer: 'cant-tell', why: { kind: 'several', metrics: looked.length } };
  });
}
