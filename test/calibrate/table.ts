import { type Bar, holds, standardError } from './bar';

/** How a figure of each kind is written. */
function figureText({ measured, unit, replications }: Bar): string {
  if (unit === 'ms') return `${measured.toFixed(1)} ms`;
  if (unit === 'relative') return `off by ${measured.toExponential(0)}`;
  if (unit === 'points') return `${signed(measured * 100)} points`;
  const error = standardError(measured, replications);
  return `${(measured * 100).toFixed(1)} % ± ${(error * 100).toFixed(1)}`;
}

function boundText({ bound, unit }: Bar): string {
  if (bound === undefined) return 'reported';
  const told = (value: number): string => (unit === 'ms' ? `${value} ms` : `${Math.round(value * 100)} %`);
  if (unit === 'relative') return `off by ≤ ${bound.most?.toExponential()}`;
  if (unit === 'points') return `within ${Math.round((bound.most ?? 0) * 100)} points`;
  return bound.most === undefined ? `≥ ${told(bound.least ?? 0)}` : `≤ ${told(bound.most)}`;
}

/** Every figure, in tables by what it is. */
export function wholeTable(bars: readonly Bar[]): string {
  return [...grouped(bars)]
    .map(([what, group]) => {
      const rows = group.map(
        (bar) =>
          `| ${bar.where} | ${figureText(bar)} | ${boundText(bar)} | ${holds(bar) ? '' : '**missed**'} | ${bar.replications} | ${bar.seed ?? ''} |`,
      );
      return [
        `### ${capital(what)}`,
        '',
        '| where | measured | must hold | | replications | seed |',
        '|---|---|---|---|---|---|',
        ...rows,
      ].join('\n');
    })
    .join('\n\n');
}

/** The worst figure of each bar, and how many of it hold. */
export function summaryTable(bars: readonly Bar[]): string {
  const rows = [...grouped(bars)].flatMap(([what, group]) => {
    const bound = group.filter((bar) => bar.bound !== undefined);
    const [first, ...rest] = bound;
    if (first === undefined) return [];
    const worst = rest.reduce((found, bar) => (slack(bar) < slack(found) ? bar : found), first);
    const held = bound.filter(holds).length;
    return [
      `| ${capital(what)} | ${boundText(worst)} | ${figureText(worst)} | ${worst.where} | ${held} of ${bound.length} | ${seedsText(bound)} |`,
    ];
  });
  return ['| what | must hold | worst | where | held | seeds |', '|---|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}

/** Standard errors after ±. The part of a page between its two marks, replaced. */
export function withTable(page: string, table: string): string {
  return page.replace(
    /(<!-- calibration -->\n)[\s\S]*?(<!-- \/calibration -->)/,
    (_, begin, end) => `${begin}${table}\n${end}`,
  );
}

function seedsText(bars: readonly Bar[]): string {
  const seeds = bars.flatMap(({ seed }) => seed ?? []);
  if (seeds.length === 0) return 'nothing drawn';
  const [first, last] = [Math.min(...seeds), Math.max(...seeds)];
  return first === last ? String(first) : `${first} to ${last}`;
}

function grouped(bars: readonly Bar[]): ReadonlyMap<string, readonly Bar[]> {
  const groups = new Map<string, Bar[]>();
  for (const bar of bars) groups.set(bar.what, [...(groups.get(bar.what) ?? []), bar]);
  return groups;
}

/** How far a figure is from what it must hold, as a share of that. */
function slack({ measured, bound }: Bar): number {
  const above =
    bound?.most === undefined ? Number.POSITIVE_INFINITY : (bound.most - measured) / Math.abs(bound.most);
  const below =
    bound?.least === undefined ? Number.POSITIVE_INFINITY : (measured - bound.least) / Math.abs(bound.least);
  return Math.min(above, below);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
