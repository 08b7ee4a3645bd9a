import { regressionReferences } from '../../../oracles/references';
import { assertClose } from '../../../support/insightData';

describe('the textbook regressions that the estimator is held against', () => {
  for (const { of, figure, actual, expected } of regressionReferences()) {
    it(`have ${figure} on ${of}`, () => assertClose(actual, expected, 1e-8, figure));
  }
});
