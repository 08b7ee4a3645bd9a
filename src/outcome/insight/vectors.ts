/** A column of numbers. */
export type Vector = Float64Array;

/** Elements beside the end count as 0, so that loops stay short. */
export function at(vector: Vector, index: number): number {
  return vector[index] ?? 0;
}

export function dot(one: Vector, other: Vector): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += at(one, index) * at(other, index);
  return sum;
}

export function vectorOf(length: number, value: (index: number) => number): Vector {
  const vector = new Float64Array(length);
  for (let index = 0; index < length; index += 1) vector[index] = value(index);
  return vector;
}

/** Products of every two columns, the lower half filled: row i holds columns 0…i. */
export function gramOf(columns: readonly Vector[]): Vector[] {
  return columns.map((row, index) => {
    const products = new Float64Array(columns.length);
    for (const [before, column] of columns.slice(0, index + 1).entries()) products[before] = dot(row, column);
    return products;
  });
}
