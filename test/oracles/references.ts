import { theta } from '../../src/outcome/forecast/theta';
import { inOneGo } from '../../src/outcome/insight/inOneGo';
import { stepDesign } from '../../src/outcome/insight/stepDesign';
import { prepareStep, type StepEffect, stepEffect } from '../../src/outcome/insight/stepEffect';
import { insightData, type StepData } from '../support/insightData';
import { neweyWest, ordinary } from './ordinary';

/** A figure of ours beside that of a reference result. */
export interface Referred {
  readonly of: string;
  readonly figure: string;
  readonly actual: number;
  readonly expected: number;
}

interface ExpectedStep {
  readonly data: string;
  readonly t0: number;
  readonly period: number;
  readonly estimate: number;
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  readonly p: number;
  readonly pUp: number;
}

/** @throws where the rows can tell nothing */
export function effectOf(
  y: readonly number[],
  stepAt: number,
  period: number,
  days = y.map((_, row) => row),
): StepEffect {
  const prepared = inOneGo(prepareStep(stepDesign({ days, stepAt, period })));
  const effect = prepared && stepEffect(prepared, Float64Array.from(y));
  if (effect === undefined) throw new Error('These rows can tell nothing');
  return effect;
}

/** The estimator of a step, with dense covariance matrices by numpy. */
export function stepReferences(): Referred[] {
  const { results } = insightData<{ results: Readonly<Record<string, ExpectedStep>> }>('stepExpected.json');
  return Object.entries(results).flatMap(([of, expected]) => {
    const { distribution } = effectOf(insightData<StepData>(expected.data).y, expected.t0, expected.period);
    const [above, below] = [distribution.above(0), distribution.below(0)];
    const actual = {
      estimate: distribution.mean,
      median: distribution.quantile(0.5),
      lower: distribution.quantile(0.025),
      upper: distribution.quantile(0.975),
      p: 2 * Math.min(above, below),
      pUp: above,
    };
    return Object.entries(actual).map(([figure, value]) => {
      return { of, figure, actual: value, expected: expected[figure as keyof typeof actual] };
    });
  });
}

/** With the lags that R and statsmodels were asked for, and the name that the latter's results have. */
const SERIES = {
  'nileLevel.json': { lags: [3, 4], also: 'its-nile-level' },
  'seatbeltsLevel.json': { lags: [4, 12], also: 'its-seatbelts-level' },
  'synthetic.json': { lags: [3, 7], also: 'its-synthetic' },
} as const;

interface Statsmodels {
  readonly results: Readonly<
    Record<string, Readonly<Record<string, { readonly step: number; readonly se: number }>>>
  >;
}

/** The textbook regressions that the estimator is held against, by R and statsmodels. */
export function regressionReferences(): Referred[] {
  const { results: also } = insightData<Statsmodels>('statsmodelsHac.json');
  return Object.entries(SERIES).flatMap(([of, { lags, also: name }]) => {
    const { y, X, results } = insightData<StepData>(of);
    const { step = [], ...others } = X;
    const regression = ordinary([y.map(() => 1), ...Object.values(others), step], y);
    const { est = Number.NaN, se = Number.NaN } = results.ols?.step ?? {};
    const both = [false, true] as const;
    return [
      { of, figure: "R's estimate", actual: regression.estimate, expected: est },
      { of, figure: "R's standard error", actual: regression.standardError, expected: se },
      ...lags.flatMap((lag) =>
        both.map((adjusted) => ({
          of,
          figure: `R's Newey-West, lag ${lag}${adjusted ? ', adjusted' : ''}`,
          actual: neweyWest(regression, lag, adjusted),
          expected:
            results[`nw_lag${lag}_noprewhite_${adjusted ? 'adjust' : 'noadjust'}`]?.step?.se ?? Number.NaN,
        })),
      ),
      ...both.map((adjusted) => ({
        of,
        figure: `statsmodels' Newey-West${adjusted ? ', adjusted' : ''}`,
        actual: neweyWest(regression, lags[1], adjusted),
        expected: also[name]?.[`hac_lag${lags[1]}_corr${adjusted ? 'True' : 'False'}`]?.se ?? Number.NaN,
      })),
    ];
  });
}

export interface ThetaReference {
  readonly frequency: number;
  readonly h: number;
  readonly y: readonly number[];
  readonly theta: Readonly<Record<'mean' | 'lo80' | 'hi80' | 'lo95' | 'hi95', readonly number[]>>;
}

/** The means of R's Theta forecast. */
export function thetaReferences(): Referred[] {
  const { series } = insightData<{ series: Readonly<Record<string, ThetaReference>> }>('thetaExpected.json');
  return Object.entries(series).flatMap(([of, { y, h, frequency, theta: expected }]) => {
    const forecast = theta(Float64Array.from(y.slice(0, y.length - h)), frequency);
    return expected.mean.map((mean, index) => ({
      of,
      figure: `step ${index + 1}`,
      actual: forecast.mean(index + 1),
      expected: mean,
    }));
  });
}

/** As a share of what it should be. */
export function offBy({ actual, expected }: Referred): number {
  return Math.abs(actual - expected) / Math.abs(expected);
}
