/** The tables cannot be made safe: nothing of them may be published. */
export class DisclosureError extends Error {
  /**
   * @param cells number of cells that stay recomputable whatever is suppressed
   * @param places their ids
   */
  constructor(
    readonly cells: number,
    readonly places: readonly string[] = [],
  ) {
    super(`${cells} cells cannot be protected`);
    this.name = 'DisclosureError';
  }
}
