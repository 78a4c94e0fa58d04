/** Small symmetric systems of equations. */

export type Matrix = readonly (readonly number[])[];

/** A pivot below this part of its diagonal says that a column follows from the ones before it. */
const dependent = 1e-9;

/** Lower triangle L with L Lᵀ = the positive definite matrix, or the first row that depends on those before it. */
export function cholesky(matrix: Matrix): { lower: number[][] } | { dependent: number } {
  const lower: number[][] = [];
  for (let i = 0; i < matrix.length; i++) {
    const row = new Array<number>(i + 1);
    for (let j = 0; j <= i; j++) {
      const other = j === i ? row : lower[j]!;
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k++) sum -= row[k]! * other[k]!;
      if (j < i) row[j] = sum / other[j]!;
      else {
        if (!(sum > dependent * matrix[i]![i]!)) return { dependent: i };
        row[i] = Math.sqrt(sum);
      }
    }
    lower.push(row);
  }
  return { lower };
}

/** x with L Lᵀ x = right. */
export function solve(lower: Matrix, right: readonly number[]): number[] {
  const x = [...right];
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i]![k]! * x[k]!;
    x[i]! /= lower[i]![i]!;
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i]! -= lower[k]![i]! * x[k]!;
    x[i]! /= lower[i]![i]!;
  }
  return x;
}

/** Inverse of L Lᵀ. */
export function inverse(lower: Matrix): number[][] {
  const columns = lower.map((_, i) => solve(lower, lower.map((__, k) => (k === i ? 1 : 0))));
  return columns.map((column, i) => column.map((value, k) => (value + columns[k]![i]!) / 2));
}

/** uᵀ M u. */
export function quadratic(matrix: Matrix, u: readonly number[]): number {
  return u.reduce((total, left, i) => (left === 0 ? total : total + left * matrix[i]!.reduce((sum, value, k) => sum + value * u[k]!, 0)), 0);
}
