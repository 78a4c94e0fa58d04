/** A cell of a published table. Suppressed is neither zero nor empty, and says nothing of its reason. */
export type Cell = { readonly value: number } | { readonly suppressed: true };

export const suppressed: Cell = { suppressed: true };

/** The value of a cell that may be shown; undefined when it is suppressed. */
export function shown(cell: Cell): number | undefined {
  return 'value' in cell ? cell.value : undefined;
}

/** A count as it is printed: the nearest multiple of an odd base; every total by itself, from its own exact count. */
export function printedCount(count: number, base: number): number {
  return base * Math.floor((count + (base - 1) / 2) / base);
}
