import type { Series } from '../../metrics/series';
import { inSlices } from '../../work/ledger/slices';
import { forecastOf } from '../forecast/forecast';
import { impactOf } from '../impact/impact';
import type { Deployed, ImpactRequest } from '../impact/model';
import { type WatchRequest, watchOf } from '../watch/watch';
import type { Insight, Since } from './insight';
import type { InsightQuestion } from './insightQuestion';
import {
  guardrailImpact,
  guardrailWatch,
  keyResultForecast,
  keyResultImpact,
  keyResultWatch,
  type Occasion,
} from './keyResultInsight';

/** What is asked: all there is, or only whether anything has got worse. */
export type Depth = 'all' | 'watch';

/**
 * Answers a question, each metric as if it were alone, a millisecond or a few at a time.
 * @param kept what was worked out of the same numbers, for another branch or to another depth
 * @param turn resolves when others have had theirs
 */
export async function workOut(
  question: InsightQuestion,
  depth: Depth,
  kept: { readonly insight: Insight; readonly depth: Depth } | undefined,
  turn: () => Promise<void>,
): Promise<Insight> {
  const { keyResult, series, guardrails, deployments } = question;
  const since = async (metric: Asked | undefined, known: Since | undefined): Promise<Since> => {
    const effect = depth === 'all' && question.asked && metric?.effect(question.asked);
    const watch = question.watched && !kept && metric?.watch(question.watched);
    const found = {
      effect: effect ? await inSlices(impactOf(effect), turn) : undefined,
      watch: watch ? await inSlices(watchOf(watch), turn) : known?.watch,
    };
    return {
      ...(found.effect ? { effect: found.effect } : {}),
      ...(found.watch ? { watch: found.watch } : {}),
    };
  };
  const forecast = depth === 'all' ? forecastFor(question, kept) : undefined;
  await turn();
  const own = await since(series && keyResultAsked(question, series), kept?.insight);
  const bounds: Since[] = [];
  for (const [index, bound] of guardrails.entries()) {
    const guardrail = keyResult.guardrails[index];
    const asked = guardrail &&
      bound && {
        effect: (one: Deployed) => guardrailImpact(guardrail, occasion(question, bound, one)),
        watch: (one: Deployed) => guardrailWatch(guardrail, occasion(question, bound, one)),
      };
    bounds.push(await since(asked, kept?.insight.guardrails[index]));
  }
  return { ...(forecast ? { forecast } : {}), ...own, guardrails: bounds, every: deployments.every };
}

/** What is asked of one metric about a deployment; nothing where there is nothing to ask. */
interface Asked {
  effect(asked: Deployed): ImpactRequest | undefined;
  watch(asked: Deployed): WatchRequest | undefined;
}

function keyResultAsked(question: InsightQuestion, series: Series): Asked {
  const { keyResult, control } = question;
  const beside = control ? { control } : {};
  return {
    effect: (one) => keyResultImpact(keyResult, { ...occasion(question, series, one), ...beside }),
    watch: (one) => keyResultWatch(keyResult, occasion(question, series, one)),
  };
}

function occasion({ cycle, deployments, now }: InsightQuestion, series: Series, asked: Deployed): Occasion {
  const { releases, unrelated = [] } = deployments;
  return { series, cycle, deployments: releases, unrelated, asked, now };
}

function forecastFor(
  { keyResult, series, cycle, now }: InsightQuestion,
  kept: { readonly insight: Insight; readonly depth: Depth } | undefined,
): Insight['forecast'] {
  if (kept?.depth === 'all') return kept.insight.forecast;
  const request = series && keyResultForecast(keyResult, { series, cycle, now });
  return request && forecastOf(request);
}
