/** Made-up records in the columns of the gate, as SQL: plausible, the same for the same seed, and none of anybody. */
import { identifier, literal } from '../../database/database.js';
import { blank, offered, type Vocabulary } from '../../public/query/guarded/dimensions.js';

const missing = ['-7', '-8', '-9', blank];
/** When a field applies, as in the codebook; elsewhere it is -7. */
const applies: Readonly<Record<string, string>> = {
  politie_uitkomst: "politie_gevraagd = 'J'",
  politie_reden: "politie_uitkomst IN ('NIET_VERLEEND', 'TE_LAAT')",
  aangifte_door: "aangifte_status IN ('GEDAAN', 'GEWEIGERD', 'INGETROKKEN')",
  strafbaar_feit: "aangifte_status <> 'NEE'",
  platform: "vorm_onln = 'J'",
  verwijderverzoek: "vorm_onln = 'J'",
  verwijder_uitkomst: "vorm_onln = 'J' AND verwijderverzoek = 'J'",
  huisbezoek_risico_info: "locatie = 'HUISBEZOEK'",
};

export interface SyntheticChoice {
  readonly rows: number;
  readonly seed: number;
  readonly months: readonly string[];
}

/** A uniform number in [0, 1) for row `i`, a purpose and a seed. */
const chance = (purpose: string, seed: number): string => `(hash(i, ${literal(purpose)}, ${seed}) % 1000003) / 1000003.0`;

/** One of some values, the earlier ones more often. */
function drawn(values: readonly string[], weights: readonly number[], purpose: string, seed: number): string {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  const cases = values.map((value, i) => `WHEN ${chance(purpose, seed)} < ${((reached += weights[i]!) / all).toFixed(6)} THEN ${literal(value)}`);
  return `CASE ${cases.join(' ')} ELSE ${literal(values.at(-1)!)} END`;
}

/** A SELECT of `i`, `maand`, `herhaalt` and the offered columns with the flags of the forms. */
export function syntheticRecords({ axes, forms }: Vocabulary, { rows, seed, months }: SyntheticChoice): string {
  const months_ = drawn(months, months.map(() => 1), 'maand', seed);
  const columns = offered.map((name) => {
    const codes = axes.get(name)!.filter((code) => !missing.includes(code));
    const values = [...codes, '-8', blank];
    const weights = [...codes.map((_, at) => 1 / (at + 1)), 0.08, 0.03];
    return `${drawn(values, weights, name, seed)} AS ${identifier(name)}`;
  });
  const share = [...forms].map(([, axis], at) => `CASE WHEN ${chance(axis, seed)} < ${(0.6 / (at + 1)).toFixed(4)} THEN 'J' ELSE 'N' END AS ${identifier(axis)}`);
  const [first] = [...forms.values()];
  const none = [...forms.values()].map((axis) => `${identifier(axis)} = 'N'`).join(' AND ');
  const rest = [...forms.values()].filter((axis) => axis !== first && axis !== 'vorm_proc').map((axis) => `${identifier(axis)} = 'N'`).join(' AND ');
  const applied = Object.entries(applies).filter(([name]) => (offered as readonly string[]).includes(name)).map(([name, rule]) => `CASE WHEN ${rule} THEN ${identifier(name)} ELSE '-7' END AS ${identifier(name)}`);
  return `WITH geloot AS (SELECT i, ${months_} AS maand, ${[...columns, ...share].join(', ')} FROM range(${rows}) t(i)),
    gevuld AS (SELECT * REPLACE (CASE WHEN ${none} THEN 'J' ELSE ${identifier(first!)} END AS ${identifier(first!)}) FROM geloot)
    SELECT * REPLACE (${applied.join(', ')}), CASE WHEN vorm_proc = 'J' AND ${identifier(first!)} = 'N' AND ${rest} THEN 'J' ELSE 'N' END AS alleen_procedures FROM gevuld`;
}
