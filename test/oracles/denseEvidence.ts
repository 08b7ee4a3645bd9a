import { noiseGrid } from '../../src/outcome/insight/noise';
import { studentT } from '../../src/outcome/insight/studentT';
import { dot, invertedWithLogDet, type Matrix } from './ordinary';

const GRID = noiseGrid([0, 0.2, 0.4, 0.6, 0.8, 0.92], [0.01, 0.1, 1]);

/** The e-value of the last row as it is defined, with whole covariance matrices: slow, and near to the formula. */
export function denseEvidence(y: readonly number[], before: number): number {
  const n = y.length;
  const rows = y.map((_, index) => index);
  const level: Matrix = [
    rows.map(() => 1),
    ...[0, 1, 2, 3, 4, 5].map((season) =>
      rows.map((row) => (row % 7 === season ? 1 : row % 7 === 6 ? -1 : 0)),
    ),
  ];
  const step = rows.map((row) => (row >= before ? 1 : 0));
  const drift = rows.map((row) => (row - before) / 28);
  const degrees = n - level.length;
  const t = studentT(degrees);
  let [without, harmed] = [0, 0];
  for (const { kind, value, prior } of GRID) {
    for (const g of [0, 0.5, 2]) {
      const covariance = rows.map((i) =>
        rows.map((j) => {
          const noise =
            kind === 'persistent'
              ? value ** Math.abs(i - j)
              : (i === j ? 1 : 0) + value * (Math.min(i, j) + 1);
          return noise + g * g * (drift[i] ?? 0) * (drift[j] ?? 0);
        }),
      );
      without += (prior / 3) * Math.exp(likelihood(covariance, level, y, degrees).log);
      const flat = likelihood(covariance, [...level, step], y, degrees);
      for (const s of [0.5, 2]) {
        const wider = covariance.map((row, i) =>
          row.map((one, j) => one + s * s * (step[i] ?? 0) * (step[j] ?? 0)),
        );
        const one = likelihood(wider, level, y, degrees);
        const share = (s * s) / (s * s + flat.variance);
        const scale = Math.sqrt((one.squares / degrees) * flat.variance * share);
        const isDrop = t.cdf((0 - flat.last * share) / scale);
        harmed += (prior / 3) * 0.5 * 2 * isDrop * Math.exp(one.log);
      }
    }
  }
  return harmed / without;
}

function likelihood(covariance: Matrix, columns: Matrix, y: readonly number[], degrees: number) {
  const { inverse, logDet } = invertedWithLogDet(covariance);
  const weighted = columns.map((column) => inverse.map((row) => dot(row, column)));
  const { inverse: spread, logDet: logDetX } = invertedWithLogDet(
    columns.map((one) => weighted.map((other) => dot(one, other))),
  );
  const coefficients = spread.map((row) =>
    dot(
      row,
      weighted.map((column) => dot(column, y)),
    ),
  );
  const rest = y.map(
    (value, row) =>
      value -
      dot(
        columns.map((column) => column[row] ?? 0),
        coefficients,
      ),
  );
  const squares = dot(
    rest,
    inverse.map((row) => dot(row, rest)),
  );
  return {
    log: -logDet / 2 - logDetX / 2 - (degrees / 2) * Math.log(squares),
    squares,
    last: coefficients.at(-1) ?? 0,
    variance: spread.at(-1)?.at(-1) ?? 0,
  };
}
