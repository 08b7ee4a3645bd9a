import { parseArgs } from 'node:util';
import type { Deployed, Impact, ImpactRequest } from '../outcome/impact/model';
import type { Telling } from '../outcome/insight/insightWords';
import type { Release } from '../outcome/snapshot';
import { plainWords } from '../outcome/words';
import { tellWaiting } from './liveOutcome';
import { measure, readAimed, type Surroundings } from './measured';
import { type Answers, FOUND_PROBLEMS, SUCCESS } from './output';
import { instantOf, periodIn, readSeriesFile } from './seriesFile';
import { takeHistory } from './takeHistory';
import { terminalJson, terminalText } from './terminalText';

/** `throughline impact`: whether a metric moved since a deployment. */
export async function impact(args: string[], surroundings: Surroundings, answers: Answers): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      since: { type: 'string' },
      series: { type: 'string' },
      at: { type: 'string' },
      period: { type: 'string' },
      'no-log': { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      allow: { type: 'string', multiple: true, default: [] },
      file: { type: 'string', default: 'okrs.yaml' },
      trailer: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.help) return answers.help('impact');
  const [id, ...more] = positionals;
  if (more.length > 0) return answers.usage('impact takes one key result.');
  const { series, json } = values;
  if (series === undefined) {
    if (id === undefined) return answers.usage('impact needs the id of a key result, or --series FILE.');
    const { at, period, all, 'no-log': noLog } = values;
    if (at !== undefined || period !== undefined || all || noLog)
      return answers.usage('--at, --period, --all and --no-log go with --series; a key result has --since.');
    return ofKeyResult({ ...values, id }, surroundings, answers);
  }
  if (id !== undefined || values.since !== undefined)
    return answers.usage('impact takes a key result with --since, or --series with --at, not both.');
  if (values.at === undefined) return answers.usage('--series needs --at DATE.');
  const at = instantOf(values.at);
  if (at === undefined)
    return answers.usage('--at takes a day such as 2026-11-02, or a time such as 2026-11-02T10:00Z.');
  const period = values.period === undefined ? undefined : periodIn(values.period);
  if (values.period !== undefined && period === undefined)
    return answers.usage('--period takes a whole number, such as 7.');
  const read = await readSeriesFile(series, answers);
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
    ...(period === undefined ? {} : { period }),
  };
  const telling = { title: read.title, style: { locale: 'en' }, thisYear: read.year };
  return tell(request, telling, {}, json, answers);
}

interface KeyResultOptions {
  readonly id: string;
  readonly since?: string | undefined;
  readonly allow: readonly string[];
  readonly file: string;
  readonly trailer?: string | undefined;
  readonly json: boolean;
}

async function ofKeyResult(
  options: KeyResultOptions,
  surroundings: Surroundings,
  answers: Answers,
): Promise<number> {
  const { id, since, allow, file, trailer, json } = options;
  const aimed = await readAimed({ id, allow, file, trailer }, surroundings, answers);
  if (typeof aimed === 'number') return aimed;
  const measured = await measure(aimed, 'impact', answers);
  if (typeof measured === 'number') return measured;
  const { keyResult, series, aims, live } = measured;
  await takeHistory(live, answers);
  const all = live.outcome.branch?.releases ?? [];
  const { releases, every, unrelated = [] } = live.outcome.deploymentsOf(keyResult);
  const now = Date.now();
  const asked =
    since === undefined
      ? live.module.askedRelease(releases, now)
      : named(since, all, aims.cycle.timezone, live.module);
  if (asked === undefined) {
    const why =
      since === undefined
        ? all.length === 0
          ? 'There is no release. Name a day with --since DATE, or say in the OKR file which tags are releases: deployments: { tags: "v*" }.'
          : `No release has brought a commit of ${keyResult.id} yet. Name a release or a day with --since.`
        : `There is no release '${since}' among those that the OKR file names, and it is no day such as 2026-11-02.`;
    answers.err(`throughline: ${terminalText(why)}\n`);
    return FOUND_PROBLEMS;
  }
  const { metric, window } = keyResult;
  const beside = metric?.control && (await live.outcome.measure(metric.control, window));
  if (beside?.error?.kind === 'not-approved') tellWaiting(`impact ${keyResult.id}`, live.waiting, answers);
  const control = beside?.series;
  const known = { series, ...(control ? { control } : {}), cycle: aims.cycle, now };
  const occasion = { ...known, deployments: releases, unrelated, asked };
  const request = live.module.keyResultImpact(keyResult, occasion);
  if (request === undefined) return FOUND_PROBLEMS;
  const day = live.module.dayOf(now, aims.cycle.timezone);
  const telling = {
    title: keyResult.title,
    style: live.module.styleOf(keyResult, 'en'),
    thisYear: day.slice(0, 4),
  };
  const { deploymentTags: tags } = aims;
  return tell(request, telling, { every, ...(tags === undefined ? {} : { tags }) }, json, answers);
}

function named(
  since: string,
  releases: readonly Release[],
  timezone: string,
  { isDay, startOfDay }: typeof import('../engine'),
): Deployed | undefined {
  const release = releases.find(({ name }) => name === since);
  return release ?? (isDay(since) ? { name: since, at: startOfDay(since, timezone) } : undefined);
}

/** Which releases counted as deployments; nothing of it where there is no OKR file. */
interface Counted {
  /** Whether all did, as no commit says which of them concern the key result. */
  readonly every?: boolean;
  /** Which tags are releases. */
  readonly tags?: string;
}

async function tell(
  request: ImpactRequest,
  telling: Telling,
  { every, tags }: Counted,
  json: boolean,
  answers: Answers,
): Promise<number> {
  const { countedText, impactOf, impactText, inOneGo } = await import('../engine');
  const found = inOneGo(impactOf(request));
  const { answer, notes, workedOut } = impactText(found, telling, plainWords);
  if (json) answers.out(terminalJson(jsonOf(found, every, answer)));
  else {
    const counted = every === undefined ? [] : countedText(every, tags, plainWords);
    const lines = [answer, ...[...notes, ...counted].map((one) => `  ${one}`), '', ...workedOut];
    answers.out(`${lines.map(terminalText).join('\n').trimEnd()}\n`);
  }
  return SUCCESS;
}

/** Every figure; null where it is not known. */
function jsonOf(found: Impact, every: boolean | undefined, text: string): object {
  const { answer, why, figures, window, since, others, unrelated = [], again, beside } = found;
  const told = (deployments: readonly Deployed[]) =>
    deployments.map(({ name, at }) => ({ name, at: new Date(at).toISOString() }));
  return {
    answer,
    reason: why?.kind ?? null,
    text,
    estimate: figures?.estimate ?? null,
    median: figures?.median ?? null,
    lower: figures?.lower ?? null,
    upper: figures?.upper ?? null,
    pUp: figures?.pUp ?? null,
    p: figures?.p ?? null,
    smallestDetectable: figures?.smallestDetectable ?? null,
    scale: figures?.scale ?? null,
    level: figures?.level ?? null,
    needed: figures?.needed ?? null,
    matters: figures?.matters ?? null,
    correlation: figures?.correlation ?? null,
    wanderingShare: figures?.wanderingShare ?? null,
    driftShare: figures?.driftShare ?? null,
    window: window ?? null,
    since: told(since),
    others: told(others),
    unrelated: told(unrelated),
    every: every ?? null,
    beside: beside ?? null,
    again: again ?? null,
  };
}
