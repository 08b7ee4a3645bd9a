/** Textbook regressions, as R and statsmodels compute them: what the estimator is held against, never what ships. */

export interface Regression {
  readonly estimate: number;
  readonly residuals: readonly number[];
  /** Row of (XᵀX)⁻¹Xᵀ for the coefficient. */
  readonly influence: readonly number[];
  readonly degrees: number;
  readonly standardError: number;
}

/** Ordinary least squares by Gauss-Jordan on the normal equations of centred-enough columns; the last column is asked for. */
export function ordinary(columns: readonly (readonly number[])[], y: readonly number[]): Regression {
  const { inverse } = invertedWithLogDet(columns.map((one) => columns.map((other) => dot(one, other))));
  const products = columns.map((column) => dot(column, y));
  const coefficients = inverse.map((row) => dot(row, products));
  const residuals = y.map(
    (value, row) =>
      value -
      dot(
        columns.map((column) => column[row] ?? 0),
        coefficients,
      ),
  );
  const last = inverse.at(-1) ?? [];
  const influence = y.map((_, row) =>
    dot(
      last,
      columns.map((column) => column[row] ?? 0),
    ),
  );
  const degrees = y.length - columns.length;
  const variance = dot(residuals, residuals) / degrees;
  return {
    estimate: coefficients.at(-1) ?? Number.NaN,
    residuals,
    influence,
    degrees,
    standardError: Math.sqrt(variance * (last.at(-1) ?? Number.NaN)),
  };
}

/** Newey-West with Bartlett weights; `adjusted` multiplies the variance by n/(n−k). */
export function neweyWest(
  { residuals, influence, degrees }: Regression,
  lags: number,
  adjusted: boolean,
): number {
  const u = residuals.map((residual, row) => residual * (influence[row] ?? 0));
  let variance = dot(u, u);
  for (let lag = 1; lag <= lags; lag += 1) {
    variance += 2 * (1 - lag / (lags + 1)) * dot(u.slice(lag), u.slice(0, -lag));
  }
  return Math.sqrt(variance * (adjusted ? u.length / degrees : 1));
}

export function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}

export type Matrix = readonly (readonly number[])[];

/** Of a symmetric matrix above zero. */
export function invertedWithLogDet(matrix: Matrix): { readonly inverse: Matrix; readonly logDet: number } {
  const size = matrix.length;
  let logDet = 0;
  const rows = matrix.map((row, index) => [...row, ...row.map((_, column) => (column === index ? 1 : 0))]);
  for (let index = 0; index < size; index += 1) {
    const best = rows.reduce(
      (found, row, at) =>
        at > index && Math.abs(row[index] ?? 0) > Math.abs(rows[found]?.[index] ?? 0) ? at : found,
      index,
    );
    const [chosen = [], other = []] = [rows[best], rows[index]];
    rows[best] = other;
    logDet += Math.log(Math.abs(chosen[index] ?? 1));
    const scaled = chosen.map((value) => value / (chosen[index] ?? 1));
    rows[index] = scaled;
    for (const [at, row] of rows.entries()) {
      const factor = row[index] ?? 0;
      if (at !== index) rows[at] = row.map((value, column) => value - factor * (scaled[column] ?? 0));
    }
  }
  return { inverse: rows.map((row) => row.slice(size)), logDet };
}
