import type uPlot from 'uplot';

/** A number between two that are not known yet is no line. */
export function lonely(plot: uPlot, series: number): number[] {
  const values = plot.data[series] ?? [];
  const known = (index: number): boolean => typeof values[index] === 'number';
  return [...values.keys()].filter((index) => known(index) && !known(index - 1) && !known(index + 1));
}

/** The number of the value under the pointer. */
export function pointedAt({ cursor: { left, idx } }: uPlot): number | undefined {
  return (left ?? -1) < 0 ? undefined : (idx ?? undefined);
}
