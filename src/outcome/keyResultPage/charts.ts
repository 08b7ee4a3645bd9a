import type { Point, Series, TimeSpan } from '../../metrics/series';
import { startOfDay } from '../../okr/days';
import type { Aim, Cycle, KeyResult } from '../../okr/model';
import type { Sliced } from '../../work/ledger/slices';
import { runningTotal } from '../chartView';
import type { Forecast, ForecastStep } from '../forecast/model';
import { formatDay, formatValue, type NumberStyle } from '../format';
import type { Impact } from '../impact/model';
import { isPercentage, namesText } from '../insight/insightWords';
import type { Words } from '../words';
import { chartRows } from './chartRows';
import { leftOutSpans, windowSpans } from './chartSpans';
import type { ChartMark, ChartRow, PageChart } from './view';

export interface ChartFacts {
  readonly keyResult: KeyResult;
  readonly series: Series;
  readonly cycle: Cycle;
  /** Of the key result. */
  readonly window: TimeSpan;

  /** Oldest first; `at` in milliseconds since 1970 UTC. */
  readonly marks: readonly ChartMark[];
  readonly forecast?: Forecast;
  readonly effect?: Impact;
  /** How a number and the goal are written. */
  readonly style: NumberStyle;
  readonly value: string;
  readonly goal: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

interface Course {
  readonly name: string;
  readonly points: readonly Point[];
  readonly steps: readonly ForecastStep[];
  readonly targets: PageChart['targets'];
}

/** The pictures of a key result: the running total first where its days add up. None without two values. */
export function* pageCharts(facts: ChartFacts, l10n: Words): Sliced<readonly PageChart[]> {
  const charts: PageChart[] = [];
  for (const course of coursesOf(facts, l10n)) {
    const chart = yield* chartOf(course, facts, l10n);
    if (chart) charts.push(chart);
  }
  return charts;
}

function coursesOf({ keyResult, series, window, forecast, style, now }: ChartFacts, l10n: Words): Course[] {
  const points = series.points.filter(({ t }) => t <= now);
  const targets = targetsOf(keyResult.aim, style, l10n);
  const steps = forecast?.steps ?? [];
  if (keyResult.metric?.aggregate !== 'sum') {
    return [{ name: l10n.t('Course'), points, steps, targets }];
  }
  const inside = points.filter(({ t }) => t >= window.from && t < window.to);
  return [
    {
      name: l10n.t('Running total'),
      points: runningTotal(inside),
      steps: forecast?.totals ?? [],
      targets,
    },
    // A goal for the sum is none for a day.
    { name: l10n.t('Day by day'), points, steps, targets: [] },
  ];
}

function targetsOf(aim: Aim, style: NumberStyle, l10n: Words): PageChart['targets'] {
  const line = (value: number, text: string) => ({ value, text });
  const written = (value: number): string => formatValue(value, style);
  switch (aim.kind) {
    case 'increase':
    case 'decrease':
      return [line(aim.target.value, l10n.t('target {0}', written(aim.target.value)))];
    case 'atLeast':
      return [line(aim.bound.value, l10n.t('at least {0}', written(aim.bound.value)))];
    case 'atMost':
      return [line(aim.bound.value, l10n.t('at most {0}', written(aim.bound.value)))];
    case 'maintain':
      return [
        line(aim.min.value, l10n.t('at least {0}', written(aim.min.value))),
        line(aim.max.value, l10n.t('at most {0}', written(aim.max.value))),
      ];
    case 'milestone':
      return [];
  }
}

function* chartOf(course: Course, facts: ChartFacts, l10n: Words): Sliced<PageChart | undefined> {
  const { points, steps, targets, name } = course;
  const { cycle, series, style, effect, now, keyResult } = facts;
  const { timezone } = cycle;
  if (points.filter(({ v }) => v !== null).length < 2) return undefined;
  const leftOut = leftOutSpans(cycle, l10n);
  const changed = keyResult.metric?.changed;
  const marks: ChartMark[] = [
    ...facts.marks.map(({ at, ...mark }) => ({ ...mark, at: at / 1000 })),
    ...(changed === undefined
      ? []
      : [
          {
            at: startOfDay(changed, timezone) / 1000,
            name: l10n.t('measured differently from here'),
            kind: 'changed' as const,
          },
        ]),
  ];
  const rows = yield* chartRows(
    {
      points,
      ...(series.unfinishedFrom === undefined ? {} : { unfinishedFrom: series.unfinishedFrom }),
      steps,
      timezone,
      style,
      noteOf: (from, to) =>
        [
          ...marks.filter(({ at }) => at * 1000 >= from && at * 1000 < to).map((mark) => mark.name),
          ...leftOut
            .filter((span) => span.from * 1000 < to && span.to * 1000 > from)
            .map((span) => l10n.t('left out: {0}', span.name)),
        ].join(' · '),
    },
    l10n,
  );
  const [from, to] = [rows[0]?.at ?? 0, rows.at(-1)?.at ?? 0];
  const shown = marks.filter(({ at }) => at >= from && at <= to);
  return {
    name,
    label: labelOf(rows, shown, facts, l10n),
    rows,
    targets,
    marks: shown,
    spans: [...leftOut, ...(effect ? windowSpans(effect, timezone, l10n) : [])].filter(
      (span) => span.to > from && span.from < to,
    ),
    today: now / 1000,
    timezone,
    suffix: isPercentage(style) && !style.percent ? '%' : '',
    percent: style.percent === true,
  };
}

/** The picture in words. */
function labelOf(
  rows: readonly ChartRow[],
  marks: readonly ChartMark[],
  { keyResult, cycle, value, goal, style, effect }: ChartFacts,
  l10n: Words,
): string {
  const known = rows.filter((row) => row.value !== undefined && !row.open);
  const [first, last] = [known[0], known.at(-1)];
  const values = known.flatMap((row) => row.value ?? []);
  const [low, high] = [
    values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  ];
  const foreseen = rows.findLast((row) => row.foreseen !== undefined);
  const end = formatDay(keyResult.window.end, style.locale, cycle.end.slice(0, 4), style.formats);
  const releases = marks.filter(({ kind }) => kind !== 'changed');
  return [
    l10n.t('Chart of {0} to {1}: now {2} {3}.', first?.day ?? '', last?.day ?? '', value, goal),
    ...(values.length > 0
      ? [l10n.t('Between {0} and {1}.', formatValue(low, style), formatValue(high, style))]
      : []),
    ...(foreseen ? [l10n.t('Foreseen for {0}: {1}.', end, foreseen.foreseenText)] : []),
    ...(releases.length > 0 ? [l10n.t('Releases: {0}.', namesText(releases, style.locale, l10n))] : []),
    ...(effect?.window && effect.window.after > 0
      ? [l10n.t('The days before and after {0} are shaded.', namesText(effect.since, style.locale, l10n))]
      : []),
  ].join(' ');
}
