import {
  offBy,
  type Referred,
  regressionReferences,
  stepReferences,
  thetaReferences,
} from '../oracles/references';
import type { Bar } from './bar';

/** How far figures are from those of reference results: numpy, R and statsmodels, in test/data/insight. */
export function exactBars(): Bar[] {
  return [
    ...barsOf('effect beside dense covariance matrices', stepReferences(), 1e-6),
    ...barsOf("least squares and Newey-West beside R's and statsmodels'", regressionReferences(), 1e-8),
    ...barsOf("Theta means beside R's", thetaReferences(), 1e-4),
  ];
}

/** One for each series, of the figure that is off by most. */
function barsOf(what: string, referred: readonly Referred[], most: number): Bar[] {
  const series = [...new Set(referred.map(({ of }) => of))];
  return series.map((where): Bar => {
    const inside = referred.filter(({ of }) => of === where).map(offBy);
    return {
      what,
      where: where.replace(/\.json$/, ''),
      measured: Math.max(...inside),
      unit: 'relative',
      bound: { most },
      replications: inside.length,
    };
  });
}
