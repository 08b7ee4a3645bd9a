import { parseArgs } from 'node:util';
import type { Deployed, Impact, ImpactRequest } from '../outcome/impact/model';
import type { Telling } from '../outcome/insight/insightWords';
import type { Release } from '../outcome/snapshot';
import { plainWords } from '../outcome/words';
import { INSIGHT_OPTIONS, subjectOf, tellingOf } from './insightCommand';
import { tellWaiting } from './liveOutcome';
import { type AimedOptions, measure, readAimed, type Surroundings } from './measured';
import { type Answers, FOUND_PROBLEMS } from './output';
import { instantOf, readSeriesFile } from './seriesFile';
import { takeHistory } from './takeHistory';
import { type Teller, tellerOf } from './teller';

/** What JSON says where nothing is known. */
const NO_ANSWER = {
  answer: 'cant-tell',
  reason: null,
  text: '',
  estimate: null,
  median: null,
  lower: null,
  upper: null,
  pUp: null,
  p: null,
  smallestDetectable: null,
  scale: null,
  level: null,
  needed: null,
  matters: null,
  correlation: null,
  wanderingShare: null,
  driftShare: null,
  window: null,
  since: [],
  others: [],
  unrelated: [],
  every: null,
  brought: null,
  beside: null,
  again: null,
};

/** `throughline impact`: whether a metric moved since a deployment. */
export async function impact(args: string[], surroundings: Surroundings, answers: Answers): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...INSIGHT_OPTIONS,
      since: { type: 'string' },
      at: { type: 'string' },
      'no-log': { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
    },
  });
  if (values.help) return answers.help('impact');
  const subject = subjectOf('impact', values, positionals, answers);
  if (typeof subject === 'number') return subject;
  const teller = tellerOf(answers, values.json, NO_ANSWER);
  if (subject.kind === 'keyResult') return ofKeyResult(subject.options, values.since, surroundings, teller);
  if (values.at === undefined) return answers.usage('--series needs --at DATE.');
  const at = await instantOf(values.at, 'UTC');
  if (at === undefined)
    return answers.usage('--at takes a day such as 2026-11-02, or a time such as 2026-11-02T10:00Z.');
  const read = await readSeriesFile(subject.path, teller);
  if (typeof read === 'number') return read;
  const asked = { name: values.at, at };
  const { plainStake } = await import('../engine');
  const request: ImpactRequest = {
    series: read.series,
    timezone: 'UTC',
    aggregate: 'last',
    deployments: [asked],
    asked,
    stake: plainStake,
    log: !values['no-log'],
    whole: values.all,
    ...(subject.period === undefined ? {} : { period: subject.period }),
  };
  return tell(request, read.telling, {}, teller);
}

async function ofKeyResult(
  options: AimedOptions,
  since: string | undefined,
  surroundings: Surroundings,
  teller: Teller,
): Promise<number> {
  const aimed = await readAimed(options, surroundings, teller);
  if (typeof aimed === 'number') return aimed;
  const measured = await measure(aimed, 'impact', teller);
  if (typeof measured === 'number') return measured;
  const { keyResult, series, aims, live } = measured;
  await takeHistory(live, teller);
  const all = live.outcome.branch?.releases ?? [];
  const { releases, every, unrelated = [] } = live.outcome.deploymentsOf(keyResult);
  const now = Date.now();
  const asked =
    since === undefined
      ? live.module.askedRelease(releases, now)
      : await named(since, all, aims.cycle.timezone);
  const { deploymentTags: tags } = aims;
  if (asked === undefined) {
    return since === undefined
      ? teller.refuse('no-release', noReleaseText(all, tags, keyResult.id))
      : teller.refuse('unknown-release', unknownText(since, all, tags));
  }
  const { metric, window } = keyResult;
  const beside = metric?.control && (await live.outcome.measure(metric.control, window));
  if (beside?.error?.kind === 'not-approved') tellWaiting(`impact ${keyResult.id}`, live.waiting, teller);
  const control = beside?.series;
  const known = { series, ...(control ? { control } : {}), cycle: aims.cycle, now };
  const occasion = { ...known, deployments: releases, unrelated, asked };
  const request = live.module.keyResultImpact(keyResult, occasion);
  if (request === undefined) return FOUND_PROBLEMS;
  const counted = {
    every,
    ...(tags === undefined ? {} : { tags }),
    ...(every || !all.some(({ name }) => name === asked.name)
      ? {}
      : { brought: releases.some(({ name }) => name === asked.name) }),
  };
  return tell(request, tellingOf(aimed, now), counted, teller);
}

async function named(
  since: string,
  releases: readonly Release[],
  timezone: string,
): Promise<Deployed | undefined> {
  const release = releases.find(({ name }) => name === since);
  if (release) return release;
  const at = await instantOf(since, timezone);
  return at === undefined ? undefined : { name: since, at };
}

function noReleaseText(all: readonly Release[], tags: string | undefined, id: string): string {
  if (all.length > 0)
    return `No release has brought a commit of ${id} yet. Name a release or a day with --since.`;
  return tags === undefined
    ? 'There is no release. Name a day with --since DATE, or say in the OKR file which tags are releases: deployments: { tags: "v*" }.'
    : `There is no release: no tag matches ${tags}. Name a day with --since DATE.`;
}

function unknownText(since: string, all: readonly Release[], tags: string | undefined): string {
  const newest = all.at(-1)?.name;
  const among = tags === undefined ? 'and the OKR file names none' : `among the tags that match ${tags}`;
  const such = newest === undefined ? '' : ` such as ${newest}`;
  return `There is no release '${since}' ${among}. Name one${such}, or a day such as 2026-11-02.`;
}

/** Which releases counted as deployments; nothing of it where there is no OKR file. */
interface Counted {
  /** Whether all did, as no commit says which of them concern the key result. */
  readonly every?: boolean;
  /** Which tags are releases. */
  readonly tags?: string;
  /** Whether the one that was named brought a commit of the key result; nothing where nobody can say. */
  readonly brought?: boolean;
}

async function tell(
  request: ImpactRequest,
  telling: Telling,
  counted: Counted,
  teller: Teller,
): Promise<number> {
  const { countedText, impactOf, impactText, inOneGo } = await import('../engine');
  const found = inOneGo(impactOf(request));
  const { answer, notes, workedOut } = impactText(found, telling, plainWords);
  const { every, brought, tags } = counted;
  const remarks = [
    ...(brought === false ? [`${request.asked.name} itself brought no commit of this key result.`] : []),
    ...notes,
    ...(every === undefined ? [] : countedText(every, tags, plainWords)),
  ];
  const lines = [answer, ...remarks.map((one) => `  ${one}`), '', ...workedOut];
  return teller.tell(lines, jsonOf(found, counted, answer));
}

/** Every figure; null where it is not known. */
function jsonOf(found: Impact, { every, brought }: Counted, text: string): object {
  const { answer, why, figures, window, since, others, unrelated = [], again, beside } = found;
  const told = (deployments: readonly Deployed[]) =>
    deployments.map(({ name, at }) => ({ name, at: new Date(at).toISOString() }));
  return {
    ...NO_ANSWER,
    answer,
    reason: why?.kind ?? null,
    text,
    ...figures,
    window: window ?? null,
    since: told(since),
    others: told(others),
    unrelated: told(unrelated),
    every: every ?? null,
    brought: brought ?? null,
    beside: beside ?? null,
    again: again ?? null,
  };
}
