import { neweyWest, ordinary } from '../../../oracles/ordinary';
import { assertClose, insightData, type StepData } from '../../../support/insightData';

const SERIES = {
  'nileLevel.json': [3, 4],
  'seatbeltsLevel.json': [4, 12],
  'synthetic.json': [3, 7],
} as const;
const TOLERANCE = 1e-8;

interface Statsmodels {
  readonly results: Readonly<
    Record<string, Readonly<Record<string, { readonly step: number; readonly se: number }>>>
  >;
}

describe('the textbook regressions that the estimator is held against', () => {
  for (const [name, lags] of Object.entries(SERIES)) {
    const { y, X, results } = insightData<StepData>(name);
    const { step = [], ...others } = X;
    const regression = ordinary([y.map(() => 1), ...Object.values(others), step], y);

    it(`are R's ordinary least squares on ${name}`, () => {
      const expected = results.ols?.step ?? { est: Number.NaN, se: Number.NaN };
      assertClose(regression.estimate, expected.est, TOLERANCE, 'estimate');
      assertClose(regression.standardError, expected.se, TOLERANCE, 'standard error');
    });

    for (const lag of lags) {
      for (const adjusted of [false, true]) {
        it(`are R's Newey-West on ${name}, lag ${lag}${adjusted ? ', adjusted' : ''}`, () => {
          const call = `nw_lag${lag}_noprewhite_${adjusted ? 'adjust' : 'noadjust'}`;
          const expected = results[call]?.step?.se ?? Number.NaN;
          assertClose(neweyWest(regression, lag, adjusted), expected, TOLERANCE, 'standard error');
        });
      }
    }

    it(`are statsmodels' Newey-West on ${name}`, () => {
      const all = insightData<Statsmodels>('statsmodelsHac.json').results;
      const key = { 'nileLevel.json': 'its-nile-level', 'seatbeltsLevel.json': 'its-seatbelts-level' }[name];
      const lag = lags[1];
      for (const [adjusted, word] of [
        [false, 'False'],
        [true, 'True'],
      ] as const) {
        const expected = all[key ?? 'its-synthetic']?.[`hac_lag${lag}_corr${word}`];
        assertClose(neweyWest(regression, lag, adjusted), expected?.se ?? Number.NaN, TOLERANCE, word);
      }
    });
  }
});
