import { at, type Vector } from './vectors';

/** The lower triangle L with L·Lᵀ equal to a matrix of products. */
export interface Factor {
  readonly rows: readonly Vector[];
  /** Half the logarithm of the matrix's determinant. */
  readonly halfLogDet: number;
}

/** Below this, before the root, columns can't be told apart. */
const LEAST_PIVOT = 1e-12;

/** Factor of a symmetric matrix, given by its lower half; nothing where it is singular. */
export function factorOf(matrix: readonly Vector[]): Factor | undefined {
  const rows: Vector[] = [];
  let halfLogDet = 0;
  for (const [index, given] of matrix.entries()) {
    const row = new Float64Array(matrix.length);
    for (const [column, above] of rows.entries()) {
      row[column] = (at(given, column) - headDot(row, above, column)) / at(above, column);
    }
    const pivot = at(given, index) - headDot(row, row, index);
    if (!(pivot >= LEAST_PIVOT)) return undefined;
    row[index] = Math.sqrt(pivot);
    halfLogDet += Math.log(pivot) / 2;
    rows.push(row);
  }
  return { rows, halfLogDet };
}

/** The u with L·u = v; what v has beyond L is not looked at. */
export function forward({ rows }: Factor, v: Vector): Vector {
  const u = new Float64Array(rows.length);
  for (const [index, row] of rows.entries())
    u[index] = (at(v, index) - headDot(row, u, index)) / at(row, index);
  return u;
}

/** The x with Lᵀ·x = u. */
export function backward({ rows }: Factor, u: Vector): Vector {
  const x = Float64Array.from(u);
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row === undefined) continue;
    const value = at(x, index) / at(row, index);
    x[index] = value;
    for (let before = 0; before < index; before += 1) x[before] = at(x, before) - value * at(row, before);
  }
  return x;
}

function headDot(one: Vector, other: Vector, length: number): number {
  let sum = 0;
  for (let index = 0; index < length; index += 1) sum += at(one, index) * at(other, index);
  return sum;
}
