/** What an audit leaves behind for readers: how it was attacked and how close anybody came, without the parameters that are secret. */
import { z } from 'zod';
import { exitCodes, UserError } from '../../error.js';
import { type AuditResult, auditRelease, type ReleaseText, type Truth } from './audit.js';
import { loadSolver } from './solver.js';

const count = z.int().min(0);

export const certificateSchema = z.strictObject({
  formaat: z.literal(1),
  cellen: count,
  onderdrukt: count,
  verbanden: count,
  lineaire_programmas: count,
  /** Earlier releases that were held against this one. */
  eerdere_releases: count,
  /** Head of the ledger of what was published before; empty when nothing was. */
  grootboek: z.string(),
  /** Organisations from whose knowledge it was attacked too. */
  insiders: count,
  /** Smallest distance between possible values of a withheld count that the attack had to show. */
  kleinste_breedte: z.number().nullable(),
  herleidbaar: z.literal(0),
  /** Withheld counts that earlier releases gave away already, and of which this one tells no more. */
  eerder_prijsgegeven: count.default(0),
  /** SHA-256 of the protection's parameters, keyed so that they cannot be guessed from it. */
  parameters: z.string().regex(/^[0-9a-f]{64}$/),
});

export type Certificate = z.infer<typeof certificateSchema>;

export interface Gate {
  readonly earlier: readonly ReleaseText[];
  readonly ledgerHead: string;
  readonly truth: Truth;
  readonly parameters: string;
}

/** The certificate of a release that withstands the attack; a UserError (disclosure) with the places that do not. */
export async function certify(release: ReleaseText, { earlier, ledgerHead, truth, parameters }: Gate): Promise<Certificate> {
  const result = auditRelease(release, earlier, await loadSolver(), truth);
  refuseUnsafe(result);
  return {
    formaat: 1,
    cellen: result.cells,
    onderdrukt: result.withheld,
    verbanden: result.statements,
    lineaire_programmas: result.programs,
    eerdere_releases: result.earlier,
    grootboek: ledgerHead,
    insiders: result.insiders,
    kleinste_breedte: result.smallestWidth,
    herleidbaar: 0,
    eerder_prijsgegeven: result.given.length,
    parameters,
  };
}

const shownAtMost = 10;

/** A release of which withheld counts can be placed too closely, with the places (table|code|period). */
export class UnsafeRelease extends UserError {
  constructor(readonly places: readonly string[]) {
    super('gate.unsafe', { count: places.length, list: listed(places) }, exitCodes.disclosure);
  }
}

/** Throws when a figure is not of the programme, or a withheld one can be placed too closely. */
export function refuseUnsafe({ unexplained, unsafe }: AuditResult): void {
  if (unexplained.length > 0) throw new UserError('gate.unexplained', { count: unexplained.length, list: listed(unexplained) }, exitCodes.disclosure);
  if (unsafe.length === 0) return;
  throw new UnsafeRelease([...new Set(unsafe.map(({ place }) => place))]);
}

function listed(names: readonly string[]): string {
  return [...names.slice(0, shownAtMost).map((name) => `  ${name}`), ...(names.length > shownAtMost ? ['  …'] : [])].join('\n');
}
