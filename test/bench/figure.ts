/** One measured figure, as the table and `results.json` show it. */
export interface Figure {
  /** Also the name of its CSV file under `history/`. */
  readonly name: string;
  readonly title: string;
  /** None of a plain number. */
  readonly unit: 'kB' | 'ms' | 'MB' | '×' | 'requests' | '';
  readonly value: number;
  /** The most that the design allows; absent where it allows anything. */
  readonly budget?: number;
  /** Single measurements, in order, where there are several. */
  readonly samples?: readonly number[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  if (low === undefined || high === undefined) throw new Error('There is no median of nothing');
  return (low + high) / 2;
}

/** Rounded to two decimals, so that files stay readable. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ title, value, unit, budget, samples }) => [
    title,
    `${value} ${unit}`,
    budget === undefined ? '' : `≤ ${budget} ${unit}${value > budget ? '  OVER' : ''}`,
    samples === undefined ? '' : `${Math.min(...samples)} … ${Math.max(...samples)} in ${samples.length}`,
  ]);
  const all = [['', 'median', 'budget', 'range'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}
