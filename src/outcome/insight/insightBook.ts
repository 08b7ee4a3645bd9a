import { finished } from '../../metrics/finished';
import type { Series } from '../../metrics/series';
import type { Cycle, Day, KeyResult } from '../../okr/model';
import { inSlices } from '../../work/ledger/slices';
import { forecastOf } from '../forecast/forecast';
import type { Forecast } from '../forecast/model';
import { corrected } from '../impact/holm';
import { impactOf } from '../impact/impact';
import type { Deployed, Impact } from '../impact/model';
import type { Deployments } from './deployments';
import { keyResultForecast, keyResultImpact } from './keyResultInsight';

/** What there is to ask about a key result whose numbers are known. */
export interface InsightQuestion {
  readonly keyResult: KeyResult;
  readonly series: Series;
  readonly cycle: Cycle;
  readonly deployments: Deployments;
  /** Absent where there is no deployment to ask about. */
  readonly asked?: Deployed;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  readonly today: Day;
  /** When it began: nothing from here on is looked at. */
  readonly todayFrom: number;
}

/** What was worked out about a key result. */
export interface Insight {
  readonly forecast?: Forecast;
  /** A change that does not hold up among all metrics looked at for its release can't be told. */
  readonly effect?: Impact;
  /** Whether every release counted as a deployment. */
  readonly every: boolean;
}

/** Of an effect's, each of a millisecond or less. */
const STEPS_AT_ONCE = 4;

interface Entry {
  readonly question: InsightQuestion;
  readonly forecast: Forecast | undefined;
  /** As it is alone. */
  readonly effect: Impact | undefined;
  readonly insight: Insight;
}

/** What was worked out last, by key result. Worked out anew only where something changed that it is made of. */
export class InsightBook {
  private entries = new Map<string, Entry>();
  private made = 0;

  /** How many key results were worked out so far. */
  get workedOut(): number {
    return this.made;
  }

  /** The same object for as long as it says the same; nothing about a key result that was changed since. */
  of(keyResult: KeyResult): Insight | undefined {
    const entry = this.entries.get(keyOf(keyResult));
    return entry && isSameAim(entry.question.keyResult, keyResult) ? entry.insight : undefined;
  }

  /**
   * Answers these questions, and forgets about all others.
   * @param turn resolves when others have had theirs; asked for after some milliseconds of work
   * @returns whether there is something new
   */
  async answer(questions: readonly InsightQuestion[], turn: () => Promise<void>): Promise<boolean> {
    const found: Entry[] = [];
    for (const question of questions) {
      const known = this.entries.get(keyOf(question.keyResult));
      if (known && isSame(known.question, question)) {
        found.push(known);
        continue;
      }
      found.push(await workOut(question, turn));
      this.made += 1;
      await turn();
    }
    const before = this.entries;
    this.entries = new Map(amongOthers(found).map((entry) => [keyOf(entry.question.keyResult), entry]));
    return (
      before.size !== this.entries.size ||
      [...this.entries].some(([key, { insight }]) => before.get(key)?.insight !== insight)
    );
  }
}

async function workOut(question: InsightQuestion, turn: () => Promise<void>): Promise<Entry> {
  let steps = 0;
  const nowAndThen = async (): Promise<void> => {
    steps += 1;
    if (steps % STEPS_AT_ONCE === 0) await turn();
  };
  const { keyResult, series, cycle, deployments, asked, now } = question;
  const toCome = keyResultForecast(keyResult, { series, cycle, now });
  const forecast = toCome && forecastOf(toCome);
  await turn();
  const shipped =
    asked && keyResultImpact(keyResult, { series, cycle, now, deployments: deployments.releases, asked });
  const effect = shipped && (await inSlices(impactOf(shipped), nowAndThen));
  return { question, forecast, effect, insight: insightOf(forecast, effect, deployments.every) };
}

function insightOf(forecast: Forecast | undefined, effect: Impact | undefined, every: boolean): Insight {
  return { ...(forecast ? { forecast } : {}), ...(effect ? { effect } : {}), every };
}

/** What holds up among all metrics that are looked at for one release. */
function amongOthers(entries: readonly Entry[]): Entry[] {
  const byRelease = new Map<string, Entry[]>();
  for (const entry of entries) {
    const release = entry.question.asked?.name ?? '';
    byRelease.set(release, [...(byRelease.get(release) ?? []), entry]);
  }
  const effects = new Map<Entry, Impact>();
  for (const group of byRelease.values()) {
    const looked = group.flatMap((entry) => (entry.effect ? [{ entry, effect: entry.effect }] : []));
    for (const [index, effect] of corrected(looked.map((one) => one.effect)).entries()) {
      const entry = looked[index]?.entry;
      if (entry) effects.set(entry, effect);
    }
  }
  return entries.map((entry) => {
    const effect = effects.get(entry);
    if (says(effect) === says(entry.insight.effect)) return entry;
    return { ...entry, insight: insightOf(entry.forecast, effect, entry.question.deployments.every) };
  });
}

/** What the look at others can change of an answer. */
function says(effect: Impact | undefined): string {
  return `${effect?.answer} ${effect?.why?.kind === 'several' ? effect.why.metrics : ''}`;
}

function keyOf({ id }: KeyResult): string {
  return id.toLowerCase();
}

function isSame(one: InsightQuestion, other: InsightQuestion): boolean {
  return (
    one.today === other.today &&
    one.asked?.name === other.asked?.name &&
    isSameAim(one.keyResult, other.keyResult) &&
    isSameValue(one.cycle, other.cycle) &&
    isSameDeployments(one.deployments, other.deployments) &&
    isSameHistory(one.series, other.series, other.todayFrom)
  );
}

function isSameAim(one: KeyResult, other: KeyResult): boolean {
  if (one === other) return true;
  return isSameValue([one.aim, one.metric, one.window], [other.aim, other.metric, other.window]);
}

/** Compared one by one: there may be a thousand of them for each of a hundred key results. */
function isSameDeployments(one: Deployments, other: Deployments): boolean {
  if (one.every !== other.every || one.releases.length !== other.releases.length) return false;
  return (
    one.releases === other.releases ||
    one.releases.every(
      ({ name, at }, index) => name === other.releases[index]?.name && at === other.releases[index]?.at,
    )
  );
}

function isSameValue(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** A live metric gets a newer last value all the time, and today is not looked at. */
function isSameHistory(one: Series, other: Series, before: number): boolean {
  if (one === other) return true;
  const [old = [], now = []] = [one, other].map((series) =>
    finished(series).points.filter(({ t }) => t < before),
  );
  return old.length === now.length && old.every(({ t, v }, at) => t === now[at]?.t && v === now[at]?.v);
}
