import type { KeyResult, Objective } from '../../okr/model';
import type { JudgedKeyResult } from '../drawn';
import { styleOf } from '../goalText';
import type { Impact } from '../impact/model';
import { askedRelease, type Deployments, deploymentsFor } from '../insight/deployments';
import type { Insight } from '../insight/insight';
import type { Telling } from '../insight/insightWords';
import { judgeKeyResult, keyResultView } from '../keyResultView';
import type { Aims } from '../okrDocument';
import { actionTo } from '../problemView';
import { servedKeyResults } from '../servedKeyResults';
import type { Snapshot } from '../snapshot';
import type { KeyResultView } from '../view';
import type { Words } from '../words';
import { forecastAnswer } from './answers';
import type { ChartFacts } from './charts';
import { effectRows } from './effectRows';
import { effectSection } from './effectSection';
import { forecastRows } from './forecastRows';
import { eyebrowOf, factsOf, figuresOf, milestonesOf, noChartText, problemOf } from './header';
import { keyResultLabels } from './labels';
import { amongLooks, looksOf } from './lookedAt';
import { releaseList } from './releaseList';
import type { ServedCommits } from './servedCommits';
import type { ChartMark, FigureGroup, KeyResultReady, PageChart } from './view';

/** What the panel knows beside the snapshot. */
export interface PageFacts {
  readonly snapshot: Snapshot;
  readonly aims: Aims;
  readonly keyResult: KeyResult;
  readonly objective: Objective;
  /** Name of the release that somebody picked. */
  readonly chosen?: string;
  /** What was worked out since releases that somebody picked, by name. */
  readonly picks: ReadonlyMap<string, Impact>;
  /** Absent until the ledger was read. */
  readonly commits?: ServedCommits;
  /** Absent until they were drawn. */
  readonly charts?: readonly PageChart[];
}

/** Which deployment is asked about, and what was found. */
interface Asking {
  readonly judged: JudgedKeyResult;
  readonly view: KeyResultView;
  readonly insight: Insight | undefined;
  readonly deployments: Deployments;
  readonly asked: string | undefined;
  readonly effect: Impact | undefined;
  readonly looks: number;
}

function askingOf(
  { snapshot, aims, keyResult, chosen, picks }: Omit<PageFacts, 'objective'>,
  l10n: Words,
): Asking {
  const { timezone } = aims.cycle;
  const judged = judgeKeyResult(keyResult, timezone, snapshot);
  const linked = servedKeyResults(snapshot.branch?.link, aims).active.includes(keyResult);
  const view = keyResultView(judged, { linked, expanded: true }, timezone, snapshot, l10n);
  const insight = snapshot.insightOf?.(keyResult);
  const deployments = deploymentsFor(keyResult.id, snapshot.branch?.releases ?? [], snapshot.cycleWork);
  const usual = askedRelease(deployments.releases, snapshot.now)?.name;
  const asked = chosen ?? usual;
  const looked = [...(insight?.effect ? [insight.effect] : []), ...picks.values()];
  const picked = asked === undefined ? undefined : picks.get(asked);
  const effect = asked === usual ? insight?.effect : picked && amongLooks(picked, looked);
  return { judged, view, insight, deployments, asked, effect, looks: looksOf(looked) };
}

/** A key result with all that is known of it. */
export function keyResultPage(facts: PageFacts, l10n: Words): KeyResultReady {
  const { snapshot, aims, keyResult, objective, charts = [] } = facts;
  const { timezone } = aims.cycle;
  const { drawn, now, locale } = snapshot;
  const { judged, view, insight, deployments, asked, effect, looks } = askingOf(facts, l10n);
  const telling: Telling = {
    title: keyResult.shortTitle,
    style: styleOf(keyResult, locale, drawn.formats),
    thisYear: drawn.dayOf(now, timezone).slice(0, 4),
  };
  const forecast = insight?.forecast && forecastAnswer(keyResult, insight.forecast, telling, l10n);
  const section = effectSection(
    { judged, deployments, asked, effect, looks, telling, timezone, tags: aims.deploymentTags },
    snapshot,
    l10n,
  );
  const problem = problemOf(judged.reading?.error, view, keyResult.id, snapshot, l10n);
  const noChart = facts.charts?.length === 0 ? noChartText(judged, l10n) : undefined;
  return {
    kind: 'keyResult',
    id: keyResult.id,
    eyebrow: eyebrowOf(objective, keyResult, aims.cycle, snapshot, l10n),
    objective: objective.title,
    title: keyResult.title,
    figures: figuresOf(view),
    facts: factsOf(judged, view, snapshot, l10n),
    notes: view.notes,
    ...(problem ? { problem } : {}),
    charts: charts.map((chart) => ({ ...chart, today: now / 1000 })),
    ...(noChart === undefined || keyResult.metric === undefined ? {} : { noChart }),
    milestones: milestonesOf(keyResult, telling, snapshot, l10n),
    ...(forecast ? { forecast } : {}),
    ...(section ? { effect: section } : {}),
    ...(view.insight?.watch ? { watch: view.insight.watch } : {}),
    guardrails: view.guardrails,
    releases: releaseList(
      {
        id: keyResult.id,
        deployments,
        timezone,
        ...(facts.commits ? { commits: facts.commits } : {}),
        ...(asked === undefined || section?.choice === undefined ? {} : { asked }),
        ...(aims.deploymentTags === undefined ? {} : { tagPattern: aims.deploymentTags }),
      },
      snapshot,
      l10n,
    ),
    workedOut: workedOutOf(keyResult, insight, effect, telling, l10n),
    actions: [actionTo('reveal', l10n.t('Show in OKR file'), 'link', keyResult.id)],
    labels: keyResultLabels(l10n),
  };
}

/** What its charts are drawn from; nothing where there is no number. */
export function chartFactsOf(facts: Omit<PageFacts, 'objective'>, l10n: Words): ChartFacts | undefined {
  const { snapshot, aims, keyResult } = facts;
  const { judged, view, insight, deployments, asked, effect } = askingOf(facts, l10n);
  const series = judged.reading?.series;
  if (series === undefined) return undefined;
  const own = new Set(
    deployments.releases.filter(({ mine }) => mine || !deployments.every).map(({ name }) => name),
  );
  const marks = (snapshot.branch?.releases ?? []).map(
    ({ name, at }): ChartMark => ({
      name,
      at,
      kind: name === asked ? 'asked' : own.has(name) ? 'own' : 'other',
    }),
  );
  const { value = '–', goal } = view;
  return {
    keyResult,
    series,
    cycle: aims.cycle,
    window: snapshot.drawn.spanOf(keyResult.window, aims.cycle.timezone),
    marks,
    style: styleOf(keyResult, snapshot.locale, snapshot.drawn.formats),
    value,
    goal,
    now: snapshot.now,
    ...(insight?.forecast ? { forecast: insight.forecast } : {}),
    ...(effect ? { effect } : {}),
  };
}

function workedOutOf(
  keyResult: KeyResult,
  insight: Insight | undefined,
  effect: Impact | undefined,
  telling: Telling,
  l10n: Words,
): FigureGroup[] {
  const forecast = insight?.forecast;
  const groups: FigureGroup[] = [
    {
      heading: l10n.t('Did it move?'),
      rows: effect ? effectRows(effect, telling, l10n) : [],
    },
    {
      heading: l10n.t('Will it hit?'),
      rows: forecast ? forecastRows(forecast, keyResult.window.end, telling, l10n) : [],
    },
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}
