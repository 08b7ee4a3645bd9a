import { valueSoFar } from '../metrics/finished';
import type { Reading } from '../metrics/reading';
import type { KeyResult } from '../okr/model';
import { fanLegend, windowLegend } from './chartWords';
import { commitsView } from './cycleWorkView';
import { deltaView } from './deltaView';
import type { JudgedKeyResult, KeyResultBody, Shown } from './drawn';
import { milestoneInsight } from './forecast/milestonePace';
import { formatDay, formatPace, formatScore, formatValue } from './format';
import { freshnessView } from './freshnessView';
import { goalText, styleOf } from './goalText';
import { guardrailView } from './guardrailView';
import { guardrailInsightView, insightView } from './insight/insightView';
import { type Judgement, judge } from './judge';
import { keyResultChart } from './keyResultChart';
import { actionTo, problemView } from './problemView';
import type { Snapshot } from './snapshot';
import type { AnswerView, FreshnessView, GuardrailView, KeyResultView } from './view';
import type { BarView, ChartView } from './view/pictures';
import { alarmsIn } from './watch/alarmsIn';
import { watchingOf } from './watch/watchingOf';
import type { Words } from './words';

export function judgeKeyResult(keyResult: KeyResult, timezone: string, snapshot: Snapshot): JudgedKeyResult {
  const { drawn, now } = snapshot;
  const reading = keyResult.metric && snapshot.reading(keyResult.metric, keyResult.window);
  const judgement = drawn.judgement(keyResult, snapshot, () =>
    judge(keyResult, reading, drawn.spanOf(keyResult.window, timezone), now),
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
  return snapshot.drawn.view(judged, shown, snapshot, {
    body: () => bodyOf(judged, shown, timezone, snapshot, l10n),
    freshness: () => freshnessOf(judged.reading, snapshot, l10n),
  });
}

function bodyOf(
  judged: JudgedKeyResult,
  shown: Shown,
  timezone: string,
  snapshot: Snapshot,
  l10n: Words,
): KeyResultBody {
  const { keyResult, judgement, reading } = judged;
  const { now, locale } = snapshot;
  const { formats } = snapshot.drawn;
  const style = styleOf(keyResult, locale, formats);
  const goal = goalText(keyResult, locale, l10n, formats);
  const { metric, aim } = keyResult;
  const series = reading?.series;
  const value = judgement.current === undefined ? undefined : formatValue(judgement.current, style);
  const running = judgement.phase === 'running';
  const delta =
    metric && series && running
      ? deltaView(series, metric.aggregate, aim, now, timezone, style, l10n)
      : undefined;
  const chart = series && keyResultChart(judged, timezone, snapshot, { value: value ?? '–', goal }, l10n);
  const error = reading?.error;
  const insights = insightsOf(keyResult, chart, timezone, snapshot, l10n);
  const guardrails = keyResult.guardrails.map((guardrail, index) => ({
    ...guardrailView(
      guardrail,
      snapshot.reading(guardrail.metric, keyResult.window),
      { ...snapshot.drawn.spanOf(keyResult.window, timezone), to: now + 1 },
      locale,
      l10n,
      formats,
    ),
    ...guardrailInsightsOf(keyResult, index, timezone, snapshot, l10n),
  }));
  return {
    id: keyResult.id,
    title: keyResult.title,
    shortTitle: keyResult.shortTitle,
    ...shown,
    ...(shown.linked ? { linkedText: l10n.t('this branch') } : {}),
    ...(value === undefined ? {} : { value }),
    goal,
    ...(delta === undefined ? {} : { delta }),
    ...(judgement.score === undefined
      ? {}
      : { score: scoreChip(judgement.score, l10n), bar: barOf(judgement, l10n) }),
    ...(chart === undefined ? {} : { chart }),
    notes: [
      ...unfinishedNote(judged, timezone, snapshot, l10n),
      ...notesOf(keyResult, judgement, timezone, snapshot, l10n),
    ],
    ...insights,
    guardrails,
    ...alarmsIn(insights.insight, guardrails),
    ...commitsOf(keyResult, snapshot, l10n),
    open: {
      ...actionTo('openKeyResult', l10n.t('Open'), 'link', keyResult.id),
      description: l10n.t('Open {0} in an editor', keyResult.title),
    },
    // Approval is asked for once per address, above; not again on each key result.
    ...(error === undefined || error.kind === 'not-approved'
      ? {}
      : { problem: problemView(error, keyResult.id, locale, l10n, formats) }),
  };
}

function insightsOf(
  keyResult: KeyResult,
  chart: ChartView | undefined,
  timezone: string,
  snapshot: Snapshot,
  l10n: Words,
): Pick<KeyResultView, 'insight'> {
  const insight = snapshot.insightOf?.(keyResult);
  const watching = watchingOf(keyResult, timezone, snapshot);
  const span = snapshot.drawn.spanOf(keyResult.window, timezone);
  const pace = milestoneInsight(keyResult, span, snapshot.now, watching, l10n);
  if (insight === undefined) return pace ? { insight: pace } : {};
  const { forecast, effect, ...rest } = insightView(
    keyResult,
    insight,
    watching,
    tagPatternOf(snapshot),
    l10n,
  );
  return {
    insight: {
      ...rest,
      ...(forecast ? { forecast: withNote(forecast, chart?.fan && fanLegend(l10n)) } : {}),
      ...(effect ? { effect: withNote(effect, chart?.windows && windowLegend(l10n)) } : {}),
      ...pace,
    },
  };
}

function withNote(answer: AnswerView, note: string | undefined): AnswerView {
  return note === undefined ? answer : { ...answer, notes: [...answer.notes, note] };
}

function guardrailInsightsOf(
  keyResult: KeyResult,
  index: number,
  timezone: string,
  snapshot: Snapshot,
  l10n: Words,
): Pick<GuardrailView, 'effect' | 'watch'> {
  const insight = snapshot.insightOf?.(keyResult);
  const [guardrail, since] = [keyResult.guardrails[index], insight?.guardrails[index]];
  if (insight === undefined || guardrail === undefined || since === undefined) return {};
  const watching = watchingOf(keyResult, timezone, snapshot);
  const known = { guardrail: since, every: insight.every };
  return guardrailInsightView(guardrail, known, watching, tagPatternOf(snapshot), l10n);
}

function tagPatternOf({ okr }: Snapshot): string | undefined {
  return okr.kind === 'read' ? okr.document.file?.deploymentTags : undefined;
}

function commitsOf(
  { id }: KeyResult,
  { cycleWork, locale }: Snapshot,
  l10n: Words,
): Pick<KeyResultView, 'commits'> {
  const commits = commitsView(id, cycleWork, locale, l10n);
  return commits === undefined ? {} : { commits };
}

function freshnessOf(reading: Reading | undefined, snapshot: Snapshot, l10n: Words): FreshnessView {
  if (reading === undefined) return { state: 'none', text: '' };
  if (!snapshot.trusted) return { state: 'never', text: l10n.t('not requested') };
  return freshnessView(
    reading,
    snapshot.now,
    snapshot.staleAfter,
    snapshot.locale,
    l10n,
    snapshot.drawn.formats,
  );
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
  { now, locale, drawn }: Snapshot,
  l10n: Words,
): string[] {
  const series = reading?.series;
  const soFar = series && valueSoFar(series);
  if (series?.unfinishedFrom === undefined || soFar === undefined) return [];
  if (keyResult.metric?.aggregate === 'sum' || judgement.phase !== 'running') return [];
  const { formats } = drawn;
  const year = drawn.dayOf(now, timezone).slice(0, 4);
  const day = formatDay(drawn.dayOf(series.unfinishedFrom, timezone), locale, year, formats);
  return [
    l10n.t(
      '{0} is not over and left out; so far {1}.',
      day,
      formatValue(soFar, styleOf(keyResult, locale, formats)),
    ),
  ];
}

function notesOf(
  { aim, window }: KeyResult,
  judgement: Judgement,
  timezone: string,
  { now, locale, drawn }: Snapshot,
  l10n: Words,
): string[] {
  const written = (day: string): string =>
    formatDay(day, locale, drawn.dayOf(now, timezone).slice(0, 4), drawn.formats);
  const notes: string[] = [];
  if (judgement.phase === 'ahead') notes.push(l10n.t('Starts on {0}.', written(window.start)));
  if (judgement.phase === 'over') notes.push(l10n.t('Ended on {0}.', written(window.end)));
  const open = aim.kind === 'milestone' ? aim.milestones.find(({ done }) => !done) : undefined;
  if (open) {
    notes.push(
      open.due === undefined
        ? l10n.t('Next: {0}', open.title)
        : l10n.t('Next: {0}, due {1}', open.title, written(open.due)),
    );
  }
  return notes;
}
