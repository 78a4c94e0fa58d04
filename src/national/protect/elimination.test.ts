import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { determinedCells, directionsThrough, eliminate, wholeSteps } from './elimination.js';
import { buildSystem, type System } from './system.js';

/** A system of numbered cells. */
function systemOf(cells: number, rows: { total: number; parts: number[] }[], value: (cell: number) => number): System {
  const id = (cell: number): string => String(cell).padStart(3, '0');
  return buildSystem({
    cells: Array.from({ length: cells }, (_, i) => ({ id: id(i), value: value(i), contributions: [{ unit: 'a', value: value(i) }], minimum: 10 })),
    equations: rows.map(({ total, parts }) => ({ total: id(total), parts: parts.map(id) })),
  });
}

const all = (system: System): number[] => [...system.value.keys()];

function determined(system: System, unknown: Uint8Array): number[] {
  const cells = all(system).filter((cell) => unknown[cell]);
  return [...determinedCells(system, eliminate(system, unknown, cells))].sort((a, b) => a - b);
}

describe('determinedCells', () => {
  it('finds the only unknown cell of an equation, and the next one that then follows', () => {
    // 0 = 1 + 2, 2 = 3 + 4
    const system = systemOf(5, [{ total: 0, parts: [1, 2] }, { total: 2, parts: [3, 4] }], (i) => [20, 12, 8, 5, 3][i]!);
    expect(determined(system, Uint8Array.from([0, 0, 0, 1, 1]))).toEqual([]);
    expect(determined(system, Uint8Array.from([0, 0, 1, 1, 0]))).toEqual([2, 3]);
    expect(determined(system, Uint8Array.from([0, 1, 1, 1, 0]))).toEqual([]);
  });

  it('finds three cells that no equation gives by itself', () => {
    // x + y, y + z and x + z are published
    const system = systemOf(6, [{ total: 3, parts: [0, 1] }, { total: 4, parts: [1, 2] }, { total: 5, parts: [0, 2] }], (i) => [4, 6, 7, 10, 13, 11][i]!);
    expect(determined(system, Uint8Array.from([1, 1, 1, 0, 0, 0]))).toEqual([0, 1, 2]);
    expect(determined(system, Uint8Array.from([1, 1, 1, 1, 0, 0]))).toEqual([]);
  });

  it('agrees with elimination over fractions on random systems', () => {
    const shape = fc.record({ parts: fc.array(fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }), hide: fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }) });
    fc.assert(
      fc.property(shape, ({ parts, hide }) => {
        const value = (cell: number): number => (cell < 8 ? cell + 2 : parts[cell - 8]!.reduce((sum, part) => sum + part + 2, 0));
        const system = systemOf(8 + parts.length, parts.map((row, i) => ({ total: 8 + i, parts: row })), value);
        const unknown = Uint8Array.from(system.value, (_, i) => Number(hide[i]));
        expect(determined(system, unknown)).toEqual(determinedByFractions(system, unknown));
      }),
      { numRuns: 300 },
    );
  });
});

describe('directionsThrough', () => {
  it('gives whole steps that leave every equation in balance', () => {
    const system = systemOf(6, [{ total: 3, parts: [0, 1] }, { total: 4, parts: [1, 2] }, { total: 5, parts: [0, 2] }], (i) => [4, 6, 7, 10, 13, 11][i]!);
    const unknown = Uint8Array.from([1, 1, 1, 1, 0, 0]);
    const cells = [0, 1, 2, 3];
    const steps = [...directionsThrough(system, eliminate(system, unknown, cells), 0, 3)].map(wholeSteps);
    expect(steps).toHaveLength(1);
    const [x, y, z, xy] = cells.map((cell) => steps[0]!.get(cell)!);
    expect(x).not.toBe(0);
    expect([y! + z!, x! + z!, x! + y! - xy!]).toEqual([0, 0, 0]);
  });
});

/** Gauss-Jordan over exact fractions of BigInt: a cell is determined when its row of the reduced form holds nothing else. */
function determinedByFractions(system: System, unknown: Uint8Array): number[] {
  const columns = all(system).filter((cell) => unknown[cell]);
  const rows: bigint[][] = [];
  for (let row = 0; row < system.rows; row++) {
    const entries = columns.map(() => 0n);
    for (let at = system.rowStart[row]!; at < system.rowStart[row + 1]!; at++) {
      const column = columns.indexOf(system.rowCell[at]!);
      if (column >= 0) entries[column]! += BigInt(system.rowSign[at]!);
    }
    rows.push(entries);
  }
  let pivotRow = 0;
  for (let column = 0; column < columns.length; column++) {
    const found = rows.findIndex((row, r) => r >= pivotRow && row[column] !== 0n);
    if (found < 0) continue;
    [rows[pivotRow], rows[found]] = [rows[found]!, rows[pivotRow]!];
    const pivot = rows[pivotRow]!;
    rows.forEach((row, r) => {
      if (r === pivotRow || row[column] === 0n) return;
      const [a, b] = [pivot[column]!, row[column]!];
      for (let j = 0; j < row.length; j++) row[j] = row[j]! * a - pivot[j]! * b;
    });
    pivotRow++;
  }
  return rows.flatMap((row) => {
    const filled = row.flatMap((entry, j) => (entry === 0n ? [] : [j]));
    return filled.length === 1 ? [columns[filled[0]!]!] : [];
  }).sort((a, b) => a - b);
}
