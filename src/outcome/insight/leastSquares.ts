import { backward, type Factor, factorOf, forward } from './cholesky';
import { at, dot, gramOf, type Vector } from './vectors';

/** Ordinary least squares on fixed columns. */
export interface LeastSquares {
  /** Coefficients and what they leave of y. Twice over, so that a high level costs no digits. */
  solve(y: Vector): { readonly coefficients: Vector; readonly residuals: Vector };
}

/** Nothing where the columns can't be told apart. */
export function leastSquares(columns: readonly Vector[]): LeastSquares | undefined {
  const factor = factorOf(gramOf(columns));
  if (factor === undefined) return undefined;
  return {
    solve: (y) => {
      const once = pass(factor, columns, y);
      const twice = pass(factor, columns, once.residuals);
      return {
        coefficients: once.coefficients.map((value, index) => value + at(twice.coefficients, index)),
        residuals: twice.residuals,
      };
    },
  };
}

function pass(factor: Factor, columns: readonly Vector[], y: Vector): ReturnType<LeastSquares['solve']> {
  const products = Float64Array.from(columns, (column) => dot(column, y));
  const coefficients = backward(factor, forward(factor, products));
  const residuals = Float64Array.from(y);
  for (const [index, column] of columns.entries()) {
    const coefficient = at(coefficients, index);
    for (let row = 0; row < residuals.length; row += 1) {
      residuals[row] = at(residuals, row) - coefficient * at(column, row);
    }
  }
  return { coefficients, residuals };
}
