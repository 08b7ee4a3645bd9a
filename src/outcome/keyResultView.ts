import { valueSoFar } from '../metrics/finished';
import type { Reading } from '../metrics/reading';
import type { Point, TimeSpan } from '../metrics/series';
import { dayOf } from '../okr/days';
import type { KeyResult } from '../okr/model';
import { chartView, runningTotal } from './chartView';
import { deltaView } from './deltaView';
import type { JudgedKeyResult, Shown } from './drawn';
import { formatDay, formatPace, formatScore, formatValue } from './format';
import { freshnessView } from './freshnessView';
import { goalText, styleOf, targetValue } from './goalText';
import { guardrailView } from './guardrailView';
import { type Judgement, judge } from './judge';
import { problemView } from './problemView';
import type { Snapshot } from './snapshot';
import type { BarView, ChartView, FreshnessView, KeyResultView } from './view';
import type { Words } from './words';

/** How much history a sparkline of a level or a rate shows. */
const CHART_DAYS = 84;
const DAY = 86_400_000;

export function judgeKeyResult(keyResult: KeyResult, timezone: string, snapshot: Snapshot): JudgedKeyResult {
  return snapshot.drawn.judged(keyResult, snapshot, () => freshlyJudged(keyResult, timezone, snapshot));
}

function freshlyJudged(keyResult: KeyResult, timezone: string, snapshot: Snapshot): JudgedKeyResult {
  const reading = keyResult.metric && snapshot.reading(keyResult.metric, keyResult.window);
  const judgement = judge(
    keyResult,
    reading,
    snapshot.drawn.spanOf(keyResult.window, timezone),
    snapshot.now,
  );
  return { keyResult, judgement, ...(reading === undefined ? {} : { reading }) };
}

export function keyResultView(
  judged: JudgedKeyResult,
  shown: Shown,
  timezone: string,
  snapshot: Snapshot,
  l10n: Words,
): KeyResultView {
  return snapshot.drawn.view(judged, shown, () => freshView(judged, shown, timezone, snapshot, l10n));
}

function freshView(
  judged: JudgedKeyResult,
  shown: Shown,
  timezone: string,
  snapshot: Snapshot,
  l10n: Words,
): KeyResultView {
  const { keyResult, judgement, reading } = judged;
  const { now, locale } = snapshot;
  const style = styleOf(keyResult, locale);
  const { metric, aim } = keyResult;
  const series = reading?.series;
  const value = judgement.current === undefined ? undefined : formatValue(judgement.current, style);
  const running = judgement.phase === 'running';
  const delta =
    metric && series && running
      ? deltaView(series, metric.aggregate, aim, now, timezone, style, l10n)
      : undefined;
  const chart = series && chartOf(judged, timezone, snapshot, value, l10n);
  const error = reading?.error;
  return {
    id: keyResult.id,
    title: keyResult.title,
    shortTitle: keyResult.shortTitle,
    ...shown,
    ...(shown.linked ? { linkedText: l10n.t('this branch') } : {}),
    ...(value === undefined ? {} : { value }),
    goal: goalText(keyResult, locale, l10n),
    ...(delta === undefined ? {} : { delta }),
    ...(judgement.score === undefined
      ? {}
      : { score: scoreChip(judgement.score, l10n), bar: barOf(judgement, l10n) }),
    ...(chart === undefined ? {} : { chart }),
    notes: [
      ...unfinishedNote(judged, timezone, snapshot, l10n),
      ...notesOf(keyResult, judgement, timezone, snapshot, l10n),
    ],
    guardrails: keyResult.guardrails.map((guardrail) =>
      guardrailView(
        guardrail,
        snapshot.reading(guardrail.metric, keyResult.window),
        { ...snapshot.drawn.spanOf(keyResult.window, timezone), to: now + 1 },
        locale,
        l10n,
      ),
    ),
    freshness: freshnessOf(reading, snapshot, l10n),
    // Approval is asked for once per address, above; not again on each key result.
    ...(error === undefined || error.kind === 'not-approved'
      ? {}
      : { problem: problemView(error, keyResult.id, locale, l10n) }),
  };
}

function freshnessOf(reading: Reading | undefined, snapshot: Snapshot, l10n: Words): FreshnessView {
  if (reading === undefined) return { state: 'none', text: '' };
  if (!snapshot.trusted) return { state: 'never', text: l10n.t('not requested') };
  return freshnessView(reading, snapshot.now, snapshot.staleAfter, snapshot.locale, l10n);
}

function scoreChip(score: number, l10n: Words): NonNullable<KeyResultView['score']> {
  const text = formatScore(score);
  return { value: score, text, label: l10n.t('score {0} of 1.00', text) };
}

function barOf(judgement: Judgement, l10n: Words): BarView {
  const { score = 0, pace = 0, elapsed, phase } = judgement;
  const percent = Math.round(score * 100);
  if (phase !== 'running') return { fraction: score, label: l10n.t('{0}% of the way', percent) };
  const time = Math.round(elapsed * 100);
  return {
    fraction: score,
    pace: elapsed,
    label: l10n.t('{0}% of the way, {1}% of the time, pace {2}', percent, time, formatPace(pace)),
  };
}

/** A level is that of the last whole day; what came since is said beside it. */
function unfinishedNote(
  { keyResult, reading, judgement }: JudgedKeyResult,
  timezone: string,
  { now, locale }: Snapshot,
  l10n: Words,
): string[] {
  const series = reading?.series;
  const soFar = series && valueSoFar(series);
  if (series?.unfinishedFrom === undefined || soFar === undefined) return [];
  if (keyResult.metric?.aggregate === 'sum' || judgement.phase !== 'running') return [];
  const year = dayOf(now, timezone).slice(0, 4);
  const day = formatDay(dayOf(series.unfinishedFrom, timezone), locale, year);
  return [
    l10n.t('{0} is not over and left out; so far {1}.', day, formatValue(soFar, styleOf(keyResult, locale))),
  ];
}

function notesOf(
  keyResult: KeyResult,
  judgement: Judgement,
  timezone: string,
  snapshot: Snapshot,
  l10n: Words,
): string[] {
  const year = dayOf(snapshot.now, timezone).slice(0, 4);
  const notes: string[] = [];
  if (judgement.phase === 'ahead') {
    notes.push(l10n.t('Starts on {0}.', formatDay(keyResult.window.start, snapshot.locale, year)));
  }
  if (judgement.phase === 'over') {
    notes.push(l10n.t('Ended on {0}.', formatDay(keyResult.window.end, snapshot.locale, year)));
  }
  if (keyResult.aim.kind === 'milestone') {
    const open = keyResult.aim.milestones.find((milestone) => !milestone.done);
    if (open) {
      notes.push(
        open.due === undefined
          ? l10n.t('Next: {0}', open.title)
          : l10n.t('Next: {0}, due {1}', open.title, formatDay(open.due, snapshot.locale, year)),
      );
    }
  }
  return notes;
}

/** An adding-up metric is drawn as the running total of its window; any other as its last twelve weeks. */
function chartOf(
  { keyResult, reading }: JudgedKeyResult,
  timezone: string,
  snapshot: Snapshot,
  value: string | undefined,
  l10n: Words,
): ChartView | undefined {
  const { metric } = keyResult;
  const points = reading?.series?.points;
  const unfinished = reading?.series?.unfinishedFrom;
  if (metric === undefined || points === undefined) return undefined;
  const window = snapshot.drawn.spanOf(keyResult.window, timezone);
  const end = Math.min(window.to, snapshot.now);
  const target = targetValue(keyResult.aim);
  const releases = snapshot.branch?.releases ?? [];
  const goal = goalText(keyResult, snapshot.locale, l10n);
  if (metric.aggregate === 'sum') {
    const inside = points.filter(({ t }) => t >= window.from && t < window.to && t <= snapshot.now);
    const label = l10n.t('Chart: running total since the start, now {0} {1}', value ?? '–', goal);
    return chartView(runningTotal(inside), window, target, releases, label, unfinished);
  }
  const first = points.find(({ v }) => v !== null)?.t ?? end;
  const span: TimeSpan = { from: Math.max(first, end - CHART_DAYS * DAY), to: end };
  const days = Math.max(1, Math.round((span.to - span.from) / DAY));
  const shown = points.filter(({ t }) => t >= span.from && t <= span.to);
  const label = l10n.t(
    'Chart of {0} days: {1}, now {2} {3}',
    days,
    trendWord(shown, l10n),
    value ?? '–',
    goal,
  );
  return chartView(points, span, target, releases, label, unfinished);
}

function trendWord(points: readonly Point[], l10n: Words): string {
  const held = points.flatMap(({ v }) => (v === null ? [] : [v]));
  const first = held[0];
  const last = held.at(-1);
  if (first === undefined || last === undefined || first === last) return l10n.t('level');
  return last > first ? l10n.t('higher than at its start') : l10n.t('lower than at its start');
}
